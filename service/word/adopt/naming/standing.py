"""Where each found place stands: in the header, in a section, among the actions, in the sign-off."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from service.word.adopt.finding.words import is_tick_head
from service.word.adopt.naming.vocabulary import Vocabulary
from service.word.adopt.naming.words import in_brackets, key_from, leading, opened, words_of
from service.word.adopt.proposal import Found

HEADER = ("header", "audit", "subject")
SECTION = ("section", "either")
"""`either` is below a heading like “Strengths”, which may be a part of the section above it or of the whole form."""
_KEY = 20
_YEAR = 4
_SIGNING = frozenset({"name", "signature", "date"})


@dataclass(frozen=True, slots=True)
class Place:
    """A found place and the part of the form it stands in.

    `context` is a context of the vocabulary, `key` and `part` the key and the title of a section. `asked` is what is
    asked: the label or, where it has none, the column or the heading. `column` is empty unless the row has several
    answers, `under` the subheading that the place stands below, within its section.
    """

    found: Found
    context: str
    key: str
    part: str
    asked: str
    column: str
    under: str = ""

    @property
    def words(self) -> str:
        """The words by which what is asked is recognised."""
        return words_of(self.asked)


def places(found: Sequence[Found], known: Vocabulary) -> list[Place]:
    """The places in their order, each in its part of the form."""
    return list(_Reading(known).places(found))


class _Reading:
    """Reads a form's places from top to bottom and remembers the section it is in."""

    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self._keys: dict[str, str] = {}
        self._section = ""
        self._dividing: set[str] = set()
        self._context = "header"
        self._title = ""

    def places(self, found: Sequence[Found]) -> Iterator[Place]:
        blocks = [list(group) for _, group in groupby(found, key=lambda one: one.heading.strip())]
        self._title = blocks[0][0].heading.strip() if blocks else ""
        often = Counter(words_of(block[0].heading) for block in blocks)
        self._dividing = {words for words, times in often.items() if times > 1 and self._says_section(words)}
        actions = actions_among(found, self._known)
        for block in blocks:
            heading = block[0].heading.strip()
            context, under = self._stand(heading, block)
            self._context = context
            for one, several in zip(block, _several(block), strict=True):
                asked, column = self._asked(one, several=several)
                own = context if not one.repeating else "actions" if _list_of(one) == actions else "list"
                if own in HEADER and several and is_tick_head(column):  # a question, wherever it stands
                    own = "section"
                key, part = self._part(heading, own)
                yield Place(one, own, key, part, asked, column, under)

    def _part(self, heading: str, context: str) -> tuple[str, str]:
        """The key and the title of a section, or of another part by its own heading."""
        if context in SECTION:
            section = self._section or heading
            return self._keys.setdefault(section, self._new_key(section)), section
        return key_from(heading, 3, _KEY, self._known.stop), heading

    def _stand(self, heading: str, block: Sequence[Found]) -> tuple[str, str]:
        """The context of a block, and the subheading that it stands under within its section."""
        known, words = self._known, words_of(heading)
        if self._section and self._divides(heading):
            return "section", ""
        listed = known.headings.one(words)
        if listed and (listed not in HEADER or self._opens(heading, block)):
            return listed, ""
        if not heading:
            return self._context, ""
        if self._context in SECTION and self._below(heading, block):
            return "section", heading
        in_section = bool(self._section) and self._context in SECTION
        if self._says_section(words) and (in_section or not any(words_of(one.label) for one in block)):
            mine, above = leading(heading), leading(self._section)
            return ("overall" if not self._section or (mine and above and mine != above) else "either"), ""
        # The form's own title may name whom it is about: “Children in need audit” heads no part about children.
        said = set(words.split())
        is_title = heading == self._title and bool(said & set(known.titles))
        if not self._section and not said & (known.past if is_title else known.others | known.past):
            titled = words.rpartition(" ")[2] in known.titles and not leading(heading)
            if titled or self._header_like(block):
                return "header", ""
        if self._signed(block):
            return "signoff", ""
        self._section = heading
        self._keys.setdefault(heading, self._new_key(heading))
        return "section", ""

    def _divides(self, heading: str) -> bool:
        """Whether a heading like “2. Overall judgement” stands in each section, or carries the number of this one."""
        words, number = words_of(heading), leading(heading)
        return words in self._dividing or (
            self._says_section(words) and bool(number) and number == leading(self._section)
        )

    def _below(self, heading: str, block: Sequence[Found]) -> bool:
        """Whether a heading only divides the section: it carries the section's number."""
        number = leading(heading)
        graded = any(self._says_section(words_of(one.label)) for one in block)
        return bool(number) and number == leading(self._section) and heading != self._section and not graded

    def _says_section(self, words: str) -> bool:
        return bool(words and self._known.labels["section"].of(words))

    def _opens(self, heading: str, block: Sequence[Found]) -> bool:
        """Whether a block under a heading of headers is one: not a judged section called “1. Supervision”."""
        if leading(heading) and any(self._says_section(words_of(one.label)) for one in block):
            return False
        return not self._section or self._of_header(block) > 0

    def _header_like(self, block: Sequence[Found]) -> bool:
        """Whether most of what a block asks, and more than one thing, is asked in headers."""
        single = [one for one in block if not one.repeating]
        return self._of_header(block) > 1 and 2 * self._of_header(block) >= len(single)

    def _of_header(self, block: Sequence[Found]) -> int:
        single = [one for one in block if not one.repeating]
        return sum(bool(self._known.tags("header", words_of(one.label), one.kind)) for one in single)

    def _signed(self, block: Sequence[Found]) -> bool:
        """Whether a block is a table of roles beside names or signatures and dates."""
        said = {self._known.attributes.one(words_of(one.column)) for one in block}
        roles = all(self._known.roles.one(words_of(one.label)) for one in block)
        return roles and "date" in said and len(said & _SIGNING) > 1

    def _new_key(self, heading: str) -> str:
        known = self._known
        key = known.sections.one(words_of(heading)) or key_from(heading, 3, _KEY, known.stop) or "section"
        taken, number = set(self._keys.values()), 2
        unique = key
        while unique in taken:
            unique, number = f"{key}_{number}", number + 1
        return unique

    def _asked(self, found: Found, *, several: bool) -> tuple[str, str]:
        """What is asked, and the column where that is not yet all."""
        label = self._led(found.label)
        held = in_brackets(label)
        if held & self._known.others or (held and all(map(self._qualifies, held))):
            label = opened(label)
        column = found.column.strip()
        if words_of(column) and (found.repeating or words_of(label).isdigit()):
            return column, ""
        if not words_of(label):
            return (column if words_of(column) else found.heading.strip() or label), ""
        return label, column if several else ""

    def _qualifies(self, word: str) -> bool:
        """Whether a word behind a label makes another question of it: the last audit's grade, that of 2024."""
        return word in self._known.qualified or (word.isdecimal() and len(word) == _YEAR)

    def _led(self, label: str) -> str:
        """The first line of a label that asks something itself, without “Consider” above it."""
        lines = [line.strip() for line in label.splitlines() if line.strip()]
        return next((line for line in lines if words_of(line) not in self._known.leads), label.strip())


