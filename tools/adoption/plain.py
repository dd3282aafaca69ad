"""Makes a plain form of one with controls, and says where they stood and what they took: the truth to be found again.

Controls are unwrapped and older form fields give way to what they show. What a completed copy answers is taken out
first, since adoption begins with a blank form. The places are found by marks put into a second copy.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from schemas.edition import Kind
from service.word.legacy import LegacyField, legacy_fields
from service.word.names import VAL, XML_SPACE, w
from service.word.pack import rewrite
from service.word.package import Package, open_package
from service.word.promptlike import asks
from service.word.skeleton import JINJA
from service.word.slots import FLD_CHAR, Element, Properties, read_legacy, read_properties
from service.word.states import WORDS_OWN
from service.word.stories import whole_view

_SDT, _CONTENT, _P, _R, _T = w("sdt"), w("sdtContent"), w("p"), w("r"), w("t")
_FIRST, _LAST = 0xF0000, 0xF8000
BLANK = "\u2002" * 5
"""What Word shows in an older field that nobody filled."""
_NO_PROPERTIES = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)
BOX = "\u2610"
_BLOCK = re.compile(r"\{%p.*%\}")
_STORY = ("header", "footer", "footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class Truth:
    """Where a control stood in the plain form (as `Spot`), what it takes, and its tag, where it had one."""

    line: int
    cell: int
    start: int
    end: int
    kind: Kind
    tag: str


def plain(data: bytes, *, prompts: bool, printed: bool = False) -> tuple[bytes, list[Truth]]:
    """The plain form and the truth about it; without `prompts`, what controls showed to be filled is gone too.

    Where choices are `printed`, they stand one under the other in the place of the list.
    """
    package = open_package(data)
    made, marked = {}, {}
    told: list[tuple[Kind, str]] = []
    for name in _stories(package):
        begun = len(told)
        made[name] = _stripped(package.xml(name), None, 0, prompts=prompts, printed=printed)
        marked[name] = _stripped(package.xml(name), told, begun, prompts=prompts, printed=printed)
    return rewrite(package, made), list(_truths(rewrite(package, marked), told))


def _stories(package: Package) -> Iterator[str]:
    yield package.main
    for kind in _STORY:
        yield from package.related(package.main, kind)


def _stripped(
    root: Element, told: list[tuple[Kind, str]] | None, begun: int, *, prompts: bool, printed: bool
) -> bytes:
    number = begun
    for field in legacy_fields(root):
        begin = _parent(field.data)
        properties = read_legacy(begin)
        kept = _plain_field(field, begin, properties, prompts=prompts)
        if told is not None:
            _mark(kept, kept, number, told, (properties.kind or Kind.TEXT, field.tag))
        number += 1
    sdts = list(root.iter(_SDT))
    for sdt in sdts:
        properties = read_properties(sdt)
        content = sdt.find(_CONTENT)
        leaf = properties.kind is not None and content is not None and next(content.iter(_SDT), None) is None
        if leaf and content is not None and not (properties.kind is Kind.RICH_TEXT and _cells(content) > 1):
            first, last = _emptied(content, properties, prompts=prompts)
            if printed and properties.options:
                _print(last, [option.text for option in properties.options])
            if told is not None:
                tag = sdt.find(f"{w('sdtPr')}/{w('tag')}")
                name = (tag.get(VAL) or "") if tag is not None else ""
                _mark(first, last, number, told, (properties.kind or Kind.TEXT, name))
            number += 1
    for sdt in reversed(sdts):
        _unwrap(sdt)
    _without_template(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _cells(content: Element) -> int:
    return sum(1 for _ in content.iter(w("tc")))


def _plain_field(field: LegacyField, begin: Element, properties: Properties, *, prompts: bool) -> Element:
    """Puts what the field shows while it is blank in its place, and returns the run that shows it."""
    opening, ending = _parent(begin), _parent(field.end)
    shown = ""
    inside = False
    for run in list(opening.itersiblings()):
        if run is ending:
            break
        inside = inside or any(mark.get(w("fldCharType")) == "separate" for mark in run.iter(FLD_CHAR))
        shown += "".join(t.text or "" for t in run.iter(_T)) if inside else ""
        _parent(run).remove(run)
    if properties.kind is Kind.TICK:
        shown = BOX
    elif properties.kind is Kind.CHOICE:
        stored = properties.stored or shown
        shown = stored if prompts and asks(stored) else BLANK
    else:
        shown = shown if prompts and asks(shown) and shown.strip() else BLANK
    for mark in list(opening.iter(FLD_CHAR)):
        opening.remove(mark)
    etree.SubElement(opening, _T, {XML_SPACE: "preserve"}).text = shown
    _parent(ending).remove(ending)
    return opening


def _emptied(content: Element, properties: Properties, *, prompts: bool) -> tuple[Element, Element]:
    """Leaves of a control's content what a blank form shows, and returns what its first and last marks stand in."""
    texts = list(content.iter(_T))
    said = "".join(text.text or "" for text in texts)
    if properties.kind is Kind.TICK:
        for text in texts[1:]:
            text.text = ""
        if texts:
            texts[0].text = BOX
        for symbol in list(content.iter(w("sym"))):
            _parent(symbol).replace(symbol, _text(BOX))
    elif not (prompts and (properties.prompting or asks(said) or " ".join(said.split()) in WORDS_OWN)):
        for text in texts:
            text.text = ""
    runs = list(content.iter(_R))
    if not runs:
        paragraphs = list(content.iter(_P))
        where = paragraphs[0] if paragraphs else content
        if where.tag != _P and where.find(_P) is None and _parent(_parent(content)).tag != _P:
            where = etree.SubElement(content, _P)
        runs = [etree.SubElement(where, _R)]
    return runs[0], runs[-1]


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _print(run: Element, choices: list[str]) -> None:
    for number, choice in enumerate(choices):
        if number:
            etree.SubElement(run, w("br"))
        run.append(_text(choice))


