"""What a list of audits is asked for by its address, for the page and for its download alike."""

from dataclasses import dataclass
from typing import Any

from flask import request

from schemas.wire.asked import asked_by
from schemas.wire.audits import AuditsAsked
from service.pages.page import the_shown, the_work
from service.store.audits import Wanted
from service.workflow.grading import chosen, graded_as

FILTERS = {
    "q": "Search",
    "stage": "State",
    "team": "Team",
    "month": "Month of the audit",
    "date_from": "Audited from",
    "date_to": "Audited to",
    "auditor": "Auditor",
    "errors": "Problems",
    "urgent": "Concerns",
    "waiting": "Returns",
    "form": "Form",
    "record_id": "Record number",
    "sort": "Order",
}
"""What the list calls what it is filtered and sorted by."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, and what of it could not be read, by field; `grades` as the list of grades calls them."""

    wanted: Wanted
    grades: list[str]
    page: int
    size: int
    sort: str
    errors: dict[str, str]

    @property
    def order(self) -> dict[str, Any]:
        """How the list is sorted, as the workflow is told."""
        return {"sort": self.sort.lstrip("-"), "descending": self.sort.startswith("-")}


def the_asked() -> Asked:
    """What the address of this request asks for; nothing that looks through free text, for who reads none.

    They would find it out letter by letter by searching. A grade is asked for with its scale (`ofsted:good`); without
    one it is that code on every scale.
    """
    said = request.args.to_dict(flat=False)
    wanted_grades = [one for one in said.pop("grade", []) if one.strip()]
    asked, errors = asked_by(AuditsAsked, said)
    page, size, sort, words = (asked.pop(name) for name in ("page", "page_size", "sort", "q"))
    of_team = asked.pop("team", None)
    if not the_shown().text:
        words = asked["auditor"] = ""
    work = the_work()
    grades = chosen(work, wanted_grades)
    graded = graded_as(work, grades) if wanted_grades else None
    wanted = Wanted(team=work.actor.team, of_team=of_team, words=words, graded=graded, **asked)
    return Asked(wanted, grades, page, size, sort, errors)
