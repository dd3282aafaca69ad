"""The map of a plain form as entries, which are looked at, changed, added and taken out one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from schemas.edition import Option
from service.errors import Fault, Unfit
from service.word.adopt.mapping import dumped, read_map, spelled, spot_in
from service.word.adopt.proposal import Spot
from service.word.outline.source import mapping_of

_SURE = 0.8
"""Below this a place is doubtful."""
BY_HAND = "added by hand"
"""Why a place is one that somebody added."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place as the map has it. `options` are the choices, or the name of a list or scale; `decide` the tags
    between which its label does not decide.
    """

    tag: str
    title: str
    kind: str
    spots: tuple[Spot, ...]
    repeating: bool = False
    options: tuple[Option, ...] | str = ()
    decide: tuple[str, ...] = ()
    where: str = ""
    why: str = BY_HAND
    sure: float = 1.0

    @property
    def at(self) -> str:
        """What it is found by: its place, or the first of them."""
        return spelled(self.spots[0])

    @property
    def places(self) -> tuple[str, ...]:
        """All its places as the map writes them."""
        return tuple(map(spelled, self.spots))

    @property
    def doubtful(self) -> bool:
        """Whether little speaks for it."""
        return self.sure < _SURE


@dataclass(frozen=True, slots=True)
class Map:
    """A map: the digest of its form's file, what the form is called, and its places in the order of the form."""

    file: str
    form: Mapping[str, str]
    entries: tuple[Entry, ...]

    def find(self, at: str) -> Entry | None:
        """The entry of a place."""
        return next((one for one in self.entries if one.at == at), None)

    def put(self, entry: Entry) -> "Map":
        """With an entry in the place of the one that stands there, else where it belongs in the order of the form."""
        if self.find(entry.at) is not None:
            entries = [entry if one.at == entry.at else one for one in self.entries]
            return replace(self, entries=tuple(entries))
        before = [one for one in self.entries if _order(one) < _order(entry)]
        behind = [one for one in self.entries if _order(one) >= _order(entry)]
        return replace(self, entries=(*before, entry, *behind))

    def without(self, at: str) -> "Map":
        """Without the entry of a place."""
        return replace(self, entries=tuple(one for one in self.entries if one.at != at))


def map_of(text: str) -> Map:
    """A map that the service wrote. Raises Unfit where it is none."""
    found = mapping_of(text, "map")
    form, slots = found.get("form"), found.get("slots")
    if not isinstance(form, dict) or not isinstance(slots, list):
        raise Unfit([Fault("map", "is no map of a form")])
    return Map(
        str(found.get("file") or ""),
        {str(name): str(said) for name, said in form.items()},
        tuple(_entry(one) for one in slots),
    )


def text_of(written: Map) -> str:
    """The map as YAML, as `forms adopt` reads it."""
    slots = [_written(one) for one in written.entries]
    return dumped({"file": written.file, "form": dict(written.form), "slots": slots})


def faults_of(entry: Entry, among: Map, data: bytes) -> list[Fault]:
    """What is wrong with an entry of the map for the form in the bytes; the path is the name of what is wrong."""
    faults = []
    try:
        read_map(text_of(replace(among, entries=(entry,))), data)
    except Unfit as unfit:
        faults = [
            Fault(one.path.rpartition(".")[2], one.message)
            for one in unfit.faults
            if not one.path.startswith("form.")
        ]
    if any(one.tag == entry.tag and one.at != entry.at for one in among.entries):
        faults.append(
            Fault("tag", f"Another place is called {entry.tag} too; give one of them another name.")
        )
    return faults


def faults_of_form(form: Mapping[str, str], among: Map, data: bytes) -> list[Fault]:
    """What is wrong with what a form is called; the path is the name of what is wrong."""
    try:
        read_map(text_of(replace(among, form=form)), data)
    except Unfit as unfit:
        return [
            Fault(one.path.removeprefix("form."), one.message)
            for one in unfit.faults
            if one.path.startswith("form.")
        ]
    return []


def _entry(found: Mapping[str, object]) -> Entry:
    at, options = found["at"], found.get("options")
    places = at if isinstance(at, list) else [at]
    spots = tuple(spot for one in places if (spot := spot_in(str(one))) is not None)
    if not spots:
        raise Unfit([Fault(str(found.get("tag")), "has no place")])
    decide = found.get("decide")
    return Entry(
        str(found["tag"]),
        str(found["title"]),
        str(found["kind"]),
        spots,
        repeating=isinstance(at, list),
        options=_options(options),
        decide=tuple(str(one) for one in decide) if isinstance(decide, list) else (),
        where=str(found.get("where") or ""),
        why=str(found.get("why") or ""),
        sure=float(str(found.get("sure", 1))),
    )


def _options(found: object) -> tuple[Option, ...] | str:
    if isinstance(found, dict):
        return tuple(Option(str(code), str(text)) for code, text in found.items())
    return str(found or "") or ()


def _written(entry: Entry) -> dict[str, object]:
    made: dict[str, object] = {"tag": entry.tag, "title": entry.title, "kind": entry.kind}
    if entry.decide:
        made["decide"] = list(entry.decide)
    if entry.options:
        options = entry.options
        made["options"] = options if isinstance(options, str) else {one.code: one.text for one in options}
    made |= {"where": entry.where, "why": entry.why, "sure": entry.sure}
    made["at"] = list(entry.places) if entry.repeating else entry.at
    return made


def _order(entry: Entry) -> tuple[int, int, int]:
    spot = entry.spots[0]
    return spot.line, spot.cell, spot.start
