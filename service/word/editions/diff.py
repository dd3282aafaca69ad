"""What a new edition of a form kept, reworded, moved, split, merged, dropped and added."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from schemas.edition import Slot
from service.word.editions.pairing import alike, paired, parts_of
from service.word.form import Form
from service.word.keys import key_of


class Fate(StrEnum):
    """What became of a slot."""

    KEPT = "kept"
    CHANGED = "changed"
    SPLIT = "split"
    MERGED = "merged"
    PERHAPS = "perhaps the same"  # a person has to say
    REUSED = "tag reused"  # by another question: its answers and the old ones do not belong together
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the slots `old` of the old edition: the slots `new` of the new one. `said` tells how, in words."""

    fate: Fate
    old: tuple[Slot, ...]
    new: tuple[Slot, ...]
    said: tuple[str, ...] = ()


def changes(old: Form, new: Form, same: Mapping[str, str] | None = None) -> list[Change]:
    """What became of every slot of the old edition, in its order, and then what was added.

    `same` gives what a person decided: for tags of the old edition the new one's, "" for none.
    """
    pairs = paired(old.slots, new.slots, same or {})
    gone = [slot for slot in old.slots if slot.tag not in pairs]
    come = [slot for slot in new.slots if slot.tag not in set(pairs.values())]
    split = {slot.tag: tags for slot in gone if (tags := parts_of(slot, come))}
    merged = {slot.tag: tags for slot in come if (tags := parts_of(slot, gone))}
    into = {part: whole for whole, parts in merged.items() for part in parts}
    explained = {*pairs.values(), *merged, *(tag for tags in split.values() for tag in tags)}
    asked = [slot for slot in gone if slot.tag not in {*split, *into, *new.by_tag, *(same or {})}]
    perhaps = alike(asked, [slot for slot in come if slot.tag not in explained])
    made = [_change(slot, new, pairs, split, into, perhaps) for slot in old.slots]
    explained.update(perhaps.values())
    return made + [Change(Fate.ADDED, (), (slot,)) for slot in new.slots if slot.tag not in explained]


def mapping(found: Sequence[Change]) -> dict[str, str]:
    """The old tag by the new one, where the answers of one go on as those of the other under a new name.

    A tag that another question took is mapped to nothing: the old answers go on under none.
    """
    reused = {change.old[0].tag: "" for change in found if change.fate is Fate.REUSED}
    return reused | {
        change.new[0].tag: change.old[0].tag
        for change in found
        if change.fate in (Fate.KEPT, Fate.CHANGED) and change.new[0].tag != change.old[0].tag
    }


def _change(
    slot: Slot,
    new: Form,
    pairs: Mapping[str, str],
    split: Mapping[str, Sequence[str]],
    into: Mapping[str, str],
    perhaps: Mapping[str, str],
) -> Change:
    if slot.tag in pairs:
        other = new.by_tag[pairs[slot.tag]]
        said = tuple(_differences(slot, other))
        return Change(Fate.CHANGED if said else Fate.KEPT, (slot,), (other,), said)
    if slot.tag in split:
        return Change(Fate.SPLIT, (slot,), tuple(new.by_tag[tag] for tag in split[slot.tag]))
    if slot.tag in into:
        return Change(Fate.MERGED, (slot,), (new.by_tag[into[slot.tag]],))
    if slot.tag in perhaps:
        other = new.by_tag[perhaps[slot.tag]]
        return Change(Fate.PERHAPS, (slot,), (other,), (f"“{_said(slot)}” and “{_said(other)}”",))
    if slot.tag in new.by_tag:
        taker = new.by_tag[slot.tag]
        told = f"“{_said(slot)}” is gone, and “{_said(taker)}” has its tag: give it one of its own"
        return Change(Fate.REUSED, (slot,), (taker,), (told,))
    return Change(Fate.DROPPED, (slot,), ())


def _differences(slot: Slot, other: Slot) -> Iterator[str]:
    if slot.tag != other.tag:
        yield f"renamed to {other.tag}"
    if key_of(slot.label) != key_of(other.label) or key_of(slot.column) != key_of(other.column):
        yield f"reworded: “{_said(slot)}” is now “{_said(other)}”"
    if key_of(slot.heading) != key_of(other.heading):
        yield f"moved from “{slot.heading}” to “{other.heading}”"
    if slot.kind != other.kind:
        yield f"was {_kind(slot)}, is now {_kind(other)}"
    lost = [option.text for option in slot.options if option.code not in {one.code for one in other.options}]
    come = [option.text for option in other.options if option.code not in {one.code for one in slot.options}]
    if slot.options and other.options and (lost or come):
        yield "; ".join(
            part
            for part in (
                f"no longer to choose: {', '.join(lost)}" if lost else "",
                f"newly to choose: {', '.join(come)}" if come else "",
            )
            if part
        )


def _said(slot: Slot) -> str:
    return " ".join(f"{slot.label} {slot.column if slot.column != slot.label else ''}".split()) or slot.title


def _kind(slot: Slot) -> str:
    return str(slot.kind).replace("_", " ")
