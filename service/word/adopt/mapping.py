"""The proposal as a YAML file that a person reads, changes and gives back."""

import hashlib
import re
from collections.abc import Iterator, Sequence

import yaml

from schemas.edition import Declaration, Kind, Option
from schemas.scales import SCALES
from schemas.tags import check_kind, check_tag
from service.errors import Fault, Unfit
from service.word.adopt.finding.printed import printed_choices
from service.word.adopt.proposal import Found, Named, Proposed, Spot
from service.word.adopt.proposing import Proposal
from service.word.keys import key_of
from service.word.outline.asks import options_of
from service.word.outline.declared import declaration_in
from service.word.outline.given import Given
from service.word.outline.source import mapping_of
from service.word.package import open_package
from service.word.stories import whole_view
from service.word.text import Line

_SPOT = re.compile(r"(\d{1,6})\.(\d{1,4}):(\d{1,7})-(\d{1,7})(?:#(\d{1,6}))?")
_ABOUT = """\
# Where answers belong in {file}, as far as could be told.
#
# Read this beside the form. Change what is wrong: a tag, a title, a kind (text, rich_text, date, number, tick,
# choice), the options of a choice; one without options takes any text. Take out what is no place for an answer.
# Where `decide` stands, the label does not say which of these tags is meant: put the right one, or one of your
# own, at `tag`, and take `decide` out. `at` and `file` find the places in this very file: change the form itself
# before or after, but not in between. Added by hand, `at` is LINE.CELL:FROM-TO, as the other entries have it.
"""


def written(proposal: Proposal, data: bytes, file: str) -> str:
    """The map of a proposal for the form in the bytes, which stand in a file of that name."""
    declared = proposal.declaration
    form = {
        "key": declared.key,
        "title": declared.title,
        "edition": declared.edition,
        "subject": declared.subject,
        "scale": declared.scale,
    }
    parts = [
        _ABOUT.format(file=file),
        *(f"#\n# {doubt}\n" for doubt in proposal.doubts),
        dumped({"file": hashlib.sha256(data).hexdigest(), "form": form}),
        "slots:\n",
    ]
    heading = None
    for one, place in zip(proposal.slots, proposal.places, strict=True):
        if one.found.heading != heading:
            heading = one.found.heading
            parts.append(f"\n# {heading or 'Without a heading'}\n")
        parts.append(dumped([_entry(one, place)]))
    return "".join(parts)


def dumped(content: object) -> str:
    """A part of a map as YAML."""
    return yaml.safe_dump(
        content, sort_keys=False, allow_unicode=True, width=100_000, default_flow_style=False
    )


def _entry(one: Proposed, place: str) -> dict[str, object]:
    found = one.found
    entry: dict[str, object] = {"tag": one.named.tag, "title": one.named.title, "kind": str(found.kind)}
    if one.named.ties:
        entry["decide"] = list(one.named.ties)
    if found.options:
        entry["options"] = {option.code: option.text for option in found.options}
    entry["where"] = place
    entry["why"] = found.evidence
    entry["sure"] = round(found.confidence, 2)
    spots = [spelled(spot) for spot in found.spots]
    entry["at"] = spots if found.repeating else spots[0]
    return entry


def spelled(spot: Spot) -> str:
    """A place as the map writes it: LINE.CELL:FROM-TO."""
    control = f"#{spot.control}" if spot.control is not None else ""
    return f"{spot.line}.{spot.cell}:{spot.start}-{spot.end}{control}"


def spot_in(text: str) -> Spot | None:
    """The place that is written so; None where it is none."""
    spot = _SPOT.fullmatch(text.strip())
    if spot is None:
        return None
    line, cell, start, end = (int(number) for number in spot.groups()[:4])
    return Spot(line, cell, start, end, int(spot[5]) if spot[5] else None)


