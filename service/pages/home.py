"""The first page: what waits for whoever opens it, and how the month stands."""

from flask import render_template

from schemas.scales import SCALES
from service.pages.charts import bars
from service.pages.page import Pages, the_work
from service.roles import May
from service.workflow.overview import overview
from service.workflow.shown import reads_text

pages = Pages("home", __name__)


@pages.page("/", May.SEE_AUDITS)
def home() -> str:
    """The first page."""
    work = the_work()
    seen = overview(work)
    grades = graded(seen.grades)
    total = sum(number for _, number in grades)
    told = ", ".join(f"{name} {number}" for name, number in grades)
    return render_template(
        "home.html",
        seen=seen,
        grades=grades,
        total=total,
        chart=bars(grades, f"Overall grades of the {total} audits accepted in {seen.month}: {told}")
        if total
        else "",
        today=work.today(),
        reads_text=reads_text(work.actor, work.config),
    )


def graded(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Counts by a grade's code as counts by its name, from the best to the worst; those without a grade last."""
    left = dict(counts)
    named = [
        (grade.text, left.pop(grade.code))
        for scale in SCALES.values()
        for grade in (*scale.grades, *scale.retired)
        if grade.code in left
    ]
    none = left.pop("", 0)
    return [*named, *((code.replace("_", " ").capitalize(), number) for code, number in left.items())] + (
        [("No grade", none)] if none else []
    )
