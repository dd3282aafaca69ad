"""What a cell of a copy says for the slots of a form's cell: the static text taken away."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from schemas.edition import Slot
from service.word.boxed import beside_boxes, boxed, unboxed
from service.word.keys import key_of
from service.word.skeleton import FormCell, Piece, Printed
from service.word.text import Cell

_WORD = re.compile(r"\s+")
_END_MARKS = " .:;,?!\n\t\u00a0"


@dataclass(frozen=True, slots=True)
class Rest:
    """Text beside the answers of a cell; `printed` is what the form has in this place, where it prints something."""

    text: str
    printed: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Division:
    """What a cell of a copy says for each slot that has no control of its own there, by tag, None where that cannot
    be told apart; and what else stands there. Of a cell that was not divided nothing is `rest`.
    """

    said: Mapping[str, str | None]
    rest: tuple[Rest, ...] = ()


def divided(form: FormCell, cell: Cell, own: Mapping[int, Slot]) -> Division:
    """The copy's `cell` divided among the slots of `form`. `own` gives the slots of controls that kept their tags:
    what stands in one of these is no other slot's.

    A cell with one slot and no static text gives all it holds. Where static text stands beside slots it must
    be found again, in order, and divide the cell in one way only; where all of it is gone, as when somebody
    typed over the whole line, a single slot still has all there is. Empty paragraphs around an answer, which
    programs leave where a control was, are not part of it.
    """
    paragraphs, held = boxed(cell, own)
    text = "\n".join(paragraphs).strip("\n")
    alone = len(form.slots) == 1 and not any(isinstance(piece, Printed) for piece in form.pieces)
    if alone and not form.key:
        return Division({form.slots[0].tag: unboxed(text)})
    fits, found = _divided(form.pieces, text, held)
    found = found or _by_paragraph(form, paragraphs, held)
    if found is not None:
        return found
    if not fits and alone and not _shares_words(form, text):
        return Division({form.slots[0].tag: unboxed(text)})
    return Division({slot.tag: None for slot in form.slots})


def stands_around(form: FormCell, key: str) -> bool:
    """Whether all static text of a form's cell with slots stands, in order, in what a copy's cell says (as a key)."""
    pattern = _around(form.pieces)
    return pattern is not None and pattern.match(key) is not None


@lru_cache(maxsize=2048)
def _around(pieces: tuple[Piece, ...]) -> re.Pattern[str] | None:
    statics = [re.escape(key) for piece in pieces if isinstance(piece, str) and (key := key_of(piece))]
    if not statics:
        return None
    start = "" if isinstance(pieces[0], str) and key_of(pieces[0]) else ".*?"
    return re.compile(start + ".*?".join(rf"(?<!\w){static}(?!\w)" for static in statics), re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands before, between or after static texts: a slot with signs at its sides, what the form prints, or
    nothing.
    """

    slot: Slot | None = None
    before: str = ""
    after: str = ""
    printed: tuple[Piece, ...] = ()

    @property
    def open(self) -> bool:
        """Whether any text may stand there."""
        return self.slot is not None or bool(self.printed)


@lru_cache(maxsize=2048)
def _plan(pieces: tuple[Piece, ...]) -> tuple[list[re.Pattern[str]], list[_Gap]] | None:
    """The static texts to find, and the gaps around them; None where two slots touch."""
    statics: list[re.Pattern[str]] = []
    gaps: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, str) and key_of(piece):
            statics.append(_pattern(piece.strip()))
            gaps.append([])
        elif not isinstance(piece, str) or piece.strip():
            gaps[-1].append(piece)
    made = [_gap(gap) for gap in gaps]
    plain = [gap for gap in made if gap is not None]
    return (statics, plain) if len(plain) == len(made) else None


def _pattern(static: str) -> re.Pattern[str]:
    """The words with any spacing and case, and behind them their end mark, another, or none."""
    core = static.rstrip(_END_MARKS)
    words = r"\s+".join(re.escape(word) for word in _WORD.split(core))
    first = r"(?<!\w)" if core[0].isalnum() else ""
    last = r"(?!\w)" if core[-1].isalnum() else ""
    own = re.escape("".join(static[len(core) :].split()))
    another = r"[:.](?!\S)"  # "Score .5" and "Score :)" lose nothing
    marks = rf"{own}|{another}" if own else another
    return re.compile(rf"{first}(?=({words}{last}(?:\s*(?:{marks}))?))", re.IGNORECASE)


