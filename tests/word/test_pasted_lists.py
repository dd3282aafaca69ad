"""A table of actions that somebody pasted a second time: nothing counts twice unnoticed, and nothing is lost."""

from copy import deepcopy

import pytest

from schemas.record import Record
from service.catalogue import load_catalogue
from service.reading import Reading, State
from service.word.fill import fill
from service.word.read import read
from tests.word.edits import SDT, TBL, TR, Edit, Element, edited, tags_in, unwrap, words

CATALOGUE = load_catalogue()
ACTIONS = [
    {"what": "Hold a strategy meeting about the visits that were missed", "owner": "Casey Finch"},
    {"what": "Update the chronology up to this month", "owner": "Robin Marsh"},
]


def record() -> Record:
    form = CATALOGUE.find("fostering")
    assert form is not None
    return form.schema.from_json({"actions": ACTIONS})[0]


def copy_of(edit: Edit) -> Reading:
    form = CATALOGUE.find("fostering")
    assert form is not None
    data, _ = edited(fill(form, record()), edit)
    return read(data, CATALOGUE.forms)


def said(reading: Reading) -> list[str]:
    return [one.said for one in reading.answers if one.tag == "actions.what" and one.state is State.ANSWERED]


def codes(reading: Reading) -> set[str]:
    return {one.code for one in reading.problems}


def actions_in(root: Element) -> Element:
    return next(table for table in root.iter(TBL) if "actions.what" in tags_in(table))


def paste_at_the_end(root: Element) -> Element:
    pasted = deepcopy(actions_in(root))
    root[0].insert(len(root[0]) - 1, pasted)
    return pasted


def paste_directly_below(root: Element) -> Element:
    """Word makes one table of two that touch."""
    table = actions_in(root)
    pasted = deepcopy(table)
    table.extend([child for child in pasted if child.tag in (TR, SDT)])
    return table


def change_the_last(root: Element) -> None:
    row = next(row for row in list(root.iter(TR))[::-1] if "Update the chronology" in words(row))
    text = next(t for t in row.iter() if t.text and "chronology" in t.text)
    text.text = "Write a new chronology"


PASTES = (paste_at_the_end, paste_directly_below)


@pytest.mark.parametrize("paste", PASTES)
def test_a_table_pasted_as_it_is_counts_once_and_is_named(paste: Edit) -> None:
    reading = copy_of(paste)
    assert said(reading) == [action["what"] for action in ACTIONS]
    assert "slot.twice" in codes(reading)


@pytest.mark.parametrize("paste", PASTES)
def test_what_differs_in_a_table_pasted_again_is_kept_and_named(paste: Edit) -> None:
    def paste_and_change(root: Element) -> None:
        paste(root)
        change_the_last(root)

    reading = copy_of(paste_and_change)
    assert said(reading) == [*(action["what"] for action in ACTIONS), "Write a new chronology"]
    assert "slot.twice" in codes(reading)


@pytest.mark.parametrize("paste", PASTES)
def test_a_table_pasted_into_a_copy_without_controls_is_not_read_as_more_rows_unnoticed(
    paste: Edit,
) -> None:
    def paste_and_unwrap(root: Element) -> None:
        paste(root)
        change_the_last(root)
        unwrap(root)

    reading = copy_of(paste_and_unwrap)
    everything = [*said(reading), *(one.text for one in reading.unplaced)]
    assert any("Write a new chronology" in text for text in everything)
    assert "text.unplaced" in codes(reading)


def test_a_row_copied_within_its_table_is_one_more_row_and_nothing_to_ask() -> None:
    def copy_a_row(root: Element) -> None:
        item = next(
            row
            for row in actions_in(root).iter(TR)
            if "Hold a strategy" in words(row) and "actions.what" in tags_in(row)
        )
        holder = next(above for above in item.iterancestors(SDT))
        holder.addnext(deepcopy(holder))

    reading = copy_of(copy_a_row)
    assert said(reading) == [ACTIONS[0]["what"], ACTIONS[0]["what"], ACTIONS[1]["what"]]
    assert "slot.twice" not in codes(reading)
