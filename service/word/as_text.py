"""A document as plain text, with where each piece stands: for who looks at it without Word."""

from collections.abc import Container
from dataclasses import dataclass

from service.word.package import open_package
from service.word.stories import whole_view
from service.word.text import BODY


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph (`table` 0), or a row of a table; `table` and `row` count from 1 as a person counts them.

    `story` is empty for the document itself, and else names the header, the footer or the note. `line` is the number
    of its line in the document's view.
    """

    story: str
    table: int
    row: int
    cells: tuple[str, ...]
    line: int


def as_text(document: bytes, asked: Container[int] = ()) -> list[Piece]:
    """What a document says, piece by piece; empty ones aside, but for the lines that are asked for.

    Raises Refused where it cannot be opened.
    """
    view = whole_view(open_package(document))
    pieces = [
        Piece(
            "" if line.story == BODY else line.story,
            line.table,
            line.row,
            tuple(cell.text for cell in line.cells),
            at,
        )
        for at, line in enumerate(view.lines)
    ]
    view.release()
    return [one for one in pieces if one.line in asked or any(text.strip() for text in one.cells)]
