"""A copy with every content control taken away and its text kept, as some converters save it."""

from lxml import etree

from service.word.markup import serialised
from service.word.names import w
from service.word.pack import rewrite
from service.word.package import open_package

SDT, CONTENT = w("sdt"), w("sdtContent")


def without_controls(data: bytes) -> bytes:
    """The same document, its answers to be found by their places alone."""
    package = open_package(data)
    root = package.xml(package.main)
    unwrap(root)
    return rewrite(package, {package.main: serialised(root)})


def unwrap(root: etree._Element) -> None:
    """Puts what each control holds in the control's place."""
    for control in reversed(list(root.iter(SDT))):
        parent = control.getparent()
        content = control.find(CONTENT)
        if parent is None:
            continue
        at = parent.index(control)
        parent[at : at + 1] = list(content) if content is not None else []
