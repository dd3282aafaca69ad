"""What a file is that is no Word document, so that the refusal can name it."""

import io
import re
import struct
from collections.abc import Collection

import olefile

from service.errors import Refused
from service.word.refusals import refused

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"\xdb\xa5", "old-word"),  # Word 2
    (b"\x31\xbe", "old-word"),  # Word for DOS, Write
    (b"\xfe\x37", "old-word"),  # Word for Macintosh
)
_MARKUP: tuple[tuple[str, str], ...] = (
    (r"schemas\.microsoft\.com/office/2006/xmlPackage|schemas\.microsoft\.com/office/word/2003", "word-xml"),
    (r"urn:oasis:names:tc:opendocument", "opendocument"),
    (r"\A(?:From|Return-Path|Received|Delivered-To|Message-ID): ", "outlook-message"),
    (r"<html\b|<!doctype html|\AMIME-Version:", "html"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: tuple[tuple[str, str], ...] = (
    ("encryptedpackage", "password-protected"),
    ("worddocument", "old-word"),
    ("workbook", "spreadsheet"),
    ("book", "spreadsheet"),
    ("powerpoint document", "presentation"),
    ("__properties_version1.0", "outlook-message"),
)
_OLEFILE_FAILS_WITH = (
    OSError,
    ValueError,
    IndexError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
    MemoryError,
    struct.error,
)


def not_a_zip(data: bytes) -> Refused:
    """The refusal for bytes that do not begin as a zip file does."""
    if not data.strip(b"\x00 \t\r\n"):
        return refused("empty")
    if data.startswith(_OLE):
        return refused(_compound(data))
    for signature, code in _SIGNATURES:
        if data.startswith(signature):
            return refused(code)
    if data[4:8] == b"ftyp" or data[8:12] == b"WEBP":  # a photograph from a telephone
        return refused("image")
    return refused(_text(data[:4096]))


def _compound(data: bytes) -> str:
    """Which of the programs that share the OLE container wrote this one: told by the names of its streams."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            streams = {path[-1].lower() for path in container.listdir()}
    except _OLEFILE_FAILS_WITH:
        return "damaged"
    return next((code for stream, code in _STREAMS if stream in streams), "not-word")


def _text(start: bytes) -> str:
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = start.decode(encoding, "replace").lstrip()
    if text.startswith("%PDF-"):
        return "pdf"
    for pattern, code in _MARKUP:
        if re.search(pattern, text, re.IGNORECASE):
            return code
    strange = len(re.findall("[\x00-\x08\x0b\x0e-\x1f\ufffd]", text))
    return "plain-text" if text and strange * 50 < len(text) else "not-a-zip"


def not_a_package(names: Collection[str], mimetype: bytes) -> Refused:
    """The refusal for a zip file that is no Open XML package, by its entries' names and its `mimetype`."""
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return refused("opendocument")
    if any(name.endswith(".iwa") for name in names):
        return refused("pages")
    if any(name.endswith((".docx", ".docm", ".doc", ".dotx", ".zip")) for name in names):
        return refused("archive")
    return refused("not-word")
