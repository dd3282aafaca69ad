"""Under which question of a new edition the answers of the one before go on: proposed, and where in doubt decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from schemas.edition import Slot
from service.errors import Fault, Unfit
from service.store.rows.drafts import Draft
from service.word.declaring import redeclared
from service.word.editions.diff import Change, Fate, changes, mapping
from service.word.editions.pairing import why_apart
from service.word.form import Form
from service.word.keys import key_of
from service.work import Work
from service.workflow.drafts import hold_draft

_ENDS = (Fate.SPLIT, Fate.MERGED, Fate.REUSED, Fate.DROPPED)
"""What goes on as none, unless somebody says as which."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the edition before. `goes_on` is the tag that its answers go on under, "" for none, None while it
    has to be decided; `likely` what they may go on under, and `others` what they could as well.
    """

    slot: Slot
    fate: Fate
    goes_on: str | None
    likely: Slot | None
    others: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class GoingOn:
    """What became of the questions of the edition before, as it stands with what was decided."""

    changed: Sequence[Change]
    questions: Sequence[Question]

    @property
    def undecided(self) -> list[Question]:
        """The questions of which somebody has to say whether their answers go on."""
        return [one for one in self.questions if one.goes_on is None]


def going_on(draft: Draft | None, before: Form, form: Form) -> GoingOn:
    """What becomes of the questions of the edition before in a form, by what its draft says was decided."""
    same = _decided(draft, before, form)
    found = changes(before, form, same)
    return GoingOn(found, list(_questions(changes(before, form), found, same, before, form)))


def decide(work: Work, draft: Draft, before: Form, form: Form, said: Mapping[str, str], seen: int) -> None:
    """Keeps as which questions of a form those of the edition before go on: tags by tags, "" for none.

    Raises Stale, and Unfit with what cannot be, by the tags of the edition before.
    """
    proposed = {one.slot.tag: one.goes_on for one in going_on(None, before, form).questions}
    faults = []
    for old, new in said.items():
        if old not in before.by_tag or (new and new not in form.by_tag):
            faults.append(Fault(old, "There is no such question"))
        elif new and new != proposed.get(old) and (why := why_apart(before.by_tag[old], form.by_tag[new])):
            faults.append(Fault(old, f"It cannot go on as this one: {why}"))
        elif new and list(said.values()).count(new) > 1:
            faults.append(Fault(old, f"Two questions cannot both go on as “{form.by_tag[new].title}”"))
    if faults:
        raise Unfit(faults)
    with work.begin() as session:
        held = hold_draft(work, session, draft.kind, draft.id, seen)
        held.told = {**held.told, "same": dict(said)}


def mapped(form: Form, content: bytes, found: GoingOn | None) -> bytes:
    """The form with what goes on from what written into it: answers on the old edition are reported by its tags."""
    if found is None:
        return content
    before = {change.old[0].tag for change in found.changed if change.old}
    others = {new: old for new, old in form.declaration.was.items() if (old or new) not in before}
    was = others | mapping(found.changed)
    if was == dict(form.declaration.was):
        return content
    return redeclared(form.package, replace(form.declaration, was=was))


def bare(form: Form) -> bytes:
    """The form as it would be of an edition that goes on from none."""
    return redeclared(form.package, replace(form.declaration, was={}))


def _decided(draft: Draft | None, before: Form, form: Form) -> dict[str, str]:
    """What was decided here or, where nothing was yet, what the form itself says: the new tag by the old one."""
    said = draft.told.get("same") if draft is not None else None
    if said is None:
        said = {old or new: new if old else "" for new, old in form.declaration.was.items()}
    return {old: new for old, new in said.items() if old in before.by_tag and (not new or new in form.by_tag)}


def _questions(
    proposed: Sequence[Change], found: Sequence[Change], same: Mapping[str, str], before: Form, form: Form
) -> list[Question]:
    """The questions that may be decided: the doubtful ones first, then those that were reworded or end."""
    now = {change.old[0].tag: change for change in found if change.old}
    likely = {change.old[0].tag: change.new[0] for change in proposed if change.fate is Fate.PERHAPS}
    kept = {change.new[0].tag for change in found if change.old and _is_plain(change)}
    made = []
    for slot in before.slots:
        change = now[slot.tag]
        if _is_plain(change) and slot.tag not in same:
            continue
        goes_on: str | None = "" if change.fate in _ENDS else change.new[0].tag
        if slot.tag in same:
            goes_on = same[slot.tag]
        elif change.fate is Fate.PERHAPS:
            goes_on = None
        others = tuple(
            one
            for one in form.slots
            if one is not likely.get(slot.tag)
            and (one.tag == goes_on or (one.tag not in kept and not why_apart(slot, one)))
        )
        made.append(Question(slot, change.fate, goes_on, likely.get(slot.tag), others))
    return sorted(made, key=lambda one: one.slot.tag not in likely)


def _is_plain(change: Change) -> bool:
    """Whether a question goes on under its own name in its own words, so that nobody need be asked."""
    if change.fate is Fate.KEPT:
        return change.old[0].tag == change.new[0].tag
    if change.fate is not Fate.CHANGED or change.old[0].tag != change.new[0].tag:
        return False
    words = [(key_of(slot.label), key_of(slot.column)) for slot in (change.old[0], change.new[0])]
    return words[0] == words[1]
