"""The list of audits, filtered, sorted and paged."""

from flask import render_template, request

from schemas.scales import SCALES
from schemas.wire.asked import asked_by
from schemas.wire.audits import AuditsAsked
from service.pages.page import Pages, the_work
from service.pages.paging import Paging
from service.roles import May
from service.store.audits import Wanted
from service.workflow.look import find_audits
from service.workflow.shown import Shown

pages = Pages("audits", __name__)


@pages.page("/audits", May.SEE_AUDITS)
def list_audits() -> str:
    """The audits, filtered, sorted and paged."""
    work = the_work()
    shown = the_shown()
    asked, errors = asked_by(AuditsAsked, request.args.to_dict(flat=False))
    page, size, sort = asked.pop("page"), asked.pop("page_size"), asked.pop("sort")
    searched = asked.pop("q")
    words = searched if shown.text else ""
    wanted = Wanted(team=work.actor.team, words=words, **asked)
    found, total = find_audits(
        work, wanted, sort=sort.lstrip("-"), descending=sort.startswith("-"), page=page, size=size
    )
    return render_template(
        "audits/list.html",
        audits=[shown.short(one) for one in found],
        total=total,
        asked=request.args,
        errors=errors,
        sort=sort,
        paging=Paging("pages.audits.list_audits", request.args, page, size, total),
        forms=sorted({(form.declaration.key, form.declaration.title) for form in work.catalogue}),
        grades={grade.code: grade.text for scale in SCALES.values() for grade in scale.grades},
        reads_text=shown.text,
    )


def the_shown() -> Shown:
    """What whoever opens the page may see."""
    work = the_work()
    return Shown(work.actor, work.config, work.today())
