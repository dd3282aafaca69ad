"""What a form is made of, before it is Word: headings, paragraphs and tables with slots in their cells."""

from dataclasses import dataclass

from schemas.edition import Slot

WIDTH = 9638
"""Between the margins of an A4 page, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of static text in a named style; `keep` holds it on one page with the next."""

    text: str
    style: str = "Normal"
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A cell of static text: a label where `strong`, with a short help and bullets under it."""

    text: str
    help: str = ""
    bullets: tuple[str, ...] = ()
    strong: bool = False


Cell = Words | Slot


@dataclass(frozen=True, slots=True)
class Table:
    """A table under a marked header row (`heads`).

    `name` is read to those who cannot see the table; it repeats the heading or caption above, so that a
    converter that prints it says nothing new. `widths` add up to `WIDTH`. Where `repeats` names a list, the
    one row stands in a repeating section, `blank` times. `keep` holds a short table on one page with what follows.
    """

    name: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    repeats: str = ""
    blank: int = 0
    keep: bool = False


Block = Paragraph | Table


def heading(text: str, level: int = 1) -> Paragraph:
    """A heading."""
    return Paragraph(text, f"Heading {level}")


def caption(text: str) -> Paragraph:
    """What stands over a table that has no heading of its own."""
    return Paragraph(text, "Caption")


def bullets(texts: tuple[str, ...], *, keep: bool = False) -> list[Block]:
    """A list."""
    return [Paragraph(text, "List Bullet", keep) for text in texts]


def shared(*shares: float) -> tuple[int, ...]:
    """The page's width divided in these shares."""
    widths = [round(WIDTH * share / sum(shares)) for share in shares]
    widths[-1] = WIDTH - sum(widths[:-1])
    return tuple(widths)


def slots_of(blocks: list[Block]) -> list[Slot]:
    """Every slot in the blocks, in order; that of a repeating row once."""
    return [
        cell
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if isinstance(cell, Slot)
    ]