def _gap(pieces: Sequence[Piece]) -> _Gap | None:
    wild = [at for at, piece in enumerate(pieces) if not isinstance(piece, str)]
    slots = [piece for piece in pieces if isinstance(piece, Slot)]
    if slots and len(wild) > 1:
        return None
    if not wild:
        return _Gap(before="".join(map(str, pieces)).strip())
    if not slots:
        return _Gap(printed=tuple(pieces))
    before = "".join(piece for piece in pieces[: wild[0]] if isinstance(piece, str))
    after = "".join(piece for piece in pieces[wild[0] :] if isinstance(piece, str))
    return _Gap(slots[0], before.strip(), after.strip())


def _divided(pieces: tuple[Piece, ...], text: str, held: frozenset[str]) -> tuple[bool, Division | None]:
    """Whether the static texts stand in the text in order; and the division if that is so in one way only.

    `held` are the slots whose own control stands in the cell: the text beside it is no answer of theirs.
    """
    plan = _plan(pieces)
    if plan is None:
        return True, None
    statics, gaps = plan
    places = [[found.span(1) for found in static.finditer(text)] for static in statics]
    if statics and not gaps[0].open:
        places[0] = [span for span in places[0] if not beside_boxes(text[: span[0]])]
    if statics and not gaps[-1].open:
        places[-1] = [span for span in places[-1] if not beside_boxes(text[span[1] :])]
    first = _first(places)
    if first is None or first != _last(places, len(text)):
        return first is not None, None
    starts, ends = [span[0] for span in first], [span[1] for span in first]
    said: dict[str, str | None] = {}
    rest: list[Rest] = []
    for gap, start, end in zip(gaps, [0, *ends], [*starts, len(text)], strict=True):
        between = _bare(text[start:end], gap)
        if gap.slot is not None and gap.slot.tag not in held:
            said[gap.slot.tag] = unboxed(between)
            continue
        beside = beside_boxes(between)
        if beside and not gap.open:
            return True, None
        if beside:
            rest.append(Rest(beside, gap.printed))
    return True, Division(said, tuple(rest))


def _bare(text: str, gap: _Gap) -> str:
    """The text of a gap without the signs that the form has beside the slot, such as brackets."""
    return text.strip().removeprefix(gap.before).removesuffix(gap.after).strip()


def _first(places: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]] | None:
    """The earliest place of each static text behind the one before it."""
    chain: list[tuple[int, int]] = []
    at = 0
    for spans in places:
        span = next((span for span in spans if span[0] >= at), None)
        if span is None:
            return None
        chain.append(span)
        at = span[1]
    return chain


def _last(places: Sequence[Sequence[tuple[int, int]]], end: int) -> list[tuple[int, int]] | None:
    """The latest place of each static text before the one behind it."""
    chain: list[tuple[int, int]] = []
    for spans in reversed(places):
        span = next((span for span in reversed(spans) if span[1] <= end), None)
        if span is None:
            return None
        chain.append(span)
        end = span[0]
    return chain[::-1]


def _by_paragraph(form: FormCell, paragraphs: Sequence[str], held: frozenset[str]) -> Division | None:
    """Slots that each have a paragraph of their own, where the copy still has the same paragraphs around them."""
    rows: list[list[Piece]] = [[]]
    for piece in form.pieces:
        if isinstance(piece, str) and "\n" in piece:
            before, *between, after = piece.split("\n")
            rows[-1].append(before)
            rows.extend([one] for one in between)
            rows.append([after])
        else:
            rows[-1].append(piece)
    if len(rows) != len(paragraphs) or any(sum(isinstance(p, Slot) for p in row) > 1 for row in rows):
        return None
    said: dict[str, str | None] = {}
    rest: list[Rest] = []
    for row, text in zip(rows, paragraphs, strict=True):
        pieces = tuple(piece for piece in row if piece != "")
        slot = next((piece for piece in pieces if isinstance(piece, Slot)), None)
        if slot is not None and len(pieces) == 1 and slot.tag not in held:
            said[slot.tag] = unboxed(text)
            continue
        _, found = _divided(pieces, text, held)
        if found is None:
            return None
        said.update(found.said)
        rest += found.rest
    return Division(said, tuple(rest))


def _shares_words(form: FormCell, text: str) -> bool:
    """Whether any static piece still stands in the text, whole or at its start."""
    there = key_of(text)
    return any(
        isinstance(piece, str) and len(key_of(piece)) > 2 and (key_of(piece) in there)
        for piece in form.pieces
    )
