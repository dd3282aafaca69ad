"""What keeps slots from making a form, wherever they stand: their names, their kinds, what the document is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from schemas.edition import Declaration, Kind, Slot
from schemas.soundness import faults_of
from schemas.tags import LONGEST, check_kind, check_tag
from service.errors import Fault
from service.word.adopt.applying.prompting import is_blank
from service.word.adopt.applying.site import Site, fault_at
from service.word.adopt.applying.ticks import is_sign
from service.word.adopt.proposal import Proposed
from service.word.package import Package
from service.word.properties import REFERENCE, custom_properties
from service.word.text import View

FORM = "form"
"""The path of what is wrong with the form as a whole."""


def of_document(package: Package, view: View) -> Iterator[Fault]:
    """What no form may be or hold."""
    if package.strict:
        yield Fault(FORM, "It is saved as Strict Open XML; save it in Word as “Word Document (*.docx)”.")
    if view.revisions:
        yield Fault(FORM, "It holds tracked changes; accept or reject them all first (Review tab).")
    if view.commented:
        yield Fault(FORM, "It holds comments; delete them all first (Review tab).")
    if custom_properties(package).get(REFERENCE):
        yield Fault(FORM, "It is a copy made for one audit, and not a form; adopt the form it was made from.")


def of_slots(declaration: Declaration, slots: Sequence[Proposed]) -> Iterator[Fault]:
    """What is wrong with the slots' names, kinds and options."""
    for slot in slots:
        tag, title, kind = slot.named.tag, slot.named.title, slot.found.kind
        path = tag or title or slot.found.label
        if slot.named.ties:
            yield Fault(
                path, f"It may be {' or '.join(slot.named.ties)}. Give it the right name, or one of its own."
            )
            continue
        wrong = check_tag(tag) or check_kind(tag, kind)
        if wrong:
            yield Fault(path, wrong)
        if not title.strip():
            yield Fault(path, "It has no title.")
        elif len(title) > LONGEST:
            yield Fault(path, f"Its title has {len(title)} characters; Word takes {LONGEST}.")
        spots = len(slot.found.spots)
        if spots != 1 and not (slot.found.repeating and spots):
            yield Fault(path, f"It has {spots} places; a slot that does not repeat has one.")
    named = [slot for slot in slots if not slot.named.ties and slot.named.tag]
    yield from faults_of(declaration, [_as_slot(slot) for slot in named])


def _as_slot(slot: Proposed) -> Slot:
    found, tag = slot.found, slot.named.tag
    name = tag.partition(".")[0] if found.repeating else None
    # Of a control that stands there already, the list is its own.
    kept = any(spot.control is not None for spot in found.spots)
    kind = Kind.TEXT if kept and not found.options and found.kind is Kind.CHOICE else found.kind
    return Slot(tag, slot.named.title, kind, options=found.options, repeating=name)


def overlaps(sites: Sequence[Site]) -> Iterator[Fault]:
    """Sites that share characters, or the same place, or the same control."""
    kept = Counter(site.spot.control for site in sites if site.spot.control is not None)
    for site in sites:
        if site.spot.control is not None and kept[site.spot.control] > 1:
            yield fault_at(site, "another slot names the same control")
    ordered = sorted(sites, key=lambda one: (one.spot.line, one.spot.cell, one.spot.start, one.spot.end))
    for before, after in pairwise(ordered):
        one, other = before.spot, after.spot
        if (one.line, one.cell) != (other.line, other.cell):
            continue
        if one.control is not None and other.control is not None:
            continue
        if other.start < one.end or (one.start, one.end) == (other.start, other.end):
            yield fault_at(after, f"it overlaps the place of “{before.slot.named.tag}”")
        elif other.start == one.end:
            yield fault_at(after, f"nothing stands between it and the place of “{before.slot.named.tag}”")


def boxes(sites: Sequence[Site]) -> Iterator[Fault]:
    """Slots to tick where something is printed that is no box."""
    for site in sites:
        new = site.spot.control is None and site.slot.found.kind is Kind.TICK
        if new and not is_sign(site.text) and not is_blank(site.text):
            yield fault_at(site, f"“{site.text.strip()[:40]}” stands there, which is no box to tick")
