"""Makes a plain form two-way, step by step: proposed, changed place by place, tried, and added as an edition."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from schemas.edition import Declaration
from service.check import Checked
from service.errors import Fault, Refused, Stale, Unfit, Unknown
from service.reading import Reading
from service.roles import May
from service.store.rows.forms import Edition
from service.word.adopt.applying.apply import adopted
from service.word.adopt.entries import Entry, Map, faults_of, faults_of_form, map_of, text_of
from service.word.adopt.learning.folder import of_form
from service.word.adopt.mapping import read_map, written
from service.word.adopt.proposal import Proposed
from service.word.adopt.proposing import propose
from service.word.form import Form, load_form
from service.word.package import open_package
from service.word.read import read
from service.word.stories import whole_view
from service.work import Work
from service.workflow.adoption import Adoption
from service.workflow.checking import checked_copy
from service.workflow.copies import opened_copies
from service.workflow.drafts import ADOPTION, begin_draft, hold_draft, leave_draft, open_draft
from service.workflow.new_edition import add_decided
from service.workflow.try_form import wrong_with
from service.workflow.unpack import Unpacked

_NO_PLACE = (
    "It has no place for an answer that could be found: no blank, box, prompt or empty cell. Put them into the form in "
    "Word, and upload it again."
)
_TWO_WAY = "It is two-way already: its places have names, and it says which form it is. Add it as an edition instead."


class Undecided(Exception):
    """Places of the form whose labels may mean several things, and nobody has said which."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """The form made two-way; `gives_way` are the words that make room for answers, and that nobody proposed."""

    document: bytes
    form: Form
    gives_way: Sequence[str]


def begin_adoption(work: Work, content: bytes, name: str, copies: Unpacked, *, recovered: int = 0) -> int:
    """Proposes the places of a plain form, and keeps the proposal as the actor's draft; gives its number.

    `copies` are completed ones: they are learned from, and nothing of them is kept but the names of their files, as
    long as the draft is, each with what became of it. `recovered` is of how many copies the form itself was recovered,
    0 where it came as it is. Raises NotAllowed, and Refused where the form is no Word
    document that can be opened, has no places, or is two-way already.
    """
    work.actor.need(May.ADD_EDITION)
    package = open_package(content)
    if _is_two_way(content):
        raise Refused("two-way", _TWO_WAY)
    learnt = of_form(opened_copies(copies), whole_view(package))
    proposal = propose(content, _stem(name), list(learnt.views.values()))
    if not proposal.slots:
        raise Refused("no-places", _NO_PLACE)
    told = {
        "doubts": list(proposal.doubts),
        "boxed": proposal.boxed,
        "learnt": list(learnt.views),
        "recovered": recovered,
        "aside": [[file, why] for file, why in learnt.aside.items()],
    }
    text = text_of(map_of(written(proposal, content, "the form")))
    return begin_draft(work, ADOPTION, content, name, text=text, told=told)


def open_adoption(work: Work, number: int) -> Adoption:
    """A form that the actor is adopting. Raises NotAllowed, Unknown."""
    draft, content = open_draft(work, ADOPTION, number)
    return Adoption(draft, content, map_of(draft.map))


def put_place(work: Work, number: int, entry: Entry, seen: int, *, new: bool = False) -> None:
    """Puts a place into the map, in the place of what was said of it so far.

    Raises NotAllowed, Unknown, Stale, and Unfit with what is wrong with it, by the names of an entry.
    """
    adoption = open_adoption(work, number)
    faults = faults_of(entry, adoption.map, adoption.content)
    if new and adoption.is_taken(entry):
        faults.append(
            Fault("at", "Another place is there already. Choose another spot, or change that place.")
        )
    if faults:
        raise Unfit(faults)
    _change(work, number, adoption.map.put(entry), seen)


def take_out_place(work: Work, number: int, at: str, seen: int) -> None:
    """Takes a place out of the map: what stands there stays the form's own. Raises NotAllowed, Unknown, Stale."""
    _change(work, number, open_adoption(work, number).map.without(at), seen)


