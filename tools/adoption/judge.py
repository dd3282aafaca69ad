"""Compares what is proposed for a plain form with where its controls stood."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, fields

from schemas.edition import Kind
from schemas.tags import is_shared
from service.word.adopt.proposal import Found, Spot
from service.word.adopt.proposing import propose
from service.word.package import open_package
from service.word.stories import whole_view
from service.word.text import BODY, View
from tools.adoption.plain import Truth, plain

_BLANKS = " \n\t\u00a0\u2002\u2003_.:"


@dataclass(slots=True)
class Verdict:
    """What came of one form: `truths` places there were, `hits` found, `kinds` of them taken for what they are.

    `blanks` were found where a person saw a place to be filled that never had a control. `shared` is how many of
    the hits have a tag of the vocabulary of all forms, `called` how many of these were given it. `missed` and `false`
    name the rest, `mistaken` the kinds and `misnamed` the shared tags that are wrong.
    """

    truths: int = 0
    hits: int = 0
    kinds: int = 0
    blanks: int = 0
    shared: int = 0
    called: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    mistaken: list[str] = field(default_factory=list)
    misnamed: list[str] = field(default_factory=list)

    def add(self, other: "Verdict") -> None:
        """Adds what another counted and listed."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    @property
    def recall(self) -> float:
        """The share of the places that were found."""
        return self.hits / self.truths if self.truths else 1.0

    @property
    def precision(self) -> float:
        """The share of what was found that is a place, true blanks without a control among them."""
        found = self.hits + self.blanks + len(self.false)
        return (self.hits + self.blanks) / found if found else 1.0

    @property
    def strict(self) -> float:
        """The share of what was found where a control had been."""
        found = self.hits + self.blanks + len(self.false)
        return self.hits / found if found else 1.0

    @property
    def named(self) -> float:
        """The share of the places with a shared tag that were given it."""
        return self.called / self.shared if self.shared else 1.0

    @property
    def right(self) -> float:
        """The share of the places found whose kind is right."""
        return self.kinds / self.hits if self.hits else 1.0


def judge(data: bytes, *, prompts: bool, blanks: Collection[tuple[int, int]] = ()) -> Verdict:
    """The verdict on one form with controls; `blanks` are the cells, by line, that a person saw to be filled."""
    form, truths = plain(data, prompts=prompts)
    view = whole_view(open_package(form))
    left = [truth for truth in truths if view.lines[truth.line].story == BODY]
    verdict = Verdict(truths=len(left))
    places = [(spot, one) for one in propose(form, "form").slots for spot in one.found.spots]
    for over in (True, False):  # what is over a truth takes it before what is only beside it
        for place in tuple(places):
            spot, one = place
            hit = _hit(view, left, spot, over=over)
            if hit is None:
                continue
            places.remove(place)
            left.remove(hit)
            verdict.hits += 1
            if _plainly(hit.kind) == _plainly(one.found.kind):
                verdict.kinds += 1
            else:
                verdict.mistaken.append(f"{_named(view, spot, one.found)}: {one.found.kind} for {hit.kind}")
            same = _same_tag(hit.tag, one.named.tag)
            verdict.shared += is_shared(hit.tag)
            verdict.called += is_shared(hit.tag) and same
            if not same and (is_shared(hit.tag) or is_shared(one.named.tag)):
                verdict.misnamed.append(f"{hit.tag}: {one.named.tag}")
    for spot, one in places:
        if (spot.line, spot.cell) in blanks:
            verdict.blanks += 1
        else:
            verdict.false.append(_named(view, spot, one.found))
    verdict.missed += [_shown(view, truth.line, truth.cell, truth.start, truth.end) for truth in left]
    return verdict


def _same_tag(one: str, other: str) -> bool:
    """Whether two tags mean the same, whatever each form calls its sections and the roles that sign it."""
    apart = ("sections", "signoff")
    here, there = one.split("."), other.split(".")
    return here[::2] == there[::2] and len(here) == len(there) if here[0] in apart else here == there


def _plainly(kind: Kind) -> Kind:
    return Kind.TEXT if kind is Kind.RICH_TEXT else kind


def _hit(view: View, truths: Sequence[Truth], spot: Spot, *, over: bool) -> Truth | None:
    """The truth that a place found is: in the same cell and over it, or with nothing but blanks between."""
    text = view.lines[spot.line].cells[spot.cell].text
    for truth in truths:
        if (truth.line, truth.cell) == (spot.line, spot.cell):
            between = text[min(truth.end, spot.end) : max(truth.start, spot.start)]
            shared = truth.start < spot.end and spot.start < truth.end
            if shared or (not over and not between.strip(_BLANKS)):
                return truth
    return None


def _named(view: View, spot: Spot, found: Found) -> str:
    return f"{_shown(view, spot.line, spot.cell, spot.start, spot.end)} – {found.evidence}"


def _shown(view: View, line: int, cell: int, start: int, end: int) -> str:
    text = view.lines[line].cells[cell].text
    before, inside, after = text[max(0, start - 30) : start], text[start:end], text[end : end + 15]
    return f"{line}.{cell} “{before}[{inside[:40]}]{after}”".replace("\n", "⏎").replace("\t", "→")
