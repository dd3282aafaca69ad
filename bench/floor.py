"""The floors: what any program must do that works on the same parts with zipfile, lxml and zlib."""

import zlib
from io import BytesIO
from unittest.mock import patch
from zipfile import ZipFile

from lxml import etree

from service.word.form import Form
from service.word.pack import LEVEL
from service.word.package import Package
from service.word.read import read


def parts_read(data: bytes, form: Form) -> list[str]:
    """The parts that reading this copy parses, found out by watching it."""
    seen: dict[str, None] = {}
    parse = Package.xml

    def watched(package: Package, name: str) -> etree._Element:
        seen[package.entry(name).name] = None
        return parse(package, name)

    with patch.object(Package, "xml", watched):
        read(data, [form])
    return list(seen)


def parts_changed(before: bytes, after: bytes) -> list[str]:
    """The parts of a filled form that are not the form's own."""
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new:
        there = set(old.namelist())
        return [name for name in new.namelist() if name not in there or new.read(name) != old.read(name)]


def unzip_and_parse(data: bytes, names: list[str]) -> list[etree._Element]:
    """The floor of reading: these parts out of the file and into trees."""
    with ZipFile(BytesIO(data)) as package:
        return [etree.fromstring(package.read(name)) for name in names]


class FillingFloor:
    """The floor of filling: the form's parts into trees, the filled form's trees into packed bytes."""

    def __init__(self, form: bytes, filled: bytes) -> None:
        self.form = form
        self.names = parts_changed(form, filled)
        with ZipFile(BytesIO(form)) as package:
            self.old = [name for name in self.names if name in package.namelist()]
        self.trees = unzip_and_parse(filled, self.names)

    def run(self) -> list[bytes]:
        """Parse, serialise and deflate, as hard as we do."""
        unzip_and_parse(self.form, self.old)
        packed = []
        for tree in self.trees:
            content = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
            packed.append(deflate.compress(content) + deflate.flush())
        return packed
