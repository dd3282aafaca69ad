"""Marks in a PDF at lines of the document that it was made of.

A mark is an annotation with a look of its own: what stands under it stays as it is, and it is printed, too. It is
written behind the PDF's own end, so that nothing else is written anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from service.word.pdf_places import Band, LaidOut, Lines
from service.word.text import View

_FLAGS = 4 | 64 | 128
"""It is printed, and not to be changed (ISO 32000-1, 12.5.3)."""
_FILL, _INK, _WHITE = "1 0.867 0", "0.043 0.047 0.047", "1 1 1"
_BAR, _RULE = 4.0, 0.75
_LETTER, _LABEL = 10.0, 22.0
"""The size of a label's letters, and how high it is, in points."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked PDF, the page of its first mark, from 1, and how far from the head of that page it begins, in points."""

    pdf: bytes
    page: int
    below: float


def marked(
    laid: LaidOut, view: View, places: Sequence[range], near: int | None, unmarked: str
) -> Marked | None:
    """The PDF of a document with these lines of its view marked.

    Where the PDF shows none of them, `unmarked` is said at the head of the page that line `near` is on. None where
    nothing is known of its pages.
    """
    if not laid.sizes:
        return None
    lines = Lines(laid, view)
    writer = PdfWriter(BytesIO(laid.pdf), incremental=True)
    found = [bands for place in places if (bands := list(lines.bands(place)))]
    if found:
        says = "Found here" if len(found) == 1 else "Found here, or at another place that is marked"
        for band in (band for bands in found for band in bands):
            _annotate(writer, band, _mark(band), says)
        page, top = found[0][0].page, found[0][0].top
    else:
        spot = lines.begins(near) if near is not None else None
        page = spot.page if spot is not None else 0
        width, top = laid.sizes[page]
        strip = Band(page, 0, top - _LABEL, width, top)
        _annotate(writer, strip, _label(strip, unmarked), unmarked)
    whole = BytesIO()
    writer.write(whole)
    return Marked(whole.getvalue(), page + 1, laid.sizes[page][1] - top)


def _mark(band: Band) -> StreamObject:
    """A tint that leaves what is under it readable, a line around it and a bar at its left: no mark by colour alone."""
    width, height = band.right - band.left, band.top - band.foot
    around = f"{_RULE / 2} {_RULE / 2} {width - _RULE:.2f} {height - _RULE:.2f} re"
    return _look(
        band,
        f"q /Under gs {_FILL} rg 0 0 {width:.2f} {height:.2f} re f Q "
        f"{_INK} rg {_INK} RG {_RULE} w {around} S 0 0 {_BAR} {height:.2f} re f",
    )


def _label(band: Band, text: str) -> StreamObject:
    """A line of white letters on black."""
    said = text.encode("cp1252", "replace").hex()
    return _look(
        band,
        f"{_INK} rg 0 0 {band.right:.2f} {_LABEL} re f {_WHITE} rg "
        f"BT /Letters {_LETTER} Tf {_LETTER} {(_LABEL - _LETTER) / 2 + 2} Td <{said}> Tj ET",
    )


def _look(band: Band, drawn: str) -> StreamObject:
    look = StreamObject()
    look.set_data(drawn.encode("ascii"))
    look.update(
        _names(
            Type="XObject",
            Subtype="Form",
            BBox=_floats(0, 0, band.right - band.left, band.top - band.foot),
            Resources=_names(
                ExtGState=_names(Under=_names(BM="Multiply", ca=FloatObject(0.3))),
                Font=_names(
                    Letters=_names(
                        Type="Font", Subtype="Type1", BaseFont="Helvetica-Bold", Encoding="WinAnsiEncoding"
                    )
                ),
            ),
        )
    )
    return look


def _annotate(writer: PdfWriter, band: Band, look: StreamObject, says: str) -> None:
    left, foot, right, top = band.left, band.foot, band.right, band.top
    annotation = _names(
        Type="Annot",
        Subtype="Highlight",
        Rect=_floats(left, foot, right, top),
        QuadPoints=_floats(left, top, right, top, left, foot, right, foot),
        C=_floats(*map(float, _FILL.split())),
        F=NumberObject(_FLAGS),
        Contents=TextStringObject(says),
        AP=_names(N=writer._add_object(look)),  # noqa: SLF001 -- pypdf has no public way to add a stream
    )
    writer.add_annotation(band.page, annotation)


def _names(**values: PdfObject | str) -> DictionaryObject:
    """A dictionary of these entries; a text among them is a name."""
    return DictionaryObject(
        {
            NameObject(f"/{key}"): value if isinstance(value, PdfObject) else NameObject(f"/{value}")
            for key, value in values.items()
        }
    )


def _floats(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(f"{value:.3f}") for value in values])
