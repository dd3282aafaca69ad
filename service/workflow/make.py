"""Makes an audit: a reference of its own, and nothing said yet."""

from datetime import date

from schemas.reference import make_reference
from service.lifecycle import Stage
from service.store import audits, numbers
from service.store.rows.audits import Audit
from service.store.rows.forms import Edition
from service.store.session import Session
from service.word.form import Form
from service.work import Work


def new_reference(session: Session, year: int) -> str:
    """A reference that no other audit has, with its check character."""
    return make_reference(year, numbers.next_number(session, _counter(year)))


def leave_out_references(session: Session, since: date, today: date) -> str:
    """Leaves out the references that may have been given out after a day that nothing more is known of.

    Their forms may be with auditors, and must not come back into another case's audit. The more days, the more are
    left out: whoever starts from the same day once more, later, comes upon none of this time's either. Gives the
    first reference that will be given out this year.
    """
    many = _A_DAY * (1 + max((today - since).days, 0))
    for year in range(since.year, today.year):
        numbers.leave_out(session, _counter(year), many)
    last = numbers.leave_out(session, _counter(today.year), many)
    return make_reference(today.year, last + 1)


_A_DAY = 10_000
"""More references than are ever given out in a day: a list holds 5,000 cases at most."""


def _counter(year: int) -> str:
    return f"reference {year}"


def new_audit(
    work: Work, session: Session, form: Form, edition: Edition, *, team_id: int | None, reference: str = ""
) -> Audit:
    """An audit without a return, on an edition of a form."""
    now = work.now()
    audit = Audit(
        reference=reference or new_reference(session, work.today().year),
        stage=Stage.SENT_OUT,
        version=1,
        edition=edition,
        team_id=team_id,
        made_at=now,
        changed_at=now,
        sent=None,
        record=None,
        revision=0,
        last_revision=0,
        note="",
        restricted=[],
        urgent=False,
        errors=0,
        warnings=0,
        waiting=0,
        kind="primary",
        search=audits.search_text(form.declaration.title),
    )
    session.add(audit)
    session.flush()
    return audit
