"""Parts to a Word file: the same parts give the same bytes, and what did not change is not packed again."""

import struct
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from service.word.package import Package
from service.word.relations import CONTENT_TYPES

LEVEL = 6
"""How hard to pack: on a 470 kB document, 1 takes 0.8 ms for 36 kB, 6 2.1 ms for 26 kB, 9 6 ms for 24 kB."""

_LOCAL = struct.Struct("<4s5H3L2H")
_DIRECTORY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20  # zip 2.0: folders and deflate, which is all that Word uses
_UTF8 = 0x800
_TIME, _DATE = 0, 0x21  # midnight on 1 January 1980, the first moment a zip file knows


@dataclass(frozen=True, slots=True)
class _Packed:
    name: str
    method: int
    crc: int
    size: int
    content: bytes


def rewrite(package: Package, changed: Mapping[str, bytes], *, dropped: Collection[str] = ()) -> bytes:
    """The package with some parts changed, some added (in the order given) and some left out.

    Unchanged parts are copied as they are packed. Raises Refused (`truncated`) where one is not there.
    """
    new = {name.lower(): (name, content) for name, content in changed.items()}
    gone = {name.lower() for name in dropped}
    parts = []
    for name in package.names:
        replaced = new.pop(name.lower(), None)
        if name.lower() not in gone:
            parts.append(_copied(package, name) if replaced is None else _deflated(name, replaced[1]))
    parts.extend(_deflated(name, content) for key, (name, content) in new.items() if key not in gone)
    return _written(parts)


def build(parts: Mapping[str, bytes]) -> bytes:
    """A new package of these parts, in the order given."""
    return _written([_deflated(name, content) for name, content in parts.items()])


def _copied(package: Package, name: str) -> _Packed:
    entry = package.entry(name)
    return _Packed(entry.name, 8 if entry.deflated else 0, entry.crc, entry.size, package.packed(name))


def _deflated(name: str, content: bytes) -> _Packed:
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(content) + deflate.flush()
    return _Packed(name, 8, zlib.crc32(content), len(content), packed)


def _written(parts: Iterable[_Packed]) -> bytes:
    # Word and file type detectors look for the content types first.
    ordered = sorted(parts, key=lambda part: part.name.lower() != CONTENT_TYPES.lower())
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in ordered:
        name = part.name.encode()
        flags = 0 if part.name.isascii() else _UTF8
        about = (
            _VERSION,
            flags,
            part.method,
            _TIME,
            _DATE,
            part.crc,
            len(part.content),
            part.size,
            len(name),
        )
        pieces += (_LOCAL.pack(b"PK\x03\x04", *about, 0), name, part.content)
        directory += (_DIRECTORY.pack(b"PK\x01\x02", _VERSION, *about, 0, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(part.content)
    listed = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(ordered), len(ordered), len(listed), offset, 0)
    return b"".join((*pieces, listed, end))