def _several(block: Sequence[Found]) -> list[bool]:
    """For each place, whether its row has answers in other columns too."""
    several: list[bool] = []
    for _, row in groupby(block, key=lambda one: one.label.strip()):
        alike = list(row)
        columns = {one.column.strip() for one in alike if one.column.strip()}
        several += [len(columns) > 1 and bool(one.column.strip()) for one in alike]
    return several


def _list_of(one: Found) -> tuple[str, tuple[int, ...]] | None:
    """The list that a place is a column of: its heading and the lines of its rows; None where it does not repeat."""
    return (one.heading.strip(), tuple(spot.line for spot in one.spots)) if one.repeating else None


def actions_among(found: Sequence[Found], known: Vocabulary) -> tuple[str, tuple[int, ...]] | None:
    """The list that is the form's actions; None where it is not sure which is.

    A form has one list of actions. Where no heading says which, several tables of actions are none.
    """
    lists = [list(group) for rows, group in groupby(found, key=_list_of) if rows]
    alike = [one for one in lists if _of_actions(one, known)]
    listed = [one for one in alike if known.headings.one(words_of(one[0].heading)) == "actions"]
    chosen = listed or (alike if len(alike) == 1 else [])
    return _list_of(chosen[0][0]) if chosen else None


def _of_actions(rows: Sequence[Found], known: Vocabulary) -> bool:
    """Whether rows that repeat ask what is to be done, and by whom or when or what for."""
    columns = [(words_of(one.column or one.label), one.kind) for one in rows]
    meant = {tag for words, kind in columns for tag in known.tags("actions", words, kind)}
    said = {tag for words, _ in columns for tag in known.labels["actions"].of(words)}
    heading = words_of(rows[0].heading)
    sure = len(said) > 1 or known.headings.one(heading) == "actions"
    return "actions.what" in meant and sure and not known.past & set(heading.split())
