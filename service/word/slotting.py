"""The slots of a form, from the controls that stand in it."""

from collections.abc import Sequence

from schemas.edition import Declaration, Kind, Slot
from service.word.labels import headings_of, heads_of, label_of
from service.word.promptlike import choices_of
from service.word.text import Control, View


def slots_of(view: View, declaration: Declaration) -> tuple[tuple[Slot, ...], dict[int, Slot]]:
    """The slots in reading order, and the slot of each control by its number; rows repeated share their slots.

    A control is a slot if it has a tag and one place. One around others that are slots, or around several cells,
    only groups them.
    """
    asking = _asking(view)
    lists = _lists(asking)
    heads, headings, above = heads_of(view), headings_of(view), {}
    for line, before in zip(view.lines[1:], view.lines, strict=False):
        above[id(line)] = before
    by_tag: dict[str, Slot] = {}
    of_control: dict[int, Slot] = {}
    for control in asking:
        if control.tag not in by_tag:
            line, at = control.places[0]
            column = heads.get((line.table, line.cells[at].column), "") if line.row > 1 else ""
            label = label_of(control, above.get(id(line)))
            by_tag[control.tag] = Slot(
                tag=control.tag,
                title=control.properties.title or label or column or control.tag,
                kind=_kind(control, declaration),
                prompt=control.said,
                options=choices_of(control),
                repeating=_repeating(control, lists),
                heading=headings[id(line)],
                label=label,
                column=column,
            )
        of_control[control.number] = by_tag[control.tag]
    return tuple(by_tag.values()), of_control


def _asking(view: View) -> list[Control]:
    """The controls that are slots."""
    tagged = [
        control
        for control in view.controls
        if control.tag and control.places and control.properties.kind is not None and not control.repeats
    ]
    groups = {
        above.number
        for control in tagged
        for above in control.around()
        if above.properties.kind is Kind.RICH_TEXT
    }
    asking: list[Control] = []
    taken: set[int] = set()
    for control in tagged:
        if control.number in groups or _cells(control) > 1:
            continue
        if not any(above.number in taken for above in control.around()):
            asking.append(control)
            taken.add(control.number)
    return asking


def _cells(control: Control) -> int:
    return len({(id(line), cell) for line, cell in control.places if line.table})


def _kind(control: Control, declaration: Declaration) -> Kind:
    if declaration.types.get(control.tag) == Kind.NUMBER:
        return Kind.NUMBER
    kind = control.properties.kind or Kind.TEXT
    free = kind is Kind.CHOICE and control.properties.typed and not choices_of(control)
    return Kind.TEXT if free else kind


def _repeating(control: Control, lists: frozenset[str]) -> str | None:
    """The list whose rows the control stands in: a repeating section's, or that of table rows with the same tags."""
    name = control.tag.partition(".")[0]
    for above in control.around():
        if above.repeats == "section":
            return above.tag or name
    return name if name in lists else None


def _lists(asking: Sequence[Control]) -> frozenset[str]:
    """The first pieces of tags that stand again and again in the rows of one table, each in its column."""
    places: dict[str, dict[str, list[tuple[int, int, int]]]] = {}
    for control in asking:
        name, dot, _ = control.tag.partition(".")
        if dot:
            line, at = control.places[0]
            place = line.table, line.cells[at].column, line.row
            places.setdefault(name, {}).setdefault(control.tag, []).append(place)
    return frozenset(name for name, tags in places.items() if all(map(_in_rows, tags.values())))


def _in_rows(places: Sequence[tuple[int, int, int]]) -> bool:
    """Whether the places are one column of one table, a row each."""
    columns = {(table, column) for table, column, _ in places}
    rows = {row for _, _, row in places}
    return len(columns) == 1 and 0 not in rows and len(rows) == len(places) > 1
