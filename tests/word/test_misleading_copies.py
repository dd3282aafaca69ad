"""Copies that would mislead a reader who takes controls, cells and boxes at their word."""

from copy import deepcopy

import pytest
from lxml import etree

from schemas.record import put
from service.catalogue import load_catalogue
from service.reading import Answer, Reading, State
from service.word.fill import fill
from service.word.names import w
from service.word.pack import rewrite
from service.word.package import open_package
from service.word.read import read
from tests.word import edits
from tests.word.edits import SDT, TC, TR, Element

CATALOGUE = load_catalogue()
FORM = next(form for form in CATALOGUE if form.declaration.key == "child_protection")
GRADES = [s.tag for s in FORM.slots if s.tag.startswith("sections.") and s.tag.endswith(".grade")]
FIRST, SECOND = GRADES[:2]
RATIONALE = "overall.rationale"


def copy_of(**answers: object) -> bytes:
    """The form filled with a few answers, by tag with `__` for a dot."""
    record: dict[str, object] = {"audit": {"reference": "CP-1"}}
    for tag, value in answers.items():
        put(record, tag.replace("__", "."), value)  # type: ignore[arg-type]
    return fill(FORM, record)


def graded(first: str, second: str) -> bytes:
    """Two sections graded, one after the other."""
    record: dict[str, object] = {}
    put(record, FIRST, first)
    put(record, SECOND, second)
    return fill(FORM, record)


def control(root: Element, tag: str) -> Element:
    """The control of that tag."""
    return next(sdt for sdt in root.iter(SDT) if edits.tags_in(sdt) == {tag})


def read_edited(data: bytes, edit: object) -> Reading:
    """The reading of the copy after an edit of its body."""
    return read(edits.edited(data, edit)[0], CATALOGUE.forms)  # type: ignore[arg-type]


def answer(reading: Reading, tag: str, row: int | None = None) -> Answer:
    """The answer of a slot."""
    return next(one for one in reading.answers if (one.tag, one.row) == (tag, row))


def codes(reading: Reading, tag: str) -> set[str]:
    """The problems that name a slot."""
    return {one.code for one in reading.problems if one.tag == tag}


def replace_with(old: Element, new: Element) -> None:
    """Puts one element in another's place."""
    parent = old.getparent()
    assert parent is not None
    parent.replace(old, new)


def test_two_controls_that_changed_places_are_asked_about() -> None:
    def swap(root: Element) -> None:
        one, other = control(root, FIRST), control(root, SECOND)
        replace_with(one, mark := etree.Element("mark"))
        replace_with(other, one)
        replace_with(mark, other)

    reading = read_edited(graded("good", "inadequate"), swap)
    for tag in (FIRST, SECOND):
        assert answer(reading, tag).state is State.UNREADABLE
        assert codes(reading, tag) == {"answer.unreadable"}


def test_a_control_cut_and_pasted_over_another_does_not_answer_both() -> None:
    def cut(root: Element) -> None:
        replace_with(control(root, SECOND), control(root, FIRST))

    reading = read_edited(graded("good", "inadequate"), cut)
    assert answer(reading, FIRST).state is State.UNREADABLE
    assert answer(reading, SECOND).state is State.UNREADABLE
    assert codes(reading, SECOND) == {"answer.unreadable"}


@pytest.mark.parametrize("unwrapped", [False, True], ids=["with controls", "controls gone"])
def test_an_answer_that_is_struck_through_is_asked_about(unwrapped: bool) -> None:
    def strike(root: Element) -> None:
        for run in control(root, RATIONALE).iter(w("r")):
            etree.SubElement(look := etree.Element(w("rPr")), w("strike"))
            run.insert(0, look)
        if unwrapped:
            edits.unwrap(root)

    reading = read_edited(copy_of(overall__rationale="No concerns."), strike)
    assert answer(reading, RATIONALE).state is State.UNREADABLE
    assert "answer.unreadable" in codes(reading, RATIONALE)


def test_a_prompt_left_before_an_answer_is_named_and_one_typed_twice_is_none() -> None:
    prompt = next(slot.prompt for slot in FORM.slots if slot.tag == RATIONALE)
    said = copy_of(overall__rationale=f"{prompt} The plan is clear.")
    reading = read(said, CATALOGUE.forms)
    assert answer(reading, RATIONALE).said == f"{prompt} The plan is clear."
    assert codes(reading, RATIONALE) == {"answer.prompt_left"}
    reading = read(copy_of(overall__rationale=f"{prompt}. {prompt}"), CATALOGUE.forms)
    assert answer(reading, RATIONALE).state is State.PLACEHOLDER
    reading = read(copy_of(overall__rationale=prompt[:-6]), CATALOGUE.forms)
    assert codes(reading, RATIONALE) == {"answer.prompt_left"}


