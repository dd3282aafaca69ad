"""The mark in a PDF: around the words of the place that was asked for, and nothing else is moved."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, reduce
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from schemas.edition import Kind
from schemas.record import Record, items, put
from service.catalogue import load_catalogue
from service.reading import Reading
from service.word.bookmarks import bookmarked
from service.word.fill import fill
from service.word.form import Form
from service.word.office import Office
from service.word.pack import rewrite
from service.word.package import open_package
from service.word.pdf_marks import Marked, marked
from service.word.pdf_places import OPTIONS, LaidOut, laid_out
from service.word.read import read
from service.word.stories import whole_view
from service.word.strict import TRANSITIONAL
from service.word.whereabouts import Asked, line_of_heading, lines_asked
from service.workflow.sampled import sampled
from tests.word.edits import edited, unwrap
from tests.word.tiny import anchored_box, cell, control, document, legacy_text, para, row, run, table

FORMS = {form.declaration.key: form for form in load_catalogue().newest()}
LONG = "The visits were unhurried, the plan was in writing and the family had read it. " * 8
NOTE = '<w:footnote w:id="2"><w:p><w:r><w:t>As her doctor said</w:t></w:r></w:p></w:footnote>'
UNMARKED = "It cannot be marked. Look for it under “Plan”."


def completed(key: str, *, controls: bool = True) -> tuple[Form, bytes]:
    """A form completed at length, so that rows go over the ends of pages; it may have lost its controls."""
    form = FORMS[key]
    record: Record = sampled(form, 3)
    for tag, at, value in list(items(record)):
        if form.by_tag[tag].kind is Kind.RICH_TEXT and value is not None:
            put(record, tag, LONG, at)
    copy = fill(form, record)
    return form, copy if controls else edited(copy, unwrap)[0]


@cache
def laid(copy: bytes, office: Office) -> LaidOut:
    """The pages of a copy."""
    return laid_out(office.convert(bookmarked(copy), ".docx", ".pdf", OPTIONS))


def shown(copy: bytes, asked: Asked, office: Office) -> Marked:
    """The pages of a copy with what is asked for marked."""
    view = whole_view(open_package(copy))
    found = marked(laid(copy, office), view, lines_asked(view, asked), line_of_heading(view, asked), UNMARKED)
    assert found is not None
    return found


Box = tuple[float, float, float, float]
Mark = tuple[int, Box, str]


def marks(pdf: bytes) -> list[Mark]:
    """The page, from 1, the rectangle and the words of each mark in a PDF."""
    found: list[Mark] = []
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages, 1):
        for one in (annotation.get_object() for annotation in page.get("/Annots", ())):
            if one["/Subtype"] == "/Highlight":
                left, foot, right, top = map(float, one["/Rect"])
                found.append((number, (left, foot, right, top), str(one["/Contents"])))
    return found


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF in the program that Chromium shows it with."""
    document = pypdfium2.PdfDocument(pdf)
    yield document
    document.close()


def words_in(pdf: bytes, found: list[Mark]) -> str:
    """What is drawn inside marks."""
    with opened(pdf) as pages:
        return " ".join(pages[number - 1].get_textpage().get_text_bounded(*box) for number, box, _ in found)


def letters(text: str) -> Counter[str]:
    """The letters and digits of a text."""
    return Counter(filter(str.isalnum, text))


def pictures(pdf: bytes) -> list[Image.Image]:
    """The pages as they are seen."""
    with opened(pdf) as pages:
        return [page.render(scale=1).to_pil().convert("RGB") for page in pages]


def answers(form: Form, copy: bytes) -> Reading:
    """What is read from a copy."""
    return read(copy, [form], form)


def darkest_and_lightest(picture: Image.Image) -> tuple[int, int]:
    """How dark and how light the points of a picture are, 0 to 255."""
    points = picture.convert("L").tobytes()
    return min(points), max(points)


each_copy = pytest.mark.parametrize(
    ("key", "controls"), [("case_risk", True), ("fostering", False), ("child_protection", True)]
)


