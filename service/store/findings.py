"""Problems of an audit, as they are kept."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from service.problem import Level, Problem
from service.store.rows.audits import Audit
from service.store.rows.reviews import Finding

OPEN, RESOLVED, OVERRIDDEN, GONE = "open", "resolved", "overridden", "gone"


def of_audit(session: Session, audit: Audit) -> list[Finding]:
    """Every problem of an audit, in the order of the form; those that are gone too."""
    return list(
        session.scalars(
            select(Finding).where(Finding.audit_id == audit.id).order_by(Finding.position, Finding.id)
        )
    )


def bring_up_to_date(
    session: Session, audit: Audit, problems: Sequence[Problem], around: Sequence[str], *, new: bool = False
) -> None:
    """Keeps what a check found: what a person decided stays where the problem is still the same one.

    `around` holds, for each problem, what else it is about. What is no longer found is gone, and open again where
    it comes back. `new` where nothing was found before.
    """
    known = {} if new else {finding.same: finding for finding in of_audit(session, audit)}
    still_open: list[str] = []
    made: list[dict[str, object]] = []
    for position, (same, one) in enumerate(_same(problems, around)):
        said = {
            "position": position,
            "code": one.code,
            "level": str(one.level),
            "message": one.message,
            "tag": one.tag,
            "row": one.row,
            "where": one.where,
            "said": one.said,
        }
        finding = known.pop(same, None)
        if finding is None:
            made.append({**said, "audit_id": audit.id, "same": same, "state": OPEN, "reason": ""})
        else:
            for name, value in said.items():
                setattr(finding, name, value)
            if finding.state == GONE:
                finding.state, finding.reason = OPEN, ""
                finding.settled_by = finding.settled_at = None
        if finding is None or finding.state == OPEN:
            still_open.append(one.level)
    for finding in known.values():
        finding.state = GONE
    if made:
        session.execute(insert(Finding), made)
    audit.errors, audit.warnings = still_open.count(Level.ERROR), still_open.count(Level.WARNING)


def count(audit: Audit, found: Sequence[Finding]) -> None:
    """Counts the open errors and warnings of an audit anew, of all its problems."""
    still_open = [one.level for one in found if one.state == OPEN]
    audit.errors, audit.warnings = still_open.count(Level.ERROR), still_open.count(Level.WARNING)


def _same(problems: Sequence[Problem], around: Sequence[str]) -> Iterator[tuple[str, Problem]]:
    """Each problem with the digest of what makes it the same one when the audit is checked again."""
    times: Counter[str] = Counter()
    for one, about in zip(problems, around, strict=True):
        place = [one.tag, one.row] if one.tag else one.where
        told = [one.code, one.level, place, one.said, one.message, about]
        text = json.dumps(told, ensure_ascii=False)
        times[text] += 1
        yield hashlib.sha256(f"{times[text]} {text}".encode()).hexdigest(), one
