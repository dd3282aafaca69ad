"""A form's identity on a document that is sent out: custom properties beside the locked control and the footer.

The control is a slot like any other and the footer is composed, so what is left to do here is the properties.
"""

from collections.abc import MutableMapping

from service.word.form import Form
from service.word.parts import with_part
from service.word.properties import (
    CONTENT_TYPE,
    EDITION,
    KEY,
    REFERENCE,
    RELATIONSHIP,
    custom_properties,
    written,
)
from service.word.relations import CONTENT_TYPES


def stamp(form: Form, reference: str | None, changed: MutableMapping[str, bytes]) -> None:
    """Puts form key, edition and reference into the document's custom properties, among `changed` parts."""
    properties = custom_properties(form.package)
    properties[KEY], properties[EDITION] = form.declaration.key, form.declaration.edition
    properties.pop(REFERENCE, None)
    if reference:
        properties[REFERENCE] = reference
    name = next(iter(form.package.related("", "custom-properties")), "docProps/custom.xml")
    if name in form.package:
        changed[name] = written(properties)
    else:
        with_part(
            form.package,
            changed,
            name,
            written(properties),
            CONTENT_TYPE,
            owner="",
            relationship_type=RELATIONSHIP,
        )
    if form.package.template:
        types = changed.get(CONTENT_TYPES) or form.package.read(CONTENT_TYPES)
        changed[CONTENT_TYPES] = types.replace(
            b"wordprocessingml.template.main", b"wordprocessingml.document.main"
        )
