"""Whether a PDF says what a finished document says: every paragraph with an answer, in its place."""

import re
import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from schemas.edition import Kind
from service.word.control import TICK_OFF, TICK_ON
from service.word.form import Form
from service.word.names import w
from service.word.pdf_text import PdfText
from service.word.slots import FLD_CHAR
from service.word.symbols import is_symbol_font
from service.word.text import BODY, Control, Paragraph, View

_UNSEEN = re.compile(r"\s|[\u00ad\u200b-\u200f\u2060\ufeff]")
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_LATIN = re.compile("[\u0000-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ac]*")
_TICKS = frozenset((TICK_ON, TICK_OFF))
_NO_LETTERS = re.compile(rf"[^\w{TICK_ON}{TICK_OFF}]|_")
_MARGINS = ("header", "footer")
_INSTRUCTION, _FONTS = w("instrText"), w("rFonts")
_DRAWN_OTHERWISE = tuple(map(w, ("sym", "footnoteReference", "endnoteReference", "fldSimple", "ruby")))


@dataclass(frozen=True, slots=True)
class _Shown:
    """A paragraph of the document: what it says, as the PDF is to say it, and its letters.

    `of` is the tag of the slot whose answer it holds, `annex` in the annex, and empty elsewhere. Of one in which
    the PDF says something that is not `written` here, it is to say the answers `within`.
    """

    of: str
    says: str
    letters: str
    written: bool = True
    within: tuple[str, ...] = ()


def not_said(view: View, form: Form, added: Collection[str], pdf: PdfText) -> list[str]:
    """The tags of the slots whose answers the PDF does not say as the document does; `annex` for a text of `added`.

    A paragraph is asked for as a whole and as often as it is there, behind or before the same one, and behind the
    same text of the form. Of a paragraph in another script, the characters are asked for in any order: LibreOffice
    draws those that it takes from another font apart, and what is read from the right from the left. How an older
    tick box (`w:ffData`) is drawn is not text, and not asked for.
    """
    shown = list(_shown(view, form, added))
    there = [(seen, _letters(seen)) for seen in map(_as_seen, pdf.paragraphs) if seen]
    own, its = _parts(
        [one.letters for one in shown],
        [letters for _, letters in there],
        {one.letters for one in shown if not one.of},
    )
    missing = _Places(there, its).missing(shown, own)
    missing += (tag for tag, said in _in_margins(view, form) if not _is_in_any(said, pdf.beside))
    return list(dict.fromkeys(missing))


def _in_margins(view: View, form: Form) -> Iterator[tuple[str, str]]:
    """What the slots in heads and feet say, by their tags."""
    for control in view.controls:
        if control.tag in form.by_tag and control.places and not _is_older_tick(control):
            line, _ = control.places[0]
            if line.story in _MARGINS:
                yield control.tag, control.said


def _is_in_any(said: str, texts: Sequence[str]) -> bool:
    seen = _as_seen(said)
    if _is_plain(said):
        return any(seen in _as_seen(text) for text in texts)
    return any(Counter(_letters(seen)) <= Counter(_letters(_as_seen(text))) for text in texts)


def _parts(
    ours: Sequence[str], theirs: Sequence[str], static: Collection[str]
) -> tuple[list[int], list[int]]:
    """For each paragraph of the document and of the PDF, the number of the part that it stands in.

    A part begins with a text of the form that stands once in both. Where these stand in another order, as those of
    boxes and of tables inside tables may, there is but one part.
    """
    counted = Counter(ours), Counter(theirs)
    begins = {text for text in static if all(one[text] == 1 for one in counted)}
    order = [[text for text in texts if text in begins] for texts in (ours, theirs)]
    if order[0] != order[1]:
        return [0] * len(ours), [0] * len(theirs)
    numbers = [list(accumulate(int(text in begins) for text in texts)) for texts in (ours, theirs)]
    return numbers[0], numbers[1]


def _shown(view: View, form: Form, added: Collection[str]) -> Iterator[_Shown]:
    """The paragraphs of the body that show something."""
    annex = {_as_seen(text) for text in added}
    body = (cell for line in view.lines if line.story == BODY for cell in line.cells)
    for paragraph in (paragraph for cell in body for paragraph in cell.paragraphs):
        text = _drawn(paragraph)
        says = _as_seen(text)
        if not says:
            continue
        letters = _letters(says)
        answers = _answers(paragraph, form)
        of = next(iter(answers), "annex" if says in annex else "")
        if _is_drawn_otherwise(paragraph):
            within = tuple(_as_seen(said) for said in answers.values() if _is_plain(said))
            yield _Shown(of, "", letters, written=False, within=within)
        else:
            yield _Shown(of, says if _is_plain(text) else _in_any_order(letters), letters)


