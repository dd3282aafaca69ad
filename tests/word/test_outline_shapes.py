from pathlib import Path

import pytest

from schemas.edition import Kind, Slot
from service.word.outline.blocks import WIDTH, Paragraph, Table, Words
from service.word.outline.layout import layout
from service.word.outline.naming import titled
from service.word.outline.reader import read_outline

EVERY_SHAPE = (Path(__file__).parent / "outlines" / "every_shape.yaml").read_text(encoding="utf-8")
BLOCKS = layout(read_outline(EVERY_SHAPE))
TABLES = {block.name: block for block in BLOCKS if isinstance(block, Table)}


def rows(name: str) -> list[list[str]]:
    """A table's rows: static texts as they stand, slots by their tags and kinds."""
    return [
        [cell.text if isinstance(cell, Words) else f"{cell.tag} {cell.kind}" for cell in row]
        for row in TABLES[name].rows
    ]


def slot(tag: str) -> Slot:
    return next(
        cell
        for table in TABLES.values()
        for row in table.rows
        for cell in row
        if isinstance(cell, Slot) and cell.tag == tag
    )


@pytest.mark.parametrize(
    ("table", "heads", "first"),
    [
        (
            "1. Weighed",
            ["Prompts", "Evidence, commentary and analysis", "Rating"],
            ["Consider", "sections.weighed.rationale rich_text", "sections.weighed.grade choice"],
        ),
        (
            "2. Weighed in groups",
            ["Prompts", "Evidence, commentary and analysis", "Rating"],
            [
                "The child's voice",
                "sections.grouped.voice_evidence rich_text",
                "sections.grouped.voice_grade choice",
            ],
        ),
        (
            "3. Asked",
            ["No.", "Question", "Evidenced", "Comments and evidence"],
            [
                "3.1",
                "Is the plan specific?",
                "sections.asked.smart choice",
                "sections.asked.smart_evidence rich_text",
            ],
        ),
        (
            "4. Ticked",
            ["No.", "Standard", "Yes", "No", "Comments, action and by whom"],
            [
                "4.1",
                "Are the terms clear?",
                "sections.ticked.terms_yes tick",
                "sections.ticked.terms_no tick",
                "sections.ticked.terms_comments rich_text",
            ],
        ),
        (
            "5. Current",
            ["Item", "Up to date: yes", "Up to date: no", "Comments"],
            [
                "Medical report",
                "sections.current.medical_yes tick",
                "sections.current.medical_no tick",
                "sections.current.medical_comments rich_text",
            ],
        ),
        (
            "6. Documents on the file",
            ["Document", "Present?"],
            ["Placement plan", "sections.judged.plan choice"],
        ),
        (
            "7. Listed",
            ["Audit area", "Yes, no or not applicable", "Auditor comments"],
            ["Signed by both", "sections.listed.signed choice", "sections.listed.signed_comments rich_text"],
        ),
        (
            "8. Scored",
            ["Question", "Yes = 1", "No = 0", "Not applicable = 1", "Comments by quality auditor"],
            [
                "Is consent signed?",
                "sections.scored.consent_yes tick",
                "sections.scored.consent_no tick",
                "sections.scored.consent_na tick",
                "sections.scored.consent_comments rich_text",
            ],
        ),
        ("9.2 It is planned", ["Standard 9.2", "Answer"], ["Yes", "sections.standard.planned_yes tick"]),
        (
            "10. Two-way",
            ["Question", "Meets good?", "Evidence"],
            [
                "The summary is recent",
                "sections.two_way.summary choice",
                "sections.two_way.summary_evidence rich_text",
            ],
        ),
        ("11. Facts", ["Question", "Answer"], ["Profile", "sections.facts.profile rich_text"]),
        (
            "12. Side by side",
            ["Area", "First grade", "Reason"],
            ["Planning", "sections.side.planning_first choice", "sections.side.planning_why text"],
        ),
    ],
)
def test_each_shape_has_the_columns_of_the_field(table: str, heads: list[str], first: list[str]) -> None:
    assert list(TABLES[table].heads) == heads
    assert rows(table)[0] == first


def test_a_standard_has_a_row_for_each_answer_and_one_for_the_comment() -> None:
    assert [row[0] for row in rows("9.1 It is regular")] == ["Yes", "Partially", "No", "Comment"]


@pytest.mark.parametrize(
    ("tag", "codes"),
    [
        ("sections.asked.smart", "yes partly no not_applicable not_in_place"),
        ("sections.judged.plan", "present not_present not_applicable"),
        ("sections.listed.signed", "yes no not_applicable"),
        ("sections.listed.safe", "yes no cannot_tell"),
        ("sections.two_way.summary", "meets_good not_yet_good"),
        ("sections.current.score", "0 1 2 3"),
        ("sections.side.planning_first", "outstanding good requires_improvement inadequate"),
        ("overall.grade", "outstanding good requires_improvement inadequate"),
        ("actions.priority", "urgent high routine"),
    ],
)
def test_choices_offer_the_list_that_suits_them(tag: str, codes: str) -> None:
    assert " ".join(option.code for option in slot(tag).options) == codes


