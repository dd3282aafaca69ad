"""The parts of a document that hold text, in the order they are read, and the one view of them all."""

from service.word.flow import add_stories, view_of
from service.word.looks import Looks
from service.word.package import Package
from service.word.slots import Element
from service.word.text import BODY, NOTES, View


def stories_of(package: Package) -> list[tuple[str, Element]]:
    """The document's stories as (name, root): the body first, then headers and footers. Notes stand apart."""
    stories = [(BODY, package.xml(package.main))]
    for kind in ("header", "footer"):
        stories += [(kind, package.xml(name)) for name in package.related(package.main, kind)]
    return stories


def whole_view(package: Package) -> View:
    """The view of everything the document shows; footnotes and endnotes are opened only if there are any."""
    view = view_of(stories_of(package), Looks(package))
    for kind in dict.fromkeys(kind for kind in NOTES if any(kind == there for there, _ in view.notes)):
        notes = [(kind, package.xml(name)) for name in package.related(package.main, f"{kind}s")]
        add_stories(view, notes)
    if view.unread:
        files = [package.entry(name) for name in package.names if "/media/" in name]
        view.pictures = frozenset((entry.crc, entry.size) for entry in files)
    return view
