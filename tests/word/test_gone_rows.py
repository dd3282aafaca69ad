"""Actions that nobody wrote, rows that somebody deleted, and a table that is gone: only the last is missing."""

from lxml import etree

from service.catalogue import load_catalogue
from service.reading import Reading
from service.word.fill import fill
from service.word.read import read
from tests.word.edits import TBL, TR, edited, tags_in, unwrap

CATALOGUE = load_catalogue()
FORM = CATALOGUE.forms[0]
ACTIONS = {slot.tag for slot in FORM.slots if slot.repeating}


def missing(copy: bytes) -> set[str | None]:
    """The slots of the actions that the reading misses."""
    reading: Reading = read(copy, CATALOGUE.forms)
    return {one.tag for one in reading.problems if one.code == "slot.missing"} & ACTIONS


def table_of(root: etree._Element) -> etree._Element:
    """The table of actions."""
    return next(table for table in root.iter(TBL) if tags_in(table) & ACTIONS)


def without(element: etree._Element) -> None:
    """Takes an element away."""
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def test_actions_that_nobody_wrote_are_not_missing() -> None:
    assert missing(fill(FORM, {})) == set()
    assert missing(fill(FORM, {"actions": []}, final=True)) == set()


def test_rows_that_somebody_deleted_are_not_missing() -> None:
    def delete_rows(root: etree._Element) -> None:
        for row in list(table_of(root).iter(TR))[1:]:
            without(row)

    assert missing(edited(fill(FORM, {}), delete_rows)[0]) == set()


def test_a_table_of_actions_that_is_gone_is_missing_slot_by_slot_with_or_without_controls() -> None:
    copy, _ = edited(fill(FORM, {}), lambda root: without(table_of(root)))
    assert missing(copy) == ACTIONS
    assert missing(edited(copy, unwrap)[0]) == ACTIONS