def read_map(text: str, data: bytes) -> tuple[Declaration, list[Proposed]]:
    """The declaration and the slots in a map for the form in the bytes. Raises Unfit with every fault and its path."""
    faults: list[Fault] = []
    given = Given(mapping_of(text, "map"), "", faults, whole="map")
    if given.text("file") not in ("", hashlib.sha256(data).hexdigest()):
        given.fault(
            "file", "this map was made for another file; make a new one, or give the form as it was then"
        )
    form = Given(given.value("form") or {}, "form", faults)
    declaration = declaration_in(form)
    form.done()
    grades = SCALES[declaration.scale].grades if declaration.scale in SCALES else ()
    lines = whole_view(open_package(data)).lines
    entries = list(given.each("slots", named_by="tag"))
    slots = [slot for one in entries if (slot := _slot(one, grades, lines)) is not None]
    given.done()
    if not slots and not faults:
        faults.append(Fault("slots", "at least one place is needed"))
    faults += _twice(slots)
    if faults:
        raise Unfit(faults)
    return declaration, slots


def _slot(given: Given, grades: tuple[Option, ...], lines: Sequence[Line]) -> Proposed | None:
    tag, title = given.text("tag"), given.label("title")
    kind = given.one_of("kind", tuple(kind.value for kind in Kind))
    spots = list(_spots(given))
    options = _as_printed(options_of(given, grades), spots, lines)
    if (printed := _printed_in(spots, lines)) and key_of(printed) in {key_of(one.text) for one in options}:
        given.fault(
            "at",
            f"the form prints “{printed}” there, which is one of the choices: every copy would read as it. Give the "
            "place where all of them are printed, or where the answer is written",
        )
    repeating = isinstance(given.value("at"), list)
    for name in ("where", "why", "sure"):
        given.value(name)
    if given.value("decide") is not None:
        given.fault(
            "decide",
            "its label does not say which tag is meant; put the right one at `tag` and take `decide` out",
        )
    said = check_tag(tag) if tag else None
    if said:
        given.fault("tag", said)
    elif tag and kind in Kind.__members__.values() and (said := check_kind(tag, Kind(kind))):
        given.fault("kind", said)
    if repeating and not tag.startswith("actions."):
        given.fault(
            "at", "only the rows of actions repeat; give each row an entry of its own, with one place"
        )
    if options and kind != Kind.CHOICE:
        given.fault("kind", "options are for a choice")
    given.done()
    if not spots or kind not in tuple(one.value for one in Kind):
        return None
    takes = Kind.TEXT if kind == Kind.CHOICE and not options and spots[0].control is None else Kind(kind)
    found = Found(tuple(spots), takes, "", 1.0, options, repeating=repeating)
    return Proposed(found, Named(tag, title))


def _printed_in(spots: Sequence[Spot], lines: Sequence[Line]) -> str:
    """What the form prints in the first of the places, where that is in the form."""
    spot = spots[0] if spots else None
    if spot is None or spot.line >= len(lines) or spot.cell >= len(lines[spot.line].cells):
        return ""
    return lines[spot.line].cells[spot.cell].text[spot.start : spot.end]


def _as_printed(
    options: tuple[Option, ...], spots: Sequence[Spot], lines: Sequence[Line]
) -> tuple[Option, ...]:
    """The options in the words that the form prints in their place, where it prints them: RI, say, for a grade."""
    printed = {one.code: one for one in printed_choices(_printed_in(spots, lines))}
    if not printed.keys() <= {option.code for option in options}:
        return options
    return tuple(printed.get(option.code, option) for option in options)


def _spots(given: Given) -> Iterator[Spot]:
    found = given.value("at")
    for one in found if isinstance(found, list) else [found]:
        spot = spot_in(str(one or ""))
        if spot is None:
            given.fault("at", f"“{one}” is no place; copy it as it was proposed")
            return
        yield spot


def _twice(slots: list[Proposed]) -> Iterator[Fault]:
    seen: set[str] = set()
    for one in slots:
        if one.named.tag in seen:
            yield Fault(one.named.tag, "stands twice; one place is one answer")
        seen.add(one.named.tag)
