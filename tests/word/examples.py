"""For each way a file can be refused, the smallest files that show it."""

import zipfile

from tests.word.packages import (
    MAIN,
    compound,
    document,
    parts,
    patched,
    relationships,
    types,
    word,
    zipped,
)

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_VBA = "application/vnd.ms-office.vbaProject"
_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def _of_type(main: str) -> bytes:
    return word({"[Content_Types].xml": types(main)})


def _with_vba(name: str) -> bytes:
    override = f'<Override PartName="/word/{name}" ContentType="{_VBA}"/>'
    return word({"[Content_Types].xml": types(more=override), f"word/{name}": b"\x01"})


def _opened_by(prolog: str, encoding: str = "utf-8") -> bytes:
    return word({"word/document.xml": (prolog + document().decode()).encode(encoding)})


def _claiming(size: int) -> bytes:
    """A file whose document unpacks to more than `size`, which is what its directory says."""
    data = word({"word/document.xml": document("<w:p/>" * 9_000)})
    true_size = len(document("<w:p/>" * 9_000)).to_bytes(4, "little")
    return patched(data, true_size, size.to_bytes(4, "little"))


_WORD = word()
_DEEP = "<w:tbl><w:tr><w:tc>" * 100 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 100

EXAMPLES: dict[str, dict[str, bytes]] = {
    "empty": {"no bytes": b"", "a file that never synchronised": bytes(4096), "line ends": b"\r\n\r\n"},
    "not-a-zip": {"noise": bytes(range(256)) * 4},
    "not-word": {
        "a zip of nothing": zipped({}),
        "a zip of text": zipped({"notes.txt": b"notes"}),
        "a drawing": word({"word/document.xml": b"<VisioDocument/>", "[Content_Types].xml": types("x/y")}),
        "a package of another kind": word(
            {
                "_rels/.rels": relationships(("fixedrepresentation", "a.xml")),
                "[Content_Types].xml": types("x/y"),
            }
        ),
        "an OLE container of another program": compound("CONTENTS"),
    },
    "old-word": {
        "Word 97": compound("WordDocument", "1Table"),
        "Word 2": b"\xdb\xa5\x2d\x00" + bytes(40),
        "Write": b"\x31\xbe\x00\x00" + bytes(40),
    },
    "word-xml": {
        "flat Open XML": b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
        "Word 2003": b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
        "in UTF-16": '<w:x xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>'.encode("utf-16"),
    },
    "spreadsheet": {
        ".xlsx": _of_type(_SHEET),
        ".xlsm": _of_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        ".xls": compound("Workbook"),
        "Excel 95": compound("Book"),
    },
    "presentation": {".pptx": _of_type(_SLIDES), ".ppt": compound("Current User", "PowerPoint Document")},
    "opendocument": {
        ".odt": zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        ".fodt": b'<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
    },
    "pages": {".pages": zipped({"Index/Document.iwa": b"\x00"})},
    "pdf": {"a PDF": b"%PDF-1.7\n", "after a blank line": b"\r\n%PDF-1.4\n"},
    "html": {
        "a page": b"<!DOCTYPE html><title>Audit</title>",
        "after a mark and a comment": b"\xef\xbb\xbf<!-- saved --> <HTML xmlns:o='x'>",
        "a page and its pictures in one": b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
    },
    "rtf": {"rich text": b"{\\rtf1\\ansi Audit}"},
    "outlook-message": {
        ".msg": compound("__properties_version1.0"),
        ".eml": b"Received: from mail.example\nSubject: Audit\n\nAttached.",
    },
    "image": {
        "PNG": b"\x89PNG\r\n\x1a\n",
        "JPEG": b"\xff\xd8\xff\xe0",
        "TIFF": b"II*\x00",
        "HEIC": b"\x00\x00\x00\x18ftypheic",
        "WebP": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    },
    "archive": {
        "a form in a zip": zipped({"audit/completed form.docx": _WORD}),
        "a zip in a zip": zipped({"audit/completed forms.zip": zipped({"completed form.docx": _WORD})}),
        "RAR": b"Rar!\x1a\x07\x00",
        "7-Zip": b"7z\xbc\xaf\x27\x1c",
        "gzip": b"\x1f\x8b\x08",
    },
    "plain-text": {"notes": b"Grade: Good.\nPlan on file.\n", "in UTF-16": "Grade: Good.".encode("utf-16")},
    "password-protected": {"a password": compound("EncryptionInfo", "EncryptedPackage")},
    "encrypted-zip": {
        "a zip password": patched(_WORD, b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    },
    "macros": {
        ".docm": _of_type(_MACROS),
        ".dotm": _of_type("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        "by name": word({"word/vbaProject.bin": b"\x01"}),
        "by content type": _with_vba("harmless.bin"),
        "by relationship": word(
            {
                "word/_rels/document.xml.rels": relationships(
                    ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "harmless.bin")
                )
            }
        ),
    },
    "truncated": {
        "cut in the middle": _WORD[: len(_WORD) // 2],
        "cut at the end": _WORD[:-1],
        "a part that is not where it should be": patched(_WORD, b"PK\x03\x04", b"PK\x03\x05").replace(
            b"PK\x03\x05", b"PK\x03\x04", 1
        ),
    },
    "damaged": {
        "another checksum": zipped(parts(), zipfile.ZIP_STORED).replace(b"Plan on file", b"Plan no file"),
        "unpacks to more than it says": _claiming(100),
        "unpacks to less than it says": _claiming(900_000),
        "an OLE container cut short": compound("WordDocument")[:600],
    },
    "no-main-part": {
        "the document is not there": word(
            {"_rels/.rels": relationships(("officeDocument", "word/missing.xml"))}
        ),
        "nothing refers to it": word({"_rels/.rels": None}),
        "it stands outside": word(
            {"_rels/.rels": relationships(external=[("officeDocument", "https://example.org/a.docx")])}
        ),
    },
    "broken-xml": {
        "a document that ends too soon": word({"word/document.xml": document()[:-9]}),
        "an empty document": word({"word/document.xml": b""}),
        "an encoding that is not kept": word(
            {"word/document.xml": document("<w:p>\xff</w:p>").replace(b"\xc3\xbf", b"\xff")}
        ),
        "an encoding that hides markup": word(
            {"word/document.xml": b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE x+AD4-+ADw-x/+AD4-'}
        ),
        "content types that are no XML": word({"[Content_Types].xml": b"types"}),
        "relationships that are no XML": word({"_rels/.rels": b"<Relationships"}),
        "an entity nobody declared": word({"word/document.xml": document("&lol;")}),
    },
    "too-large": {"21 MB": b"PK\x03\x04" + bytes(21_000_000)},
    "bomb": {
        "one part": word({"word/media/a.bmp": bytes(61_000_000)}),
        "two megabytes of nothing": word({"word/media/a.bmp": bytes(2_000_000)}),
        "too much markup": zipped(
            parts({"word/document.xml": document("<w:p/>" * 301_000)}), zipfile.ZIP_STORED
        ),
    },
    "too-many-entries": {"2,001 parts": word({f"customXml/item{n}.xml": b"<x/>" for n in range(1_998)})},
    "duplicate-names": {
        "by case": word({"WORD/Document.xml": document()}),
        "by slash": word({"word\\document.xml": document()}),
    },
    "unsafe-names": {
        "above": word({"../evil.xml": b"<x/>"}),
        "above, further in": word({"word/../../evil.xml": b"<x/>"}),
        "above, with a backslash": word({"..\\evil.xml": b"<x/>"}),
        "absolute": word({"/etc/evil.xml": b"<x/>"}),
        "a drive": word({"C:\\evil.xml": b"<x/>"}),
        "a name that ends twice": patched(word({"word/evil.xml?x": b"<x/>"}), b"evil.xml?", b"evil.xml\x00"),
    },
    "unsupported-compression": {
        "bzip2": zipped(parts(), zipfile.ZIP_BZIP2),
        "LZMA": zipped(parts(), zipfile.ZIP_LZMA),
    },
    "dtd": {
        "a bare one": _opened_by("<!DOCTYPE w:document>"),
        "entities": _opened_by(_LAUGHS),
        "in UTF-16": _opened_by(_LAUGHS, "utf-16"),
        "in UTF-16 without a mark": _opened_by(
            '<?xml version="1.0" encoding="UTF-16LE"?>' + _LAUGHS, "utf-16-le"
        ),
        "after a comment": _opened_by("<?xml version='1.0'?><!-- > --> <?x ?>" + _LAUGHS),
        "after a comment that seems to end too soon": _opened_by(
            "\ufeff<!-- \u2d2d> -->" + _LAUGHS, "utf-16-le"
        ),
        "of a file": _opened_by('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
        "in the content types": word({"[Content_Types].xml": b"<!DOCTYPE x>" + types(MAIN)}),
        "in the relationships": word({"_rels/.rels": b"<!DOCTYPE x><x/>"}),
    },
    "too-deep": {"100 tables in each other": word({"word/document.xml": document(_DEEP)})},
}
