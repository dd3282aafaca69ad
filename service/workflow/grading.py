"""What grades are called: each by the form that it was given on, since one code is another grade on another scale."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.edition import Option
from schemas.scales import NOT_GRADED, SCALES, Best, Scale, scale_of
from service.catalogue import Catalogue
from service.rules.judged import FIRST
from service.store import editions
from service.store.session import Session
from service.word.form import Form
from service.work import Work

OVERALL = "overall.grade"


@dataclass(frozen=True, slots=True)
class Grading:
    """What an overall grade is one of: a scale, or a form's own list. `key` tells it from others in addresses.

    `grades` are all that can be given, in the order they are shown, then those of an older scale. `ranks` say where
    each stands, from the best up; in a list that ranks no quality, as it is shown.
    """

    key: str
    title: str
    grades: tuple[Option, ...]
    ranks: Mapping[str, int]

    def address(self, code: str) -> str:
        """A grade as addresses of pages call it."""
        return f"{self.key}:{code}"

    def name(self, code: str | None) -> str:
        """A grade as people read it; what is none of these as it stands, and nothing for none."""
        return next((grade.text for grade in self.grades if grade.code == code), code or "")

    def counted(self, counts: Mapping[str | None, int]) -> list[tuple[str, int]]:
        """Counts by a grade's code as counts by its name, in the order of the grades; those without a grade last."""
        known = [grade.code for grade in self.grades]
        order = [*known, *(code for code in counts if code is not None and code not in known), None]
        return [(self.name(code) or "No grade", counts[code]) for code in order if code in counts]


def grading_of(form: Form) -> Grading | None:
    """What the overall grade of a form is one of; None where it asks for none."""
    slot = form.by_tag.get(OVERALL)
    if slot is None:
        return None
    scale = scale_of(slot.options, form.declaration.scale)
    if scale is None:
        key = f"{form.declaration.key} {form.declaration.edition}"
        return Grading(key, form.name, slot.options, _as_shown(slot.options))
    return Grading(scale.key, scale.title, (*scale.grades, *scale.retired, NOT_GRADED), _ranks(scale))


def _as_shown(grades: Sequence[Option]) -> dict[str, int]:
    return {grade.code: at for at, grade in enumerate(grades) if grade.code != NOT_GRADED.code}


def _ranks(scale: Scale) -> dict[str, int]:
    """A retired grade stands beside the last but one: “Adequate” was what “Requires improvement” took the place of."""
    if scale.best is Best.NEITHER:
        return _as_shown(scale.grades)
    ranks = {grade.code: scale.rank(grade.code) or 0 for grade in scale.grades}
    return ranks | {grade.code: len(scale.grades) - 2 for grade in scale.retired}


def grade_said(catalogue: Catalogue, key: str, edition: str, code: str | None) -> str:
    """The overall grade of an audit on an edition of a form, as people read it; nothing for none."""
    form = catalogue.find(key, edition)
    grading = grading_of(form) if form is not None else None
    return grading.name(code) if grading is not None else code or ""


def said_of(catalogue: Catalogue, audit: Mapping[str, Any]) -> dict[str, Any]:
    """An audit as it is shown, with its overall grade as people read it as `grade_said`."""
    said = grade_said(catalogue, audit["form"], audit["edition"], audit["grade"])
    return {**audit, "grade_said": said}


def gradings(work: Work) -> list[Grading]:
    """What there is to choose from in the forms that there are: scales in their own order, then forms' own lists."""
    found = {made.key: made for form in work.catalogue if (made := grading_of(form)) is not None}
    order = [*(key for key in SCALES if key in found), *sorted(key for key in found if key not in SCALES)]
    return [found[key] for key in order]


def chosen(work: Work, said: Sequence[str]) -> list[str]:
    """Grades with what they are of, as `ofsted:good`; a code alone is that grade of all that have it.

    What no form asks for is left out.
    """
    wanted = set(said)
    return [
        grading.address(grade.code)
        for grading in gradings(work)
        for grade in grading.grades
        if wanted & {grading.address(grade.code), grade.code}
    ]


def graded_as(work: Work, grades: Collection[str]) -> dict[int, list[str]]:
    """The codes of grades, as `chosen` gives them, by the number of each edition that they can be given on."""
    with work.store.look() as session:
        held = by_edition(work, session)
    found = {
        number: [grade.code for grade in grading.grades if grading.address(grade.code) in grades]
        for number, grading in held.items()
    }
    return {number: codes for number, codes in found.items() if codes}


def by_edition(work: Work, session: Session) -> dict[int, Grading]:
    """What the overall grade is one of, by the number of an edition; nothing for those that ask for none."""
    found = {
        edition.id: grading_of(form)
        for edition in editions.every(session)
        if (form := work.catalogue.find(edition.key, edition.edition)) is not None
    }
    return {number: made for number, made in found.items() if made is not None}


def judging(work: Work, session: Session) -> set[int]:
    """The numbers of the editions whose audits judge another audit, as a moderation does."""
    return {
        edition.id
        for edition in editions.every(session)
        if (form := work.catalogue.find(edition.key, edition.edition)) is not None and FIRST in form.by_tag
    }


def ranks_of(work: Work, session: Session, sort: str) -> dict[int, Mapping[str, int]] | None:
    """What a list that is sorted by grades is sorted by, as `audits.listed` takes it; None for what another is."""
    return (
        {number: one.ranks for number, one in by_edition(work, session).items()} if sort == "grade" else None
    )
