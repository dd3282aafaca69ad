"""The copy by which a PDF tells where each line came to: the same document, with bookmarks."""

import re

from service.word.as_text import as_text
from service.word.bookmarks import bookmarked
from service.word.package import open_package
from tests.word.tiny import box, cell, document, para, row, run, table

MERGED, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
OWN = '<w:bookmarkStart w:id="7" w:name="Theirs"/><w:bookmarkEnd w:id="7"/>'
FALSE = '<w:bookmarkStart w:id="8" w:name="af-line-0-0"/><w:bookmarkEnd w:id="8"/>'


def made(body: str, **stories: str) -> tuple[bytes, bytes]:
    """A document with this body, and its copy."""
    whole = document(body, **stories)  # type: ignore[arg-type]  # only strings are given
    return whole, bookmarked(whole)


def names(copy: bytes, part: str = "word/document.xml") -> list[str]:
    """The names of a part's bookmarks."""
    return re.findall(r'<w:bookmarkStart[^>]* w:name="([^"]+)"', open_package(copy).read(part).decode())


def test_each_cell_of_each_line_has_a_beginning_and_an_end() -> None:
    whole, copy = made(
        para("Above") + table(row("Grade", cell(para("Good"), para("so far")))), header=para("Case 12")
    )
    assert names(copy) == ["af-line-0-0", "af-line-0-0-end"] + [
        f"af-line-1-{cell}{end}" for cell in (0, 1) for end in ("", "-end")
    ]
    assert names(copy, "word/header1.xml") == ["af-line-2-0", "af-line-2-0-end"]
    assert as_text(copy) == as_text(whole)


def test_numbers_and_names_that_the_document_has_are_not_taken_twice() -> None:
    _, copy = made(para(run("Above"), OWN, FALSE) + para("Below"))
    assert names(copy) == ["af-line-0-0", "Theirs", "af-line-0-0-end", "af-line-1-0", "af-line-1-0-end"]
    main = open_package(copy).read("word/document.xml").decode()
    numbers = re.findall(r'<w:bookmarkStart w:id="(\d+)"', main)
    assert len(set(numbers)) == len(numbers)
    assert "8" not in numbers


def test_what_a_merged_cell_hides_has_none() -> None:
    first, second = cell("Both rows", properties=MERGED), cell("hidden", properties=GOES_ON)
    _, copy = made(table(row(first, "One"), row(second, "Two")))
    assert "af-line-0-0" in names(copy)
    assert "af-line-1-0" not in names(copy)
    assert "af-line-1-1" in names(copy)


def test_a_text_box_has_its_own() -> None:
    whole, copy = made(para("Beside it", box(para("In the box"))) + para("Below"))
    assert names(copy).count("af-line-1-0") == 1
    assert as_text(copy) == as_text(whole)


def test_an_empty_paragraph_that_ends_a_cell_behind_a_table_stays_unseen() -> None:
    inner = table(row("Inside"))
    _, copy = made(table(row(cell(para("Above"), inner, para()), cell(inner, para("Below")))))
    main = open_package(copy).read("word/document.xml").decode()
    assert "<w:p/>" in main
    assert {"af-line-0-0-end", "af-line-0-1", "af-line-0-1-end"} <= set(names(copy))
