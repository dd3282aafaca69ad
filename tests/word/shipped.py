"""The shipped forms, and one with every shape, as their outlines make them, and ways to look into them."""

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from service.word.form import Form, load_form
from service.word.outline.build import build
from service.word.outline.reader import read_outline

ROOT = Path(__file__).resolve().parent.parent.parent
SHIPPED = sorted((ROOT / "docx_templates").glob("*.yaml"))
EVERY_SHAPE = Path(__file__).parent / "outlines" / "every_shape.yaml"
OUTLINES = [*SHIPPED, EVERY_SHAPE]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"

each = pytest.mark.parametrize("path", OUTLINES, ids=lambda path: path.stem)


@cache
def built(path: Path) -> bytes:
    """The form that the outline makes."""
    return build(read_outline(path.read_text(encoding="utf-8")))


@cache
def form(path: Path) -> Form:
    """The same, loaded."""
    return load_form(built(path))


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a .docx, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def part(path: Path, name: str) -> etree._Element:
    """The root of one part."""
    return etree.fromstring(parts(built(path))[name])


def body(path: Path) -> etree._Element:
    """The document's body."""
    found = part(path, "word/document.xml").find(W + "body")
    assert found is not None
    return found


def text(element: etree._Element) -> str:
    """All the text in an element."""
    return "".join(t.text or "" for t in element.iter(W + "t"))


def properties(sdt: etree._Element) -> etree._Element:
    """A control's properties."""
    found = sdt.find(W + "sdtPr")
    assert found is not None
    return found


def val(properties: etree._Element, name: str) -> str | None:
    """What a property says."""
    found = properties.find(W + name)
    return None if found is None else found.get(W + "val")


def style(paragraph: etree._Element) -> str:
    """The id of a paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if found is None else found.get(W + "val") or ""
