"""The words that belong to boxes printed in a line: those before each, or those behind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORDS = r"yes|no|n/?a|y|n|not applicable|not known|don't know|unknown|partly|partially|met|not met"
_ENDS = re.compile(rf"(?<!\w)(?:{_WORDS})\W*$", re.IGNORECASE)
_BEGINS = re.compile(rf"\W*(?:{_WORDS})(?!\w)", re.IGNORECASE)
_LED = re.compile(r"(?<=[:?])[^:?]*\w[^:?]*$")
"""What stands behind the question in the words before a box."""
_TURNED = re.compile(r"(?P<answer>[^?\n]{1,40}?)[\s.;,]+(?P<next>[A-Z][^\n]{3,}\?)\W*")
"""The words of a box, and the next question before the boxes of its own."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The `question` beside a place and, beside a box, the words of the `choice` it stands for. Not `sure` where words
    stand on both sides of boxes and nothing tells to which side they belong.
    """

    question: str
    choice: str = ""
    sure: bool = True


def plain(text: str) -> str:
    """A text without the marks and blanks around it."""
    return text.strip(" \t\n\u00a0\u2002\u2003:_.,;")


def beside_boxes(texts: Sequence[str]) -> list[Beside]:
    """The words of each box of a line, `texts` being those before the first, between them and behind the last."""
    first, last = texts[0], texts[-1]
    if _ENDS.search(first) or not plain(last):
        return _before(texts)
    if not plain(first) or first.rstrip().endswith((":", "?", ")", ".")) or _BEGINS.match(last):
        return _behind(texts)
    whole = plain(" \u2610 ".join(plain(said) for said in texts))
    return [Beside(whole, f"box {number}", sure=False) for number in range(1, len(texts))]


def _before(texts: Sequence[str]) -> list[Beside]:
    question = ""
    told = []
    for said in texts[:-1]:
        answer = _ENDS.search(said) or _LED.search(said)
        question = (plain(said[: answer.start()]) if answer else "") or question
        told.append(Beside(question, plain(answer[0] if answer else said)))
    return told


def _behind(texts: Sequence[str]) -> list[Beside]:
    question = plain(texts[0])
    told = []
    for said in texts[1:]:
        turned = _TURNED.fullmatch(said)
        told.append(Beside(question, plain(turned["answer"] if turned else said)))
        question = plain(turned["next"]) if turned else question
    return told