def call_form(work: Work, number: int, called: Mapping[str, str], seen: int, *, prompts: bool = True) -> None:
    """Says what the form is called: its key, title, edition, whom it is about and its scale.

    `prompts` is whether places that have no prompt of the form's own get one.

    Raises NotAllowed, Unknown, Stale, and Unfit with what is wrong, by these names.
    """
    adoption = open_adoption(work, number)
    form = {**adoption.map.form, **called}
    faults = faults_of_form(form, adoption.map, adoption.content)
    if faults:
        raise Unfit(faults)
    _change(work, number, Map(adoption.map.file, form, adoption.map.entries), seen, prompts=prompts)


def make_adopted(work: Work, adoption: Adoption) -> Adopted:
    """The form with a content control at each place. Nothing is kept.

    Raises NotAllowed, Undecided while a name has to be decided, and Unfit with all that keeps it from
    being adopted, or from being a form that works.
    """
    work.actor.need(May.ADD_EDITION)
    declaration, slots = _decided(adoption)
    made = adopted(adoption.content, declaration, slots, prompts=adoption.prompts)
    if wrong := wrong_with(made, work.today()):
        raise Unfit([Fault(one.where, f"{one.message} {one.mend}") for one in wrong])
    return Adopted(made, load_form(made), list(given_way(adoption.content, adoption.draft.name, slots)))


def try_copy(work: Work, adoption: Adoption, copy: bytes, name: str) -> tuple[Form, Reading, Checked]:
    """What a completed copy says, read by the form as it would be adopted. Nothing of it is kept.

    Raises NotAllowed, Undecided and Unfit as `make_adopted`, and Refused where it is no copy of the form.
    """
    work.actor.need(May.READ_COPY)
    form = make_adopted(work, adoption).form
    reading = read(copy, [form], form)
    return form, reading, checked_copy(form, reading, name, work.today())


def finish_adoption(work: Work, number: int, seen: int, shown: str) -> tuple[Edition, bool]:
    """Adds the adopted form as an edition, and takes the draft away. `shown` is as `confirm_addition` takes it.

    Raises NotAllowed, Unknown, Stale, NotNow and Unfit as `make_adopted` and `add_decided`.
    """
    adoption = open_adoption(work, number)
    if adoption.draft.version != seen:
        raise Stale(seen, adoption.draft.version)
    made = make_adopted(work, adoption)
    added = add_decided(work, made.form, made.document, adoption.draft, shown)
    with suppress(Unknown):  # it was confirmed twice at once
        leave_draft(work, ADOPTION, number, finished=True)
    return added


def given_way(data: bytes, name: str, slots: Sequence[Proposed]) -> Iterator[str]:
    """The words that a map changed by hand takes out of the form in the bytes, and that nobody proposed to."""
    proposed = {spot for one in propose(data, _stem(name)).slots for spot in one.found.spots}
    lines = whole_view(open_package(data)).lines
    for one in slots:
        for spot in one.found.spots:
            text = " ".join(lines[spot.line].cells[spot.cell].text[spot.start : spot.end].split())
            if spot not in proposed and any(map(str.isalnum, text)):
                yield text


def _decided(adoption: Adoption) -> tuple[Declaration, list[Proposed]]:
    if adoption.undecided:
        raise Undecided
    return read_map(text_of(adoption.map), adoption.content)


def _change(work: Work, number: int, changed: Map, seen: int, **told: object) -> None:
    with work.begin() as session:
        draft = hold_draft(work, session, ADOPTION, number, seen)
        draft.map = text_of(changed)
        draft.told = {**draft.told, **told}


def _is_two_way(content: bytes) -> bool:
    try:
        form = load_form(content, "")
    except Unfit:
        return False
    return bool(form.declaration.key and form.slots)


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name
