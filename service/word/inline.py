"""Runs into text: the walk inside one paragraph.

LibreOffice 7.4 drops the line breaks of a plain text control on saving and leaves two texts side by side in
the run, which nothing else writes: inside a control that is read as the break it was.
"""

from service.word.census import Census
from service.word.names import M_NS, VAL, XML_SPACE, w
from service.word.slots import FF_DATA, FLD_CHAR, Element, is_on
from service.word.text import Control, Line, Run, View

T, R, SDT, SDT_CONTENT, R_PR, P_PR = map(w, ("t", "r", "sdt", "sdtContent", "rPr", "pPr"))
TRANSPARENT = frozenset(
    map(w, ("hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo", "rubyBase", "ruby"))
)
ADDED, REMOVED = frozenset(map(w, ("ins", "moveTo"))), frozenset(map(w, ("del", "moveFrom")))
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FIXED = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_SYM, _VANISH = w("sym"), w("vanish")
_FIELD_KIND = w("fldCharType")
_DRAWN = {w("drawing"): "a picture", w("pict"): "a picture", w("object"): "an embedded object"}
_NOTE_MARKS = frozenset(map(w, ("footnoteReference", "endnoteReference")))
_COMMENT_MARK = w("commentReference")
_BOX = w("txbxContent")
_MATHS, _MATHS_TEXT = f"{{{M_NS}}}", f"{{{M_NS}}}t"

TICKED, CROSSED, EMPTY_BOX = "\u2611", "\u2612", "\u2610"
_SYMBOLS = {
    # Wingdings and Wingdings 2 keep their glyphs in the private area, with or without the F0 byte
    ("wingdings", 0xFE): TICKED,
    ("wingdings", 0xFD): CROSSED,
    ("wingdings", 0xFC): "\u2713",
    ("wingdings", 0xFB): "\u2717",
    ("wingdings", 0x78): CROSSED,
    ("wingdings", 0xA8): EMPTY_BOX,
    ("wingdings", 0x6F): EMPTY_BOX,
    ("wingdings", 0x71): EMPTY_BOX,
    ("wingdings 2", 0x50): "\u2713",
    ("wingdings 2", 0x4F): "\u2717",
    ("wingdings 2", 0x52): TICKED,
    ("wingdings 2", 0x53): CROSSED,
    ("wingdings 2", 0x54): CROSSED,
    ("wingdings 2", 0xA3): EMPTY_BOX,
}


def glyph(font: str, code: int) -> str:
    """The character a symbol stands for: a tick box where the font is known, else the code point as it is."""
    return _SYMBOLS.get((font.strip().lower(), code & 0xFF), chr(code) if 0x20 <= code <= 0xFFFF else "")


