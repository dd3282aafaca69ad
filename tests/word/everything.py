"""A tiny form with every part a document can have, and others, filled: for tests that break or change them."""

from collections.abc import Callable
from functools import cache

from service.word.fill import fill
from service.word.form import Form
from service.workflow.sampled import sampled
from tests.word.seen import form
from tests.word.shipped import EVERY_SHAPE
from tests.word.shipped import form as shipped
from tests.word.tiny import (
    PICTURE,
    box,
    cell,
    complex_field,
    control,
    deleted,
    inserted,
    legacy_list,
    legacy_text,
    legacy_tick,
    para,
    repeating,
    row,
    run,
    table,
    tick,
)

LISTED = '<w:dropDownList><w:listItem w:displayText="Good" w:value="good"/></w:dropDownList>'
EVERYTHING = (
    para("Review of the file", style="Heading1")
    + table(
        row(cell("Header", properties='<w:gridSpan w:val="2"/>')),
        row("Worker", cell(para(control("audit.worker", "Write")))),
        row("Grade", control("sections.plan.grade", "", LISTED, content=cell("?"))),
        row("Seen", cell(para(tick("sections.plan.seen"), run(" yes")))),
        row(
            "Reasons",
            cell(control("sections.plan.rationale", "", "<w:richText/>", content=para("Write")), para()),
        ),
    )
    + para(
        run("Old: "),
        legacy_text("Text1"),
        legacy_tick("Tick1", ""),
        legacy_list("List1", "Select...", "Good"),
    )
    + table(row("What"), repeating("actions", row(cell(para(control("actions.what", "Write"))))), columns=1)
    + para(run("Printed "), complex_field("PAGE", run("1")), inserted(run("in")), deleted("out"), PICTURE)
    + para(run("Box"), box(para(control("audit.team", "Write")), table(row("A", "B"))))
    + para("The end")
)
FORMS: dict[str, Callable[[], Form]] = {
    "every part there is": lambda: form(EVERYTHING),
    "every shape of table": lambda: shipped(EVERY_SHAPE),
}


@cache
def form_of(name: str) -> Form:
    """The form of this name."""
    return FORMS[name]()


@cache
def filled(name: str) -> bytes:
    """A copy of it, filled in."""
    return fill(form_of(name), sampled(form_of(name), 7))
