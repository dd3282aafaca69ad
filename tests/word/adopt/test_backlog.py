"""Copies that were completed before their form was adopted: a representative part of `make backlog`."""

from collections import Counter
from datetime import date
from functools import cache

import pytest

from service.check import check
from service.word.adopt.applying.apply import adopted
from service.word.adopt.proposing import propose
from service.word.form import Form, load_form
from service.word.office import Office
from service.word.read import read
from tests.word.tiny import document, para, row, table
from tools.adoption.backlog import judged, two_way

KEYS = ("case_risk", "fostering")


@cache
def forms() -> dict[tuple[str, str], Form]:
    """Two editions each of two plain forms, adopted."""
    return {(key, edition): two_way(key, edition) for key in KEYS for edition in ("1", "2")}


@pytest.mark.parametrize("edition", ["1", "2"])
@pytest.mark.parametrize("key", KEYS)
def test_they_are_read_as_the_edition_they_were_made_from_and_nothing_silently_wrong(
    office: Office, key: str, edition: str
) -> None:
    counts: Counter[str] = Counter()
    for seed in (3, 4):
        counts += judged(forms()[key, edition], seed, list(forms().values()), office)
    assert counts["recognised"] == counts["copies"] == 2
    assert counts["answers"] > 40
    assert counts["exact"] >= 0.97 * counts["answers"]
    assert counts["wrong"] == 0


def test_boxes_drawn_with_brackets_are_read_as_the_ticks_they_became() -> None:
    def copy(boxes: str, team: str) -> bytes:
        return document(
            para("Safety audit", style="Title") + table(row("Was the child seen?", boxes), row("Team", team))
        )

    plain = copy("[ ] Yes [ ] No", "")
    proposal = propose(plain, "safety")
    form = load_form(adopted(plain, proposal.declaration, proposal.slots))
    record = check(
        read(copy("[x] Yes [ ] No", "Harbour"), [form]), form.schema, today=date(2026, 6, 3)
    ).record
    assert record == {
        "sections": {"safety_audit": {"child_seen_yes": True, "child_seen_no": False}},
        "audit": {"team": "Harbour"},
    }


def in_the_text(
    strengths: str = "", areas: str = "", *, behind: str = "", label: str = "Areas for development:"
) -> bytes:
    """A form, or a copy of it, that leaves two empty lines under each of two labels in the text."""
    lines = [para("Strengths:"), para(strengths), para(""), para(f"{label}{behind}"), para(areas), para("")]
    return document(
        para("Child audit", style="Title") + table(row("Team", "")) + "".join(lines) + para("Thank you.")
    )


@pytest.mark.parametrize("strengths", ["", "Good visits"])
def test_an_answer_begun_behind_its_label_goes_to_no_other_question(strengths: str) -> None:
    proposal = propose(in_the_text(), "child audit")
    form = load_form(adopted(in_the_text(), proposal.declaration, proposal.slots))
    reading = read(in_the_text(strengths, "Supervision", behind=" Chronology"), [form], form)
    said = {answer.tag: answer.said.strip() for answer in reading.answers}
    assert said == {"audit.team": "", "audit.strengths": strengths, "audit.areas_development": "Supervision"}
    assert [one.text for one in reading.unplaced] == ["Chronology"]


def test_where_a_label_is_gone_the_texts_around_it_are_no_ones_answers() -> None:
    proposal = propose(in_the_text(), "child audit")
    form = load_form(adopted(in_the_text(), proposal.declaration, proposal.slots))
    reading = read(in_the_text("Good visits", "Supervision", label=""), [form], form)
    assert not [answer for answer in reading.answers if answer.said.strip()]
    assert [one.text for one in reading.unplaced] == ["Good visits", "Supervision"]