def unwrapped(data: bytes) -> bytes:
    """The document without any control or mark of ours, and with all that it says."""
    package = open_package(data)
    made = {}
    for name in _stories(package):
        root = package.xml(name)
        for sdt in reversed(list(root.iter(_SDT))):
            _unwrap(sdt)
        made[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for name in package.related("", "custom-properties"):
        made[name] = _NO_PROPERTIES
    return rewrite(package, made)


def _text(said: str) -> Element:
    made = etree.Element(_T)
    made.text = said
    return made


def _mark(
    first: Element, last: Element, number: int, told: list[tuple[Kind, str]], about: tuple[Kind, str]
) -> None:
    told.append(about)
    opening, closing = _text(chr(_FIRST + number)), _text(chr(_LAST + number))
    look = first.find(w("rPr"))
    first.insert(0 if look is None else 1, opening)
    last.append(closing)


def _unwrap(sdt: Element) -> None:
    parent = _parent(sdt)
    at = parent.index(sdt)
    content = sdt.find(_CONTENT)
    for child in reversed(list(content) if content is not None else []):
        parent.insert(at, child)
    parent.remove(sdt)


def _without_template(root: Element) -> None:
    """Takes out the tags of the template language, which no plain form has."""
    for paragraph in list(root.iter(_P)):
        said = "".join(text.text or "" for text in paragraph.iter(_T))
        around = paragraph.getparent()
        if around is not None and _BLOCK.fullmatch(said.strip()):
            around.remove(paragraph)
        elif "{{" in said or "{%" in said:
            for text in paragraph.iter(_T):
                text.text = JINJA.sub("", text.text or "")


def _truths(marked: bytes, told: list[tuple[Kind, str]]) -> Iterator[Truth]:
    view = whole_view(open_package(marked))
    for number, line in enumerate(view.lines):
        for at, cell in enumerate(line.cells):
            begun: dict[int, int] = {}
            length = 0
            for letter in cell.text:
                code = ord(letter)
                if _FIRST <= code < _LAST:
                    begun[code - _FIRST] = length
                elif code >= _LAST and code - _LAST in begun:
                    kind, tag = told[code - _LAST]
                    yield Truth(number, at, begun.pop(code - _LAST), length, kind, tag)
                else:
                    length += 1
