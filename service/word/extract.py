"""What a cell of a copy says for the slots of a form's cell: the static text taken away."""

import re
from functools import lru_cache

from schemas.edition import Slot
from service.word.keys import key_of
from service.word.skeleton import FormCell, Printed
from service.word.text import Cell

_WORD = re.compile(r"\s+")


def texts_of(form: FormCell, cell: Cell) -> dict[str, str | None]:
    """The text of each slot of `form` in the copy's `cell`, by tag; None where it cannot be told apart.

    A cell with one slot and no static text gives all it holds. Where static text stands beside slots it must
    be found again, in order, and divide the cell in one way only; where all of it is gone, as when somebody
    typed over the whole line, a single slot still has all there is. Empty paragraphs around an answer, which
    programs leave where a control was, are not part of it.
    """
    text = cell.text.strip("\n")
    if not form.slots:
        return {}
    if len(form.slots) == 1 and not form.key:
        return {form.slots[0].tag: text}
    lazy, greedy = _divided(form, text, "*?"), _divided(form, text, "*")
    if lazy is not None and lazy == greedy:
        return dict(lazy)
    by_paragraph = _by_paragraph(form, cell)
    if by_paragraph is not None:
        return by_paragraph
    if lazy is None and len(form.slots) == 1 and not _shares_words(form, text):
        return {form.slots[0].tag: text}
    return {slot.tag: None for slot in form.slots}


def _divided(form: FormCell, text: str, repeat: str) -> dict[str, str | None] | None:
    pattern = _pattern(form.pieces, repeat)
    found = pattern.fullmatch(text) if pattern is not None else None
    if found is None:
        return None
    return {slot.tag: found.group(number).strip() for number, slot in enumerate(form.slots, 1)}


@lru_cache(maxsize=2048)
def _pattern(pieces: tuple[str | Slot | Printed, ...], repeat: str) -> re.Pattern[str] | None:
    """The cell as a pattern: static words with any spacing and case, a group a slot; None if two slots touch."""
    parts, last = [r"\s*"], ""
    for piece in pieces:
        if isinstance(piece, Slot):
            if last == "slot":
                return None
            parts.append(f"(.{repeat})")
            last = "slot"
        elif isinstance(piece, Printed):
            parts.append(".*?")
        elif key_of(piece):
            words = [re.escape(word) for word in _WORD.split(piece.strip())]
            parts.append(r"\s*" + r"\s+".join(words) + r"\s*[:.]?\s*")
            last = "static"
        elif piece.strip():
            parts.append(r"\s*(?:" + re.escape(piece.strip()) + r")?\s*")
    return re.compile("".join(parts) + r"\s*", re.DOTALL | re.IGNORECASE)


def _by_paragraph(form: FormCell, cell: Cell) -> dict[str, str | None] | None:
    """Slots that each have a paragraph of their own, where the copy still has as many paragraphs."""
    rows: list[list[str | Slot | Printed]] = [[]]
    for piece in form.pieces:
        if isinstance(piece, str) and "\n" in piece:
            before, *between, after = piece.split("\n")
            rows[-1].append(before)
            rows.extend([one] for one in between)
            rows.append([after])
        else:
            rows[-1].append(piece)
    if len(rows) != len(cell.paragraphs) or any(sum(isinstance(p, Slot) for p in row) > 1 for row in rows):
        return None
    found: dict[str, str | None] = {}
    for row, paragraph in zip(rows, cell.paragraphs, strict=True):
        pieces = tuple(piece for piece in row if piece != "")
        slots = tuple(piece for piece in pieces if isinstance(piece, Slot))
        if not slots:
            continue
        pattern = _pattern(pieces, "*")
        match = pattern.fullmatch(paragraph.text) if pattern is not None else None
        if match is None and len(pieces) > 1:
            return None
        found[slots[0].tag] = match.group(1).strip() if match is not None else paragraph.text
    return found


def _shares_words(form: FormCell, text: str) -> bool:
    """Whether any static piece still stands in the text, whole or at its start."""
    there = key_of(text)
    return any(
        isinstance(piece, str) and len(key_of(piece)) > 2 and (key_of(piece) in there)
        for piece in form.pieces
    )
