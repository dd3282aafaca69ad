"""The first page: what waits for whoever opens it, and how the month stands."""

from flask import render_template

from service.pages.charts import bars
from service.pages.page import Pages, the_work
from service.roles import May
from service.workflow.overview import Graded, overview
from service.workflow.shown import reads_text

pages = Pages("home", __name__)


@pages.page("/", May.SEE_AUDITS)
def home() -> str:
    """The first page."""
    work = the_work()
    seen = overview(work)
    return render_template(
        "home.html",
        seen=seen,
        charts=[bars(one.counts, _told(one, seen.month)) for one in seen.grades],
        today=work.today(),
        reads_text=reads_text(work.actor, work.config),
    )


def _told(graded: Graded, month: str) -> str:
    """What a chart shows, in words."""
    numbers = ", ".join(f"{name} {number}" for name, number in graded.counts)
    return f"Overall grades of the {graded.total} audits accepted in {month}, on the scale {graded.title}: {numbers}"
