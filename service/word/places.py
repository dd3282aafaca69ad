"""Which controls of a form's trees are its slots, and in which row of a repeating part each stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.edition import Slot
from service.word.form import Form
from service.word.names import w
from service.word.rows import SDT, tag_of
from service.word.slots import Element

_TC = w("tc")


@dataclass(frozen=True, slots=True)
class Place:
    """A control that takes an answer: that of `slot`, in `row` of the part that repeats."""

    sdt: Element
    slot: Slot
    row: int | None


def lists_of(form: Form) -> dict[str, frozenset[str]]:
    """The form's repeating parts by name, with the tags of the slots in each."""
    tags: dict[str, set[str]] = {}
    for slot in form.slots:
        if slot.repeating:
            tags.setdefault(slot.repeating, set()).add(slot.tag)
    return {name: frozenset(inside) for name, inside in tags.items()}


def places_in(form: Form, root: Element, row: int | None = None) -> Iterator[Place]:
    """The places in one row of a repeating part, or where `row` is None the form's others, in reading order."""
    for sdt in root.iter(SDT):
        slot = form.by_tag.get(tag_of(sdt))
        if slot is not None and (slot.repeating is None) == (row is None) and not _groups(form, sdt):
            yield Place(sdt, slot, row)


def _groups(form: Form, sdt: Element) -> bool:
    """Whether the control only stands around slots or around several cells, and so is none itself."""
    cells = 0
    for inside in sdt.iterdescendants(SDT, _TC):
        if inside.tag == _TC:
            cells += 1
        elif tag_of(inside) in form.by_tag:
            return True
    return cells > 1
