"""A form adopted: content controls written into a council's own document, and nothing else changed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_types

from schemas.edition import Declaration, Kind
from service.errors import Fault, Unfit
from service.word.adopt.applying import belongings, sound
from service.word.adopt.applying.ground import Ground, ground_of
from service.word.adopt.applying.placing import place
from service.word.adopt.applying.prompting import Prompts
from service.word.adopt.applying.repeating import Rows, lists_of, repeat
from service.word.adopt.applying.site import Site, fault_at
from service.word.adopt.applying.standing import Marks, keep, left_over, marks_of, replace, why_not_kept
from service.word.adopt.proposal import Proposed
from service.word.declaring import declare
from service.word.markup import serialised
from service.word.names import VAL, w
from service.word.outline.controls import Identities
from service.word.pack import rewrite
from service.word.package import Package, open_package
from service.word.rows import SDT
from service.word.slots import FLD_CHAR, Element
from service.word.stories import stories_of, whole_view
from service.word.text import BODY, View

_ID = f"{w('sdtPr')}/{w('id')}"


def adopted(
    data: bytes, declaration: Declaration, slots: Sequence[Proposed], *, prompts: bool = True
) -> bytes:
    """The document with a content control at every spot, and with its declaration: a form that is filled and read.

    All else stays as it is: every other part, every other element, the look of what is typed. Without `prompts`
    nothing is to be seen that was not there before: blanks stay as they look, and what was empty shows spaces.

    Raises Unfit with all that keeps it from being adopted cleanly (a fault's path is a tag, or `form`), and Refused
    where the bytes are no Word document that can be opened.
    """
    package = open_package(data)
    view = whole_view(package)
    root = _body(package, view)
    if any(slot.found.repeating or slot.found.kind is Kind.TICK for slot in slots):
        root = belongings.with_namespaces(root)
    ground = ground_of(view, root)
    marks = marks_of(root)
    faults = [*sound.of_document(package, view), *sound.of_slots(declaration, slots)]
    sites = [one for slot in slots if (one := _sites(ground, slot, faults))]
    every = [site for one in sites for site in one]
    faults += (fault_at(site, why) for site in every for why in ground.why_not(site))
    faults += (fault_at(site, why) for site in every for why in why_not_kept(ground, site, marks))
    faults += left_over(ground, {site.spot.control for site in every if site.spot.control is not None})
    lists, wrong = lists_of(ground, sites)
    faults += [*wrong, *sound.overlaps(every), *sound.boxes(every)]
    if faults:
        raise Unfit(list(dict.fromkeys(faults)))
    changed: dict[str, bytes] = {}
    style = belongings.prompt_style(package, changed) if every and prompts else ""
    words = Prompts(view, [site.spot for site in every], show=prompts)
    _write(ground, _Writing(_ids(package), marks, style, words), sites, lists)
    changed[package.main] = serialised(root)
    declare(package, changed, _declared(declaration, slots))
    belongings.identify(package, changed, declaration)
    return rewrite(package, changed)


def _body(package: Package, view: View) -> Element:
    """The root of the tree that the view shows."""
    for line in view.lines:
        if line.story == BODY:
            return line.cells[0].paragraphs[0].element.getroottree().getroot()
    return package.xml(package.main)


def _sites(ground: Ground, slot: Proposed, faults: list[Fault]) -> list[Site]:
    """The sites of a slot's spots; spots that the document does not have are put among the faults."""
    found = []
    for spot in slot.found.spots:
        site = ground.site(slot, spot)
        if site is None:
            place = f"line {spot.line}, cell {spot.cell}, characters {spot.start} to {spot.end}"
            faults.append(Fault(slot.named.tag or slot.named.title, f"The document has no {place}."))
        else:
            found.append(site)
    return found


def _declared(declaration: Declaration, slots: Sequence[Proposed]) -> Declaration:
    """The declaration with the types that controls cannot say."""
    tags = {slot.named.tag for slot in slots}
    types = {tag: kind for tag, kind in declaration.types.items() if tag not in tags}
    types |= {slot.named.tag: str(Kind.NUMBER) for slot in slots if slot.found.kind is Kind.NUMBER}
    return with_types(declaration, types=types)


def _ids(package: Package) -> Counter[str]:
    """The ids of the controls that there are, in every story."""
    return Counter(
        number.get(VAL) or ""
        for _, story in stories_of(package)
        for sdt in story.iter(SDT)
        if (number := sdt.find(_ID)) is not None
    )


class _Unused(Identities):
    """Ids that no control of the document has."""

    def __init__(self, taken: Iterable[str]) -> None:
        super().__init__()
        self._given.update(int(one) for one in taken if one.lstrip("-").isdecimal())


@dataclass(frozen=True, slots=True)
class _Writing:
    """What writing takes: the ids there are, the marks of fields, the style of prompts (if any) and their words."""

    ids: Counter[str]
    marks: Mapping[Element, Marks]
    style: str
    words: Prompts


def _write(ground: Ground, how: _Writing, sites: Sequence[Sequence[Site]], lists: Sequence[Rows]) -> None:
    """Writes the controls, those of a paragraph from its end to its beginning, so that places stay what they were."""
    identities = _Unused(how.ids)
    jobs = [
        (
            site,
            identities.of(f"{site.slot.named.tag}#{number}" if len(one) > 1 else site.slot.named.tag),
            prompt,
        )
        for one in sites
        for prompt in (how.words.of(one),)
        for number, site in enumerate(one)
    ]
    jobs.sort(key=lambda job: (job[0].spot.line, job[0].spot.cell, job[0].spot.start, job[0].spot.end))
    for site, identity, prompt in reversed(jobs):
        if site.spot.control is None:
            place(ground, site, identity, prompt, how.style)
            continue
        there = ground.view.controls[site.spot.control].element
        if there.tag == FLD_CHAR:
            replace(how.marks[there], site.slot, site.text, prompt, identity, how.style)
        else:
            number = there.find(_ID)
            alone = number is not None and how.ids[number.get(VAL) or ""] == 1
            keep(there, site.slot, identity, alone=alone)
    for found in lists:
        repeat(found, identities)
