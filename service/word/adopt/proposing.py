"""The proposal for a plain form: what it is called and the places where answers belong, each named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from schemas.edition import Declaration
from schemas.tags import LONGEST
from service.word.adopt.finding.draft import drafts_inside
from service.word.adopt.finding.paper import Paper
from service.word.adopt.finding.passed_over import choices_passed_over, headings_passed_over
from service.word.adopt.finding.places import found_in
from service.word.adopt.learning.learning import learned
from service.word.adopt.naming.form import declared, other_record
from service.word.adopt.naming.names import named
from service.word.adopt.proposal import Named, Proposed
from service.word.package import open_package
from service.word.place import where
from service.word.text import BODY, View

_REPEATS = "actions."
_RECORD = "subject.record_id"
_NEEDED = {
    "audit.reference": (
        "the audit reference, which the service gives to every form it sends out",
        "no form can be sent out, though copies can be read",
    ),
    _RECORD: ("the record number", "no audit can be filed"),
    "audit.date": ("the date of the audit", "no audit can be filed"),
    "overall.grade": ("the overall grade", "no audit counts in the figures of grades"),
}
"""What the service needs a form to ask, and what is not possible without it."""
_LONGEST_TITLE = 64
"""What Word keeps of a control's title."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """`declaration` is what the form is called; `places` says where each slot stands, in words; `boxed` counts the
    places in text boxes, which are left out; `doubts` are sentences about what a person has to look at besides.
    """

    declaration: Declaration
    slots: tuple[Proposed, ...]
    places: tuple[str, ...]
    boxed: int = 0
    doubts: tuple[str, ...] = ()


def propose(data: bytes, name: str, copies: Sequence[View] = ()) -> Proposal:
    """The proposal for the plain form in the bytes of a .docx; `name` is its file's, without the ending.

    `copies` are completed copies of it, which tell more. Raises Refused where the bytes are no Word document that can
    be opened.
    """
    paper = Paper(open_package(data))
    found = found_in(paper)
    if copies:
        found = learned(paper, found, copies)
    declaration, doubts = declared(paper, name)
    names = named(found, declaration.subject)
    slots = tuple(_each_its_own(Proposed(*both) for both in zip(found, names, strict=True)))
    places = tuple(
        where(paper.view.lines[one.found.spots[0].line], one.found.spots[0].cell, one.found.heading)
        for one in slots
    )
    passed = tuple(
        f"“{heading}” has nothing under it, and is no place: put an empty line or a frame there if it is to be "
        "answered, and begin anew."
        for heading in headings_passed_over(paper, found)
    )
    printed = tuple(
        f"“{asked}” seems to print choices, and is no place: marks on them would not be read. Put the choices alone "
        "into a cell beside the question, and begin anew."
        for asked in choices_passed_over(paper, found)
    )
    return Proposal(
        declaration,
        slots,
        places,
        _boxed(paper),
        (*doubts, *_of_others(slots, declaration), *_lacking(slots), *passed, *printed),
    )


def _lacking(slots: Sequence[Proposed]) -> Iterator[str]:
    """What an audit needs to be filed, and no place is known to ask for."""
    tags = {tag for one in slots for tag in (one.named.tag, *one.named.ties)}
    for tag, (called, lost) in _NEEDED.items():
        if tag not in tags:
            yield (
                f"no place is known to ask for {called}: without it {lost}. Give `{tag}` to the place that does, "
                "or put one into the form (a label with an empty cell beside it) and begin anew."
            )


def _of_others(slots: Iterable[Proposed], declaration: Declaration) -> Iterator[str]:
    """That a record number is asked for which is another's than the form's title makes the audits be filed under."""
    for one in slots:
        if _RECORD in (one.named.tag, *one.named.ties):
            label = " ".join(one.found.label.split())
            if doubt := other_record(label, declaration.subject):
                yield doubt


def _boxed(paper: Paper) -> int:
    """How many places stand in text boxes."""
    return sum(
        len(drafts_inside(paper, number, at))
        for number, line in enumerate(paper.view.lines)
        if line.story == BODY and line.cells and paper.in_box(line)
        for at in range(len(line.cells))
    )


def _each_its_own(slots: Iterable[Proposed]) -> Iterator[Proposed]:
    """Only actions repeat in a record: the rows of any other table are places of their own, with their numbers."""
    for one in slots:
        if not one.found.repeating or one.named.tag.startswith(_REPEATS):
            yield one
            continue
        for number, spot in enumerate(one.found.spots, 1):
            called = Named(
                _numbered(one.named.tag, "_row_", number, LONGEST),
                _numbered(one.named.title, ", row ", number, _LONGEST_TITLE),
            )
            yield Proposed(replace(one.found, spots=(spot,), repeating=False), called)


def _numbered(text: str, between: str, number: int, longest: int) -> str:
    ending = f"{between}{number}"
    return text[: longest - len(ending)].rstrip("_ ") + ending
