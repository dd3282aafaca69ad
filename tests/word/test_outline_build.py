"""Every shipped form held against its outline."""

import subprocess
import sys
from pathlib import Path

import pytest

from schemas.edition import Kind
from service.word.outline.build import build
from service.word.outline.reader import read_outline
from tests.word.shipped import EVERY_SHAPE, OUTLINES, ROOT, SHIPPED, built, each, form, parts


def test_the_twelve_forms_are_there() -> None:
    assert [path.stem for path in SHIPPED] == [
        "care_leaver",
        "case_risk",
        "child_protection",
        "children_looked_after",
        "cin",
        "closed_case",
        "early_help",
        "fostering",
        "moderation",
        "pre_birth",
        "supervision",
        "thematic",
    ]


def test_the_nine_shapes_stand_somewhere() -> None:
    shapes = {
        section.shape
        for path in SHIPPED
        for section in read_outline(path.read_text(encoding="utf-8")).sections
    }
    assert shapes >= set("ABCDEFGHI")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_form_is_what_its_outline_makes(path: Path) -> None:
    """Part by part, byte by byte; only how zlib packed them may differ from machine to machine."""
    shipped = parts(path.with_suffix(".docx").read_bytes())
    assert list(shipped) == list(parts(built(path))), "run `python -m service forms build` again"
    assert shipped == parts(built(path)), "run `python -m service forms build` again"


@each
def test_the_same_outline_gives_the_same_bytes_in_another_process(path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from service.word.outline.build import build\n"
        "from service.word.outline.reader import read_outline\n"
        "sys.stdout.buffer.write(build(read_outline(pathlib.Path(sys.argv[1]).read_text('utf-8'))))"
    )
    if path in (EVERY_SHAPE, SHIPPED[0]):
        done = subprocess.run(
            [sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, check=True
        )
        assert done.stdout == built(path)
    assert build(read_outline(path.read_text(encoding="utf-8"))) == built(path)


@each
def test_a_form_holds_only_the_parts_it_needs(path: Path) -> None:
    assert set(parts(built(path))) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "docProps/custom.xml",
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
        "customXml/_rels/item1.xml.rels",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/numbering.xml",
        "word/footer1.xml",
    }


@each
def test_slots_read_back_as_the_outline_means_them(path: Path) -> None:
    outline, found = read_outline(path.read_text(encoding="utf-8")), form(path)
    assert found.declaration.key == outline.declaration.key
    assert found.declaration.blanks_allowed == outline.declaration.blanks_allowed
    assert found.declaration.filed_on == outline.declaration.filed_on
    for ask in outline.header:
        slot = next(slot for slot in found.slots if slot.tag == ask.slot.tag)
        assert (slot.title, slot.kind, slot.prompt, slot.options) == (
            ask.slot.title,
            ask.slot.kind,
            ask.slot.prompt,
            ask.slot.options,
        )
        assert slot.label.startswith(ask.label)
    assert {slot.repeating for slot in found.slots if slot.tag.startswith("actions.")} == {"actions"}


def test_word_would_accept_every_form(shared: Path, tmp_path: Path) -> None:
    files = []
    for path in OUTLINES:
        file = tmp_path / f"{path.stem}.docx"
        file.write_bytes(built(path))
        files.append(str(file))
    validator = shared / "clients" / "validate_docx.py"
    done = subprocess.run(
        [sys.executable, str(validator), "--template", *files], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_numbers_are_declared_because_their_controls_cannot_say_it() -> None:
    declared = form(EVERY_SHAPE).declaration.types
    assert declared == {
        "subject.moves": "number",
        "sections.ticked.months": "number",
        "sections.scored.score": "number",
    }
    assert {slot.tag for slot in form(EVERY_SHAPE).slots if slot.kind is Kind.NUMBER} == set(declared)
