"""The items of a list that are not table rows: several lines each, or a paragraph each, one item after another."""

from collections.abc import Sequence

from service.word.alignment import Alignment, Item
from service.word.extract import stands_around
from service.word.homes import CopyLine
from service.word.skeleton import FormLine


def is_by_lines(lines: Sequence[FormLine]) -> bool:
    """Whether a list's items, of which these are the form's lines, are anything but one table row each."""
    return len(lines) > 1 or not lines[0].line.table


def take_items(forms: Sequence[FormLine], free: list[CopyLine], alignment: Alignment) -> list[CopyLine]:
    """Finds the items of each such list among the free lines of a copy; returns the lines that are left.

    Items follow one another, each with all its lines in order; the first line tells where one begins, so that it
    needs text of its own. Where they do not, nothing is taken.
    """
    for name in dict.fromkeys(form.repeating for form in forms if form.repeating):
        lines = [form for form in forms if form.repeating == name]
        if not is_by_lines(lines) or not lines[0].anchors or name in alignment.items:
            continue
        start = next((at for at, copy in enumerate(free) if _fits(lines[0], copy)), len(free))
        items: list[Item] = []
        while (item := _item(lines, free[start + len(items) * len(lines) :])) is not None:
            items.append(item)
        taken = {copy.index for item in items for copy in item.values()}
        if any(_fits(lines[0], copy) for copy in free if copy.index not in taken):
            continue  # another item stands apart: which lines belong together is not certain
        alignment.items[name] = items
        free = [copy for copy in free if copy.index not in taken]
    return free


def _item(lines: Sequence[FormLine], copies: Sequence[CopyLine]) -> Item | None:
    if len(copies) < len(lines):
        return None
    item = {form.index: copy for form, copy in zip(lines, copies, strict=False)}
    return item if all(_fits(form, item[form.index]) for form in lines) else None


def _fits(form: FormLine, copy: CopyLine) -> bool:
    if len(form.cells) != len(copy.keys) or bool(form.line.table) != bool(copy.line.table):
        return False
    return all(
        copy.keys[at] == key or (form.cells[at].slots and stands_around(form.cells[at], copy.keys[at]))
        for at, key in form.anchors
    )
