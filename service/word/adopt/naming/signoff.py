"""Who signs, and what of: the tags of a sign-off, whichever way round its table is drawn."""

from schemas.edition import Kind
from service.word.adopt.naming.standing import Place
from service.word.adopt.naming.vocabulary import Vocabulary
from service.word.adopt.naming.words import key_from, opened, words_of

_SOMEBODY = "person"


class SignOff:
    """Names the places of sign-offs in order; a lone “Date” is of whoever signed before it under its heading."""

    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self._last = ("", "")

    def tag(self, place: Place) -> str:
        """`signoff.ROLE.ATTRIBUTE`: from row and column, from column and row, or from a label that says both."""
        known, column = self._known, words_of(place.found.column)
        attribute, who = known.attributes.one(column), place.asked
        if not attribute and (attribute := known.attributes.one(place.words)):
            who = place.found.column
        if both := known.signed.one(words_of(opened(place.asked))):
            role, _, attribute = both.rpartition(".")
        elif self._says_nobody(who):
            role = self._last[1] if self._last[0] == place.part else ""
        else:
            role = known.roles.one(words_of(who)) or key_from(who, 3, 20, known.stop)
        role = role or self._headed(place.part)
        self._last = (place.part, role)
        plain = column in ("", place.words) or known.columns.one(column) == "answer"
        named = "" if plain else key_from(place.found.column, 2, 20, known.stop)
        default = "date" if place.found.kind is Kind.DATE else "name"
        return f"signoff.{role}.{attribute or named or default}"

    def _says_nobody(self, who: str) -> bool:
        words = words_of(who)
        return (
            not words or bool(self._known.attributes.one(words)) or self._known.columns.one(words) == "answer"
        )

    def _headed(self, part: str) -> str:
        """The role that a heading begins with (“Manager sign-off”)."""
        words = words_of(part).split()
        starts = (" ".join(words[:end]) for end in range(len(words), 0, -1))
        return next((role for start in starts if (role := self._known.roles.one(start))), _SOMEBODY)
