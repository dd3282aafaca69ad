"""The first page of a PDF as a small picture (PNG)."""

import struct
import threading
import zlib
from collections.abc import Iterator

import pypdfium2

WIDTH = 600
"""How wide the picture is, in pixels."""
MOST = 100_000
"""So many bytes a picture may weigh; one that would be heavier is made smaller."""
_NARROWER = (WIDTH, 450, 300, 200)
_FEWER_SHADES = bytes(shade // 16 * 17 for shade in range(256))
"""Sixteen shades of each colour, for 256: letters and lines look the same, and weigh half."""
_ONE_AT_A_TIME = threading.Lock()
"""PDFium is for one thread at a time."""


class NoPicture(Exception):
    """The bytes are no PDF of which a page can be drawn."""


def first_page(pdf: bytes) -> bytes:
    """The first page as a PNG of at most `MOST` bytes, `WIDTH` pixels wide if that is enough. Raises NoPicture."""
    made = b""
    with _ONE_AT_A_TIME:
        try:
            for width in _NARROWER:
                made = _drawn(pdf, width)
                if len(made) <= MOST:
                    break
        except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError):
            raise NoPicture from None
    return made


def _drawn(pdf: bytes, width: int) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        drawn = page.render(scale=width / page.get_width(), rev_byteorder=True)
        shades = bytes(drawn.buffer).translate(_FEWER_SHADES)
        wide = drawn.width * drawn.n_channels
        lines = (shades[at : at + wide] for at in range(0, drawn.stride * drawn.height, drawn.stride))
        return _png(drawn.width, drawn.height, lines)
    finally:
        document.close()


def _png(width: int, height: int, lines: Iterator[bytes]) -> bytes:
    """A PNG of lines of pixels, each of a byte for red, green and blue (W3C, Portable Network Graphics)."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + line for line in lines), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