def _drawn(paragraph: Paragraph) -> str:
    return "".join(
        [text for text, control, _ in paragraph.runs if control is None or not _is_older_tick(control)]
    )


def _is_older_tick(control: Control) -> bool:
    return control.element.tag == FLD_CHAR and control.properties.kind is Kind.TICK


def _answers(paragraph: Paragraph, form: Form) -> dict[str, str]:
    """What the slots in a paragraph say in it, by their tags."""
    said: dict[str, list[str]] = {}
    for text, control, _ in paragraph.runs:
        if control is not None and not _is_older_tick(control):
            for one in (control, *control.around()):
                if one.tag in form.by_tag:
                    said.setdefault(one.tag, []).append(text)
                    break
    return {tag: "".join(texts) for tag, texts in said.items()}


def _is_drawn_otherwise(paragraph: Paragraph) -> bool:
    """Whether something stands in it that LibreOffice works out anew, or draws as other characters than ours."""
    inside = paragraph.element
    return (
        next(inside.iter(*_DRAWN_OTHERWISE), None) is not None
        or any(not (code.text or "").strip().startswith("FORM") for code in inside.iter(_INSTRUCTION))
        or any(is_symbol_font(fonts) for fonts in inside.iter(_FONTS))
    )


_Place = tuple[int, str | None, str, str | None]
"""A part, and a text in it between or beside other ones."""


class _Places:
    """The paragraphs of a PDF by their places, each taken once."""

    def __init__(self, there: Sequence[tuple[str, str]], parts: Sequence[int]) -> None:
        self._seen = [seen for seen, _ in there]
        self._taken: set[int] = set()
        self._at: dict[_Place, deque[int]] = defaultdict(deque)
        around = ["", *(letters for _, letters in there), ""]
        for number, (seen, letters) in enumerate(there):
            part, before, after = parts[number], around[number], around[number + 2]
            for says in (seen, _in_any_order(letters), ""):
                for sides in ((before, after), (before, None), (None, after), (None, None)):
                    self._at[part, sides[0], says, sides[1]].append(number)

    def missing(self, shown: Sequence[_Shown], parts: Sequence[int]) -> list[str]:
        """Whose paragraphs are not there: those are taken first that stand between the same ones."""
        edge = _Shown("", "", "")
        around = [edge, *shown, edge]
        left = [
            (one, parts[number], around[number], around[number + 2])
            for number, one in enumerate(shown)
            if one.of or one.written
        ]
        left = [
            (one, part, before, after)
            for one, part, before, after in left
            if not self._take((part, before.letters, one.says, after.letters), one.within)
        ]
        return [
            one.of
            for one, part, before, after in left
            if not self._take_beside(one, part, before, after) and one.of
        ]

    def _take_beside(self, one: _Shown, part: int, before: _Shown, after: _Shown) -> bool:
        places: list[_Place] = [(part, before.letters, one.says, None), (part, None, one.says, after.letters)]
        if not before.written and not after.written:
            places.append((part, None, one.says, None))
        return any(self._take(place, one.within) for place in places)

    def _take(self, place: _Place, within: Sequence[str]) -> bool:
        numbers = self._at[place]
        while numbers and numbers[0] in self._taken:
            numbers.popleft()
        for number in numbers:
            if number not in self._taken and all(said in self._seen[number] for said in within):
                self._taken.add(number)
                return True
        return False


def _as_seen(text: str) -> str:
    """A text without what a PDF may lay out otherwise: spaces, ligatures, hyphens in words, what is not seen."""
    folded = unicodedata.normalize("NFKC", text.translate(_HYPHENS))
    return _HYPHENATED.sub("", _UNSEEN.sub("", folded))


def _is_plain(text: str) -> bool:
    """Whether it is drawn in one font, from left to right: it is in Latin letters, or a tick alone."""
    return _LATIN.fullmatch(unicodedata.normalize("NFC", text)) is not None or text.strip() in _TICKS


def _letters(seen: str) -> str:
    """The letters, digits and ticks of a text as it is seen, sorted."""
    return "".join(sorted(_NO_LETTERS.sub("", seen)))


def _in_any_order(letters: str) -> str:
    return f"\n{letters}"
