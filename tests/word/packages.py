"""Tiny Word files and other containers, made in memory."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{WORDML}.document.main+xml"


def document(body: str = "<w:p><w:r><w:t>Plan on file</w:t></w:r></w:p>", *, attributes: str = "") -> bytes:
    """A main part, UTF-8, with `body` in it."""
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"{attributes}><w:body>{body}</w:body></w:document>'.encode()
    )


def types(main: str = MAIN, more: str = "") -> bytes:
    """Content types for a package whose main part is of type `main`."""
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
    ).encode()


def relationships(*related: tuple[str, str], external: Iterable[tuple[str, str]] = ()) -> bytes:
    """Relationships of (kind, target), numbered from rId1; a kind that is an address stands as it is."""
    items = [(kind, target, "") for kind, target in related]
    items += [(kind, target, ' TargetMode="External"') for kind, target in external]
    lines = [
        f'<Relationship Id="rId{n}" Type="{kind if ":" in kind else f"{R}/{kind}"}" Target="{target}"{mode}/>'
        for n, (kind, target, mode) in enumerate(items, 1)
    ]
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return (start + "".join(lines) + "</Relationships>").encode()


def parts(changes: Mapping[str, bytes | None] | None = None) -> dict[str, bytes]:
    """The three parts every Word file has, with some changed, added, or (None) left out."""
    whole: dict[str, bytes | None] = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": document(),
    }
    return {name: content for name, content in (whole | dict(changes or {})).items() if content is not None}


def zipped(
    entries: Mapping[str, bytes] | Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A zip file of these entries; as pairs a name may stand twice."""
    pairs = entries.items() if isinstance(entries, Mapping) else entries
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in pairs:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            info.filename = name  # as given: ZipInfo cuts at a NUL
            archive.writestr(info, content)
    return stream.getvalue()


def word(changes: Mapping[str, bytes | None] | None = None) -> bytes:
    """A Word file: `parts` in a zip."""
    return zipped(parts(changes))


def compound(*streams: str) -> bytes:
    """An OLE container whose root storage has these empty streams (MS-CFB, version 3)."""
    end, free, fat, none = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
    entries = [("Root Entry", 5, none, 1 if streams else none)]
    entries += [(name, 2, n + 1 if n < len(streams) else none, none) for n, name in enumerate(streams, 1)]
    listed = b"".join(
        struct.pack(
            "<64sHBBLLL16xL16xLQ",
            name.encode("utf-16-le"),
            2 * len(name) + 2,
            kind,
            1,
            none,
            right,
            child,
            0,
            end,
            0,
        )
        for name, kind, right, child in entries
    )
    listed = listed.ljust(-(-len(listed) // 512) * 512, b"\x00")
    chain = [fat, *range(2, len(listed) // 512 + 1), end]
    header = struct.pack(
        "<8s16x5H6x9L",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, end, 0, end, 0),
    )
    sectors = struct.pack("<128L", *chain, *[free] * (128 - len(chain)))
    return header + struct.pack("<109L", 0, *[free] * 108) + sectors + listed


def patched(data: bytes, old: bytes, new: bytes) -> bytes:
    """The bytes with every `old` made `new`. Raises AssertionError if there is none."""
    assert old in data
    return data.replace(old, new)
