"""An edition of a form: its declaration, its slots and its shape, read from its .docx."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from schemas.edition import Declaration, Slot
from schemas.form import FormSchema
from service.word.declaration import declaration_of
from service.word.package import Package, open_package
from service.word.skeleton import Skeleton, skeleton_of
from service.word.slotting import slots_of
from service.word.states import Unanswered
from service.word.stories import whole_view
from service.word.text import View


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One issued edition. `digest` is the SHA-256 of its bytes; `of_control` gives the slot of a control's number."""

    declaration: Declaration
    slots: tuple[Slot, ...]
    schema: FormSchema
    skeleton: Skeleton
    package: Package
    digest: str
    of_control: Mapping[int, Slot]
    view: View
    unanswered: Unanswered
    by_tag: Mapping[str, Slot]

    @property
    def name(self) -> str:
        """What people call it: title and edition."""
        return f"{self.declaration.title}, edition {self.declaration.edition}"


def load_form(data: bytes, name: str = "form") -> Form:
    """The form in the bytes of a .docx or .dotx. `name` is its key where it carries no declaration.

    Raises Refused where the bytes are no Word document that can be opened.
    """
    package = open_package(data)
    view = whole_view(package)
    declaration = declaration_of(package) or Declaration(key=name, title=name, edition="0")
    slots, of_control = slots_of(view, declaration)
    skeleton = skeleton_of(view, of_control)
    return Form(
        declaration=declaration,
        slots=slots,
        schema=FormSchema(declaration, slots),
        skeleton=skeleton,
        package=package,
        digest=hashlib.sha256(data).hexdigest(),
        of_control=of_control,
        view=view,
        unanswered=Unanswered(slots, declaration.not_answered),
        by_tag={slot.tag: slot for slot in slots},
    )
