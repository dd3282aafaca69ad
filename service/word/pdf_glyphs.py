"""What the glyphs of a PDF's font say: its table from codes to characters (`ToUnicode`)."""

import re
from dataclasses import dataclass

_SECTION = re.compile(r"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PART = re.compile(r"<([0-9A-Fa-f\s]*)>|([\[\]])")
_UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Font:
    """`characters` by code; a code is `digits` hexadecimal digits long."""

    digits: int
    characters: dict[str, str]

    def text(self, shown: bytes) -> str:
        """What a string of codes says. One that the table does not have is the replacement character."""
        codes = "".join(shown.decode("ascii").upper().split())
        size = self.digits
        return "".join(
            [self.characters.get(codes[at : at + size], _UNKNOWN) for at in range(0, len(codes), size)]
        )


NO_FONT = Font(2, {})


def font_of(table: bytes) -> Font:
    """The font with this table (ISO 32000-1, 9.10.3)."""
    digits = 2
    characters: dict[str, str] = {}
    for kind, inside in _SECTION.findall(table.decode("latin-1")):
        parts = [("".join(code.split()).upper(), mark) for code, mark in _PART.findall(inside)]
        if kind == "codespacerange":
            digits = max([digits, *(len(code) for code, _ in parts)])
        elif kind == "bfchar":
            codes = [code for code, _ in parts]
            characters |= {one: _said(other) for one, other in zip(codes[::2], codes[1::2], strict=False)}
        else:
            _ranges(parts, characters)
    return Font(digits, characters)


def _ranges(parts: list[tuple[str, str]], characters: dict[str, str]) -> None:
    """Adds ranges: first and last code, then the first's character, or in brackets one for each."""
    at = 0
    while at + 2 < len(parts):
        first, last = int(parts[at][0], 16), int(parts[at + 1][0], 16)
        size = len(parts[at][0])
        at += 2
        if parts[at][1] == "[":
            at += 1
            code = first
            while at < len(parts) and parts[at][1] != "]":
                characters[f"{code:0{size}X}"] = _said(parts[at][0])
                at, code = at + 1, code + 1
        else:
            start = _said(parts[at][0])
            for code in range(first, min(last, first + 0xFFFF) + 1):
                characters[f"{code:0{size}X}"] = (
                    start[:-1] + chr(ord(start[-1]) + code - first) if start else ""
                )
        at += 1


def _said(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", "replace")