@each_copy
def test_the_mark_is_around_the_words_of_its_row_and_of_no_other(
    key: str, controls: bool, office: Office
) -> None:
    form, copy = completed(key, controls=controls)
    view = whole_view(open_package(copy))
    reading, asked = answers(form, copy), set()
    pages, over_pages = set(), 0
    for one in reading.answers:
        if not one.where or (place := one.where.rpartition(", column")[0]) in asked:
            continue
        asked.add(place)
        found = shown(copy, Asked(one.where, one.said, one.tag), office)
        there = marks(found.pdf)
        pages.add(there[0][0])
        own = letters("".join(cell.text for lines in lines_asked(view, Asked(one.where, "")) for at in lines
                              for cell in view.lines[at].cells))  # fmt: skip
        seen = letters(words_in(found.pdf, there))
        assert not letters(one.said) - seen, one
        assert not own - seen, one
        over_pages += len(there) > 1
        if len(there) == 1:
            assert seen == own, one
    assert len(asked) > 20
    assert len(pages) > 2
    assert over_pages or key == "case_risk"


@each_copy
def test_bookmarks_move_nothing_on_any_page(key: str, controls: bool, office: Office) -> None:
    _, copy = completed(key, controls=controls)
    before = pictures(office.convert(copy, ".docx", ".pdf"))
    after = pictures(laid(copy, office).pdf)
    assert len(before) == len(after) > 3
    assert [one.tobytes() == other.tobytes() for one, other in zip(before, after, strict=True)] == [
        True
    ] * len(after)


def test_a_mark_is_seen_by_its_bar_and_leaves_what_stands_there_to_be_read(office: Office) -> None:
    form, copy = completed("fostering")
    one = next(answer for answer in answers(form, copy).answers if answer.tag == "overall.grade")
    found = shown(copy, Asked(one.where, one.said, one.tag), office)
    ((number, (left, foot, right, top), says),) = marks(found.pdf)
    assert says == "Found here"
    assert found.page == number
    before, after = pictures(laid(copy, office).pdf), pictures(found.pdf)
    assert [
        at
        for at, pair in enumerate(zip(before, after, strict=True), 1)
        if pair[0].tobytes() != pair[1].tobytes()
    ] == [number]
    page = after[number - 1]
    head = page.height - top
    assert abs(head - found.below) < 1
    bar = page.crop((round(left) + 1, round(head) + 2, round(left) + 3, round(page.height - foot) - 2))
    assert darkest_and_lightest(bar)[1] < 64
    inside = (round(left) + 8, round(head) + 2, round(right) - 2, round(page.height - foot) - 2)
    was, now = (one.crop(inside).convert("L") for one in (before[number - 1], page))
    assert all(later <= earlier for earlier, later in zip(was.tobytes(), now.tobytes(), strict=True))
    assert Counter(now.tobytes()).most_common(1)[0][0] > 200


def test_a_strict_document_is_marked_as_any_other(office: Office) -> None:
    transitional = document(para("Plan") + table(row("Grade", "Good"), row("Why", "Because")))
    package = open_package(transitional)
    strict = {
        name: reduce(
            lambda text, pair: text.replace(pair[1].encode(), pair[0].encode()), TRANSITIONAL.items(), content
        )
        for name in ("word/document.xml", "_rels/.rels")
        if (content := package.read(name))
    }
    copy = rewrite(package, strict)
    assert open_package(copy).strict
    found = shown(copy, Asked("table 1, row 2, column 2", "Because"), office)
    assert words_in(found.pdf, marks(found.pdf)).split() == ["Why", "Because"]


def test_a_mark_in_a_long_form_is_made_quickly(office: Office) -> None:
    _, copy = completed("child_protection")
    pages = laid(copy, office)
    begun = time.process_time()
    view = whole_view(open_package(copy))
    asked = Asked("table 22, row 5, column 2", "Good")
    assert marked(pages, view, lines_asked(view, asked), None, UNMARKED) is not None
    assert time.process_time() - begun < 0.5  # about 0.03 where nothing else runs


