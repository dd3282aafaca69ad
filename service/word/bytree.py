"""A composed form filled as a tree: its repeating rows made, its controls and legacy fields set."""

from collections.abc import Mapping

from service.word.control import lock, say
from service.word.form import Form
from service.word.legacy import legacy_fields, say_legacy
from service.word.places import Place, lists_of, places_in
from service.word.rows import SDT, items_of, make_items
from service.word.said import Key, Said
from service.word.slots import Element
from service.word.unsaid import is_alone, say_unanswered


def fill_trees(form: Form, said: Said, trees: Mapping[str, Element], *, final: bool) -> set[Key]:
    """Fills the stories of a form composed for one case; returns the places it has, by tag and row."""
    places: list[Place] = []
    in_rows: set[Element] = set()
    for name, tags in lists_of(form).items():
        for root in trees.values():
            there = items_of(root, tags)
            wanted = said.rows(name) if final else max(said.rows(name), len(there))
            for row, item in enumerate(make_items(there, wanted) if there else ()):
                in_rows.update(item.iter(SDT))
                places += places_in(form, item, row)
    for root in trees.values():
        places += (place for place in places_in(form, root) if place.sdt not in in_rows)
    not_answered = form.declaration.not_answered
    open_boxes = said.open() if final else ()
    for place in places:
        key = place.slot.tag, place.row
        value = said.values.get(key)
        if final and (value is None or (key in open_boxes and is_alone(place.sdt))):
            say_unanswered(place.sdt, place.slot, not_answered)
        else:
            say(place.sdt, place.slot, said.text(place.slot, place.row), value, prompt=value is None)
        if final:
            lock(place.sdt)
    placed = {(place.slot.tag, place.row) for place in places}
    for root in trees.values():
        for field in legacy_fields(root):
            slot = form.by_tag.get(field.tag)
            if slot is not None:
                value = said.values.get((slot.tag, None))
                shown = not_answered if final and value is None else said.text(slot, None)
                say_legacy(field, slot, shown, value)
                placed.add((slot.tag, None))
    return placed
