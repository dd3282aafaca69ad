"""The static part of a form, composed for one case by docxtpl: printed values and parts that depend on the case.

Only forms are ever composed; a copy that came back is never rendered. docxtpl joins template tags that Word
cut into runs; the rendering is Jinja's, sandboxed, escaping everything, strict about names. What it yields
must parse as XML as it stands: docxtpl's own recovery mode would drop text without a word.
"""

import io
from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from schemas.edition import Kind
from schemas.trouble import Trouble
from service.errors import Fault, Unfit
from service.word.form import Form
from service.word.legacy import legacy_fields
from service.word.rows import SDT, tag_of
from service.word.slots import Element

_JINJA = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)


REFERENCE = "audit.reference"
NOT_YET_GIVEN = "not yet given"


class Composer:
    """Composes the stories of one edition. Holds each story parsed, or compiled where it has template tags."""

    def __init__(self, form: Form) -> None:
        package = form.package
        names = [
            package.main,
            *package.related(package.main, "header"),
            *package.related(package.main, "footer"),
        ]
        self._plain: dict[str, Element] = {}
        self._tagged: dict[str, Template] = {}
        for name in names:
            root = package.xml(name)
            source = source_of(root)
            if source is None:
                self._plain[name] = root
            else:
                self._tagged[name] = self._template(name, source)
        self.names = tuple(names)

    @staticmethod
    def _template(name: str, source: str) -> Template:
        try:
            return _JINJA.from_string(source)
        except TemplateError as error:
            raise Unfit(
                [Fault(name, f"a template tag in the form does not parse: {error.message}")]
            ) from error

    def compose(self, context: Mapping[str, object]) -> dict[str, Element]:
        """The stories, by part name, as trees of their own. Raises Unfit naming what the form prints and lacks."""
        trees = {name: deepcopy(root) for name, root in self._plain.items()}
        faults = []
        for name, template in self._tagged.items():
            try:
                trees[name] = etree.fromstring(template.render(context).encode(), _PARSER)
            except UndefinedError as error:
                faults.append(
                    Fault(name, f"the form prints a value that it has no slot for: {error.message}")
                )
            except SecurityError as error:
                faults.append(
                    Fault(name, f"the form's template tags ask for what they may not: {error.message}")
                )
            except (TemplateError, TypeError, ArithmeticError, etree.XMLSyntaxError) as error:
                faults.append(Fault(name, f"the form's template tags cannot be composed: {error}"))
        if faults:
            raise Unfit(faults)
        return {name: trees[name] for name in self.names}


def source_of(root: Element) -> str | None:
    """A story as the Jinja template that docxtpl makes of it; None where it has no template tag."""
    source = etree.tostring(root, encoding="unicode")
    if "{{" in source or "{%" in source or "{#" in source:
        return str(DocxTemplate(io.BytesIO()).patch_xml(source))
    return None


@lru_cache(maxsize=64)
def composer_of(form: Form) -> Composer:
    """The composer of an edition, made once."""
    return Composer(form)


def context_of(form: Form, shown: Mapping[str, str]) -> dict[str, object]:
    """What template tags may name: every slot outside the repeating parts, by its path.

    `shown` gives by tag what it is: the code of a choice, so that conditions do not hang on wording, and the
    text shown for all else.
    """
    context: dict[str, object] = {}
    blank = {slot.tag: "" for slot in form.slots if slot.repeating is None}
    for tag, value in {**blank, REFERENCE: NOT_YET_GIVEN, **shown}.items():
        _put(context, tag, value)
    return context


def _put(tree: dict[str, object], tag: str, value: object) -> None:
    """Sets a value at a dotted path of nested dicts."""
    *above, last = tag.split(".")
    for piece in above:
        inner = tree.setdefault(piece, {})
        if not isinstance(inner, dict):
            return
        tree = inner
    tree[last] = value


def expected_tags(form: Form, said: Mapping[str, str]) -> frozenset[str] | None:
    """The tags of the form composed for a copy that says this (by tag); None where it cannot be composed.

    A part that depends on the case is missing from a copy rightly if composing leaves it out.
    """
    shown: dict[str, str] = {}
    for slot in form.slots:
        if slot.tag in said:
            try:
                value = form.schema.load_answer(slot, said[slot.tag])
            except Trouble:
                continue
            shown[slot.tag] = str(value) if slot.kind is Kind.CHOICE else said[slot.tag]
    try:
        trees = composer_of(form).compose(context_of(form, shown))
    except Unfit:
        return None
    controls = {tag_of(sdt) for root in trees.values() for sdt in root.iter(SDT)}
    return frozenset(controls | {field.tag for root in trees.values() for field in legacy_fields(root)})
