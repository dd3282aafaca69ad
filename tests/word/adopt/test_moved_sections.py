"""Sections of a plain copy that changed places: labels that stand in each belong to the title above them."""

from itertools import permutations

import pytest

from service.reading import State
from service.word.adopt.applying.apply import adopted
from service.word.adopt.mapping import read_map, written
from service.word.adopt.proposing import propose
from service.word.form import Form, load_form
from service.word.read import read
from tests.word.tiny import cell, document, para, row, run, table

TITLES = ("Standard 1: assessment", "Standard 2: planning", "Standard 3: review")
SAID = (("Clear.", "Good"), ("No plan.", "Inadequate"), ("The child is heard.", "Outstanding"))
BLANK = (("", ""),) * 3
WIDE = '<w:gridSpan w:val="2"/>'
ORDERS = list(permutations(range(3)))
LAYOUTS = ("bold paragraphs", "merged rows", "rows with a place", "plain paragraphs")


def sections(
    layout: str, said: tuple[tuple[str, str], ...], titles: tuple[str, ...], order: tuple[int, ...]
) -> str:
    """The sections in this order, each with its title, comments and grade."""

    def asked(number: int) -> tuple[str, str]:
        return row("Comments", said[number][0]), row("Grade", said[number][1])

    if layout.endswith("paragraphs"):
        look = "<w:b/>" if layout.startswith("bold") else ""
        return "".join(para(run(titles[number], look)) + table(*asked(number)) for number in order)
    heads = [
        row(title, "") if layout == "rows with a place" else row(cell(title, properties=WIDE))
        for title in titles
    ]
    return table(*(one for number in order for one in (heads[number], *asked(number))))


def a_document(body: str) -> bytes:
    return document(
        para("Child audit", style="Title") + table(row("Mosaic ID", "")) + body + para("Thank you.")
    )


def a_form(layout: str) -> Form:
    blank = a_document(sections(layout, BLANK, TITLES, (0, 1, 2)))
    return load_form(adopted(blank, *read_map(written(propose(blank, "theirs"), blank, "theirs"), blank)))


FORMS = {layout: a_form(layout) for layout in LAYOUTS}


def read_of(form: Form, copy: bytes) -> list[str]:
    """What is read, in the form's order, of the answers that are read for sure."""
    answers = read(copy, [form], form).answers
    return [answer.said.strip() for answer in answers if answer.state is State.ANSWERED]


@pytest.mark.parametrize("order", ORDERS, ids=str)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_answer_stays_with_the_title_above_it(layout: str, order: tuple[int, ...]) -> None:
    copy = a_document(sections(layout, SAID, TITLES, order))
    assert read_of(FORMS[layout], copy) == [said for section in SAID for said in section]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_titles_that_were_exchanged_take_the_answers_below_them(layout: str) -> None:
    exchanged = (TITLES[0], TITLES[2], TITLES[1])
    copy = a_document(sections(layout, SAID, exchanged, (0, 1, 2)))
    assert read_of(FORMS[layout], copy) == [said for number in (0, 2, 1) for said in SAID[number]]


@pytest.mark.parametrize(
    ("label", "now", "sure"),
    [("Date of birth", "Date of death", False), ("Date of review", "Date of previous review", False),
     ("Name of auditor", "Name of social worker", False), ("Reason for review", "Reasons for the review", True),
     ("Team", "Team name", True)],
)  # fmt: skip
def test_a_label_written_over_with_another_question_is_asked_about(
    label: str, now: str, *, sure: bool
) -> None:
    def asked(label: str, said: str = "") -> bytes:
        return document(para("Child audit") + table(row("Mosaic ID", ""), row(label, said), row("Grade", "")))

    blank = asked(label)
    form = load_form(adopted(blank, *read_map(written(propose(blank, "theirs"), blank, "theirs"), blank)))
    answer = read(asked(now, "4 May 2025"), [form], form).answers[1]
    assert (answer.state is State.ANSWERED) is sure


def test_a_ticked_grade_behind_its_label_in_one_line_is_read() -> None:
    boxes = "Overall grade: \u2610 Outstanding \u2610 Good \u2610 Inadequate"
    blank = a_document(para(boxes))
    form = load_form(adopted(blank, *read_map(written(propose(blank, "theirs"), blank, "theirs"), blank)))
    assert read_of(form, a_document(para(boxes.replace("\u2610 Good", "\u2612 Good")))) == ["Good"]
    assert read_of(form, blank) == []


