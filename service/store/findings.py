"""Problems of an audit and corrections to it, as they are kept."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.problem import Level, Problem
from service.store.rows.audits import Audit
from service.store.rows.reviews import Correction, Finding

OPEN, RESOLVED, OVERRIDDEN, GONE = "open", "resolved", "overridden", "gone"


def of_audit(session: Session, audit: Audit) -> list[Finding]:
    """Every problem of an audit, in the order of the form; those that are gone too."""
    return list(
        session.scalars(
            select(Finding).where(Finding.audit_id == audit.id).order_by(Finding.position, Finding.id)
        )
    )


def bring_up_to_date(session: Session, audit: Audit, problems: Sequence[Problem]) -> list[Finding]:
    """Keeps what a new check found: what a person decided stays where the problem is still the same one.

    What is no longer found is gone, and open again where it comes back without having been settled.
    """
    known = {finding.same: finding for finding in of_audit(session, audit)}
    found = []
    for position, (same, one) in enumerate(_same(problems)):
        finding = known.pop(same, None)
        if finding is None:
            finding = Finding(
                audit_id=audit.id, same=same, state=OPEN, reason="", settled_at=None, settled_by=None
            )
            session.add(finding)
        elif finding.state == GONE:
            finding.state = OPEN
        finding.position = position
        finding.code, finding.level, finding.message = one.code, one.level, one.message
        finding.tag, finding.row, finding.where, finding.said = one.tag, one.row, one.where, one.said
        found.append(finding)
    for finding in known.values():
        finding.state = GONE
    session.flush()
    count(session, audit)
    return found


def count(session: Session, audit: Audit) -> None:
    """Counts the open errors and warnings of an audit anew."""
    still_open = [one for one in of_audit(session, audit) if one.state == OPEN]
    audit.errors = sum(one.level == Level.ERROR for one in still_open)
    audit.warnings = sum(one.level == Level.WARNING for one in still_open)


def corrections(session: Session, audit: Audit) -> list[Correction]:
    """Every correction of an audit, the first one first; those that were undone too."""
    return list(
        session.scalars(select(Correction).where(Correction.audit_id == audit.id).order_by(Correction.id))
    )


def _same(problems: Sequence[Problem]) -> Iterator[tuple[str, Problem]]:
    """Each problem with the digest of what makes it the same one when the audit is checked again."""
    times: Counter[str] = Counter()
    for one in problems:
        place = [one.tag, one.row] if one.tag else one.where
        text = json.dumps([one.code, one.level, place, one.said], ensure_ascii=False)
        times[text] += 1
        yield hashlib.sha256(f"{times[text]} {text}".encode()).hexdigest(), one
