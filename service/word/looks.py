"""How text looks: what each run says of itself, and what the styles say that it stands in.

Styles are opened only where somebody asks, and most documents never give a reason to.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from service.word.names import VAL, w
from service.word.package import Package
from service.word.slots import Element, is_on

_P, _STYLE, _R_PR = w("p"), w("style"), w("rPr")
_P_PR, _P_STYLE, _R_STYLE = w("pPr"), w("pStyle"), w("rStyle")
_TOGGLES = {
    w(name): name
    for name in (
        "b", "i", "caps", "strike", "dstrike", "vanish", "smallCaps", "outline", "shadow", "emboss", "imprint",
    )
}  # fmt: skip
_OTHERS = {
    w(name): name
    for name in ("u", "highlight", "shd", "color", "bdr", "em", "effect", "vertAlign", "rFonts", "sz")
}
_OF_PARAGRAPH = {
    w("shd"): "paragraph shd",
    w("pBdr"): "paragraph border",
    f"{w('numPr')}/{w('numId')}": "numbered",
}
_NONE = {
    "shd": ("auto", "ffffff"),
    "paragraph shd": ("auto", "ffffff"),
    "u": ("none", "nil"),
    "highlight": ("none", "nil", "white"),
    "bdr": ("none", "nil"),
    "color": ("auto", "000000"),
    "em": ("none",),
    "effect": ("none",),
    "vertAlign": ("baseline",),
    "numbered": ("0",),
}
"""The values by which a property says that it is not there."""
_ON_UNSAID = frozenset({"u", "bdr", "paragraph border"})
_DEFAULT_SIZE = "20"
STRUCK = frozenset({"strike", "dstrike"})
_HIDING, _STRIKING = b"vanish", b"strike"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks.

    `marks` are the properties that set it apart and their values, by their names in WordprocessingML (`b`, `strike`,
    `highlight`, ...) and, of its paragraph, `paragraph shd`, `paragraph border` and `numbered`.
    `size` are its letters in half points, as written, `faded` tells that they are grey or white.
    """

    marks: Mapping[str, str]
    size: str = _DEFAULT_SIZE
    faded: bool = False

    @property
    def struck(self) -> bool:
        """Whether it is struck through."""
        return not STRUCK.isdisjoint(self.marks.keys())


class Looks:
    """The looks of the runs of one document. Without a package no style says anything."""

    def __init__(self, package: Package | None = None) -> None:
        names = package.related(package.main, "styles") if package is not None else []
        contents = [package.read(name) for name in names] if package is not None else []
        self._parse: Callable[[], list[Element]] = (
            (lambda: [package.xml(name) for name in names]) if package is not None else list
        )
        self.hides = any(_HIDING in content for content in contents)
        self.strikes = any(_STRIKING in content for content in contents)

    @cached_property
    def _styles(self) -> "_Styles":
        return _Styles(self._parse())

    def of(self, run: Element) -> Look:
        """How the run looks: what it says itself, else what its character style and its paragraph's style say."""
        own = run.find(_R_PR)
        paragraph = _properties(next(run.iterancestors(_P), None))
        style = _style(paragraph, _P_STYLE)
        said = {**self._styles.of(style, _style(own, _R_STYLE)), **_said_by_paragraph(paragraph)}
        if own is not None:
            said |= _said_by(own)
        size = said.pop("sz", None) or _DEFAULT_SIZE
        marks = {name: (value or "on").lower() for name, value in said.items() if _stands_out(name, value)}
        return Look(marks, size, _is_faded(said.get("color") or ""))

    def hidden(self, run: Element) -> bool:
        """Whether the run is hidden."""
        return "vanish" in self.of(run).marks


class _Styles:
    """What the styles of a document say of runs, each with what it is based on."""

    def __init__(self, roots: list[Element]) -> None:
        self._by_id: dict[str, Element] = {}
        self._default = ""
        self._base: Mapping[str, str | None] = {}
        for root in roots:
            base = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{_R_PR}")
            self._base = _said_by(base) if base is not None else self._base
            for style in root.iterchildren(_STYLE):
                name = style.get(w("styleId")) or ""
                self._by_id[name] = style
                if style.get(w("type")) == "paragraph" and is_on(style.get(w("default"), "0")):
                    self._default = name
        self._known: dict[tuple[str, str], Mapping[str, str | None]] = {}

    def of(self, paragraph: str, run: str) -> Mapping[str, str | None]:
        """What a paragraph's style and a character style say together (ISO/IEC 29500-1, 17.7.3: toggles cancel)."""
        key = paragraph or self._default, run
        if key not in self._known:
            around, inside = self._chain(key[0]), self._chain(key[1])
            said = {**self._base, **around, **inside}
            for name in set(around) & set(inside) & set(_TOGGLES.values()):
                said[name] = "1" if is_on(around[name]) != is_on(inside[name]) else "0"
            self._known[key] = said
        return self._known[key]

    def _chain(self, name: str) -> dict[str, str | None]:
        said: dict[str, str | None] = {}
        for style in reversed(list(self._up(name))):
            said |= _said_by_paragraph(style.find(_P_PR))
            look = style.find(_R_PR)
            if look is not None:
                said |= _said_by(look)
        return said

    def _up(self, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while name in self._by_id and name not in seen:
            seen.add(name)
            yield self._by_id[name]
            based = self._by_id[name].find(w("basedOn"))
            name = (based.get(VAL) or "") if based is not None else ""


def _said_by(look: Element) -> dict[str, str | None]:
    """What run properties say, by name: the value, of shading its fill, of fonts that of Latin letters."""
    said: dict[str, str | None] = {}
    for mark in look:
        tag = mark.tag
        if tag in _TOGGLES:
            said[_TOGGLES[str(tag)]] = mark.get(VAL)
        elif tag in _OTHERS:
            name = _OTHERS[str(tag)]
            said[name] = mark.get({"shd": w("fill"), "rFonts": w("ascii")}.get(name, VAL))
    return said


def _properties(paragraph: Element | None) -> Element | None:
    """A paragraph's properties, which come first in it: looking for them behind thousands of runs takes long."""
    first = paragraph[0] if paragraph is not None and len(paragraph) else None
    return first if first is not None and first.tag == _P_PR else None


def _said_by_paragraph(properties: Element | None) -> dict[str, str | None]:
    """What a paragraph's properties, or those of its style, say of all its text."""
    said: dict[str, str | None] = {}
    for path, name in _OF_PARAGRAPH.items():
        mark = properties.find(path) if properties is not None else None
        if mark is not None:
            said[name] = mark.get(w("fill") if name == "paragraph shd" else VAL)
    return said


def _stands_out(name: str, value: str | None) -> bool:
    if name in _NONE:
        unsaid = "on" if name in _ON_UNSAID else _NONE[name][0]
        return (value or unsaid).lower() not in _NONE[name]
    if name == "rFonts":
        return bool(value)
    return is_on(value)


def _is_faded(colour: str) -> bool:
    return len(colour) == 6 and colour[:2] == colour[2:4] == colour[4:] and colour[:2].lower() > "60"


def _style(around: Element | None, path: str) -> str:
    style = around.find(path) if around is not None else None
    return (style.get(VAL) or "") if style is not None else ""
