"""A plain form that is being adopted, as it stands: its document, its map, what is still to be decided."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.errors import Unknown
from service.store.rows.drafts import Draft
from service.word.adopt.entries import Entry, Map
from service.word.adopt.laid_out import Box, Layout
from service.word.adopt.mapping import spot_in
from service.word.adopt.spots import spot_in_box

_LACKS = re.compile(r"Give `([a-z0-9_.]+)`")
"""How a doubt names what no place is known to ask for."""

__all__ = ["Adoption", "Box", "Entry", "new_place", "place_again"]


@dataclass(frozen=True, slots=True)
class Adoption:
    """A plain form that is being adopted: its draft, its document, and the map as it stands."""

    draft: Draft
    content: bytes
    map: Map

    @property
    def undecided(self) -> list[Entry]:
        """The places whose name somebody has to decide before it goes on."""
        return [one for one in self.map.entries if one.decide]

    @property
    def doubtful(self) -> list[Entry]:
        """The places that little speaks for."""
        return [one for one in self.map.entries if one.doubtful and not one.decide]

    @property
    def doubts(self) -> list[str]:
        """What was doubtful about the form as it came, but for what was asked for and has a place since."""
        tags = {one.tag for one in self.map.entries}
        return [said for said in self.draft.told["doubts"] if not tags & set(_LACKS.findall(said))]

    @property
    def prompts(self) -> bool:
        """Whether places that have no prompt of the form's own get one."""
        return bool(self.draft.told.get("prompts", True))

    def layout(self) -> Layout:
        """The form laid out, with its places."""
        return Layout(self.content, [one.spots for one in self.map.entries])

    def sections(self) -> dict[str, str]:
        """The sections that places are in, by their name in the record, each with the heading of its first place."""
        layout, found = self.layout(), dict[str, str]()
        for one in self.map.entries:
            part, _, rest = one.tag.partition(".")
            if part == "sections" and "." in rest:
                found.setdefault(rest.partition(".")[0], layout.heading(one.spots[0].line))
        return found

    def number(self, at: str) -> int:
        """The number of a place in the form, from 1; 0 where there is none."""
        return next((number for number, one in enumerate(self.map.entries, 1) if one.at == at), 0)

    def is_taken(self, entry: Entry) -> bool:
        """Whether another place is in the way of one."""
        return any(
            (one.line, one.cell) == (two.line, two.cell)
            and (
                (one.start, one.end) == (two.start, two.end) or (one.start < two.end and two.start < one.end)
            )
            for one in entry.spots
            for other in self.map.entries
            for two in other.spots
        )


def new_place(adoption: Adoption, box: Box, way: str, words: str, *, rows: bool = False) -> Entry:
    """A place put by hand into a cell or a paragraph, or into it and the empty ones below it (`rows`); still unnamed.

    Raises Unfit where there is no such spot.
    """
    layout = adoption.layout()
    spots = layout.column(box.line, box.cell) if rows else [spot_in_box(box, way, words)]
    return Entry("", "", "", tuple(spots), repeating=rows, where=layout.where(box.line, box.cell))


def place_again(adoption: Adoption, at: Sequence[str]) -> Entry:
    """A place that was taken out meanwhile, where it stood; still unnamed. Raises Unknown where that is no place."""
    spots = tuple(spot for one in at if (spot := spot_in(one)) is not None)
    layout = adoption.layout()
    if not spots or len(spots) != len(at) or layout.box(spots[0].line, spots[0].cell) is None:
        raise Unknown
    where = layout.where(spots[0].line, spots[0].cell)
    return Entry("", "", "", spots, repeating=len(spots) > 1, where=where)
