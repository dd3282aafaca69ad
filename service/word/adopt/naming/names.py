"""The names of the places found in a plain form: a tag for programs and a title for people.

What all forms share is recognised by a list of the words that councils use for it, in the part of the form where they
mean it; other places are named by their own words. A label that the list gives to two tags is a tie, which a person
decides.
"""

from collections import defaultdict
from collections.abc import Sequence

from schemas.edition import Kind
from schemas.tags import LONGEST, is_shared
from service.word.adopt.naming.signoff import SignOff
from service.word.adopt.naming.standing import HEADER, SECTION, Place, places
from service.word.adopt.naming.vocabulary import Vocabulary, fits, vocabulary
from service.word.adopt.naming.whose import Whose
from service.word.adopt.naming.words import bare, key_from, opened, titled, words_of
from service.word.adopt.proposal import Found, Named

_WHOLE = ("overall", "feedback", "experience", "escalation", "moderation")
"""The contexts whose tags are `CONTEXT.NAME`."""
_TICKED_YES = ("met", "present")
"""The heads of a column of boxes that stand for yes, beside “Not met” and “Not present”."""
_NEAR = 2
"""How many places further on a name is still what a lone “Date” or “Role” speaks of."""


def named(found: Sequence[Found], subject: str = "") -> list[Named]:
    """The tag and the title of each place, in the order of the places, which is the order of reading.

    `subject` is whom the form is about, as declarations have it; "" where that is not known.

    Every tag is valid, fits its place's kind and stands once; the tag of a tie is none of those it lies between. A row
    that repeats is of the form's `actions` or has tags that cannot repeat: a record has no other lists.
    """
    known = vocabulary()
    in_order = places(found, known)
    naming = _Naming(known, in_order, Whose(known, in_order, subject))
    return [naming.name(place) for place in naming.places]


