"""A notation for finding phrases in what people write, one phrase a line.

A line is a regular expression over folded text (`service.rules.wording.folded`) with three liberties:
`{name}` stands for a named piece, `*3` for up to three words of any kind, and brackets never capture. A
phrase begins and ends where words do.
"""

import re
from collections.abc import Mapping

_NAMED = re.compile(r"\{([a-z_]+)\}")
_GAP = re.compile(r"\*(\d+)(?:!([a-z_]+))? ")
_GROUP = re.compile(r"(?<!\\)\((?!\?)")


def phrases(block: str, pieces: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """A pattern that finds any of the phrases in `block`.

    `pieces` gives the alternatives that each name stands for; they may name others. `*3!name` is a gap that
    no word of that piece may stand in.
    """
    lines = [line.strip() for line in block.splitlines()]
    expanded = "|".join(_expanded(line, pieces or {}) for line in lines if line)
    return re.compile(rf"(?<!\w)(?:{expanded})(?!\w)")


def _expanded(line: str, pieces: Mapping[str, str]) -> str:
    line = _GAP.sub(lambda gap: _gap(gap[1], pieces.get(gap[2] or "")), line)
    while _NAMED.search(line):
        line = _NAMED.sub(lambda named: f"(?:{pieces[named[1]]})", line)
    return _GROUP.sub("(?:", line)


def _gap(most: str, without: str | None) -> str:
    word = rf"(?!(?:{without})\b)\S+" if without else r"\S+"
    return rf"(?:{word} ){{0,{most}}}?"
