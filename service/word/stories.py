"""The parts of a document that hold text, in the order they are read, and the one view of them all."""

from collections.abc import Iterator

from service.word.flow import add_stories, view_of
from service.word.looks import Looks
from service.word.package import Package
from service.word.slots import Element
from service.word.text import BODY, NOTES, View


def stories_of(package: Package) -> list[tuple[str, Element]]:
    """The document's stories as (name, root): the body first, then headers and footers. Notes stand apart."""
    return [(story, root) for story, _, root in _opened(package)]


def whole_view(package: Package) -> View:
    """The view of everything the document shows; footnotes and endnotes are opened only if there are any."""
    return view_and_parts(package)[0]


def view_and_parts(package: Package) -> tuple[View, dict[str, Element]]:
    """The view of everything the document shows, and the roots of what it is a view of, by the names of their parts."""
    opened = list(_opened(package))
    view = view_of([(story, root) for story, _, root in opened], Looks(package))
    for kind in dict.fromkeys(kind for kind in NOTES if any(kind == there for there, _ in view.notes)):
        notes = [(kind, name, package.xml(name)) for name in package.related(package.main, f"{kind}s")]
        add_stories(view, [(story, root) for story, _, root in notes])
        opened += notes
    if view.unread:
        files = [package.entry(name) for name in package.names if "/media/" in name]
        view.pictures = frozenset((entry.crc, entry.size) for entry in files)
    return view, {name: root for _, name, root in opened}


def _opened(package: Package) -> Iterator[tuple[str, str, Element]]:
    """The stories without the notes, each with the name of its part."""
    yield BODY, package.main, package.xml(package.main)
    for kind in ("header", "footer"):
        for name in package.related(package.main, kind):
            yield kind, name, package.xml(name)
