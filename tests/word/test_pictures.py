"""The form's own pictures are no news in a copy; one that somebody added is."""

import pytest

from service.reading import Reading
from service.word.fill import fill
from service.word.form import load_form
from service.word.pack import rewrite
from service.word.package import open_package
from service.word.read import read
from tests.word.tiny import PICTURE, cell, control, document, para, row, table

BODY = (
    para("Review of the file")
    + para(PICTURE)
    + table(row("Worker", cell(para(control("a", "Write")))), row("Team", cell(para(control("b", "Write")))))
    + para("The end")
)
LOGO, PHOTO = (
    {"word/media/image1.png": b"the council's logo"},
    {"word/media/image2.png": b"a photo of a letter"},
)


def added(markup: str, files: dict[str, bytes] | None = None, header: str = "") -> Reading:
    """A copy of a form with a logo, with more at its end, and other files in it."""
    form = load_form(document(BODY, header=header or para(PICTURE), parts=LOGO))
    copy = open_package(fill(form, {"a": "Casey Finch", "b": "North"}))
    main = copy.read(copy.main).replace(b"<w:sectPr", markup.encode() + b"<w:sectPr")
    return read(rewrite(copy, {copy.main: main} | (files or {})), [form])


def test_the_forms_own_logo_is_not_reported() -> None:
    reading = added("")
    assert reading.unplaced == ()
    assert {one.said for one in reading.answers} == {"Casey Finch", "North"}


@pytest.mark.parametrize("files", [{}, PHOTO], ids=["the logo once more", "another picture"])
def test_a_picture_that_was_added_is_reported(files: dict[str, bytes]) -> None:
    assert "[a picture]" in [one.text for one in added(para(PICTURE), files).unplaced]


def test_a_picture_put_in_place_of_the_forms_own_is_reported() -> None:
    form = load_form(document(BODY, parts=LOGO))
    copy = open_package(fill(form, {"a": "Casey Finch"}))
    replaced = read(rewrite(copy, PHOTO, dropped=LOGO), [form])
    assert [one.text for one in replaced.unplaced] == ["[a picture]"]