def odd() -> bytes:
    """A document with places of every kind that a reading names."""
    merged = cell("Both", properties='<w:vMerge w:val="restart"/>'), cell("", properties="<w:vMerge/>")
    inner = table(row("Inside", "Nested good"))
    box = anchored_box(para("In the box") + para(control("boxed", "Boxed answer")))
    whole = document(
        para("Plan", style="Heading1")
        + para(run("How it goes: "), control("plan.how", "Well enough"))
        + para(control("plan.next", ""))
        + para("Beside a box", box)
        + para(run("Typed "), legacy_text("typed", "As it was typed"))
        + para("Of this a doctor knew", '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + table(
            row("Grade", "Good"), row("Why", cell(para("Because"), inner, para("and so"))), row("Who", "")
        )
        + para("Second table")
        + table(row(merged[0], "One"), row(merged[1], "Two")),
        header=para("Case 4417023"),
        footnotes=NOTE,
    )
    package = open_package(whole)
    main = package.read(package.main)
    shows_header = b'<w:sectPr><w:headerReference w:type="default" r:id="rheader"/></w:sectPr>'
    return rewrite(package, {package.main: main.replace(b"<w:sectPr/>", shows_header)})


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked("under “Plan”, in the text", "Well enough", "plan.how"), "How it goes: Well enough"),
        (Asked("under “Plan”, in the text", "Well enough"), "How it goes: Well enough"),
        (Asked("under “Plan”, in the text", "", "plan.next"), ""),
        (Asked("under “Plan”, in the text", "As it was typed", "typed"), "Typed As it was typed"),
        (Asked("under “Plan”, in the text", "Boxed answer", "boxed"), "Boxed answer"),
        (Asked("under “Plan”, table 1, row 1, column 2", "Good"), "Grade Good"),
        (Asked("under “Plan”, table 1, row 2, column 2", "Because\nand so"), "Why Because Inside Nested good and so"),
        (Asked("under “Plan”, table 2, row 1, column 2", "Nested good"), "Inside Nested good"),
        (Asked("under “Plan”, table 1, row 3, column 2", ""), "Who"),
        (Asked("under “Plan”, table 3, row 2, column 2", "Two"), "Two"),
        (Asked("in the page header", "Case 4417023"), "Case 4417023"),
        (Asked("in a footnote", "As her doctor said"), "As her doctor said"),
    ],
    ids=lambda value: value.tag or value.where if isinstance(value, Asked) else "",
)  # fmt: skip
def test_places_of_every_kind_are_marked(asked: Asked, words: str, office: Office) -> None:
    found = shown(odd(), asked, office)
    there = marks(found.pdf)
    assert [says for _, _, says in there] == ["Found here"]
    assert not letters(words) - letters(words_in(found.pdf, there))
    height = there[0][1][3] - there[0][1][1]
    assert 8 < height < 90


def test_two_places_that_say_the_same_are_both_marked_and_say_so(office: Office) -> None:
    copy = document(para("Good") + para("Between them") + para("Good"))
    there = marks(shown(copy, Asked("in the text", "Good"), office).pdf)
    assert [says for _, _, says in there] == ["Found here, or at another place that is marked"] * 2


def test_what_cannot_be_marked_is_said_on_the_page_of_its_heading(office: Office) -> None:
    later = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + para("Plan")
    copy = document(para("Before") + later + para("Nothing of it"))
    for asked, page in ((Asked("under “Plan”, table 9, row 1, column 1", "Good"), 2), (Asked("", ""), 1)):
        found = shown(copy, asked, office)
        ((number, _, says),) = marks(found.pdf)
        assert (number, says) == (page, UNMARKED)
        assert (found.page, round(found.below)) == (page, 0)
        strips = [
            darkest_and_lightest(one.crop((0, 0, one.width, 20)))
            for one in (pictures(pdf)[page - 1] for pdf in (laid(copy, office).pdf, found.pdf))
        ]
        assert strips[0] == (255, 255)
        assert strips[1][0] < 64 < 192 < strips[1][1]


def test_of_a_pdf_that_cannot_be_followed_nothing_is_said() -> None:
    view = whole_view(open_package(document(para("Good"))))
    for pdf in (b"no PDF", b"%PDF-1.7\nno more"):
        unknown = laid_out(pdf)
        assert unknown.pdf == pdf
        assert marked(unknown, view, [range(1)], None, UNMARKED) is None
