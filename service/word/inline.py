"""Runs into text: the walk inside one paragraph.

LibreOffice 7.4 drops the line breaks of a plain text control on saving and leaves two texts side by side in
the run, which nothing else writes: inside a control that is read as the break it was.
"""

from collections.abc import Iterable

from service.word.alternate import ALTERNATE, chosen
from service.word.census import ADDED, REMOVED, Census
from service.word.drawn import DRAWN, boxes_of, holds_picture
from service.word.names import M_NS, VAL, XML_SPACE, w
from service.word.signs import CROSSED, EMPTY_BOX
from service.word.slots import FF_DATA, FLD_CHAR, Element
from service.word.symbols import as_seen, symbol
from service.word.text import Control, Line, Run, View

T, R, P, SDT, SDT_CONTENT, R_PR, P_PR = map(w, ("t", "r", "p", "sdt", "sdtContent", "rPr", "pPr"))
TRANSPARENT = frozenset(map(w, ("hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo", "rubyBase")))
_FIXED = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_FIELD_KIND, _RUBY, _RUBY_TEXT = w("fldCharType"), w("ruby"), w("rt")
_NOTE_MARKS = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_COMMENT_MARK = w("commentReference")
_ELSEWHERE = w("subDoc")
_MATHS, _MATHS_TEXT = f"{{{M_NS}}}", f"{{{M_NS}}}t"
_DEEPEST = 32


