"""The words by which councils' labels are recognised (`vocabulary.yaml`), ready to be looked up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from string import Formatter

import yaml

from schemas.edition import Kind
from schemas.tags import check_kind

_FILE = Path(__file__).with_name("vocabulary.yaml")
_ABOVE = {
    "audit": ("audit", "header", "anywhere"),
    "subject": ("subject", "header", "anywhere"),
    "header": ("header", "anywhere"),
}
_ANY = " *"


class Phrases:
    """What phrases mean: each is looked up whole, and those that end in `*` by their beginning."""

    def __init__(self, meanings: Mapping[str, Iterable[str]]) -> None:
        self._whole: dict[str, tuple[str, ...]] = {}
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                known = self._whole.get(phrase, ())
                if meaning not in known:
                    self._whole[phrase] = (*known, meaning)
        self._open = {
            phrase.removesuffix(_ANY) + " ": phrase for phrase in self._whole if phrase.endswith(_ANY)
        }

    @property
    def phrases(self) -> frozenset[str]:
        """All phrases of the list."""
        return frozenset(self._whole)

    @property
    def meanings(self) -> frozenset[str]:
        """All that they can mean."""
        return frozenset(meaning for found in self._whole.values() for meaning in found)

    def of(self, words: str) -> tuple[str, ...]:
        """All that the words mean, in the order of the list; a whole phrase goes before an open one."""
        if found := self._whole.get(words, ()):
            return found
        return next((self._whole[self._open[start]] for start in self._open if words.startswith(start)), ())

    def one(self, words: str) -> str:
        """The first that the words mean; nothing where they mean nothing."""
        return next(iter(self.of(words)), "")


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """`labels` gives tags by context, `weak` where no other label does, `beside` by the tag before.

    The others say what their words mean: `columns` a tag's ending, `signed` the `ROLE.ATTRIBUTE` of a label that says
    both, `sections` the key that forms share. The sets hold single words; `reasons`, `leads` and `titles` phrases.
    """

    headings: Phrases
    labels: Mapping[str, Phrases]
    weak: Mapping[str, Phrases]
    beside: Mapping[str, Phrases]
    roles: Phrases
    attributes: Phrases
    signed: Phrases
    columns: Phrases
    sections: Phrases
    reasons: frozenset[str]
    leads: frozenset[str]
    titles: frozenset[str]
    others: frozenset[str]
    qualified: frozenset[str]
    past: frozenset[str]
    persons: Phrases
    parted: Mapping[str, frozenset[str]]
    whose: frozenset[str]
    subject_words: frozenset[str]
    audit_words: frozenset[str]
    stop: frozenset[str]

    def tags(self, context: str, words: str, kind: Kind) -> tuple[str, ...]:
        """The tags that the words name in a context, of those that may be of this kind."""
        return _first(self.labels, _ABOVE.get(context, (context, "anywhere")), words, kind)

    def weaker(self, context: str, words: str, kind: Kind) -> tuple[str, ...]:
        """The tags that the words name where no other label of the form does."""
        return _first(self.weak, _ABOVE.get(context, (context,)), words, kind)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary as it stands in its file."""
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    words: dict[str, list[str]] = {}
    for name, written in read["words"].items():
        words[name] = _spelled(written, words)

    def phrases(meanings: Mapping[str, list[str]]) -> Phrases:
        return Phrases({meaning: _spelled(written, words) for meaning, written in meanings.items()})

    return Vocabulary(
        headings=phrases(read["headings"]),
        labels={context: phrases(tags) for context, tags in read["labels"].items()},
        weak={context: phrases(tags) for context, tags in read["weak"].items()},
        beside={tag: phrases(tags) for tag, tags in read["beside"].items()},
        roles=phrases(read["roles"]),
        attributes=phrases(read["attributes"]),
        signed=Phrases(_signed(read["roles"], read["attributes"], words)),
        columns=phrases(read["columns"]),
        sections=phrases(read["sections"]),
        reasons=frozenset(_spelled(read["reasons"], words)),
        persons=Phrases(read["persons"]),
        parted={label: frozenset(others) for label, others in read["parted"].items()},
        whose=frozenset(read["whose"]),
        **{
            name: frozenset(read[name]) for name in ("leads", "titles", "others", "qualified", "past", "stop")
        },
        **{name: frozenset(read[name]) for name in ("subject_words", "audit_words")},
    )


def fits(tag: str, kind: Kind) -> bool:
    """Whether a place of this kind may have the tag; one line of text or several makes no difference."""
    return check_kind(tag.replace("*", "any"), kind) is None


def _first(lists: Mapping[str, Phrases], contexts: Iterable[str], words: str, kind: Kind) -> tuple[str, ...]:
    for name in contexts if words else ():
        found = lists[name].of(words) if name in lists else ()
        if fitting := tuple(tag for tag in found if fits(tag, kind)):
            return fitting
    return ()


def _spelled(written: Iterable[str], words: Mapping[str, list[str]]) -> list[str]:
    """The phrases with every `{name}` replaced by each of its words, in turn."""
    spelled: list[str] = []
    for phrase in written:
        names = [name for _, name, _, _ in Formatter().parse(phrase) if name]
        choices = product(*(words[name] for name in names))
        spelled += [phrase.format(**dict(zip(names, chosen, strict=True))) for chosen in choices]
    return spelled


def _signed(
    roles: Mapping[str, list[str]], attributes: Mapping[str, list[str]], words: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """The labels that say who signs and what of: “Auditor's signature”, “Date signed by manager”."""
    return {
        f"{role}.{attribute}": [
            pattern.format(who=who, what=what)
            for who, what in product(_spelled(whos, words), _spelled(whats, words))
            for pattern in ("{who} {what}", "{what} {who}", "{what} of {who}", "{what} by {who}")
        ]
        for role, whos in roles.items()
        for attribute, whats in attributes.items()
    }
