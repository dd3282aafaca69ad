"""Complex fields: which marks belong together, so that one that was never closed swallows nothing.

A field is a begin mark, an instruction, and mostly a separator with a result before its end mark. Word shows the
result alone. The marks are written apart, as runs among others, and damaged documents lack some of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.word.names import MC_NS, w
from service.word.slots import Element

_KIND, _P = w("fldCharType"), w("p")
_AROUND = (w("tc"), w("txbxContent"), f"{{{MC_NS}}}Choice", f"{{{MC_NS}}}Fallback")
DEEPEST = 20
"""Word nests no field deeper."""


@dataclass(slots=True)
class Fields:
    """The whole fields of a story.

    `instructions` gives, by a field's begin mark, the mark that ends its instruction, or None where that lies in
    another paragraph; `separators` its separator, if it has one; `ends` its begin mark by its end mark.
    """

    instructions: dict[Element, Element | None] = field(default_factory=dict)
    separators: dict[Element, Element] = field(default_factory=dict)
    ends: dict[Element, Element] = field(default_factory=dict)


def fields_of(marks: Sequence[Element]) -> Fields:
    """Puts the marks of a story together, given in reading order without those deleted under tracking.

    A field that begins in one cell and ends in another is none.
    """
    whole = Fields()
    stack: list[tuple[Element, Element | None]] = []
    for mark in marks:
        kind = mark.get(_KIND)
        if kind == "begin":
            stack.append((mark, None))
        elif kind == "separate" and stack and stack[-1][1] is None:
            stack[-1] = stack[-1][0], mark
        elif kind == "end" and stack:
            begin, separator = stack.pop()
            if len(stack) < DEEPEST and _above(begin, *_AROUND) is _above(mark, *_AROUND):
                last = mark if separator is None else separator
                whole.instructions[begin] = last if _above(begin, _P) is _above(last, _P) else None
                whole.ends[mark] = begin
                if separator is not None:
                    whole.separators[begin] = separator
    return whole


def _above(mark: Element, *names: str) -> Element | None:
    return next(mark.iterancestors(*names), None)