Section = tuple[str, str]
FOUR = ("Assessment", "Planning", "Review", "Voice of the child")


def titled(layout: str, sections: tuple[Section, ...], label: str = "Comments") -> bytes:
    """A document of sections, each a title, "" for none, and what is said under it."""
    if layout == "bold paragraphs":
        heads = [para(run(title, "<w:b/>")) if title else "" for title, _ in sections]
        return a_document(
            "".join(head + table(row(label, said)) for head, (_, said) in zip(heads, sections, strict=True))
        )
    heads = [row(cell(title, properties=WIDE)) if title else "" for title, _ in sections]
    return a_document(
        table(*(head + row(label, said) for head, (_, said) in zip(heads, sections, strict=True)))
    )


@pytest.mark.parametrize("layout", ["bold paragraphs", "merged rows"])
@pytest.mark.parametrize(
    ("copy", "read_as"),
    [
        ((("Planning", "b"), ("Assessment", "a")), {"Planning": "b", "Assessment": "a"}),
        ((("Voice of the child", "d"), ("Planning", "b")), {"Planning": "b", "Voice of the child": "d"}),
        ((("Assessment", "a"), ("Review", "c"), ("Planning", "b")),
         {"Assessment": "a", "Planning": "b", "Review": "c"}),
        ((("Planning", "b"), ("Outcomes", "a"), ("Review", "c"), ("Voice of the child", "d")),
         {"Planning": "b", "Review": "c", "Voice of the child": "d"}),
        ((("Assessment", "a"), ("Outcomes", "o"), ("Planning", "b"), ("Review", "c")),
         {"Assessment": "a", "Planning": "b", "Review": "c"}),
        ((("Planning", "b"), ("", "a"), ("Review", "c"), ("Voice of the child", "d")),
         {"Review": "c", "Voice of the child": "d"}),
        ((("Assessment", "a"), ("Assessment", "a2"), ("Review", "c"), ("Voice of the child", "d")),
         {"Review": "c", "Voice of the child": "d"}),
    ],
    ids=["two deleted, two exchanged", "two deleted", "one deleted, one moved", "one retyped, one moved",
         "a new one, one deleted", "a title deleted, one moved", "one twice, one deleted"],
)  # fmt: skip
def test_no_answer_goes_under_another_title(
    layout: str, copy: tuple[Section, ...], read_as: dict[str, str]
) -> None:
    blank = titled(layout, tuple((title, "") for title in FOUR))
    form = load_form(adopted(blank, *read_map(written(propose(blank, "theirs"), blank, "theirs"), blank)))
    reading = read(titled(layout, copy), [form], form)
    slots = [slot.tag for slot in form.slots if slot.label == "Comments"]
    answers = {a.tag: a.said.strip() for a in reading.answers if a.state is State.ANSWERED}
    found = {title: answers[tag] for title, tag in zip(FOUR, slots, strict=True) if tag in answers}
    asked = ("text.unplaced", "answer.unreadable")
    told = " ".join(problem.said for problem in reading.problems if problem.code in asked)
    assert {title: said for title, said in found.items() if title in read_as} == read_as
    for title, said in copy:
        assert said in found.values() or said in told.split()
        assert said not in found.values() or found.get(title) == said, "an answer stands under another title"


@pytest.mark.parametrize(("head", "sure"), [("Date of visit", False), ("Grades", True)])
def test_a_columns_head_written_over_with_another_question_is_asked_about(head: str, *, sure: bool) -> None:
    def asked(grade: str, *said: str) -> bytes:
        rows = row(cell("Assessment", properties='<w:gridSpan w:val="3"/>')), row("Evidence", grade, "Impact")
        return a_document(table(*rows, row(*(said or ("", "", ""))), columns=3))

    blank = asked("Grade")
    form = load_form(adopted(blank, *read_map(written(propose(blank, "theirs"), blank, "theirs"), blank)))
    answers = read(asked(head, "Seen.", "Good", "Safe."), [form], form).answers
    grade = next(answer for answer in answers if "grade" in answer.tag)
    assert (grade.state is State.ANSWERED) is sure
