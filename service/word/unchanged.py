"""The common case told quickly: a copy with every control in it and not a word of the form changed."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from schemas.edition import Slot
from service.word.bycontrol import Tagged
from service.word.form import Form
from service.word.skeleton import slot_of
from service.word.text import BODY, View


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
    asked = _without_slots(form)
    if asked:
        there = frozenset(texts)
        left_out |= {branch for branch, first in asked.items() if first not in there}
    if _expected(form, found, left_out) != texts:
        return False
    return [one for one in _order(form) if home[one[0]][0].branch not in left_out] == order


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
