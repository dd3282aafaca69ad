"""Lists whose items are paragraphs or several lines, read by their places once the controls are gone."""

import pytest

from schemas.record import Record
from service.reading import Reading
from service.word.fill import fill
from service.word.form import load_form
from service.word.read import read
from tests.word.edits import Element, P, edited, paragraph, unwrap, words
from tests.word.filling import record_of
from tests.word.tiny import cell, control, document, para, repeating, row, run, table

WHAT, OWNER = control("actions.what", "Write what"), control("actions.owner", "Type the name")
ITEMS = {
    "a paragraph": para(run("Action: "), WHAT, run(" by "), OWNER),
    "paragraphs": para(run("Action: "), WHAT) + para(run("Owner: "), OWNER),
    "a small table": table(row("Action", cell(para(WHAT))), row("Owner", cell(para(OWNER)))),
    "a heading and a table": para("Action")
    + table(row("What", cell(para(WHAT))), row("Owner", cell(para(OWNER)))),
}
ACTIONS = [
    {"what": "Update the chronology", "owner": "Casey Finch"},
    {"what": "Owner", "owner": "Robin Marsh"},
    {"what": "See the children alone"},
]
each = pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS.keys())


def read_without_controls(
    item: str, actions: list[dict[str, str]], typed: str = ""
) -> tuple[Reading, Record]:
    """A copy without controls, with a paragraph typed after the list."""
    body = (
        para("Review of the file") + para("Agreed actions") + repeating("actions", item) + para("Signed by")
    )
    form = load_form(document(body + para(control("signed", "Type the name"))))
    record: Record = {"actions": actions, "signed": "Ash Wren"}

    def edit(root: Element) -> None:
        unwrap(root)
        if typed:
            last = next(p for p in root.iter(P) if words(p) == "Signed by")
            last.addprevious(paragraph(typed))

    copy, _ = edited(fill(form, record), edit)
    reading = read(copy, [form])
    return reading, record_of(form, reading)


@each
@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_item_is_found_with_all_it_says(item: str, count: int) -> None:
    reading, record = read_without_controls(item, ACTIONS[:count])
    assert record == {"actions": ACTIONS[:count], "signed": "Ash Wren"}
    assert reading.unplaced == ()


@each
def test_an_item_that_nobody_wrote_in_is_none(item: str) -> None:
    _, record = read_without_controls(item, [])
    assert record == {"actions": [], "signed": "Ash Wren"}


@each
def test_what_was_typed_after_the_items_is_part_of_none(item: str) -> None:
    reading, record = read_without_controls(item, ACTIONS[:2], "A remark about all of them")
    assert record == {"actions": ACTIONS[:2], "signed": "Ash Wren"}
    assert [one.text for one in reading.unplaced] == ["A remark about all of them"]
