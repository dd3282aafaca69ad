"""What a form and its copy show where an answer stands: pieces of text, each with its look."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from schemas.edition import Slot
from service.word.emphasis import Seen
from service.word.form import Form
from service.word.looks import Looks
from service.word.shading import fill_of
from service.word.text import Control, Run, runs_in


@lru_cache(maxsize=2048)
def listed(form: Form, slot: Slot) -> Sequence[Seen]:
    """What the form itself shows in the slot, which may be a list of its options."""
    return seen(form.view.looks, (run for control in _controls(form, slot) for run in runs_in(control)))


@lru_cache(maxsize=2048)
def fill_in_form(form: Form, slot: Slot) -> str:
    """What colour the slot's cell has in the form."""
    places = (control.places[0] for control in _controls(form, slot) if control.places)
    return next((fill_of(line.cells[cell]) for line, cell in places), "")


def _controls(form: Form, slot: Slot) -> Sequence[Control]:
    return _by_tag(form).get(slot.tag, ())


@lru_cache(maxsize=64)
def _by_tag(form: Form) -> Mapping[str, Sequence[Control]]:
    """The controls of each slot."""
    found: dict[str, list[Control]] = {}
    for control in form.view.controls:
        if (slot := form.of_control.get(control.number)) is not None:
            found.setdefault(slot.tag, []).append(control)
    return found


def clipped(runs: Sequence[Seen], said: str) -> list[Seen]:
    """The runs without the label that stands before or behind an answer in its cell."""
    text = "".join(run[0] for run in runs)
    if not said.strip() or text.count(said) != 1:
        return list(runs)
    start, at, kept = text.index(said), 0, []
    for piece, look in runs:
        first, last = max(start - at, 0), min(start + len(said) - at, len(piece))
        if first < last:
            kept.append((piece[first:last], look))
        at += len(piece)
    return kept


def seen(looks: Looks, runs: Iterable[Run]) -> list[Seen]:
    """Runs with their looks."""
    return [(text, looks.of(element)) for text, _, element in runs]
