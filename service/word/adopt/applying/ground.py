"""The places of a document as elements: which runs show the characters of a spot, and why some cannot be taken out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from service.word.adopt.applying.site import Site, Stretch
from service.word.adopt.applying.splitting import Laid, laid, obstacle, shown_by
from service.word.adopt.proposal import Proposed, Spot
from service.word.alternate import ALTERNATE
from service.word.census import ADDED, REMOVED
from service.word.fields import fields_of
from service.word.labels import headings_of
from service.word.names import VAL, w
from service.word.place import where
from service.word.slots import FLD_CHAR, Element
from service.word.text import BODY, View

P, R, _P_PR = w("p"), w("r"), w("pPr")
_MARKS_OF_PARAGRAPH = f"{w('pPr')}/{w('rPr')}"
_SECTION = f"{w('pPr')}/{w('sectPr')}"
_BOX, _FIELD, _SDT, _TC = w("txbxContent"), w("fldSimple"), w("sdt"), w("tc")
_V_MERGE = f"{w('tcPr')}/{w('vMerge')}"
PASSING = frozenset(
    map(w, ("proofErr", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "lastRenderedPageBreak"))
)
"""What may stand between runs without being text."""

TRACKED = "a tracked change stands there; accept or reject it first"
IN_FIELD = "it stands in the result of a field, which Word writes anew"
IN_BOX = "it stands in a text box, which Word stores twice"
IN_CONTROL = "it stands in another content control"
_ASIDE = "something that is no text stands between"


@dataclass(slots=True)
class Ground:
    """A document's view, and the paragraphs and runs of it that belong to fields."""

    view: View
    headings: dict[int, str]
    in_field: set[Element] = field(default_factory=set)

    def site(self, slot: Proposed, spot: Spot) -> Site | None:
        """The spot's site; None where the document has no such place."""
        lines = self.view.lines
        if not (0 <= spot.line < len(lines) and 0 <= spot.cell < len(lines[spot.line].cells)):
            return None
        line = lines[spot.line]
        cell = line.cells[spot.cell]
        place = where(line, spot.cell, self.headings.get(id(line), ""))
        text = cell.text
        if spot.control is not None:
            there = 0 <= spot.control < len(self.view.controls)
            return Site(slot, spot, place, self.view.controls[spot.control].said) if there else None
        if not 0 <= spot.start <= spot.end <= len(text):
            return None
        stretches, at = [], 0
        for paragraph in cell.paragraphs:
            end = at + len(paragraph.text)
            if at <= spot.end and end >= spot.start:
                stretches.append(Stretch(paragraph, max(spot.start, at) - at, min(spot.end, end) - at))
            at = end + 1
        if spot.start == spot.end:
            stretches = stretches[:1]
        return Site(slot, spot, place, text[spot.start : spot.end], tuple(stretches))

    def why_not(self, site: Site) -> Iterator[str]:
        """What keeps the site from becoming a control."""
        line = self.view.lines[site.spot.line]
        if line.story != BODY:
            yield "answers can stand in the text alone, not in a header, a footer or a note"
            return
        if site.spot.control is not None:
            return
        for stretch in site.stretches:
            reason = self._why_not(stretch)
            if reason:
                yield reason
                return
        yield from _apart(site)

    def _why_not(self, stretch: Stretch) -> str:
        paragraph = stretch.paragraph.element
        if paragraph.tag != P:
            return "the file does not say in which paragraph it stands"
        if is_boxed(paragraph):
            return IN_BOX
        cell = next(paragraph.iterancestors(_TC), None)
        merge = cell.find(_V_MERGE) if cell is not None else None
        if merge is not None and merge.get(VAL) != "restart":
            return "the cell is merged with the one above it, and nobody sees what stands in it"
        marks = paragraph.find(_MARKS_OF_PARAGRAPH)
        if _in_revision(paragraph) or (
            marks is not None and any(mark.tag in ADDED | REMOVED for mark in marks)
        ):
            return TRACKED
        if paragraph in self.in_field:
            return IN_FIELD
        around = [control for control in self.view.controls if control.block and control.element.tag == _SDT]
        for control in around:
            says = control.properties
            if (
                says.kind is not None
                and "rich" not in says.kind
                and control.element in paragraph.iterancestors()
            ):
                return IN_CONTROL
        if stretch.start == stretch.end:
            return self._no_room(stretch)
        return self._not_text(stretch)

    def _not_text(self, stretch: Stretch) -> str:
        runs = stretch.runs()
        for one in runs:
            reason = self._held(one.run, stretch.paragraph.element) or obstacle(one)
            if reason:
                return reason
        first, last = runs[0].run, runs[-1].run
        if first.getparent() is not last.getparent():
            return "a link or a mark begins or ends within it"
        for sibling in first.itersiblings():
            if first is last:
                break
            if sibling is last:
                break
            if sibling.tag in ADDED | REMOVED:
                return TRACKED
            if sibling.tag == R and sibling not in self.in_field:
                hidden = not any(one.run is sibling for one in runs) and shown_by(sibling)
                reason = (
                    "hidden text stands there" if hidden else obstacle(Laid(sibling, "", 0, 0), whole=True)
                )
                if reason:
                    return reason
            elif sibling.tag not in PASSING:
                return IN_FIELD if sibling.tag == R or sibling.tag == _FIELD else _ASIDE
        return ""

    def _no_room(self, stretch: Stretch) -> str:
        """What keeps a control from being put between two characters."""
        for one in laid(stretch.paragraph):
            if one.start < stretch.start < one.end:
                return self._held(one.run, stretch.paragraph.element) or obstacle(one)
        before = [one for one in laid(stretch.paragraph) if one.end == stretch.start]
        after = [one for one in laid(stretch.paragraph) if one.start == stretch.start]
        if before and after:
            tops = [top_of(one.run, stretch.paragraph.element) for one in (before[-1], after[0])]
            if tops[0] is tops[1] and tops[0] is not before[-1].run:
                return "a link, a field or a control goes on there"
            if before[-1].run in self.in_field and after[0].run in self.in_field:
                return IN_FIELD
        return ""

    def _held(self, run: Element, paragraph: Element) -> str:
        """What the run is held in, so that it cannot be taken out."""
        if run.tag != R:
            return _ASIDE
        if run in self.in_field:
            return IN_FIELD
        for above in run.iterancestors():
            if above is paragraph:
                return ""
            if above.tag in ADDED | REMOVED:
                return TRACKED
            if above.tag == _FIELD:
                return IN_FIELD
            if above.tag == _SDT:
                return IN_CONTROL
            if above.tag == ALTERNATE:
                return "it is stored twice, for new programs and for old ones"
            if above.tag == R:
                return _ASIDE
        return ""