def test_a_question_of_another_kind_takes_the_answer_column_or_a_table_of_its_own() -> None:
    assert rows("3. Asked")[1][2] == "sections.asked.reviewed date"
    assert rows("4. Dates and details") == [["Months on file", "sections.ticked.months number"]]
    assert rows("2. Dates and details") == [["Last seen on", "sections.grouped.seen date"]]


def test_what_is_judged_at_the_end_of_a_section_suits_its_shape() -> None:
    assert [row[0] for row in rows("3. Overall quality")] == ["Overall quality of this area", "Analysis"]
    assert [row[0] for row in rows("6. Judgement")] == ["Judgement", "Rationale"]
    assert rows("5. Score") == [["Score for this part", "sections.current.score choice"]]
    assert rows("8. Score") == [["Points for this part", "sections.scored.score number"]]
    assert rows("1. Worker's own score") == [["Worker's own score", "sections.weighed.self_score choice"]]


def test_the_header_is_one_table_for_each_kind_of_fact() -> None:
    assert [row[0] for row in rows("The audit")] == ["Audit reference", "Date of audit"]
    assert [row[0] for row in rows("The young person")] == [
        "Initials",
        "Where the young person lives",
        "Moves this year",
    ]


def test_a_compact_form_has_its_header_in_one_table() -> None:
    blocks = layout(read_outline(EVERY_SHAPE.replace("blanks:", "compact: true\nblanks:")))
    names = [block.name for block in blocks if isinstance(block, Table)]
    assert "About this audit" in names
    assert "The audit" not in names


def test_actions_stand_in_the_order_wanted_as_one_repeating_row() -> None:
    table = TABLES["Actions"]
    assert (table.repeats, table.blank, len(table.rows)) == ("actions", 2, 1)
    assert rows("Actions") == [
        [
            "actions.what rich_text",
            "actions.impact rich_text",
            "actions.owner text",
            "actions.owner_role text",
            "actions.due date",
            "actions.section text",
            "actions.agreed tick",
            "actions.priority choice",
        ]
    ]
    assert table.heads[1] == "Difference for the young person"


def test_a_form_about_supervision_does_not_forbid_actions_about_supervision() -> None:
    def guidance(text: str) -> str:
        blocks = layout(read_outline(text))
        return next(b.text for b in blocks if isinstance(b, Paragraph) and b.text.startswith("One action"))

    assert "worker's training" in guidance(EVERY_SHAPE)
    assert "worker's training" not in guidance(
        EVERY_SHAPE.replace("subject: young_person", "subject: supervision")
    )


def test_a_conditional_section_stands_between_its_template_tags_but_for_its_heading() -> None:
    texts = [block.text for block in BLOCKS if isinstance(block, Paragraph)]
    start = texts.index('{%p if subject.home != "at_home" %}')
    otherwise = texts.index("{%p else %}", start)
    assert texts[start - 1] == "6. Judged"
    assert "6. Judgement" in texts[start:otherwise]
    assert "does not apply to this case" in texts[otherwise + 1]
    assert texts[otherwise + 2 : otherwise + 4] == ["{%p endif %}", "7. Listed"]


def test_what_is_written_at_length_has_two_fifths_of_the_page_or_more() -> None:
    for table in TABLES.values():
        for cell, width in zip(table.rows[0], table.widths, strict=True):
            comments = isinstance(cell, Slot) and cell.tag.endswith(("_comments", "_evidence"))
            assert not comments or width >= int(0.4 * WIDTH), table.name  # widths are whole twips


def test_columns_fill_the_page_exactly() -> None:
    assert {sum(table.widths) for table in TABLES.values()} == {WIDTH}
    assert all(len(table.widths) == len(table.heads) for table in TABLES.values())


def test_long_titles_are_cut_at_a_word_and_keep_their_ending() -> None:
    long = titled("3.2 Does the record show every child placed, now and in the past, and why?", "comments")
    assert long == "3.2 Does the record show every child placed, now and…: comments"
    assert titled("Is it clear?", "yes") == "Is it clear: yes"


def test_prompts_tell_what_is_wanted() -> None:
    assert slot("audit.date").prompt == "dd/mm/yyyy"
    assert slot("overall.grade").prompt == "Choose a grade"
    assert slot("sections.ticked.terms_yes").prompt == "☐"
    assert slot("subject.moves").kind is Kind.NUMBER
    assert slot("sections.ticked.terms_comments").prompt == "Write comments here"
