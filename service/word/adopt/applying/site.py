"""A spot of a slot in a document, paragraph by paragraph."""

from dataclasses import dataclass

from service.errors import Fault
from service.word.adopt.applying.splitting import Laid, laid
from service.word.adopt.proposal import Proposed, Spot
from service.word.text import Paragraph


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some characters of one paragraph; none where `start` and `end` are equal."""

    paragraph: Paragraph
    start: int
    end: int

    def runs(self) -> list[Laid]:
        """The runs that show some of them."""
        return [one for one in laid(self.paragraph) if one.start < self.end and one.end > self.start]


@dataclass(frozen=True, slots=True)
class Site:
    """A spot of a slot: `text` is what stands there, paragraph by paragraph in `stretches`; `where` it is in words.

    It has no stretch where a control stands there already.
    """

    slot: Proposed
    spot: Spot
    where: str
    text: str
    stretches: tuple[Stretch, ...] = ()


def fault_at(site: Site, why: str) -> Fault:
    """What is wrong with a site, with its place in words."""
    named = site.slot.named.tag or site.slot.named.title or site.slot.found.label
    return Fault(named, f"{site.where[:1].upper()}{site.where[1:]}: {why}.")
