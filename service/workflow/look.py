"""Looks at audits: every look at a record is in the trail, as is who looked through a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.errors import NotNow, Unknown
from service.reading_json import unpacked
from service.roles import May
from service.store import actions, audits, decisions, documents, findings, outcomes, revisions, trail
from service.store.rows.actions import Action, Escalation
from service.store.rows.audits import Audit, Revision
from service.store.rows.outcomes import Filing, Finished
from service.store.rows.reviews import Decision, Finding
from service.store.rows.trail import Entry
from service.word.form import Form
from service.work import Work
from service.workflow.difference import Difference, differences
from service.workflow.grading import ranks_of
from service.workflow.send_out import form_again, form_name
from service.workflow.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class Whole:
    """An audit with all that belongs to it; `standing` is None before its first return."""

    audit: Audit
    form: Form
    standing: Standing | None
    findings: Sequence[Finding]
    escalations: Sequence[Escalation]
    revisions: Sequence[Revision]
    decisions: Sequence[Decision]


def look_at(work: Work, reference: str) -> Whole:
    """An audit as it stands. Raises NotAllowed, Unknown."""
    work.actor.need(May.SEE_AUDITS)
    with work.begin() as session:
        audit = _seen(work, audits.find(session, reference))
        standing = standing_of(work, session, audit)
        work.note("audit.seen", audit)
        return Whole(
            audit,
            work.form(audit.edition),
            standing,
            findings.of_audit(session, audit),
            actions.escalations(session, audit),
            revisions.of_audit(session, audit),
            decisions.of_audit(session, audit),
        )


def find_audits(
    work: Work, wanted: audits.Wanted, *, sort: str, descending: bool, page: int, size: int
) -> tuple[list[Audit], int]:
    """A page of audits, and how many there are in all. Raises NotAllowed."""
    work.actor.need(May.SEE_AUDITS)
    with work.begin() as session:
        found, total = audits.listed(
            session,
            wanted,
            sort=sort,
            descending=descending,
            ranks=ranks_of(work, session, sort),
            skip=(page - 1) * size,
            limit=size,
        )
        if found:
            work.note_of("audits.listed", "list", "audits", [{"path": one.reference} for one in found])
        return found, total


def months_of_audits(work: Work) -> list[tuple[int, int]]:
    """The years and months of the dates of the audits that the actor sees, the last one first. Raises NotAllowed."""
    work.actor.need(May.SEE_AUDITS)
    with work.store.look() as session:
        return audits.months(session, work.actor.team)


def find_actions(
    work: Work, wanted: actions.Wanted, *, sort: str, descending: bool, page: int, size: int
) -> tuple[list[Action], int]:
    """A page of actions, and how many there are in all. Raises NotAllowed."""
    work.actor.need(May.SEE_ACTIONS)
    with work.begin() as session:
        found, total = actions.listed(
            session, wanted, sort=sort, descending=descending, skip=(page - 1) * size, limit=size
        )
        if found:
            shown = [{"path": f"{one.audit.reference} actions[{one.number}]"} for one in found]
            work.note_of("actions.listed", "list", "actions", shown)
        return found, total


def look_at_action(work: Work, number: int) -> Action:
    """An action. Raises NotAllowed, Unknown."""
    work.actor.need(May.SEE_ACTIONS)
    with work.begin() as session:
        action = actions.held(session, number)
        if action is None or not work.sees(action.audit):
            raise Unknown
        work.note("action.seen", action.audit, [{"path": f"actions[{action.number}]"}])
        return action


def between(work: Work, reference: str, before: int, now: int) -> list[Difference]:
    """What differs between two returns of an audit. Raises NotAllowed, Unknown."""
    work.actor.need(May.SEE_AUDITS)
    with work.begin() as session:
        audit = _seen(work, audits.find(session, reference))
        older, newer = (revisions.numbered(session, audit, number) for number in (before, now))
        if older is None or newer is None:
            raise Unknown
        work.note("revisions.compared", audit, [{"path": "revision", "from": before, "to": now}])
        forms = work.form(older.edition), work.form(newer.edition)
        return differences(forms[0], unpacked(older.reading), forms[1], unpacked(newer.reading))


def sent_form(work: Work, reference: str) -> bytes:
    """The form of an audit as it was sent out. Raises as `sent_form_named` does."""
    return sent_form_named(work, reference)[1]


def sent_form_named(work: Work, reference: str) -> tuple[str, bytes]:
    """The form of an audit as it was sent out, with the name for its file. Raises NotAllowed, Unknown."""
    work.actor.need(May.SEE_DOCUMENTS)
    with work.begin() as session:
        audit = _seen(work, audits.find(session, reference))
        content = form_again(work, audit)
        work.note("form.fetched", audit)
        return form_name(audit), content


def original(work: Work, reference: str, number: int) -> bytes:
    """A return of an audit, byte for byte as it came. Raises NotAllowed, Unknown."""
    work.actor.need(May.SEE_DOCUMENTS)
    with work.begin() as session:
        audit = _seen(work, audits.find(session, reference))
        revision = revisions.numbered(session, audit, number)
        if revision is None:
            raise Unknown
        work.note("return.fetched", audit, [{"path": "document", "to": revision.came_as.sha256}])
        return documents.content(session, revision.came_as.sha256)


def finished_of(work: Work, reference: str) -> list[Finished]:
    """The finished documents of an audit, the first one first. Raises NotAllowed, Unknown."""
    work.actor.need(May.SEE_AUDITS)
    with work.begin() as session:
        audit = _seen(work, audits.find(session, reference))
        work.note("finished.listed", audit)
        return outcomes.finished(session, audit)


def finished_document(work: Work, reference: str, number: int, kind: str) -> bytes:
    """A finished document, `docx` or `pdf`.

    Raises NotAllowed, Unknown where there is none, NotNow (`no-pdf`) where it was finished without a PDF.
    """
    work.actor.need(May.SEE_DOCUMENTS)
    with work.begin() as session:
        audit = _seen(work, audits.find(session, reference))
        made = next((one for one in outcomes.finished(session, audit) if one.number == number), None)
        if made is None:
            raise Unknown
        sha256 = made.pdf_sha256 if kind == "pdf" else made.docx_sha256
        if sha256 is None:
            raise NotNow(
                "no-pdf",
                f"It was finished without a PDF: {made.pdf_why.rstrip('.')}. Once that is mended, finish it again. The "
                ".docx is there.",
            )
        work.note("finished.fetched", audit, [{"path": kind, "to": sha256}])
        return documents.content(session, sha256)


def filings_of(work: Work, reference: str) -> list[Filing]:
    """The filings of an audit, the first one first. Raises NotAllowed, Unknown."""
    work.actor.need(May.SEE_AUDITS)
    with work.begin() as session:
        audit = _seen(work, audits.find(session, reference))
        work.note("filings.listed", audit)
        return outcomes.filings(session, audit)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of an audit: its actions, its finished documents and its filings, the first one first."""

    actions: Sequence[Action]
    finished: Sequence[Finished]
    filings: Sequence[Filing]


