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
_P_STYLE, _R_STYLE = f"{w('pPr')}/{w('pStyle')}", w("rStyle")
_TOGGLES = {w(name): name for name in ("b", "i", "caps", "strike", "dstrike", "vanish")}
_OTHERS = {w(name): name for name in ("u", "highlight", "shd", "color", "bdr")}
_SIZE = w("sz")
_DEFAULT_SIZE = "20"
STRUCK = frozenset({"strike", "dstrike"})
_HIDING, _STRIKING = b"vanish", b"strike"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks.

    `marks` are the properties that set it apart, by their names in WordprocessingML (`b`, `strike`, `highlight`, ...),
    `size` its letters in half points, as written, `faded` that they are grey or white.
    """

    marks: frozenset[str]
    size: str = _DEFAULT_SIZE
    faded: bool = False

    @property
    def struck(self) -> bool:
        """Whether it is struck through."""
        return not STRUCK.isdisjoint(self.marks)


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
        said = self._styles.of(_style_of_paragraph(run), _style_of_run(own))
        if own is not None:
            said = {**said, **_said_by(own)}
        colour = said.get("color") or ""
        marks = frozenset(name for name, value in said.items() if _stands_out(name, value))
        return Look(marks, said.get("sz") or _DEFAULT_SIZE, _is_faded(colour))

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
    """What run properties say, by name: the value, of shading its fill."""
    said: dict[str, str | None] = {}
    for mark in look:
        tag = mark.tag
        if tag in _TOGGLES:
            said[_TOGGLES[str(tag)]] = mark.get(VAL)
        elif tag in _OTHERS:
            name = _OTHERS[str(tag)]
            said[name] = mark.get(w("fill")) if name == "shd" else mark.get(VAL)
        elif tag == _SIZE:
            said["sz"] = mark.get(VAL)
    return said


def _stands_out(name: str, value: str | None) -> bool:
    if name == "sz":
        return False
    if name == "shd":
        return (value or "auto").lower() not in ("auto", "ffffff")
    if name in ("u", "highlight", "bdr"):
        return value not in ("none", "nil")
    if name == "color":
        return (value or "auto").lower() not in ("auto", "000000")
    return is_on(value)


def _is_faded(colour: str) -> bool:
    return len(colour) == 6 and colour[:2] == colour[2:4] == colour[4:] and colour[:2].lower() > "60"


def _style_of_paragraph(run: Element) -> str:
    paragraph = next(run.iterancestors(_P), None)
    style = paragraph.find(_P_STYLE) if paragraph is not None else None
    return (style.get(VAL) or "") if style is not None else ""


def _style_of_run(look: Element | None) -> str:
    style = look.find(_R_STYLE) if look is not None else None
    return (style.get(VAL) or "") if style is not None else ""
