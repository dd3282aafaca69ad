"""What a form's template tags print into a copy: the answer that they name, or what stood there before it was given."""

import html
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product

from jinja2 import Template

from service.reading import Answer, State
from service.word.compose import Uncomposed, context_of, rendered, shown_by, template_of
from service.word.form import Form
from service.word.keys import squeezed
from service.word.skeleton import Piece, Printed

_MOST = 64


class Printing:
    """What one copy may show where its form prints; `said` gives its answers by tag."""

    def __init__(self, form: Form, said: Mapping[str, str]) -> None:
        self._form = form
        self._said = said
        self._contexts: Sequence[Mapping[str, object]] = ()
        self._known: dict[str, list[str]] = {}

    def texts(self, pieces: Iterable[Piece]) -> list[str]:
        """The texts that the pieces may show, a newline for each slot: one text where nothing is printed."""
        pieces = tuple(pieces)
        if not any(isinstance(piece, Printed) for piece in pieces):
            return ["".join([piece if isinstance(piece, str) else "\n" for piece in pieces])]
        ways = [
            self._printed(piece.name)
            if isinstance(piece, Printed)
            else [piece if isinstance(piece, str) else "\n"]
            for piece in pieces
        ]
        return list(dict.fromkeys(map("".join, islice(product(*ways), _MOST))))

    def _printed(self, name: str) -> list[str]:
        """The answer as it is printed, and what is printed where it is not given."""
        if name not in self._known:
            if not self._contexts:
                shown = shown_by(self._form, self._said)
                self._contexts = context_of(self._form, shown), context_of(self._form, {})
            self._known[name] = list(dict.fromkeys(_texts(name, self._contexts))) or [""]
        return self._known[name]


def answered(answers: Iterable[Answer]) -> dict[str, str]:
    """What the answers outside the lists say, by tag."""
    return {one.tag: one.said for one in answers if one.row is None and one.state is State.ANSWERED}


def _texts(name: str, contexts: Iterable[Mapping[str, object]]) -> Iterable[str]:
    for context in contexts:
        try:
            yield squeezed(html.unescape(rendered(_template(name), context)))
        except Uncomposed:
            continue


@lru_cache(maxsize=256)
def _template(name: str) -> Template:
    return template_of(name, f"{{{{ {name} }}}}")
