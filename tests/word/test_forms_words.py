"""Words typed into a copy count although the form has the same ones somewhere: a grade, "Yes", a job, a heading."""

import pytest
from lxml import etree

from service.catalogue import load_catalogue
from service.reading import Reading, State
from service.word.fill import fill
from service.word.form import Form
from service.word.read import read
from tests.word.edits import SDT, TBL, TC, TR, Edit, Element, edited, paragraph, tags_in, words
from tests.word.seen import form
from tests.word.tiny import NAMESPACES, cell, control, document, para, repeating, row, run, table

CATALOGUE = load_catalogue()
RECORD = {"actions": [{"what": "See the child", "owner": "Wren Alder"}]}


def _form(key: str) -> Form:
    found = CATALOGUE.find(key)
    assert found is not None
    return found


def _read(key: str, edit: Edit) -> Reading:
    made = _form(key)
    copy, _ = edited(fill(made, made.schema.from_json(RECORD)[0]), edit)
    return read(copy, CATALOGUE.forms)


def _one(root: Element, tag: str) -> Element:
    return next(sdt for sdt in root.iter(SDT) if tags_in(sdt) == {tag} and sdt.getparent().tag != TBL)  # type: ignore[union-attr]


def _typed(text: str) -> Element:
    return etree.fromstring(f"<x {NAMESPACES}>{run(f' {text}')}</x>")[0]


def _unplaced(reading: Reading) -> list[str]:
    return [one.text for one in reading.unplaced]


@pytest.mark.parametrize("key", ["supervision", "pre_birth", "fostering"])
@pytest.mark.parametrize("said", ["Yes", "No", "Good"])
def test_a_word_beside_the_box_of_an_action_is_not_the_forms(key: str, said: str) -> None:
    def beside(root: Element) -> None:
        box = next(s for s in root.iter(SDT) if tags_in(s) == {"actions.agreed"} and words(s) == "\u2610")
        box.addnext(_typed(said))

    assert said in _unplaced(_read(key, beside))


@pytest.mark.parametrize(
    "said", ["Inadequate", "Outstanding.", "No", "yes", "Rationale", "Date", "Overall judgement"]
)
def test_a_paragraph_below_a_table_is_not_the_forms(said: str) -> None:
    def below(root: Element) -> None:
        next(table for table in root.iter(TBL) if "overall.grade" in tags_in(table)).addnext(paragraph(said))

    assert said in _unplaced(_read("fostering", below))


def test_words_in_the_cells_of_an_action_are_not_the_forms() -> None:
    def add(root: Element) -> None:
        cells = next(
            row for row in root.iter(TR) if "See the child" in words(row) and row.findall(TC)
        ).findall(TC)
        cells[0].append(paragraph("Birth plan"))
        _one(cells[2], "actions.owner").addnext(_typed("Team manager"))

    assert _unplaced(_read("pre_birth", add)) == ["Birth plan", "Team manager"]


def test_a_heading_of_the_form_that_was_moved_is_its_own_but_only_once() -> None:
    def move(root: Element) -> None:
        heading = next(p for p in root.iter() if words(p) == "Sign-off" and p.tag.endswith("}p"))
        root[0].insert(3, heading)

    def move_and_write_again(root: Element) -> None:
        move(root)
        root[0].insert(12, paragraph("Sign-off"))

    assert _unplaced(_read("fostering", move)) == []
    assert _unplaced(_read("fostering", move_and_write_again)) == ["Sign-off"]


NUMBERED = [
    row(
        str(number),
        cell(para(run("Agreed: "), control("actions.agreed", "Say"))),
        cell(para(control("actions.what", "Write"))),
    )
    for number in (1, 2, 3)
]
ROWS = form(
    para("Review of the file") + table(row("No", "Agreed", "What"), *NUMBERED, columns=3) + para("The end")
)
ITEMS = form(
    para("Review of the file")
    + repeating("actions", para("Action"), para("What: ", control("actions.what", "Write")))
    + para("The end")
)


@pytest.mark.parametrize("extra", ["", " Agreed", " late"])
def test_what_the_form_has_in_every_row_is_its_own_in_every_row(extra: str) -> None:
    record = {"actions": [{"what": "Visit", "agreed": "yes"}, {"what": "Call"}, {"what": "Ring"}]}

    def type_outside(root: Element) -> None:
        root[0].insert(1, paragraph("Typed outside."))
        if extra:
            cells = list(root.iter(TR))[2].findall(TC)
            cells[1].append(paragraph(extra.strip()))

    copy, _ = edited(fill(ROWS, record), type_outside)
    reading = read(copy, [ROWS], ROWS)
    assert _unplaced(reading) == ["Typed outside.", *([extra.strip()] if extra else [])]
    assert [one.said for one in reading.answers if one.state is State.ANSWERED] == [
        "yes",
        "Visit",
        "Call",
        "Ring",
    ]


def test_what_the_form_has_in_every_item_is_its_own_in_every_item() -> None:
    item = para("Action") + para("What: ", control("actions.what", "{}"))
    made = form(para("Review of the file") + repeating("actions", item) + para("The end"))
    copy = (
        para("Review of the file")
        + para("Typed outside.")
        + repeating("actions", item.format("Visit"), item.format("Call"))
        + para("The end")
    )
    assert _unplaced(read(document(copy), [made], made)) == ["Typed outside."]
