"""A zip file taken apart without trusting what it says of itself."""

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from service.word.limits import Limits
from service.word.refusals import refused
from service.word.triage import not_a_zip

_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # a part, nothing at all, a volume of several
_ENTRY = b"PK\x01\x02"  # the signature of one line of a zip's directory
_LOCAL = struct.Struct("<4s22xHH")  # signature, length of the name, length of the extra field
_UNSAFE = re.compile(r"\A(?:/|[A-Za-z]:)|(?:\A|/)\.\.(?:/|\Z)|\x00")


@dataclass(frozen=True, slots=True)
class Entry:
    """One packed part: its name, where it stands, and what it claims to be."""

    name: str
    offset: int
    deflated: bool
    packed: int
    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file whose directory has been checked. `entries` goes by lower-case name, in the file's order."""

    data: bytes
    entries: Mapping[str, Entry]

    def raw(self, entry: Entry) -> bytes:
        """The packed bytes of an entry. Raises Refused (`truncated`) where they are not in the file."""
        start = entry.offset + _LOCAL.size
        if start > len(self.data):
            raise refused("truncated")
        signature, name, extra = _LOCAL.unpack_from(self.data, entry.offset)
        start += name + extra
        if signature != b"PK\x03\x04" or start + entry.packed > len(self.data):
            raise refused("truncated")
        return self.data[start : start + entry.packed]

    def unpack(self, entry: Entry) -> bytes:
        """The bytes of an entry: never more than it claims, so that its claim may be held against the limits.

        Raises Refused (`truncated`, `damaged`).
        """
        content = self.raw(entry)
        if entry.deflated:
            inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                content = inflate.decompress(content, entry.size + 1)
            except zlib.error:
                raise refused("damaged") from None
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise refused("damaged")
        return content


def open_archive(data: bytes, limits: Limits) -> Archive:
    """Read the directory of a zip file and hold it against the limits.

    Names are given with forward slashes (.NET before 4.6.1 wrote backslashes); directories are left out.
    Raises Refused for anything but a sound zip file.
    """
    if not data.startswith(_STARTS):
        raise not_a_zip(data)
    if data.count(_ENTRY) > 10 * limits.entries:  # counted before zipfile makes an object of each
        raise refused("too-many-entries", limit=limits.entries)
    try:
        with zipfile.ZipFile(BytesIO(data)) as opened:
            listed = opened.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error, EOFError):
        raise refused("truncated") from None
    if len(listed) > limits.entries:
        raise refused("too-many-entries", limit=limits.entries)
    _check_sizes(listed, limits)
    return Archive(data, _by_name(listed))


def _check_sizes(listed: list[zipfile.ZipInfo], limits: Limits) -> None:
    # By what the directory claims: `unpack` gives no part more than its claim. Parts that overlap multiply.
    total = 0
    end = 0
    for info in sorted(listed, key=lambda info: info.header_offset):
        total += info.file_size
        if info.header_offset < end or info.file_size > limits.part or total > limits.total:
            raise refused("bomb")
        if info.file_size > limits.small and info.file_size > limits.ratio * info.compress_size:
            raise refused("bomb")
        end = info.header_offset + _LOCAL.size + info.compress_size


def _by_name(listed: list[zipfile.ZipInfo]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for info in listed:
        name = info.orig_filename.replace("\\", "/")
        if _UNSAFE.search(name):
            raise refused("unsafe-names")
        if info.flag_bits & 1:
            raise refused("encrypted-zip")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refused("unsupported-compression")
        if name.endswith("/"):
            continue
        if name.lower() in entries:
            raise refused("duplicate-names")
        entries[name.lower()] = Entry(
            name,
            info.header_offset,
            info.compress_type == zipfile.ZIP_DEFLATED,
            info.compress_size,
            info.file_size,
            info.CRC,
        )
    return entries
