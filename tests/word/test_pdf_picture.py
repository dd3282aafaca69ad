"""The first page of a PDF as a small picture, and the sheet that a document is set on."""

from io import BytesIO
from random import Random

import pypdfium2
import pytest
from PIL import Image

from service.word.form import load_form
from service.word.package import open_package
from service.word.pdf_picture import MOST, WIDTH, NoPicture, first_page
from service.word.sheet import sheet_of
from tests.modules import ROOT
from tests.word.tiny import document, para

A4 = (595, 842)


def pdf(*pictures: Image.Image, size: tuple[int, int] = A4) -> bytes:
    """A PDF of a page for each picture, which fills it."""
    made = BytesIO()
    pictures[0].resize(size).save(
        made, "PDF", save_all=True, append_images=[one.resize(size) for one in pictures[1:]]
    )
    return made.getvalue()


def drawn(content: bytes) -> Image.Image:
    with Image.open(BytesIO(first_page(content))) as picture:
        picture.load()
        assert picture.format == "PNG"
        return picture


def test_the_first_page_alone_is_drawn_in_its_colours_and_shape() -> None:
    red, blue = (Image.new("RGB", A4, colour) for colour in ("#cc0000", "#0000cc"))
    picture = drawn(pdf(red, blue))
    assert picture.width == WIDTH
    assert picture.height == pytest.approx(WIDTH * 842 / 595, abs=1)
    colour = picture.convert("RGB").getpixel((300, 400))
    assert colour == pytest.approx((0xCC, 0, 0), abs=10)
    wide = drawn(pdf(red, size=(842, 595)))
    assert wide.width > wide.height


def test_a_page_full_of_colour_is_made_smaller_until_it_is_light() -> None:
    noise = Image.frombytes("RGB", (600, 848), Random(1).randbytes(600 * 848 * 3))
    content = pdf(noise, size=(600, 848))
    assert len(first_page(content)) <= MOST
    assert drawn(content).width < WIDTH


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04"])
def test_what_is_no_pdf_gives_no_picture(content: bytes) -> None:
    with pytest.raises(NoPicture):
        first_page(content)


def test_a_pdf_without_pages_gives_no_picture() -> None:
    made = BytesIO()
    pypdfium2.PdfDocument.new().save(made)
    with pytest.raises(NoPicture):
        first_page(made.getvalue())


def test_the_sheet_is_the_one_of_the_first_section_and_else_a4() -> None:
    form = load_form((ROOT / "docx_templates" / "case_risk.docx").read_bytes())
    assert sheet_of(form.package) == pytest.approx((11906, 16838), abs=5)
    wide = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr></w:pPr></w:p>'
    assert sheet_of(open_package(document(wide + para("Upright")))) == (16838, 11906)
    for odd in ('<w:pgSz w:w="0" w:h="0"/>', '<w:pgSz w:w="many" w:h="11906"/>', ""):
        said = f"<w:p><w:pPr><w:sectPr>{odd}</w:sectPr></w:pPr></w:p>"
        assert sheet_of(open_package(document(said))) == (11906, 16838)