def is_boxed(element: Element) -> bool:
    """Whether an element stands in a text box."""
    return next(element.iterancestors(_BOX), None) is not None


def top_of(run: Element, paragraph: Element) -> Element:
    """The paragraph's own child that the run is, or is in."""
    return next((above for above in run.iterancestors() if above.getparent() is paragraph), run)


def _apart(site: Site) -> Iterator[str]:
    """Whether the paragraphs of a site stand one after the other."""
    elements = [stretch.paragraph.element for stretch in site.stretches]
    for before, after in pairwise(elements):
        following = next((one for one in before.itersiblings() if one.tag not in PASSING), None)
        if following is not after:
            yield "its paragraphs do not stand one after the other"
        if after.find(_SECTION) is not None or before.find(_SECTION) is not None:
            yield "a section of the document ends within it"
    for stretch in site.stretches[1:]:
        whole = stretch.start == 0 and stretch.end == len(stretch.paragraph.text)
        runs = [child for child in stretch.paragraph.element if child.tag not in PASSING | {_P_PR}]
        if whole and any(run.tag != R or obstacle(Laid(run, "", 0, 0), whole=True) for run in runs):
            yield _ASIDE


def ground_of(view: View, root: Element) -> Ground:
    """The ground of a document, whose body is `root`."""
    ground = Ground(view, dict(headings_of(view)))
    marks = [mark for mark in root.iter(FLD_CHAR) if not _in_revision(mark)]
    fields = fields_of(marks)
    depth = 0
    for element in root.iter(P, R, FLD_CHAR):
        if element in fields.instructions:
            depth += 1
            ground.in_field.update(element.iterancestors(R))
        elif element in fields.ends:
            depth -= 1
        elif depth:
            ground.in_field.add(element)
    return ground


def _in_revision(element: Element) -> bool:
    return next(element.iterancestors(*ADDED, *REMOVED), None) is not None
