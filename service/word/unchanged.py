"""The common case told quickly: a copy with every control in it and not a word of the form changed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from schemas.edition import Slot
from service.reading import State
from service.word.bycontrol import Row, Tagged, tagged
from service.word.form import Form
from service.word.keys import squeezed
from service.word.printing import Printing
from service.word.skeleton import pieces_of, slot_of
from service.word.text import BODY, View

_PRINTS = "{{"


def is_unchanged(form: Form, view: View, found: Tagged) -> bool:
    """Whether every slot has its control and the text outside them is the form's, paragraph by paragraph.

    Parts that depend on the case may be left out as wholes.
    """
    if any(tag not in found.once or len(many) != _times(form)[tag] for tag, many in found.again.items()):
        return False
    home = form.skeleton.home
    left_out: set[int] = set()
    for slot in form.slots:
        if slot.repeating is None and slot.tag not in found.once:
            branch = home[slot.tag][0].branch if slot.tag in home else None
            if branch is None:
                return False
            left_out.add(branch)
    if any(home[tag][0].branch in left_out for tag in found.once if tag in home):
        return False
    texts, order = _seen(view, found.own)
    printing = Printing(form, _said(form, found) if _prints(form) else {})
    asked = _without_slots(form)
    if asked:
        there = frozenset(texts)
        left_out |= {
            branch
            for branch, first in asked.items()
            if first not in there and there.isdisjoint(_shown(first, printing))
        }
    expected = _expected(form, found, left_out)
    if expected != texts and not _printed_as(expected, texts, printing):
        return False
    if any(_items(form).isdisjoint([_item(row)]) for rows in found.rows.values() for row in rows.values()):
        return False
    wanted = [one for one in _order(form) if home[one[0]][0].branch not in left_out]
    return wanted == order or _ordered_as(wanted, order, printing)


@lru_cache(maxsize=64)
def _prints(form: Form) -> bool:
    return any(_PRINTS in text for text, _ in form.skeleton.statics)


def _said(form: Form, found: Tagged) -> Mapping[str, str]:
    """What the slots outside the lists say, where they are answered."""
    state = form.unanswered.state
    return {
        tag: control.said
        for tag, control in found.once.items()
        if state(form.by_tag[tag], control.said) is State.ANSWERED
    }


def _shown(text: str, printing: Printing) -> list[str]:
    """What a copy may show, squeezed, for a static text of the form that prints something; nothing for others."""
    return [squeezed(one) for one in printing.texts(pieces_of(text))] if _PRINTS in text else []


def _printed_as(expected: Sequence[str], texts: Sequence[str], printing: Printing) -> bool:
    """Whether the texts are the expected ones with something printed where the form says so."""
    at = 0
    for wanted in expected:
        text = texts[at] if at < len(texts) else ""
        shown = _shown(wanted, printing)
        if text == wanted or (text and squeezed(text) in shown):
            at += 1
        elif "" not in shown:
            return False
    return at == len(texts)


def _ordered_as(
    wanted: Sequence[tuple[str, str]], order: Sequence[tuple[str, str]], printing: Printing
) -> bool:
    """Whether the slots stand behind the same static texts, in whatever way these were printed."""
    if [tag for tag, _ in wanted] != [tag for tag, _ in order]:
        return False
    for (_, above), (_, text) in zip(wanted, order, strict=True):
        shown = _shown(above, printing)
        if not (above == text or squeezed(text) in shown or "" in shown):
            return False
    return True


@lru_cache(maxsize=64)
def _items(form: Form) -> frozenset[tuple[tuple[str, int], ...]]:
    """In which order and cells the slots of the form's lists stand in each item."""
    return frozenset(_item(row) for rows in tagged(form, form.view).rows.values() for row in rows.values())


def _item(row: Row) -> tuple[tuple[str, int], ...]:
    return tuple((tag, control.places[0][1]) for tag, control in row.items())


@lru_cache(maxsize=64)
def _times(form: Form) -> Mapping[str, int]:
    """How often each slot stands in the form itself."""
    return Counter(slot.tag for slot in form.of_control.values())


@lru_cache(maxsize=64)
def _without_slots(form: Form) -> Mapping[int, str]:
    """The conditional parts that hold no slot, each with its first static text, which tells whether it is there."""
    with_slots = {line.branch for line, _ in form.skeleton.home.values()}
    first: dict[int, str] = {}
    for text, branch in form.skeleton.statics:
        if branch is not None and branch not in with_slots:
            first.setdefault(branch, text)
    return first


@lru_cache(maxsize=64)
def _order(form: Form) -> list[tuple[str, str]]:
    return _seen(form.view, form.of_control)[1]


def _expected(form: Form, found: Tagged, left_out: set[int]) -> list[str]:
    """The form's static texts, those of a list's items as often as the copy has rows of it."""
    expected: list[str] = []
    done = 0
    statics = form.skeleton.statics
    for one in form.skeleton.repeats:
        expected += [text for text, branch in statics[done : one.start] if branch not in left_out]
        if one.start == one.end or statics[one.start][1] not in left_out:
            for number in range(len(found.rows.get(one.name, ()))):
                expected += one.items[min(number, len(one.items) - 1)]
        done = one.end
    return expected + [text for text, branch in statics[done:] if branch not in left_out]


def _seen(view: View, own: Mapping[int, Slot]) -> tuple[list[str], list[tuple[str, str]]]:
    """The static texts of the body, and each slot that stands once with the static text before it: a control that
    was moved beside another question is found by that.
    """
    texts: list[str] = []
    order: list[tuple[str, str]] = []
    last = tag = ""
    for line in view.lines:
        if line.story != BODY:
            continue
        for cell in line.cells:
            for paragraph in cell.paragraphs:
                text = ""
                begun: list[str] = []
                for said, control, _ in paragraph.runs:
                    slot = None if control is None else slot_of(control, own)
                    if slot is None:
                        text += said
                    elif slot.repeating is None and slot.tag != tag:
                        tag = slot.tag
                        begun.append(tag)
                text = text.strip()
                if text:
                    texts.append(text)
                    last = text if "{%" not in text else last
                order += [(one, last) for one in begun]
    return texts, order
