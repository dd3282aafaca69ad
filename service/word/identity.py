"""Which form a copy was made from and which audit it belongs to.

A copy carries its identity three ways, and people and programs lose or change each of them. So it is compared,
and where nothing is left the copy's shape tells the form.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from textwrap import shorten

from schemas.reference import is_sound
from service.errors import Refused
from service.problem import Problem, problem
from service.reading import Match
from service.word.anchors import weight
from service.word.compose import NOT_YET_GIVEN
from service.word.compose import REFERENCE as REFERENCE_TAG
from service.word.extract import stands_around
from service.word.form import Form
from service.word.keys import key_of
from service.word.properties import EDITION, KEY, REFERENCE
from service.word.skeleton import FormCell, Printed
from service.word.text import BODY, Paragraph, View

OURS, LIKELY, FEW = 0.5, 0.35, 3
_AS_GOOD = 0.005
"""A difference in the share of words that decides nothing between two editions."""
_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The form a copy is read as, how that is known, and what was wrong in finding it."""

    form: Form
    match: Match
    problems: tuple[Problem, ...]


def newest_first(edition: str) -> tuple[tuple[int, str], ...]:
    """A key that orders editions as people do: 10 after 9, 2026.2 after 2026.1."""
    return tuple(
        (int(piece), "") if piece.isdecimal() else (-1, piece) for piece in _NUMBERS.split(edition) if piece
    )


def choose(
    properties: Mapping[str, str], view: View, forms: Sequence[Form], named: Form | None = None
) -> Chosen:
    """The form a copy was made from, of those known; `named` is the one a person says it is.

    `properties` are the copy's custom properties.

    Raises Refused (`not-ours`) where it is no copy of any of them, naming the nearest and what was missing.
    """
    key, edition = properties.get(KEY, ""), properties.get(EDITION, "")
    there = cache(lambda: _keys(view))  # which a copy that says what it is does not need
    if named is not None:
        nothing_to_compare = not named.skeleton.keys
        _must_be(
            named, max(_likeness(named, view, there()), _by_tags(named, view), nothing_to_compare), there()
        )
        problems = []
        if key and (key, edition) != (named.declaration.key, named.declaration.edition):
            problems.append(
                problem(
                    "identity.disagrees",
                    f"The copy says it is form {key}, edition {edition}; it was read as {named.name}.",
                    said=f"{key} {edition}",
                )
            )
        return Chosen(named, _match(named, "named"), tuple(problems))
    same = [form for form in forms if form.declaration.key == key]
    stamped = next((form for form in same if form.declaration.edition == edition), None)
    if stamped is not None and (
        _by_tags(stamped, view) >= LIKELY or _likeness(stamped, view, there()) >= LIKELY
    ):
        return Chosen(stamped, _match(stamped, "identity"), tuple(_old(stamped, same)))
    scores = {form.digest: _likeness(form, view, there()) for form in forms}
    best = max(same or forms, key=lambda form: (scores[form.digest], newest_first(form.declaration.edition)))
    if scores[best.digest] < OURS:
        best = max(forms, key=lambda form: (scores[form.digest], newest_first(form.declaration.edition)))
    if key and not same and scores[best.digest] < OURS:
        raise Refused(
            "not-ours",
            f"The copy says it is of the form “{key}”, edition {edition}, which is not known here. Give that, too.",
        )
    _must_be(best, scores[best.digest], there())
    known = [form for form in forms if form.declaration.key == best.declaration.key]
    as_good = [
        one for one in known if one is not best and scores[best.digest] - scores[one.digest] < _AS_GOOD
    ]
    sure = f"{scores[best.digest]:.0%} of that form's words stand in it" + "".join(
        f"; edition {one.declaration.edition} fits as well" for one in as_good
    )
    return Chosen(best, _match(best, "shape"), (*_by_shape(best, key, edition, sure), *_old(best, known)))


def _match(form: Form, how: str) -> Match:
    return Match(form.declaration.key, form.declaration.edition, how)


def _by_shape(form: Form, key: str, edition: str, sure: str) -> Iterator[Problem]:
    if key == form.declaration.key:
        yield problem(
            "edition.unknown",
            f"The copy says it is edition {edition} of {form.declaration.title}, which is not known here. "
            f"It was read as edition {form.declaration.edition}, the nearest: {sure}.",
            said=edition,
        )
    elif key:
        yield problem(
            "identity.disagrees",
            f"The copy says it is form {key}, but its text is that of {form.name}. It was read as that.",
            said=key,
        )
    else:
        yield problem(
            "identity.absent",
            f"The copy does not say which form it is. By its text it is {form.name}, and it was read as that: {sure}.",
        )


