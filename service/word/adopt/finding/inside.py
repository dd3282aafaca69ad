"""Places within a text: fields that are there, boxes to tick, prompts, and blanks left to be written on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.edition import Kind, Option
from service.word.adopt.finding.paper import Paper, Piece, pieces
from service.word.adopt.finding.words import BOXES, is_prompt
from service.word.names import VAL, w
from service.word.promptlike import choices_of
from service.word.slots import FLD_CHAR
from service.word.states import WORDS_OWN
from service.word.text import Cell, Control

_LINES = r"_(?:[_\s\u2002\u2003]*_){2,}"
_DASH = r"(?:_+|\.{2,}|\u2026+)"
_BLANK = re.compile(
    rf"{_DASH}\s*[/\-]\s*{_DASH}\s*[/\-]\s*{_DASH}"
    rf"|(?:{_LINES}|\.{{5,}}|\u2026(?:\s?\u2026){{1,}}\.*|[\u2002\u2003]{{2,}})"
    rf"(?:\s*[/.\-]\s*(?:{_LINES}|__+|\.{{3,}}|\u2026+))*"
)
BRACKETED = re.compile(
    r"(?<![BOXES])(?:\[(?=[^\[\]\n]*[A-Za-z\u00c0-\u024f]{2})[^\[\]\n]{2,80}\])+".replace("BOXES", BOXES)
)
BRACKETS = "words in brackets ask to be replaced"
_ONE_PROMPT = re.compile(r"\n*|\s*[/|]\s*")
"""What stands between two stretches of one prompt: line ends, or a stroke between the choices that it lists."""
_OWN = re.compile("|".join(rf"{re.escape(words.rstrip('.'))}\.?" for words in WORDS_OWN), re.IGNORECASE)
_SELECT = re.compile(r"(?<![\w])(?:please\s+)?(?:select|choose)(?:\s+one)?\s?(?:\.{3}|\u2026)", re.IGNORECASE)
_BOX = re.compile(rf"[{BOXES}]|\[[ \u00a0]{{0,3}}\]|(?<![\w)])\([ \u00a0]{{1,3}}\)(?=\s*[A-Za-z])")
"""Boxes to tick, as signs or as a typewriter draws them."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A place within a cell's text, as `Found` has it; `kind` is None where words must tell."""

    start: int
    end: int
    kind: Kind | None
    evidence: str
    confidence: float
    control: Control | None = None
    options: tuple[Option, ...] = ()


def places_inside(paper: Paper, cell: Cell) -> list[Inside]:
    """The places within a cell or a paragraph, in order, none over another."""
    text = cell.text
    run = list(pieces(cell))
    found: list[Inside] = []
    for one in (
        *_controls(run),
        *_boxes(text),
        *_prompts(paper, run, text),
        *_matching(text, _OWN, "Word's own prompt stands there", 0.95),
        *_matching(text, _SELECT, "a prompt to choose stands there", 0.9),
        *_matching(text, BRACKETED, BRACKETS, 0.8),
        *_matching(text, _BLANK, "a blank is left to be written on", 0.9),
        *_underlined(run, text),
        *_leaders(cell),
    ):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: (one.start, one.end))


def _controls(run: list[Piece]) -> Iterator[Inside]:
    spans: dict[int, tuple[int, int, Control]] = {}
    for piece in run:
        control = piece.control
        if control is not None and control.properties.kind is not None and not control.repeats:
            start, _, _ = spans.get(control.number, (piece.start, 0, control))
            spans[control.number] = start, piece.end, control
    groups = {above.number for _, _, control in spans.values() for above in control.around()}
    for start, end, control in spans.values():
        if control.number not in groups:
            what = "an older form field" if control.element.tag == FLD_CHAR else "a content control"
            yield Inside(
                start, end, control.properties.kind, f"{what} stands there", 1.0, control, choices_of(control)
            )


def _boxes(text: str) -> Iterator[Inside]:
    for box in _BOX.finditer(text):
        yield Inside(box.start(), box.end(), Kind.TICK, "a box to tick is printed", 0.97)


def _prompts(paper: Paper, run: list[Piece], text: str) -> Iterator[Inside]:
    """Stretches that look like prompts, by their style or colour; what is blank between two belongs to them."""
    start = end = -1
    for piece in run:
        if paper.prompts(piece):
            if start >= 0 and not _ONE_PROMPT.fullmatch(text[end : piece.start]):
                yield Inside(start, end, None, "it looks like a prompt", 0.95)
                start = -1
            start, end = (piece.start if start < 0 else start), piece.end
    if start >= 0 and text[start:end].strip():
        yield Inside(start, end, None, "it looks like a prompt", 0.95)


def _matching(text: str, pattern: re.Pattern[str], evidence: str, confidence: float) -> Iterator[Inside]:
    for found in pattern.finditer(text):
        yield Inside(found.start(), found.end(), None, evidence, confidence)


def _underlined(run: list[Piece], text: str) -> Iterator[Inside]:
    """White space that is underlined: a line to write on."""
    start = end = -1
    for piece in [*run, None]:
        lined = piece is not None and not piece.text.strip() and piece.text and _is_underlined(piece)
        if lined and piece is not None:
            start, end = (piece.start if start < 0 else start), piece.end
        elif start >= 0:
            if end - start > 2 or "\t" in text[start:end]:
                yield Inside(start, end, None, "an underlined blank is left to be written on", 0.85)
            start = -1


def _is_underlined(piece: Piece) -> bool:
    mark = piece.run.find(f"{w('rPr')}/{w('u')}")
    return mark is not None and mark.get(VAL) not in (None, "none")


def _leaders(cell: Cell) -> Iterator[Inside]:
    """Tabs that draw a line or dots to their stop."""
    at = 0
    for paragraph in cell.paragraphs:
        said = paragraph.text
        stops = paragraph.element.findall(f"{w('pPr')}/{w('tabs')}/{w('tab')}")
        drawn = any((stop.get(w("leader")) or "none") not in ("none", "") for stop in stops)
        for found in re.finditer(r"\t+", said) if drawn and "\u2026" not in said else ():
            rest = said[found.end() :].strip()
            if not re.fullmatch(r"\d{1,3}", rest):  # a table of contents
                yield Inside(
                    at + found.start(), at + found.end(), None, "a line is drawn to be written on", 0.85
                )
        at += len(said) + 1


def whole_prompt(text: str) -> bool:
    """Whether all that a cell says is one prompt."""
    said = text.strip()
    return "\n\n" not in said and not said.endswith((":", "?")) and is_prompt(said)