class _Naming:
    """Names the places of one form, in their order."""

    def __init__(self, known: Vocabulary, in_order: Sequence[Place], whose: Whose) -> None:
        self.places = in_order
        self._known = known
        self._whose = whose
        self._signoff = SignOff(known)
        self._taken: dict[str, str] = {}  # the words that each tag was given to
        self._recent: list[str] = []
        self._strong: set[str] = set()
        self._graded: dict[str, set[str]] = defaultdict(set)
        self._closed: set[str] = set()
        for place in in_order:
            if place.column and place.context == "section":
                if self._ending(place.column) == "grade" and place.found.kind is Kind.CHOICE:
                    self._graded[place.key].add(place.asked)
            elif not place.column:
                meant = known.tags(place.context, place.words, place.found.kind)
                self._strong.update(meant)
                if place.context == "section" and "sections.*.grade" in meant:
                    self._closed.add(place.key)

    def name(self, place: Place) -> Named:
        """The name of a place; those before it are named already."""
        meant = self._meant(place)
        kind, ties = place.found.kind, meant if len(meant) > 1 else self._perhaps(place, meant)
        if len(meant) == 1 and self._whose.is_doubtful(place, meant[0]):
            meant, ties = (), meant
        if len(meant) == 1 and self._taken.get(meant[0], place.words) == place.words:
            tag = meant[0]
        elif place.context == "signoff":
            tag = self._apart(self._signoff.tag(place), kind, signed=True)
        else:
            own = self._own(place, meant)
            if not meant and not ties and is_shared(own) and fits(own, kind):
                ties = (own,)
            tag = self._apart(own, kind, signed=False)
        tag = self._once(tag)
        self._taken[tag] = place.words
        self._recent.append(tag)
        return Named(tag, self._title(place, meant), ties)

    def _meant(self, place: Place) -> tuple[str, ...]:
        """The tags that the list gives the place; several are a tie."""
        if place.context in ("list", "signoff") or (place.context == "actions" and not place.found.repeating):
            return ()
        if place.column:
            return self._in_row(place)
        if place.under:
            return ()
        return self._beside(place) or self._below(place) or self._listed(place)

    def _perhaps(self, place: Place, meant: tuple[str, ...]) -> tuple[str, ...]:
        """What a place of a section may be, if it stands in what is the header after all."""
        if meant or place.column or place.under or place.context not in SECTION:
            return ()
        if self._known.others & set(words_of(place.part).split()):
            return ()
        return self._known.tags("perhaps", place.words, place.found.kind)

    def _listed(self, place: Place) -> tuple[str, ...]:
        words, kind = place.words, place.found.kind
        if place.context == "either":
            found = (*self._known.tags("section", words, kind), *self._known.tags("overall", words, kind))
        else:
            whole = self._known.tags(place.context, words_of(opened(place.asked)), kind)
            found = whole or self._known.tags(place.context, words, kind) or self._either(place)
        if not found:
            weaker = self._known.weaker(place.context, words, kind)
            found = tuple(tag for tag in weaker if tag not in self._strong)
        return tuple(dict.fromkeys(tag.replace("*", place.key) for tag in found))

    def _either(self, place: Place) -> tuple[str, ...]:
        """What a label like “Line manager / Supervisor” names, if each of its parts names something."""
        parts = [words_of(part) for part in bare(place.asked).split("/")]
        each = [self._known.tags(place.context, part, place.found.kind) for part in parts]
        if len(parts) < 2 or not all(each):
            return ()
        return tuple(dict.fromkeys(tag for tags in each for tag in tags))

    def _beside(self, place: Place) -> tuple[str, ...]:
        """What a word means just after the name of the auditor or of another."""
        near = next((tag for tag in reversed(self._recent[-_NEAR:]) if tag in self._known.beside), "")
        if not near or place.context not in HEADER:
            return ()
        found = self._known.beside[near].of(place.words)
        left = (tag for tag in found if tag not in self._taken and tag not in self._strong)
        return tuple(tag for tag in left if fits(tag, place.found.kind))

    def _below(self, place: Place) -> tuple[str, ...]:
        """What a word means below the name of somebody: “Name” under “Auditor details”."""
        if place.context not in HEADER or not place.part:
            return ()
        heading = words_of(place.part).removeprefix("details of ").removesuffix(" details")
        return self._known.tags("header", f"{heading} {place.words}", place.found.kind)

    def _in_row(self, place: Place) -> tuple[str, ...]:
        """What a place with others in its row is: by row and column together, or the one judged row of a section."""
        kind, key = place.found.kind, place.key
        if place.context != "section":
            both = words_of(f"{bare(place.asked)} {bare(place.column)}")
            return self._known.tags(place.context, both, kind)
        if self._graded[key] != {place.asked} or key in self._closed:
            return ()
        if self._ending(place.column) == "grade":
            tag = f"sections.{key}.grade"
        elif words_of(place.column) in self._known.reasons:
            tag = f"sections.{key}.rationale"
        else:
            return ()
        return (tag,) if fits(tag, kind) else ()

    def _own(self, place: Place, meant: tuple[str, ...]) -> str:
        """The tag that a place's own words make."""
        name = self._row_name(place)
        if place.context in HEADER:
            if other := self._whose.other(place):
                name = key_from(f"{other} {place.asked}", 4, 24, self._known.stop) or name
            return f"{self._about(place, meant)}.{name}"
        if place.context in _WHOLE:
            return f"{place.context}.{name}"
        if place.context == "actions":
            return f"actions.{name}" if place.found.repeating else f"sections.actions.{name}"
        return f"sections.{place.key or 'list'}.{name}"

    def _row_name(self, place: Place) -> str:
        """The question's key with the ending of its column; below a subheading the label is like a column."""
        stop, asked, column = self._known.stop, place.asked, place.column
        if place.under and not column:
            asked, column = place.under, place.asked
        is_part = asked == place.found.heading.strip() == place.part
        name = "" if is_part else key_from(asked, 4, 24, stop)
        ending = self._ending(column)
        if place.found.kind is Kind.TICK and words_of(column) in _TICKED_YES:
            ending = "yes"
        if column and not ending:
            ending = key_from(column, 4 if place.under else 2, 16, stop)
        return "_".join(piece for piece in (name, ending) if piece not in ("", "answer")) or "answer"

    def _ending(self, column: str) -> str:
        return self._known.columns.one(words_of(column)) if column else ""

    def _about(self, place: Place, meant: tuple[str, ...]) -> str:
        """Whether a field of the header is about the record that is audited or about the audit."""
        if len({tag.partition(".")[0] for tag in meant}) == 1 and meant[0].startswith(HEADER):
            return meant[0].partition(".")[0]
        words = set(place.words.split())
        of_subject, of_audit = words & self._known.subject_words, words & self._known.audit_words
        if place.context == "subject":
            return "audit" if of_audit and not of_subject else "subject"
        return "subject" if of_subject and not words & {"audit", "auditor", "auditors"} else "audit"

    def _apart(self, tag: str, kind: Kind, *, signed: bool) -> str:
        """An own tag, apart from those of the vocabulary, which the place is not known to be.

        What stands in a sign-off is known to be of one.
        """
        if not is_shared(tag) or (signed and fits(tag, kind)):
            return tag
        return f"{tag}_{'given' if fits(tag, kind) else kind.removeprefix('rich_')}"

    def _once(self, tag: str) -> str:
        """The tag, cut to its length, and numbered where it stands already."""
        unique, number = tag[:LONGEST].rstrip("_"), 2
        while unique in self._taken:
            ending = f"_{number}"
            unique, number = tag[: LONGEST - len(ending)].rstrip("_") + ending, number + 1
        return unique

    def _title(self, place: Place, meant: tuple[str, ...]) -> str:
        """What people and screen readers are told: the question and, where that is not all, what of it."""
        asked, part, column = bare(place.asked), bare(place.part), bare(place.column)
        if place.context == "signoff":
            head = bare(place.found.column)
            plain = words_of(head) == place.words or self._ending(head) == "answer"
            column = "" if plain else head
        elif other := self._whose.other(place):
            asked, column = bare(other), asked
        elif place.under:
            asked, column = bare(place.under), column or asked
        elif column and meant and place.context == "section":
            asked = part
        elif not column and place.context in SECTION and words_of(part) != place.words:
            asked, column = (part, asked) if meant or len(place.words.split()) < 2 else (asked, "")
        return titled(asked, column) or titled(part) or "Answer"
