"""What a problem proposes as the answer: the day that a relative date comes to, for a person to confirm."""

from datetime import date

from schemas.record import get
from service.rules.relative import offered
from service.store.rows.reviews import Finding
from service.workflow.standing import Standing

_DATED = "action.relative_date"


def proposed(standing: Standing, finding: Finding) -> date | None:
    """The day that a problem proposes, as its sentence says; None where it proposes none."""
    start = get(standing.checked.record, "audit.date")
    if finding.code != _DATED or finding.tag is None or not isinstance(start, date):
        return None
    return offered(finding.said, start)
