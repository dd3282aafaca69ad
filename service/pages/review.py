"""The review: the record section by section, with what is doubtful about it and what can be done."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from service.pages.acceptance import offered_in, stops_acceptance
from service.pages.alike import FEWEST, alike, means
from service.pages.entered import entered_as
from service.pages.page import Pages, the_work
from service.pages.places import Field, Section
from service.pages.reviewing import SHOWS, Reviewed, number_in, reviewed, wanted
from service.pages.settling import STATES
from service.pages.words import counted
from service.problem import SETTLED_BY_REASON
from service.roles import May
from service.store.findings import OPEN
from service.workflow.attach import OF_IDENTITY
from service.workflow.proposals import proposed
from service.workflow.settle import UNPLACED

pages = Pages("review", __name__)

_LEVELS = ("error", "warning")


@pages.page("/audits/<reference>/review", May.SEE_AUDITS)
def review(reference: str) -> str:
    """The record of an audit, to be looked through and put right."""
    found = reviewed(reference)
    show = wanted()
    every = [one for section in found.sections for one in section.each()]
    placed = {problem["id"] for one in every for problem in one.problems}
    loose = [one for one in found.audit["problems"] if one["id"] not in placed]
    return render_template(
        "review/review.html",
        found=found,
        audit=found.audit,
        form=found.form,
        sections=[section for one in found.sections if (section := _kept(one, show))],
        show=show,
        counts=dict(zip(SHOWS, _counts(every, loose), strict=True)),
        first=_first(found, every, loose),
        whole_form=[one for one in loose if one["code"] != UNPLACED],
        stops=[*stops_acceptance(the_work(), found.whole, found.audit)],
        offered=len(offered_in(found.audit)),
        of_identity=OF_IDENTITY,
        unplaced=_unplaced(found, loose),
        offers=_offers(found),
        typed_of=lambda one: entered_as(one.slot, one.answer["value"]),
        by_reason=SETTLED_BY_REASON,
        states=STATES,
        sees_form=the_work().actor.may(May.SEE_DOCUMENTS) and found.whole.standing is not None,
        as_pdf=the_work().office is not None,
    )


@pages.page("/audits/<reference>/review/move", May.REVIEW)
def move_page(reference: str) -> str:
    """The page to choose where a text belongs that stands in no place of its own."""
    found = reviewed(reference)
    return render_template(
        "review/move.html",
        audit=found.audit,
        text=found.loose(number_in(request.args, "text")),
        errors={"place": "Choose the field that the text belongs in"} if "place" in request.args else {},
        sections=found.sections,
        show=wanted(),
    )


def _kept(section: Section, show: str) -> Section | None:
    """What of a section is asked for; None where nothing is."""
    if show == SHOWS[0]:
        return section

    def is_wanted(one: Field) -> bool:
        return bool(one.open or one.offered) if show == "problems" else one.doubtful

    fields = [one for one in section.fields if is_wanted(one)]
    rows = [row for row in section.rows if any(map(is_wanted, row.fields))]
    return Section(section.heading, fields, rows) if fields or rows else None


def _counts(every: list[Field], loose: list[Any]) -> tuple[int, int, int]:
    """How many places each part of the record shows; what belongs to no answer stands in those that ask something."""
    asked = sum(one["state"] == OPEN for one in loose)
    problems = sum(bool(one.open or one.offered) for one in every)
    return len(every), asked + sum(one.doubtful for one in every), asked + problems


@dataclass(frozen=True, slots=True)
class _First:
    """A line of what to look at first: `id` is its place on the page, `code` the kind of those told in one line."""

    level: str
    id: str
    title: str
    message: str | None
    code: str = ""


def _first(found: Reviewed, every: list[Field], loose: list[Any]) -> list[_First]:
    """What to look at first, errors before warnings; many warnings of one kind are one line."""
    lines = [(problem, one.id, one.title) for one in every for problem in one.open]
    lines += [
        (
            one,
            f"problem-{one['id']}",
            "Text without a place" if one["code"] == UNPLACED else "The whole form",
        )
        for one in sorted(loose, key=lambda one: one["code"] == UNPLACED)
        if one["state"] == "open"
    ]
    many = {code: ones for code, ones in alike(found).items() if len(ones) >= FEWEST}
    together = {one.number for ones in many.values() for one in ones}
    first = [
        _First(
            "warning",
            f"correction-{made['id']}",
            f"{one.title}: a correction waits",
            f"The correction to “{one.says(made['value'])}” does not count until somebody decides: a later return says "
            "something else.",
        )
        for one in every
        for made in one.offered
    ]
    first += [
        _First(problem["level"], place, title, problem["message"])
        for problem, place, title in lines
        if problem["id"] not in together
    ]
    first += [
        _First("warning", ones[0].anchor, f"{counted(len(ones), 'warning')}: {means(code)}", "", code)
        for code, ones in many.items()
    ]
    return sorted(first, key=lambda one: (_LEVELS.index(one.level), not one.code))


def _unplaced(found: Reviewed, loose: list[Any]) -> list[tuple[int | None, Any]]:
    """The problems of texts without a place, each with its number among these texts, None where it is hidden."""
    texts = found.audit["unplaced"]
    taken: set[int] = set()
    pairs = []
    for one in loose:
        if one["code"] == UNPLACED:
            here = (
                at
                for at, text in enumerate(texts)
                if at not in taken and text["text"] is not None
                if (text["text"], text["where"]) == (one["said"], one["where"])
            )
            at = next(here, None)
            taken |= set() if at is None else {at}
            pairs.append((at, one))
    return pairs


def _offers(found: Reviewed) -> dict[int, Any]:
    """The day that each problem proposes, by the number of the problem."""
    standing = found.whole.standing
    if standing is None or not found.may_change:
        return {}
    days = ((one.id, proposed(standing, one)) for one in found.whole.findings if one.state == "open")
    return {number: day for number, day in days if day is not None}
