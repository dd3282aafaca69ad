"""The shipped forms, stripped and adopted, are the forms that they were; and what a form has beside its text."""

from pathlib import Path

import pytest
from lxml import etree

from schemas.record import canonical
from service.word.adopt.applying.apply import adopted
from service.word.adopt.proposal import Spot
from service.word.fill import fill
from service.word.form import load_form
from service.word.lint import lint
from service.word.read import read
from service.workflow.sampled import sampled
from tests.word.adopt.asked import DECLARED, asked, controls_of, look, text
from tests.word.adopt.plain import empty, lines_of, places, stripped, unwrap
from tests.word.filling import faults, record_of
from tests.word.shipped import W14, W, built, each, form, parts
from tests.word.tiny import (
    document,
    para,
    row,
    table,
)

blanks_and_prompts = pytest.mark.parametrize(
    ("blank", "prompts"), [(False, True), (False, False), (True, True), (True, False)]
)


@each
@blanks_and_prompts
def test_a_shipped_form_stripped_and_adopted_is_the_form_it_was(
    path: Path, blank: bool, prompts: bool
) -> None:
    whole = form(path)
    plain = stripped(built(path), blank=blank)
    made = adopted(plain, whole.declaration, places(whole, blank=blank), prompts=prompts)
    again = load_form(made)
    assert lint(made) == []
    assert again.declaration == whole.declaration
    assert [(one.tag, one.title, one.kind, one.options, one.repeating) for one in again.slots] == [
        (one.tag, one.title, one.kind, one.options, one.repeating) for one in whole.slots
    ]
    record = sampled(again, 3)
    reading = read(fill(again, record), [again])
    assert {answer.found_by for answer in reading.answers} <= {"control", None}
    assert record_of(again, reading) == canonical(record, again.slots)
    assert not reading.unplaced


@each
@blanks_and_prompts
def test_adopting_changes_nothing_but_the_places_of_answers(path: Path, blank: bool, prompts: bool) -> None:
    plain = stripped(built(path), blank=blank)
    made = adopted(plain, form(path).declaration, places(form(path), blank=blank), prompts=prompts)
    before, after = parts(plain), parts(made)
    told = {"word/document.xml", "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"}
    assert {name for name in before if after[name] != before[name]} == told
    assert sorted(name for name in after if name not in before) == [
        "customXml/_rels/item1.xml.rels",
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
        "docProps/custom.xml",
    ]
    root = etree.fromstring(after["word/document.xml"])
    if blank:
        for sdt in root.iter(W + "sdt"):
            if sdt.find(f"{W}sdtPr/{W14}checkbox") is None or not prompts:
                continue
            assert text(sdt) == "\u2610"
        empty(root)
    unwrap(root)
    assert _shape(root) == _shape(etree.fromstring(before["word/document.xml"]))


def _shape(root: etree._Element) -> list[tuple[str, dict[str, str], str]]:
    """Every element but for empty runs, with its attributes and its text."""
    return [
        (
            str(one.tag),
            {str(name): str(value) for name, value in one.attrib.items()},
            (one.text or "").strip(),
        )
        for one in root.iter(etree.Element)
        if one.tag != W + "document"
    ]


@each
def test_an_adopted_form_shows_the_lines_and_cells_that_it_had(path: Path) -> None:
    plain = stripped(built(path))
    made = adopted(plain, form(path).declaration, places(form(path)))
    assert lines_of(made) == lines_of(plain)


@each
def test_word_would_accept_an_adopted_form_and_copies_of_it(path: Path, shared: Path, tmp_path: Path) -> None:
    made = adopted(stripped(built(path), blank=True), form(path).declaration, places(form(path), blank=True))
    assert not [fault for fault in faults(shared, tmp_path, made) if "template tag" not in fault]
    again = load_form(made)
    assert not list(faults(shared, tmp_path, fill(again, sampled(again, 5))))


def test_adopting_twice_gives_the_same_bytes() -> None:
    plain = document(table(row("Social worker", "")))
    slot = asked("audit.worker", Spot(0, 1, 0, 0))
    assert adopted(plain, DECLARED, [slot]) == adopted(plain, DECLARED, [slot])


def test_the_style_of_prompts_is_added_only_where_it_is_missing() -> None:
    plain = stripped(built(next(iter(sorted(Path("docx_templates").glob("*.yaml"))))))
    assert b"PlaceholderText" in parts(plain)["word/styles.xml"]
    german = parts(plain)["word/styles.xml"].replace(
        b'w:styleId="PlaceholderText"', b'w:styleId="Platzhaltertext"'
    )
    for styles, used in ((german, "PlaceholderPrompt"), (b"", "PlaceholderText")):
        data = document(
            para("A: ____"),
            parts={"word/styles.xml": styles, "word/_rels/document.xml.rels": _STYLES} if styles else {},
        )
        made = adopted(data, DECLARED, [asked("audit.auditor", Spot(0, 0, 3, 7))])
        assert look(controls_of(made)["audit.auditor"]) == [f"rStyle={used}"]
        assert f'w:styleId="{used}"' in parts(made)["word/styles.xml"].decode()


_STYLES = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
    b"</Relationships>"
)