def test_a_box_stored_as_ticked_that_shows_none_is_named() -> None:
    form = CATALOGUE.find("fostering")
    assert form is not None
    tick = next(slot.tag for slot in form.slots if slot.kind == "tick")

    def untick(root: Element) -> None:
        for text in control(root, tick).iter(w("t")):
            text.text = "\u2610"

    record: dict[str, object] = {}
    put(record, tick, True)
    assert codes(read_edited(fill(form, record), untick), tick) == {"tick.shown_differs"}


def test_answers_whose_cells_were_merged_are_asked_about() -> None:
    def merge_down(root: Element) -> None:
        edits.unwrap(root)
        rows = [
            row for row in root.iter(TR) if edits.words(row).startswith(("Strengths", "Areas to improve"))
        ]
        upper, lower = (row.findall(TC)[1] for row in rows[-2:])
        for cell, value in ((upper, "restart"), (lower, "continue")):
            properties = cell.find(w("tcPr"))
            assert properties is not None
            etree.SubElement(properties, w("vMerge"), {w("val"): value})
        upper.append(edits.paragraph("Visits should be sooner."))
        edits.write(lower, "")

    reading = read_edited(copy_of(overall__strengths="A clear plan.", overall__improvements="x"), merge_down)
    for tag in ("overall.strengths", "overall.improvements"):
        assert answer(reading, tag).state is State.UNREADABLE


def actions_table(root: Element) -> list[Element]:
    """The rows of the table of actions."""
    table = next(t for t in root.iter(w("tbl")) if "actions.what" in edits.tags_in(t))
    edits.unwrap(table)
    return table.findall(TR)


def acting() -> bytes:
    """The form with one action."""
    action = {
        "what": "See the child",
        "impact": "She is heard",
        "owner": "A. Sample",
        "owner_role": "Social worker",
    }
    return fill(FORM, {"actions": [action]})


def test_two_cells_of_an_action_made_one_are_asked_about() -> None:
    def merge(root: Element) -> None:
        cells = actions_table(root)[1].findall(TC)
        properties = cells[0].find(w("tcPr"))
        assert properties is not None
        properties.insert(1, etree.Element(w("gridSpan"), {w("val"): "2"}))
        cells[0].append(edits.paragraph("She is heard"))
        replace_with(cells[1], mark := etree.Element("mark"))
        parent = mark.getparent()
        assert parent is not None
        parent.remove(mark)
        edits.unwrap(root)

    reading = read_edited(acting(), merge)
    assert answer(reading, "actions.what", 0).state is State.UNREADABLE
    assert answer(reading, "actions.impact", 0).state is State.UNREADABLE
    assert answer(reading, "actions.owner", 0).said == "A. Sample"


def test_rows_under_no_header_are_not_read_by_counting_columns() -> None:
    def behead(root: Element) -> None:
        rows = actions_table(root)
        owner, role = rows[1].findall(TC)[2:4]
        second = deepcopy(role)
        replace_with(role, deepcopy(owner))
        replace_with(owner, second)
        parent = rows[0].getparent()
        assert parent is not None
        parent.remove(rows[0])
        edits.unwrap(root)

    reading = read_edited(acting(), behead)
    for one in reading.answers:
        if one.tag in ("actions.owner", "actions.owner_role") and one.row is not None:
            assert one.state is not State.ANSWERED


def test_a_header_row_is_no_action_although_its_heading_is_gone() -> None:
    def join(root: Element) -> None:
        heading = next(p for p in root.iter(w("p")) if edits.words(p) == "Actions")
        intro = heading.getnext()
        assert intro is not None
        for run in list(intro.iter(w("r")))[::-1]:
            heading.append(run)
        parent = intro.getparent()
        assert parent is not None
        parent.remove(intro)
        edits.unwrap(root)

    reading = read_edited(acting(), join)
    assert answer(reading, "actions.what", 0).said == "See the child"
    assert not any(one.said == "Action" for one in reading.answers)


@pytest.mark.parametrize("words", [" Child not safe, ring the duty team", " Audit"])
def test_words_typed_into_the_footer_are_not_lost(words: str) -> None:
    package = open_package(copy_of())
    name = package.related(package.main, "footer")[0]
    root = package.xml(name)
    paragraphs = list(root.iter(w("p")))
    etree.SubElement(etree.SubElement(paragraphs[0], w("r")), w("t")).text = words.strip()
    data = rewrite(package, {name: etree.tostring(root)})
    assert any(words.strip() in one.text for one in read(data, CATALOGUE.forms).unplaced)


@pytest.mark.parametrize(
    ("tag", "title"), [("signoff.auditor.name", "Sign-off"), ("actions.what", "Actions")]
)
def test_a_title_printed_again_above_its_table_is_the_forms_own(tag: str, title: str) -> None:
    def reprint(root: Element) -> None:
        table = next(table for table in root.iter(w("tbl")) if tag in edits.tags_in(table))
        table.addprevious(edits.paragraph(title))

    assert read_edited(copy_of(), reprint).unplaced == ()
