"""Whether two labels ask the same thing in other words, or another thing in nearly the same ones."""

import re

from rapidfuzz import fuzz

from service.word.keys import key_of

_DENIES = re.compile(r"no|not|never|without|un\w+|non\w*|\w+n't")
"""Words of which one more or one less makes another question."""
_OPPOSED = re.compile(
    r"before|after|mother|father|maternal|paternal|parents?|child(?:ren)?|worker|manager|first|last|initial|review|start"
    r"|end|early|late|minimum|maximum"
)
"""Words that make another question where one stands for another."""
_QUALIFIES = re.compile(
    r"previous|prior|last|next|former|earlier|future|second|other|expected|planned|mothers?|fathers?"
)
"""Words of which one more makes another question of a label."""
_SMALL = re.compile(
    r"a|an|and|are|as|at|be|by|d(?:id|o|oes)|for|from|ha(?:s|ve)|how|if|in|is|it|its|of|on|or|that|th(?:e|eir|ere|ey|is)|to"
    r"|was|were|wh(?:at|en|ere|ich|o)|with"
)
"""Words that say nothing of what is asked."""
_MISTYPED = 75
"""Of 100, as `rapidfuzz.fuzz.ratio` counts: one word in two spellings."""


def is_turned(mine: str, theirs: str) -> bool:
    """Whether the words that differ ask something else: another number, a denial, one side of two for the other."""
    one, other = _words(mine), _words(theirs)
    here, there = one - other, other - one
    exchanged = all(any(_OPPOSED.fullmatch(word) for word in words) for words in (here, there))
    return exchanged or any(_DENIES.fullmatch(word) or any(map(str.isdigit, word)) for word in here | there)


def is_another(mine: str, theirs: str) -> bool:
    """Whether a label may ask another thing: a word of it stands for another, or one qualifies it."""
    one, other = significant(mine), significant(theirs)
    here, there = one - other, other - one
    left = [word for word in here if not any(fuzz.ratio(word, new) >= _MISTYPED for new in there)]
    come = [word for word in there if not any(fuzz.ratio(word, old) >= _MISTYPED for old in here)]
    return bool(left and come) or any(_QUALIFIES.fullmatch(word) for word in come) or is_turned(mine, theirs)


def significant(label: str) -> frozenset[str]:
    """The words of a label that say what is asked."""
    return frozenset(word for word in key_of(label).replace("/", " ").split() if not _SMALL.fullmatch(word))


def _words(label: str) -> frozenset[str]:
    """The words of a question, without its number."""
    words = key_of(label).split()
    numbered = bool(words) and re.fullmatch(r"[\d.]+[a-z]?\)?", words[0])
    return frozenset(word.strip(".,;:?!()") for word in words[1 if numbered else 0 :])
