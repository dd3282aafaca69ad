"""Which slot of a new edition stands for which of the old one."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from schemas.edition import Kind, Slot
from schemas.tags import is_shared
from service.word.keys import key_of
from service.word.senses import is_turned, significant

_ALIKE = 86
"""Of 100, as `rapidfuzz.fuzz.token_sort_ratio` counts: labels that mean the same, reworded."""
_APART = 8
"""So much nearer than any other the nearest label has to be."""
_COVERS = 0.7
"""So much of a label's words its parts hold together."""
_PERHAPS = 65
"""As alike a person has to be asked whether two labels mean the same."""
_SAYS_MUCH = 2
"""So many words have to be in a label of which another is said to be the longer form."""


def paired(old: Sequence[Slot], new: Sequence[Slot], same: Mapping[str, str] | None = None) -> dict[str, str]:
    """The tag of the new slot by the old one's: as a person says (`same`, "" for none), else the same tag, else the
    same words in the same place, else words that are so near each other, and no others, that only they can be meant.
    """
    same = same or {}
    by_tag = {slot.tag: slot for slot in new}
    decided, taken = {tag for tag in same if not same[tag]}, set(same.values())
    old, new = ([slot for slot in old if slot.tag not in decided], list(new))
    pairs = {tag: other for tag, other in same.items() if other}
    pairs |= {
        slot.tag: slot.tag
        for slot in old
        if slot.tag not in pairs
        and slot.tag in by_tag.keys() - taken
        and (is_shared(slot.tag) or _goes_on(slot, by_tag[slot.tag], old, new))
    }
    for look in (_place, _words, _label):
        _add_alike(pairs, old, new, look)
    _add_nearest(pairs, old, new)
    return pairs


def why_apart(old: Slot, new: Slot) -> str:
    """Why answers of one cannot go on as those of the other, in words; nothing where they can."""
    if old.repeating != new.repeating:
        return "one of them repeats in rows, and the other does not"
    kinds = [_takes(slot) for slot in (old, new)]
    return f"one is a {kinds[0]}, the other a {kinds[1]}" if kinds[0] != kinds[1] else ""


def _takes(slot: Slot) -> str:
    """What it takes, in words; a long text is a text."""
    return str(Kind.TEXT if slot.kind is Kind.RICH_TEXT else slot.kind)


def alike(gone: Sequence[Slot], come: Sequence[Slot]) -> dict[str, str]:
    """Of slots that no pair was made of, the new tag by the old one where they may be one question all the same.

    One's words may be the other's with more said, or nearly the other's. No other comes as near to either.
    """
    nearest = {slot.tag: _likeliest(slot, come) for slot in gone}
    back = {slot.tag: _likeliest(slot, gone) for slot in come}
    return {tag: other for tag, other in nearest.items() if other is not None and back[other] == tag}


def _likeliest(slot: Slot, others: Sequence[Slot]) -> str | None:
    ranked = sorted(((_likeness(slot, other), other.tag) for other in others), reverse=True)
    if not ranked or ranked[0][0] < _PERHAPS or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _APART):
        return None
    return ranked[0][1]


def _likeness(slot: Slot, other: Slot) -> float:
    """Of 100 how alike two questions are; 100 where one says all that the other says, and more."""
    beside = key_of(other.column) == key_of(slot.column) and other.repeating == slot.repeating
    if not beside or _turned(slot, other):
        return 0
    mine, theirs = significant(slot.label), significant(other.label)
    if min(len(mine), len(theirs)) >= _SAYS_MUCH and (mine <= theirs or theirs <= mine):
        return 100
    return fuzz.token_sort_ratio(key_of(slot.label), key_of(other.label))


def _goes_on(slot: Slot, other: Slot, old: Sequence[Slot], new: Sequence[Slot]) -> bool:
    """Whether a question with the tag of another is that other: no third one has its words, it is no part of it, and
    its sense is kept.
    """
    labels = {key_of(one.label) for one in old}
    if other.tag in parts_of(slot, [one for one in new if key_of(one.label) not in labels]):
        return False
    words = key_of(slot.label), key_of(slot.column)
    elsewhere = words != (key_of(other.label), key_of(other.column)) and any(
        words == (key_of(one.label), key_of(one.column)) for one in new
    )
    return not elsewhere and not _turned(slot, other)


def _turned(slot: Slot, other: Slot) -> bool:
    return is_turned(f"{slot.label} {slot.column}", f"{other.label} {other.column}")


def _left(
    pairs: Mapping[str, str], old: Iterable[Slot], new: Iterable[Slot]
) -> tuple[list[Slot], list[Slot]]:
    taken = set(pairs.values())
    return [one for one in old if one.tag not in pairs], [one for one in new if one.tag not in taken]


def _place(slot: Slot) -> tuple[str, ...]:
    return slot.kind, key_of(slot.label), key_of(slot.column), key_of(slot.heading), slot.repeating or ""


def _words(slot: Slot) -> tuple[str, ...]:
    return slot.kind, key_of(slot.label), key_of(slot.column), slot.repeating or ""


def _label(slot: Slot) -> tuple[str, ...]:
    return key_of(slot.label), key_of(slot.column), slot.repeating or ""


def _add_alike(
    pairs: dict[str, str], old: Sequence[Slot], new: Sequence[Slot], look: Callable[[Slot], Hashable]
) -> None:
    """Adds the pairs that look the same while no other slot of either edition does."""
    gone, come = _left(pairs, old, new)
    for slot in gone:
        same = [other for other in come if look(other) == look(slot)]
        alone = sum(look(other) == look(slot) for other in gone) == 1
        if len(same) == 1 and alone and key_of(slot.label + slot.column):
            pairs[slot.tag] = same[0].tag


def _add_nearest(pairs: dict[str, str], old: Sequence[Slot], new: Sequence[Slot]) -> None:
    gone, come = _left(pairs, old, new)
    gone, come = (  # what was split or merged goes on as none of its parts
        [slot for slot in gone if not parts_of(slot, come)],
        [slot for slot in come if not parts_of(slot, gone)],
    )
    nearest = {slot.tag: _nearest(slot, come) for slot in gone}
    back = {slot.tag: _nearest(slot, gone) for slot in come}
    pairs.update((tag, other) for tag, other in nearest.items() if other is not None and back[other] == tag)


def _nearest(slot: Slot, others: Sequence[Slot]) -> str | None:
    """The one slot whose label is nearest, if it is near and no other is about as near."""
    ranked = sorted(
        (
            (fuzz.token_sort_ratio(key_of(slot.label), key_of(other.label)), other.tag)
            for other in others
            if key_of(other.column) == key_of(slot.column) and other.repeating == slot.repeating
        ),
        reverse=True,
    )
    by_tag = {other.tag: other for other in others}
    if not ranked or _turned(slot, by_tag[ranked[0][1]]):
        return None
    if ranked[0][0] < _ALIKE or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _APART):
        return None
    return ranked[0][1]


def parts_of(whole: Slot, others: Sequence[Slot]) -> list[str]:
    """The tags of the slots, two at least, that ask together for what `whole` asks for alone; none where none do."""
    words = significant(whole.label)
    held = {
        other.tag: significant(other.label)
        for other in others
        if key_of(other.column) == key_of(whole.column)
    }
    parts = {tag: said for tag, said in held.items() if said and said < words}
    together = set().union(*parts.values())
    return list(parts) if len(parts) > 1 and len(together) >= _COVERS * len(words) else []