class InlineWalk:
    """Walks paragraphs, adding what they show to a view. Text boxes it meets are put into `boxes`.

    `open` are the controls that the walk is in, outermost first; `until` is the mark that ends the instruction
    of a field, which is not shown.
    """

    def __init__(self, view: View, census: Census) -> None:
        self.view = view
        self.census = census
        self.hiding = census.hidden or view.looks.hides
        self.boxes: list[Element] = []
        self.open: list[Control] = []
        self.legacy: dict[Element, Control] = {}
        self.until: Element | None = None
        self.line: Line | None = None
        self.runs: list[Run] = []

    def enter(self, sdt: Element, *, block: bool) -> Element | None:
        """Opens the control `sdt`; returns its content, or None where it has none.

        Deeper than anybody nests them, controls are no longer told apart.
        """
        content = sdt[-1] if len(sdt) else None
        if content is None or content.tag != SDT_CONTENT:
            content = sdt.find(SDT_CONTENT)
        if len(self.open) >= _DEEPEST:
            return content
        known = self.census
        controls, inside = self.view.controls, self.open[-1] if self.open else None
        control = Control(
            sdt, len(controls), inside, known.tags.get(sdt, ""), known.repeats.get(sdt, ""), block=block
        )
        control.ticked = sdt in known.ticked
        control.day = known.days.get(sdt, "")
        controls.append(control)
        self.open.append(control)
        return content

    def add(self, text: str, run: Element) -> None:
        """Puts text at the end of the open paragraph and of every control it stands in."""
        control = self.open[-1] if self.open else None
        self.runs.append((text, control, run))
        while control is not None:
            control.parts.append(text)
            control = control.inside

    def inline(self, parent: Iterable[Element]) -> None:
        """Adds everything inside `parent`: a paragraph, or an element around runs."""
        for child in parent:
            tag = child.tag
            if tag == R:
                self._run(child, child)
            elif tag == P_PR:
                continue
            elif tag == SDT:
                depth = len(self.open)
                content = self.enter(child, block=False)
                self.stand()
                if content is not None:
                    self.inline(content)
                del self.open[depth:]
            elif tag in TRANSPARENT or tag in ADDED:
                self.inline(child)
            elif tag == ALTERNATE:
                self.inline(chosen(child))
            elif tag == _ELSEWHERE:
                self.unread("a document kept elsewhere")
            elif tag == P:  # no place for one, but other programs show it
                self.inline(child)
            elif tag.startswith(_MATHS):
                self._maths(child)

    def stand(self) -> None:
        """Notes for the open controls that they reach into the open cell, and marks where each begins."""
        line = self.line
        if line is None:
            return
        place = line, len(line.cells) - 1
        for control in self.open:
            if not control.places:
                self.runs.append(("", control, control.element))
            if not control.places or control.places[-1] != place:
                control.places.append(place)

    def unread(self, what: str) -> None:
        """Notes that something stands here which is no text."""
        self.view.unread.append((what, self.line))
        if self.line is not None and self.line.cells:
            self.line.cells[-1].picture = True
        for control in self.open:
            control.picture = True

    def _run(self, holder: Element, run: Element) -> None:
        if self.hiding and holder.tag == R and self.view.looks.hidden(holder):
            self._hidden(holder, run)
            return
        after_text = False
        for child in holder:
            tag = child.tag
            if tag == T:
                text = child.text
                if after_text and self.open:
                    self.add("\n", run)
                after_text = True
                if text and self.until is None:
                    if text[0] <= " " or text[-1] <= " " or len(text) == 1 or "\n" in text:
                        text = self._cleaned(text, child, run)
                    if self.open:
                        self.add(text, run)
                    else:
                        self.runs.append((text, None, run))
                continue
            after_text = False
            if tag == R_PR:
                continue
            if tag == FLD_CHAR:
                self._field(child, run)
            elif self.until is not None:
                continue
            elif tag in _FIXED:
                self.add(_FIXED[tag], run)
            else:
                self._rare(tag, child, run)

    def _cleaned(self, text: str, t: Element, run: Element) -> str:
        """Text as Word shows it: line ends in the XML are spaces, and those at the ends count only if preserved."""
        if len(text) == 1 and text > " ":
            return as_seen(text, run) if text < "\u0100" or "\uf000" <= text < "\uf100" else text
        text = text.replace("\r", " ").replace("\n", " ")
        return text if _is_preserved(t) else text.strip(" \t")

    def _hidden(self, holder: Element, run: Element) -> None:
        for mark in holder.iterchildren(FLD_CHAR):
            self._field(mark, run)

    def _rare(self, tag: object, child: Element, run: Element) -> None:
        if tag in DRAWN:
            boxes = boxes_of(child)
            self.boxes.extend(boxes)
            if not boxes or holds_picture(child):
                self.unread(DRAWN[str(tag)])
        elif tag == ALTERNATE:
            self._run(chosen(child), run)
        elif tag == R:
            self._run(child, child)
        elif tag in _NOTE_MARKS:
            self.view.notes.add((_NOTE_MARKS[str(tag)], child.get(w("id")) or ""))
        elif tag == _COMMENT_MARK:
            self.view.commented = True
        elif tag == _RUBY:
            self.inline(child)
            self._ruby(child)
        elif str(tag).rpartition("}")[2] in ("sym", "symEx"):
            self.add(symbol(child), run)

    def _ruby(self, ruby: Element) -> None:
        """The small text above others follows them in brackets."""
        for over in ruby.iterchildren(_RUBY_TEXT):
            self.add("(", ruby)
            self.inline(over)
            self.add(")", ruby)

    def _maths(self, maths: Element) -> None:
        for text in maths.iter(_MATHS_TEXT):
            if not self.census.revised or next(text.iterancestors(*REMOVED), None) is None:
                self.add(text.text or "", maths)

    def _field(self, mark: Element, run: Element) -> None:
        if mark is self.until:
            self.until = None
        fields = self.census.fields
        if mark in fields.instructions:
            if self.until is None:
                self.until = fields.instructions[mark]
            data = mark.find(FF_DATA)
            if data is not None:
                name = data.find(w("name"))
                tag = (name.get(VAL) or "").strip() if name is not None else ""
                inside = self.open[-1] if self.open else None
                legacy = Control(mark, len(self.view.controls), inside, tag, "", block=True)
                self.view.controls.append(legacy)
                self.open.append(legacy)
                self.legacy[mark] = legacy
                self.stand()
        elif mark in fields.ends:
            legacy_control = self.legacy.pop(fields.ends[mark], None)
            if legacy_control is not None:
                self._close_legacy(legacy_control, run)

    def _close_legacy(self, legacy: Control, run: Element) -> None:
        if legacy in self.open:
            says = legacy.properties
            if says.kind is not None and not legacy.said.strip():
                shown = says.stored or ""
                if says.checked is not None:
                    shown = CROSSED if says.checked else EMPTY_BOX
                self.add(shown, run)
            del self.open[self.open.index(legacy) :]


def _is_preserved(t: Element) -> bool:
    """Whether `xml:space` keeps the spaces at the text's ends; it holds for all inside until said otherwise."""
    said = t.get(XML_SPACE)
    if said is None:
        said = next((above.get(XML_SPACE) for above in t.iterancestors() if XML_SPACE in above.attrib), None)
    return said == "preserve"
