"""What is proposed for a plain form: the places where answers belong, each with a name, a kind and the evidence."""

from dataclasses import dataclass

from schemas.edition import Kind, Option


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the view of a document: the characters `start` to `end` of the text of a cell of a line.

    `line` counts the view's lines and `cell` the line's cells, both from 0; a body paragraph is a line of one cell.
    What stands between `start` and `end` gives way to the answer: a prompt, a blank, printed choices; nothing where
    they are equal. `control` is the number of the content control or legacy field that already stands there.
    """

    line: int
    cell: int
    start: int
    end: int
    control: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A place where an answer belongs. A row that repeats has one spot in each of its rows, others have one.

    `label` is the text that asks for the answer, `column` the head of its table column, `heading` the heading or
    merged title row above it. `evidence` says in words what speaks for it, `confidence` how much does (0 to 1).
    """

    spots: tuple[Spot, ...]
    kind: Kind
    evidence: str
    confidence: float
    options: tuple[Option, ...] = ()
    label: str = ""
    column: str = ""
    heading: str = ""
    repeating: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """How a place is called in the record (`tag`) and in Word (`title`).

    `ties` are the tags between which its label does not decide: a person is asked, and `tag` is none of them.
    """

    tag: str
    title: str
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """A slot that is proposed."""

    found: Found
    named: Named
