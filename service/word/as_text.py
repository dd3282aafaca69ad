"""A document as plain text, with where each piece stands: for who looks at it without Word."""

from dataclasses import dataclass

from service.word.package import open_package
from service.word.stories import whole_view
from service.word.text import BODY


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph (`table` 0), or a row of a table; `table` and `row` count from 1 as a person counts them.

    `story` is empty for the document itself, and else names the header, the footer or the note.
    """

    story: str
    table: int
    row: int
    cells: tuple[str, ...]


def as_text(document: bytes) -> list[Piece]:
    """What a document says, piece by piece; empty paragraphs aside. Raises Refused where it cannot be opened."""
    view = whole_view(open_package(document))
    pieces = [
        Piece(
            "" if line.story == BODY else line.story,
            line.table,
            line.row,
            tuple(cell.text for cell in line.cells),
        )
        for line in view.lines
    ]
    view.release()
    return [one for one in pieces if any(text.strip() for text in one.cells)]
