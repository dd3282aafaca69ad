"""Settle together: warnings of one kind are looked at and right as they stand, all of them settled or none."""

from collections.abc import Iterator, Sequence

from service.errors import Fault, Unfit
from service.lifecycle import Stage, Verb, after
from service.problem import Level
from service.roles import May
from service.store import decisions, findings
from service.store.rows.reviews import Finding
from service.work import Work
from service.workflow.changed import Change, hidden
from service.workflow.words import may_say


def resolve_together(
    work: Work, reference: str, numbers: Sequence[int], reason: str = "", *, seen: int | None = None
) -> None:
    """Notes of open warnings of one kind that each was looked at and is right as it stands.

    Whoever calls this names every one of them: what has come since nobody has looked at. Raises NotAllowed, Unknown,
    Stale, NotNow (`wrong-stage`), or Unfit with each that cannot be settled so.
    """
    work.actor.need(May.REVIEW)
    why = may_say(reason)
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        after(Verb.SETTLE, Stage(audit.stage))
        found = findings.of_audit(session, audit)
        known = {one.id: one for one in found}
        wanted = [known.get(number) for number in dict.fromkeys(numbers)]
        if faults := list(_faults(numbers, wanted)):
            raise Unfit(faults)
        changes: list[Change] = []
        for one in filter(None, wanted):
            one.state, one.reason = findings.RESOLVED, why
            one.settled_at, one.settled_by = work.now(), work.actor.name
            path = f"problems[{one.id}]"
            changes.append({"path": path, "code": one.code, "from": findings.OPEN, "to": findings.RESOLVED})
        if why:
            decisions.keep(session, audit, "problems.settled", why, work.actor, work.now(), "problems")
            changes.append({"path": "reason", "to": hidden(why)})
        session.flush()
        findings.count(audit, found)
        work.touch(audit)
        work.note("problems.settled", audit, changes)


def _faults(numbers: Sequence[int], wanted: Sequence[Finding | None]) -> Iterator[Fault]:
    """What of the problems cannot be settled together."""
    if not numbers:
        yield Fault("problems", "Name at least one problem.")
    kind = next((one.code for one in wanted if one is not None), "")
    for number, one in zip(dict.fromkeys(numbers), wanted, strict=True):
        path = f"problems[{number}]"
        if one is None:
            yield Fault(path, "The audit has no such problem.")
        elif one.level == Level.ERROR:
            yield Fault(path, "This is an error. It is settled by itself.")
        elif one.state != findings.OPEN:
            yield Fault(path, "It does not stand open.")
        elif one.code != kind:
            yield Fault(path, f"It is of another kind than “{kind}”: {one.code}.")