def outcomes_of(work: Work, reference: str) -> Outcomes:
    """What came of an audit, in one look. Raises NotAllowed, Unknown."""
    work.actor.need(May.SEE_AUDITS)
    with work.begin() as session:
        audit = _seen(work, audits.find(session, reference))
        work.note("outcomes.seen", audit)
        return Outcomes(
            actions.of_audit(session, audit),
            outcomes.finished(session, audit),
            outcomes.filings(session, audit),
        )


def history(work: Work, reference: str, *, after: int = 0, limit: int = 200) -> list[Entry]:
    """What was done with an audit and who has seen it, from the trail. Raises NotAllowed, Unknown."""
    work.actor.need(May.SEE_AUDITS)
    with work.begin() as session:
        audit = _seen(work, audits.find(session, reference))
        found = trail.about(session, "audit", audit.reference, after=after, limit=limit)
        work.note("history.seen", audit)
        return found


def history_back(
    work: Work, reference: str, *, looks: bool = True, before: int | None = None, limit: int = 200
) -> list[Entry]:
    """What was done with an audit and, with `looks`, who has seen it, the newest entry first.

    Raises NotAllowed, Unknown.
    """
    work.actor.need(May.SEE_AUDITS)
    with work.begin() as session:
        audit = _seen(work, audits.find(session, reference))
        sought = trail.Sought(about="audit", which=audit.reference, looks=looks)
        found = trail.sought(session, sought, before=before, limit=limit)
        work.note("history.seen", audit)
        return found


def changes_since(work: Work, reference: str, version: int) -> list[Entry]:
    """What was changed of an audit since a version of it; nothing where it is not the actor's to see."""
    with work.begin() as session:
        audit = audits.find(session, reference)
        if audit is None or not work.sees(audit):
            return []
        work.note("changes.seen", audit)
        return trail.changes(session, "audit", audit.reference, since=version)


def _seen(work: Work, audit: Audit | None) -> Audit:
    if audit is None or not work.sees(audit):
        raise Unknown
    return audit
