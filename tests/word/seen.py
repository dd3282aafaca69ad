"""What is seen of a tiny document: its lines, what its controls say, the slots it has as a form."""

from service.word.form import Form, load_form
from service.word.package import open_package
from service.word.stories import whole_view
from service.word.text import View
from tests.word.tiny import document, para


def view(body: str, **stories: str) -> View:
    """The view of a document with this body."""
    return whole_view(open_package(document(body, **stories)))  # type: ignore[arg-type]  # only strings are given


def lines(body: str, **stories: str) -> list[list[str]]:
    """The texts of the document's lines, cell by cell."""
    return [[cell.text for cell in line.cells] for line in view(body, **stories).lines]


def text(*inside: str) -> str:
    """What one paragraph shows."""
    ((shown,),) = lines(para(*inside))
    return shown


def said(body: str, **stories: str) -> dict[str, str]:
    """What each control says, by its tag."""
    return {control.tag: control.said for control in view(body, **stories).controls}


def form(body: str, **stories: str) -> Form:
    """The form with this body."""
    return load_form(document(body, **stories))  # type: ignore[arg-type]  # only strings are given
