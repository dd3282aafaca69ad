"""Copies that people changed besides answering them, with their controls and after a converter took them away."""

import random
from collections.abc import Callable

import pytest
from lxml import etree

from schemas.edition import Kind
from schemas.record import Record, get, put
from service.catalogue import load_catalogue
from service.reading import Answer, Reading, State
from service.word.compose import expected_tags
from service.word.fill import fill
from service.word.form import Form
from service.word.read import read
from tests.word import edits
from tools.fidelity.audits import make_audit

CATALOGUE = load_catalogue()
FORMS = list(CATALOGUE.newest())
EDITS: dict[str, Callable[[etree._Element, random.Random], object]] = {
    "a row inserted": edits.insert_row,
    "a row deleted": edits.delete_row,
    "a section deleted": edits.delete_section,
    "two sections swapped": edits.swap_sections,
    "a table pasted in": edits.paste_table,
    "an extra column": edits.extra_column,
    "a label reworded": edits.reword_label,
    "text typed outside every slot": edits.type_outside,
    "text typed into a label": edits.type_in_label,
}
SECTIONLESS = {"case_risk"}


def record_of(form: Form, seed: int) -> Record:
    """A record of what a made-up audit types into a form."""
    audit = make_audit(form, seed)
    record: Record = {}
    by_tag = {slot.tag: slot for slot in form.slots}
    for (tag, row), text in audit.expected.items():
        if text is not None:
            put(record, tag, form.schema.load_answer(by_tag[tag], text), row)
    there = expected_tags(
        form, {tag: text for (tag, row), text in audit.expected.items() if text and row is None}
    )
    assert there is not None
    for tag in set(audit.typed) - there:
        if get(record, tag) is not None:
            *above, last = tag.split(".")
            holder = record
            for piece in above:
                holder = holder[piece]
            del holder[last]
    return form.schema.from_json(form.schema.to_json(record))[0]


@pytest.mark.parametrize("unwrapped", [False, True], ids=["with controls", "controls gone"])
@pytest.mark.parametrize("what", EDITS)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.declaration.key)
def test_an_edited_copy_still_gives_every_other_answer_and_loses_nothing(
    form: Form, what: str, unwrapped: bool
) -> None:
    if "section" in what and len(edits.sections(form.package.xml(form.package.main))) < 2:
        return
    for seed in (1, 2):
        record = record_of(form, seed)
        chance = random.Random(f"{form.declaration.key} {what} {seed}")
        copy, told = edits.edited(fill(form, record), lambda root: EDITS[what](root, chance))  # noqa: B023
        if unwrapped:
            copy, _ = edits.edited(copy, edits.unwrap)
        reading = read(copy, CATALOGUE.forms)
        assert reading.form.key == form.declaration.key
        gone = told if isinstance(told, set) and "deleted" in what else set()
        assert wrong_answers(form, record, reading, gone) == []
        if isinstance(told, str):
            assert any(told in one.text for one in reading.unplaced)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.declaration.key)
def test_answers_that_all_repeat_words_of_the_form_are_told_from_the_form(form: Form) -> None:
    own = [text for text, _ in form.skeleton.statics]
    for seed in range(1, 7):
        chance = random.Random(f"{form.declaration.key} {seed}")
        record = record_of(form, seed)
        for slot in form.slots:
            for row in range(len(record.get(slot.repeating, ()))) if slot.repeating else [None]:
                words = slot.kind in (Kind.TEXT, Kind.RICH_TEXT) and slot.tag != "audit.reference"
                if words and get(record, slot.tag, row) is not None:
                    put(record, slot.tag, chance.choice(own), row)
        copy, _ = edits.edited(fill(form, record), edits.unwrap)
        assert wrong_answers(form, record, read(copy, CATALOGUE.forms), set()) == []


def wrong_answers(form: Form, record: Record, reading: Reading, gone: set[str]) -> list[str]:
    """What was not read as it stood, or, of a slot that is gone, not named as missing."""
    got = {(answer.tag, answer.row): answer for answer in reading.answers}
    wrong = []
    for slot in form.slots:
        rows = range(len(record.get(slot.repeating, ()))) if slot.repeating else [None]
        for row in rows:
            answer = got.get((slot.tag, row))
            value = get(record, slot.tag, row)
            if slot.tag in gone:
                fits = answer is not None and answer.state is State.MISSING
                fits = fits and any(p.code == "slot.missing" and p.tag == slot.tag for p in reading.problems)
            elif value is None or value is False:
                fits = answer is not None and answer.state in (State.BLANK, State.PLACEHOLDER, State.MISSING)
            else:
                fits = answer is not None and said(answer) == form.schema.dump_answer(slot, value)
            if not fits:
                wrong.append(f"{slot.tag} {row}: {value!r} was read {answer}")
    extra = [answer for place, answer in got.items() if place[1] is not None and get(record, *place) is None]
    return wrong + [f"{one.tag} {one.row}: nothing was read {one.said}" for one in extra if said(one)]


def said(answer: Answer) -> str | None:
    """What a clear answer says."""
    return answer.said if answer.state is State.ANSWERED and answer.said != "\u2610" else None