def _old(form: Form, editions: Sequence[Form]) -> Iterator[Problem]:
    newest = max(editions, key=lambda one: newest_first(one.declaration.edition))
    if newest is not form and newest.declaration.edition != form.declaration.edition:
        yield problem(
            "edition.old",
            f"The copy was made from edition {form.declaration.edition}; the form is now at edition "
            f"{newest.declaration.edition}.",
            said=form.declaration.edition,
        )


def _likeness(form: Form, view: View, there: set[str]) -> float:
    """How much of the form stands in the copy, 0 to 1: of its texts (the copy's are `there`), or of its tags."""
    shared = _around_slots(form, there)
    total = sum(weight(key) for key in form.skeleton.keys)
    found = sum(weight(key) for key in form.skeleton.keys if key in there or key in shared)
    by_tags = _by_tags(form, view) if len(form.slots) >= FEW else 0.0
    return max(found / total if total else 0.0, by_tags)


def _around_slots(form: Form, there: set[str]) -> set[str]:
    """The texts that share a paragraph with their slots (`Name: … Team: …`) and stand around what a copy says there."""
    cells = {cell.key: cell for line in form.skeleton.lines for cell in line.cells if cell.slots and cell.key}
    return {key for key, cell in cells.items() if any(stands_around(cell, text) for text in there)}


def _by_tags(form: Form, view: View) -> float:
    tags = {control.tag for control in view.controls}
    return sum(slot.tag in tags for slot in form.slots) / max(1, len(form.slots))


def _keys(view: View) -> set[str]:
    keys = set()
    for line in view.lines:
        for cell in line.cells:
            keys.add(key_of(cell.text))
            keys.add(key_of("\n".join(_uncontrolled(paragraph) for paragraph in cell.paragraphs)))
            if len(cell.paragraphs) > 1:
                keys.update(key_of(paragraph.text) for paragraph in cell.paragraphs)
    return keys


def _uncontrolled(paragraph: Paragraph) -> str:
    return "".join([run[0] for run in paragraph.runs if run[1] is None])


def _must_be(form: Form, score: float, there: set[str]) -> None:
    if score >= OURS:
        return
    missing = [text for text, _ in form.skeleton.statics if len(text) > FEW and key_of(text) not in there]
    named = ", ".join(f"“{shorten(text, 60, placeholder=' …')}”" for text in missing[:3])
    raise Refused(
        "not-ours",
        f"This is not a copy of a form known here. The nearest is {form.name}, but much of it is missing, such as "
        f"{named}. Upload the form that was sent out, or have this kind of form added.",
    )


def reference_of(
    properties: Mapping[str, str], view: View, form: Form, in_control: str
) -> tuple[str | None, tuple[Problem, ...]]:
    """The audit's reference, from the properties, the control (`in_control`) and the page footer, compared.

    None where the copy carries none, or where they disagree and a person must say which it is.
    """
    found = {
        "the document's properties": properties.get(REFERENCE, "").strip(),
        "the reference box": in_control.strip(),
        "the footer": _in_footer(view, form),
    }
    given = {place: said for place, said in found.items() if said and key_of(said) != key_of(NOT_YET_GIVEN)}
    if not given:
        return None, (
            problem("identity.absent", "The copy carries no reference. Say which audit it belongs to."),
        )
    if len({said.upper() for said in given.values()}) > 1:
        listed = ", ".join(f"{said} in {place}" for place, said in given.items())
        said = " / ".join(dict.fromkeys(given.values()))
        return None, (
            problem(
                "identity.disagrees",
                f"The copy names more than one audit: {listed}. Say which it is.",
                said=said,
            ),
        )
    reference = next(iter(given.values()))
    if not is_sound(reference):
        return None, (
            problem(
                "identity.disagrees",
                f"The reference {reference} does not go with its check character: it was mistyped somewhere.",
                said=reference,
            ),
        )
    return reference, ()


def _in_footer(view: View, form: Form) -> str:
    patterns = [
        _printed(cell) for line in form.skeleton.lines if line.line.story != BODY for cell in line.cells
    ]
    for line in view.lines:
        if line.story == BODY:
            continue
        for cell in line.cells:
            for pattern in patterns:
                found = pattern.search(" ".join(cell.text.split())) if pattern is not None else None
                if found is not None:
                    return found.group(1).strip()
    return ""


def _printed(cell: FormCell) -> re.Pattern[str] | None:
    """A pattern that finds the printed reference by the words before it."""
    before = ""
    for piece in cell.pieces:
        if isinstance(piece, Printed) and piece.name == REFERENCE_TAG:
            words = [re.escape(word) for word in before.split()[-3:]]
            return (
                re.compile(r"\s*".join(words) + r"\s*:?\s*(\S+(?: yet given)?)", re.IGNORECASE)
                if words
                else None
            )
        before = piece if isinstance(piece, str) else before
    return None
