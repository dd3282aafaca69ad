"""What a form prints from its answers is its own in a copy, and nothing else in that place is."""

from datetime import date
from pathlib import Path

import pytest

from schemas.record import Record
from service.reading import Reading, State
from service.word.fill import fill
from service.word.form import Form, load_form
from service.word.outline.build import build
from service.word.outline.reader import read_outline
from service.word.read import read
from service.workflow.proof import prove
from tests.word.edits import Element, T, edited, unwrap, words
from tests.word.seen import form
from tests.word.tiny import cell, choice, control, document, para, row, run, table

TODAY = date(2026, 6, 1)
SMALL = Path(__file__).parent / "outlines" / "small.yaml"
START, END = para("Review of the file"), para("The end")


def _small(line: str = "") -> Form:
    text = SMALL.read_text(encoding="utf-8")
    return load_form(
        build(
            read_outline(
                text.replace(
                    "Read the plan that {{ audit.team }} wrote.",
                    line or "Read the plan that {{ audit.team }} wrote.",
                )
            )
        )
    )


def _read(made: Form, record: Record, *, final: bool = False) -> Reading:
    return read(fill(made, record, final=final), [made], made)


def _unplaced(reading: Reading) -> list[str]:
    return [one.text for one in reading.unplaced]


TEAM: Record = {"audit": {"team": "Harbour"}}


@pytest.mark.parametrize(
    "line", ["", "{{ audit.team }}", "For {{ audit.team | upper }} & others: {{ subject.status }}"]
)
@pytest.mark.parametrize("record", [TEAM, {}, TEAM | {"subject": {"status": "away"}}])
def test_a_form_that_prints_an_answer_can_be_finished(line: str, record: Record) -> None:
    made = _small(line)
    record, _ = made.schema.from_json(record)
    prove(made, record, fill(made, record, final=True), TODAY)
    assert _unplaced(_read(made, record)) == []


def test_an_answer_given_after_the_form_was_sent_leaves_nothing_over() -> None:
    made = form(
        START
        + para("The plan of {{ audit.team }}.")
        + para("Team")
        + para(control("audit.team", "Write"))
        + END
    )

    def answer(root: Element) -> None:
        next(t for t in root.iter(T) if t.text == "Write").text = "Harbour"

    reading = read(edited(fill(made, {}), answer)[0], [made], made)
    assert (_unplaced(reading), reading.answers[0].said) == ([], "Harbour")


@pytest.mark.parametrize("unwrapped", [False, True], ids=["with controls", "controls gone"])
@pytest.mark.parametrize(
    ("typed", "left"), [("", []), ("Nobody read it.", ["Nobody read it."])], ids=["as it was", "typed"]
)
def test_what_is_typed_outside_does_not_make_the_printed_foreign(
    typed: str, left: list[str], *, unwrapped: bool
) -> None:
    made = _small()

    def change(root: Element) -> None:
        line = next(p for p in root.iter() if p.tag.endswith("}p") and words(p).startswith("Read the plan"))
        next(line.iter(T)).text += f" {typed}" if typed else ""  # type: ignore[operator]
        if unwrapped:
            unwrap(root)

    assert _unplaced(read(edited(fill(made, TEAM), change)[0], [made], made)) == left


SEEN = form(
    START
    + table(row("Seen", cell(para(run("By {{ a }} on: "), control("b", "Write")))))
    + para("Worker")
    + para(control("a", "Write"))
    + END
)


@pytest.mark.parametrize(
    ("there", "left"),
    [
        ("By Bob on: 1 May", []),
        ("By on: 1 May", []),
        ("By Bob but never alone, the carer was there on: 1 May", ["but never alone, the carer was there"]),
        ("By Ann on: 1 May", ["Ann"]),
    ],
)
def test_of_a_printed_place_only_what_is_printed_is_the_forms(there: str, left: list[str]) -> None:
    body = START + table(row("Seen", there)) + para("Worker") + para(control("a", "Bob")) + END
    reading = read(document(body), [SEEN], SEEN)
    assert _unplaced(reading) == left
    assert {one.tag: one.said for one in reading.answers} == {"b": "1 May", "a": "Bob"}


def test_a_slot_right_beside_a_printed_place_is_asked_about_once_its_control_is_gone() -> None:
    made = form(
        START
        + table(row("Seen", cell(para(run("{{ a }}"), control("b", "Write")))))
        + para("Worker")
        + para(control("a", "Write"))
        + END
    )
    body = START + table(row("Seen", "Bob 1 May")) + para("Worker") + para(control("a", "Bob")) + END
    states = {one.tag: one.state for one in read(document(body), [made], made).answers}
    assert states == {"b": State.UNREADABLE, "a": State.ANSWERED}


def test_a_choice_in_the_footer_is_printed_by_its_code() -> None:
    status = choice("status", "Choose", {"home": "At home", "away": "Away from home"})
    made = form(START + para("Status") + para(status) + END, footer=para("Case: {{ status }}"))
    assert _unplaced(_read(made, {"status": "away"})) == []
    assert _unplaced(_read(made, {})) == []
