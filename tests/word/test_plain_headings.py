"""A heading's words without its style are a heading all the same, in the form as in a copy of it."""

from service.word.fill import fill
from service.word.form import load_form
from service.word.read import read
from tests.word.edits import edited, unwrap
from tests.word.filling import record_of
from tests.word.tiny import cell, control, document, para, row, table

RICH = "<w:richText/>"


def test_an_answer_between_headings_that_repeat_takes_in_no_text_of_the_form() -> None:
    body = (
        para("Planning", style="Heading1")
        + table(row("Rationale", cell(para(control("why", "Write why")))))
        + para("Summary")
        + para("Views of the child")
        + para(control("views", "Write the views", RICH))
        + para("Summary")
        + para("Guidance: look at the last six months")
        + table(row("Visits", cell(para(control("visits", "Write how many")))))
        + para("Summary", style="Heading1")
        + para("Guidance: look at the last six months")
        + table(row("Worker", cell(para(control("worker", "Write who")))))
    )
    form = load_form(document(body))
    record = {
        "why": "Planning",
        "views": "Summary of what was said",
        "visits": "Six",
        "worker": "Casey Finch",
    }
    copy, _ = edited(fill(form, record), unwrap)
    reading = read(copy, [form])
    assert record_of(form, reading) == record
    assert reading.unplaced == ()
