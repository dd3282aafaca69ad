from datetime import date

import pytest

from schemas.edition import Kind, Slot
from schemas.form import FormSchema
from schemas.lists import options
from schemas.record import Record, canonical, get, items
from schemas.reference import is_sound
from service.check import check
from service.sample import sample
from tests.copies import FORM, TODAY, declared, saying, schema_of, slot
from tests.word.shipped import SHIPPED, form

SEEDS = range(12)
PATHS = {path.stem: path for path in SHIPPED}
MAY_BE = {
    "feedback.none",
    "grade.missing",
    "rationale.missing",
    "overall.better_than_every_section",
    "overall.two_from_worst",
    "form.wrong_for_subject",
}
"""Warnings that an honest audit may earn: a third of the answers are blank, and grades differ."""


@pytest.mark.parametrize("key", PATHS)
def test_a_sample_of_a_shipped_form_reads_back_as_itself_without_error(key: str) -> None:
    schema = form(PATHS[key]).schema
    for seed in SEEDS:
        record = sample(schema, seed)
        result = check(saying(schema, record), schema, today=TODAY)

        assert result.record == record
        assert [one for one in result.problems if one.level == "error" or one.code not in MAY_BE] == []


@pytest.mark.parametrize("key", PATHS)
def test_a_sample_is_canonical_and_goes_through_json(key: str) -> None:
    schema = form(PATHS[key]).schema
    record = sample(schema, 3)

    assert canonical(record, schema.slots) == record
    assert schema.from_json(schema.to_json(record)) == (record, [])


def test_the_same_seed_gives_the_same_record_and_another_another() -> None:
    assert sample(schema_of(), 7) == sample(schema_of(), 7)
    assert sample(schema_of(), 7) != sample(schema_of(), 8)


def test_there_is_always_an_overall_grade_a_date_and_a_sound_reference() -> None:
    for seed in SEEDS:
        record = sample(schema_of(), seed)

        assert get(record, "overall.grade") in {option.code for option in options("ofsted")}
        assert isinstance(get(record, "audit.date"), date)
        assert is_sound(str(get(record, "audit.reference")))
        assert str(get(record, "audit.reference")).startswith("AF-2026-")


def _blank(record: Record, slots: tuple[Slot, ...]) -> int:
    said = {tag for tag, row, _ in items(record) if row is None}
    return sum(one.tag not in said for one in slots if one.repeating is None)


def test_about_a_third_is_blank_where_blanks_are_allowed() -> None:
    schema = form(PATHS["cin"]).schema
    blank = sum(_blank(sample(schema, seed), schema.slots) for seed in SEEDS)
    all_of_them = len(SEEDS) * sum(one.repeating is None for one in schema.slots)

    assert 0.2 < blank / all_of_them < 0.4


def test_no_question_is_blank_where_every_answer_is_wanted() -> None:
    schema = form(PATHS["fostering"]).schema
    for seed in SEEDS:
        record = sample(schema, seed)
        result = check(saying(schema, record), schema, today=TODAY)

        assert "answer.missing" not in {one.code for one in result.problems}


def test_there_are_no_actions_in_some_and_many_in_others() -> None:
    rows = {len(sample(schema_of(), seed)["actions"]) for seed in range(60)}

    assert min(rows) == 0
    assert max(rows) == 12


def test_the_texts_are_short_and_long_and_hold_what_trips_programs_up() -> None:
    texts = [
        value
        for seed in range(40)
        for _, _, value in items(sample(schema_of(), seed))
        if isinstance(value, str)
    ]

    assert min(map(len, texts)) < 10
    assert max(map(len, texts)) > 600
    for mark in "&<“”–£\n’":
        assert any(mark in text for text in texts), mark


def test_dates_go_together() -> None:
    for seed in SEEDS:
        record = sample(schema_of(), seed)
        audited = get(record, "audit.date")
        begins, ends = get(record, "audit.period_from"), get(record, "audit.period_to")

        assert isinstance(audited, date)
        assert all(row["due"] > audited for row in record["actions"])
        if isinstance(begins, date) and isinstance(ends, date):
            assert begins < ends <= audited


@pytest.mark.parametrize(
    ("key", "earlier", "later"),
    [
        ("fostering", "subject.panel_date", "subject.last_review"),
        ("moderation", "subject.audited_on", "sections.discussion.held_on"),
        ("care_leaver", "sections.plan.made_on", "sections.plan.reviewed_on"),
    ],
)
def test_what_follows_something_comes_after_it(key: str, earlier: str, later: str) -> None:
    found = [sample(form(PATHS[key]).schema, seed) for seed in range(30)]
    both = [(get(one, earlier), get(one, later), get(one, "audit.date")) for one in found]
    dated = [dates for one in both if len(dates := [day for day in one if isinstance(day, date)]) == len(one)]

    assert dated
    assert all(before < after < audited for before, after, audited in dated)


@pytest.mark.parametrize("key", PATHS)
def test_who_signs_is_who_the_header_names(key: str) -> None:
    for seed in SEEDS:
        record = sample(form(PATHS[key]).schema, seed)
        auditor = get(record, "subject.primary_auditor") or get(record, "audit.auditor")

        for signed, named in (("auditor", auditor), ("manager", get(record, "audit.manager"))):
            name = get(record, f"signoff.{signed}.name")
            assert None in (name, named) or name == named


def test_each_speaks_for_themselves() -> None:
    said = [get(sample(form(PATHS["cin"]).schema, seed), "feedback.partners") for seed in range(30)]

    assert any(said)
    assert not any("Mum said" in str(one) for one in said)


def test_parts_that_the_form_leaves_out_are_left_out() -> None:
    def without_visits(header: Record) -> set[str]:
        assert get(header, "audit.date")
        return {one.tag for one in FORM if not one.tag.startswith("sections.visits.")}

    record = sample(schema_of(), 1, without_visits)

    assert set(record["sections"].get("visits", {})) <= {"seen_yes", "seen_no"}
    assert not any(record["sections"].get("visits", {}).values())


def test_a_form_of_any_other_shape_is_sampled_too() -> None:
    odd = FormSchema(
        declared("odd", subject="family"),
        [
            slot("overall.grade", Kind.CHOICE, options("rag")),
            slot("sections.a.box", Kind.TICK),
            slot("sections.a.level", Kind.CHOICE, options("signs_of_safety")),
            slot("escalation.needed", Kind.TICK),
            slot("escalation.at"),
            slot("actions.done_on", Kind.DATE),
            slot("actions.agreed", Kind.TICK),
        ],
    )
    for seed in SEEDS:
        record = sample(odd, seed)

        assert odd.from_json(odd.to_json(record))[0] == record
        assert get(record, "overall.grade") in ("red", "amber", "green")
