"""The list of audits, filtered, sorted and paged, and as a file."""

from datetime import date
from typing import Any

from flask import render_template, request

from service.pages.audit_filters import FILTERS, the_asked
from service.pages.files import attached, no_file
from service.pages.page import Pages, the_shown, the_work
from service.pages.paging import Paging
from service.roles import May
from service.workflow.download_audits import MOST_AUDITS, download_audits
from service.workflow.grading import gradings, said_of
from service.workflow.look import find_audits, months_of_audits
from service.workflow.people import every_team

pages = Pages("audits", __name__)


@pages.page("/audits", May.SEE_AUDITS)
def list_audits() -> str:
    """The audits, filtered, sorted and paged."""
    work, shown, asked = the_work(), the_shown(), the_asked()
    found, total = find_audits(work, asked.wanted, page=asked.page, size=asked.size, **asked.order)
    return render_template(
        "audits/list.html",
        audits=[said_of(work.catalogue, shown.short(one)) for one in found],
        total=total,
        asked=request.args,
        errors=asked.errors,
        sort=asked.sort,
        paging=Paging("pages.audits.list_audits", request.args, asked.page, asked.size, total),
        forms=sorted({(form.declaration.key, form.declaration.title) for form in work.catalogue}),
        gradings=gradings(work),
        grades_asked=asked.grades,
        teams=every_team(work) if work.actor.team is None and work.actor.may(May.SEE_PEOPLE) else [],
        months=_months(asked.wanted.month),
        reads_text=shown.text,
        most=MOST_AUDITS,
    )


@pages.page("/audits/audits.<any(xlsx,csv):kind>", May.SEE_AUDITS)
def download(kind: str) -> Any:  # noqa: ANN401 -- a file, or a page that says why there is none
    """The audits as the list is filtered and sorted, as a workbook or as CSV."""
    asked = the_asked()
    return no_file(asked.errors, FILTERS) or attached(
        download_audits(the_work(), asked.wanted, kind, **asked.order), f"audits.{kind}"
    )


def _months(asked: str) -> list[tuple[str, str]]:
    """The months there are audits of, and the one that was asked for, as they are asked for and as they are read."""
    found = {f"{year}-{month:02}" for year, month in months_of_audits(the_work())} | ({asked} - {""})
    return [(one, f"{date.fromisoformat(f'{one}-01'):%B %Y}") for one in sorted(found, reverse=True)]