class InlineWalk:
    """Walks paragraphs, adding what they show to a view. Text boxes it meets are put into `boxes`."""

    def __init__(self, view: View, census: Census) -> None:
        self.view = view
        self.census = census
        self.boxes: list[Element] = []
        self.open: list[Control] = []
        self.fields: list[Control | None] = []
        self.line: Line | None = None
        self.runs: list[Run] = []

    def enter(self, sdt: Element, *, block: bool) -> Element | None:
        """Opens the control `sdt`; returns its content, or None where it has none."""
        known = self.census
        controls, inside = self.view.controls, self.open[-1] if self.open else None
        control = Control(
            sdt, len(controls), inside, known.tags.get(sdt, ""), known.repeats.get(sdt, ""), block=block
        )
        controls.append(control)
        self.open.append(control)
        content = sdt[-1] if len(sdt) else None
        return content if content is not None and content.tag == SDT_CONTENT else sdt.find(SDT_CONTENT)

    def add(self, text: str, run: Element) -> None:
        """Puts text at the end of the open paragraph and of every control it stands in."""
        control = self.open[-1] if self.open else None
        self.runs.append((text, control, run))
        while control is not None:
            control.parts.append(text)
            control = control.inside

    def inline(self, parent: Element) -> None:
        """Adds everything inside `parent`: a paragraph, or an element around runs."""
        for child in parent:
            tag = child.tag
            if tag == R:
                self._run(child)
            elif tag == P_PR:
                continue
            elif tag == SDT:
                depth = len(self.open)
                content = self.enter(child, block=False)
                self.stand()
                if content is not None:
                    self.inline(content)
                del self.open[depth:]
            elif tag in TRANSPARENT:
                self.inline(child)
            elif tag in ADDED:
                self.revised(child)
                self.inline(child)
            elif tag in REMOVED:
                self.revised(child)
            elif tag.startswith(_MATHS):
                for text in child.iter(_MATHS_TEXT):
                    self.add(text.text or "", child)

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

    def revised(self, mark: Element) -> None:
        """Notes who made a tracked change and when."""
        self.view.revisions.add((mark.get(w("author")) or "", mark.get(w("date")) or ""))

    def _run(self, run: Element) -> None:
        after_text = False
        for child in run:
            tag = child.tag
            if tag == T:
                text = child.text
                if after_text:
                    self.add("\n", run)
                after_text = True
                if text:
                    if (text[0] <= " " or text[-1] <= " ") and child.get(XML_SPACE) != "preserve":
                        text = text.strip(" \t\r\n")
                    self.add(text, run)
                continue
            after_text = False
            if tag == R_PR:
                if self.census.hidden and _is_hidden(child):
                    return
            elif tag in _FIXED:
                self.add(_FIXED[tag], run)
            else:
                self._rare(tag, child, run)

    def _rare(self, tag: object, child: Element, run: Element) -> None:
        if tag == _SYM:
            code = child.get(w("char")) or ""
            if len(code) <= 4 and all(c in "0123456789abcdefABCDEF" for c in code) and code:
                self.add(glyph(child.get(w("font")) or "", int(code, 16)), run)
        elif tag == FLD_CHAR:
            self._field(child, run)
        elif tag in _DRAWN:
            self._drawn(child, _DRAWN[str(tag)])
        elif tag == ALTERNATE:
            self._alternate(child, run)
        elif tag in _NOTE_MARKS:
            self.view.notes = True
        elif tag == _COMMENT_MARK:
            self.view.commented = True
        elif tag == w("ruby"):
            self.inline(child)

    def _alternate(self, alternate: Element, run: Element) -> None:
        """The first branch only: a text box is written twice, for new programs and for old ones."""
        for branch in alternate:
            for child in branch:
                if child.tag in _DRAWN:
                    self._drawn(child, _DRAWN[child.tag])
                elif child.tag == R:
                    self._run(child)
                else:
                    self._rare(child.tag, child, run)
            if len(branch):
                return

    def _drawn(self, drawing: Element, what: str) -> None:
        boxes = [box for box in drawing.iter(_BOX) if not _in_fallback(box, drawing)]
        self.boxes.extend(boxes)
        if not boxes:
            self.view.unread.append((what, self.line))
            for control in self.open:
                control.picture = True

    def _field(self, mark: Element, run: Element) -> None:
        kind = mark.get(_FIELD_KIND)
        if kind == "begin":
            legacy = None
            data = mark.find(FF_DATA)
            if data is not None:
                name = data.find(w("name"))
                tag = (name.get(VAL) or "") if name is not None else ""
                inside = self.open[-1] if self.open else None
                legacy = Control(mark, len(self.view.controls), inside, tag, "", block=True)
                self.view.controls.append(legacy)
                self.open.append(legacy)
                self.stand()
            self.fields.append(legacy)
        elif kind == "end" and self.fields:
            legacy = self.fields.pop()
            if legacy is not None:
                self._close_legacy(legacy, run)

    def _close_legacy(self, legacy: Control, run: Element) -> None:
        if legacy in self.open:
            says = legacy.properties
            if says.kind is not None and not legacy.said.strip():
                shown = says.stored or ""
                if says.checked is not None:
                    shown = CROSSED if says.checked else EMPTY_BOX
                self.add(shown, run)
            del self.open[self.open.index(legacy) :]


def _is_hidden(look: Element) -> bool:
    mark = look.find(_VANISH)
    return mark is not None and is_on(mark.get(VAL))


def _in_fallback(box: Element, drawing: Element) -> bool:
    for above in box.iterancestors():
        if above is drawing:
            return False
        if above.tag.endswith("}Fallback"):
            return True
    return False
