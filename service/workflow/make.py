"""Makes an audit: a reference of its own, and nothing said yet."""

from schemas.reference import make_reference
from service.lifecycle import Stage
from service.store import numbers
from service.store.rows.audits import Audit
from service.store.rows.forms import Edition
from service.store.session import Session
from service.word.form import Form
from service.work import Work


def new_reference(session: Session, year: int) -> str:
    """A reference that no other audit has, with its check character."""
    return make_reference(year, numbers.next_number(session, f"reference {year}"))


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
        search=form.declaration.title.casefold(),
    )
    session.add(audit)
    session.flush()
    return audit
