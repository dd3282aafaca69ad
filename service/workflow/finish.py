"""Finish: the document is made from the record with the audit's own edition, proven, and made into a PDF."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

from schemas.record import Record, get, path, put
from service.errors import Fault, NotNow, Unknown
from service.lifecycle import Stage, Verb, after
from service.roles import May
from service.store import actions, audits, documents, outcomes
from service.store.rows.actions import Action
from service.store.rows.audits import Audit
from service.store.rows.outcomes import Finished
from service.store.session import Session
from service.word.annex import texts_of as annex_texts
from service.word.annex import with_annex
from service.word.compose import REFERENCE
from service.word.fill import fill
from service.word.form import Form
from service.word.office import OfficeFailed
from service.word.pdf import proven_pdf
from service.work import Work
from service.workflow.changed import hidden
from service.workflow.proof import PROVEN, prove
from service.workflow.restrict import Marked, marked
from service.workflow.standing import standing_of

LEFT_OUT = (
    "Left out here: information about another person. It is kept with audit {reference} in Audit Forms."
)
"""What stands in the document for filing in the place of an answer that a person marked as restricted."""

NO_OFFICE = "There is no LibreOffice on the machine of the service."

_ANNEX_HEADER = ("Number", "What was asked for", "With whom", "By when", "How it stands")

Annex = tuple[str, Sequence[str], Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class _Ready:
    """What a finished document is made of, as it stood at one version of its audit."""

    version: int
    form: Form
    record: Record
    annex: Annex | None


def finish(work: Work, reference: str, *, annex: bool = False, seen: int | None = None) -> Finished:
    """Makes the finished document of an accepted audit, and its PDF where there is a LibreOffice.

    `annex` adds how the actions stand today behind it. Restricted answers are left out, and the document says
    so. The same document again is the one that is there. Raises NotAllowed, Unknown, Stale, Unfit where the
    record and the form do not go together, NotNow (`wrong-stage`, `not-proven`).
    """
    work.actor.need(May.FINISH)
    ready = _gather(work, reference, annex=annex, seen=seen)
    document = fill(ready.form, ready.record, final=True)
    if ready.annex:
        document = with_annex(document, *ready.annex)
    added = annex_texts(*ready.annex) if ready.annex else ()
    prove(ready.form, ready.record, document, work.today(), added)
    if (there := _same(work, reference, document)) is not None:
        return there
    pdf, why = _pdf(work, ready.form, document, added)
    with work.begin() as session:
        audit = work.audit(session, reference, seen=ready.version)
        audit.stage = after(Verb.FINISH, Stage(audit.stage))
        made = Finished(
            audit_id=audit.id,
            number=len(outcomes.finished(session, audit)) + 1,
            revision=audit.revision,
            edition_id=audit.edition_id,
            record=ready.form.schema.to_json(ready.record),
            docx_sha256=documents.keep(session, document, documents.DOCX, work.now()),
            pdf_sha256=documents.keep(session, pdf, documents.PDF, work.now()) if pdf else None,
            pdf_why=why,
            annex=annex,
            proof={"docx": list(PROVEN), "pdf": pdf is not None},
            made_at=work.now(),
            made_by=work.actor.name,
        )
        session.add(made)
        session.flush()
        work.touch(audit)
        work.note(
            "audit.finished",
            audit,
            [{"path": "docx", "to": made.docx_sha256}, {"path": "pdf", "to": made.pdf_sha256}],
        )
        return made


def for_filing(record: Record, reference: str, restricted: Sequence[Marked]) -> Record:
    """A record without its restricted answers: in the place of each it says that it is left out, and where it is.

    Raises NotNow (`restricted-changed`) where another text, or another row, stands now in the place of a restricted
    one: a person has to say anew whether that is to be left out.
    """
    kept = deepcopy(record)
    said = LEFT_OUT.format(reference=reference)
    faults = []
    for mark in restricted:
        if mark.same and hidden(get(record, mark.tag, mark.record_row)) == mark.said:
            put(kept, mark.tag, said, mark.record_row)
        else:
            told = "says something else, or stands in another row, than when it was marked as restricted"
            faults.append(Fault(path(mark.tag, mark.row), told))
    if faults:
        raise NotNow(
            "restricted-changed",
            "Answers that were to be left out of the filed document have changed. Take the mark off, or set it anew.",
            faults,
        )
    return kept


def _gather(work: Work, reference: str, *, annex: bool, seen: int | None) -> _Ready:
    with work.store.look() as session:
        audit = audits.find(session, reference)
        if audit is None or not work.sees(audit):
            raise Unknown
        after(Verb.FINISH, Stage(audit.stage))
        form = work.form(audit.edition)
        record, _ = form.schema.from_json(audit.record)
        if REFERENCE in form.by_tag:
            put(record, REFERENCE, audit.reference)
        standing = standing_of(work, session, audit)
        restricted = list(marked(standing, audit.restricted)) if standing else []
        made = _annex(work, session, audit, restricted) if annex else None
        version = audit.version if seen is None else seen
        return _Ready(version, form, for_filing(record, audit.reference, restricted), made)


def _same(work: Work, reference: str, document: bytes) -> Finished | None:
    """The finished document that is there already, where nothing more can be made of it now."""
    with work.store.look() as session:
        audit = audits.find(session, reference)
        done = audit is not None and Stage(audit.stage) in (Stage.FINISHED, Stage.FILED)
        there = outcomes.latest(session, audit) if audit is not None and done else None
        if there is None or there.docx_sha256 != documents.digest_of(document):
            return None
        return there if there.pdf_sha256 or work.office is None else None


def _pdf(work: Work, form: Form, document: bytes, added: Sequence[str]) -> tuple[bytes | None, str]:
    """The proven PDF, or none and why. Without it the document is finished all the same."""
    if work.office is None:
        return None, NO_OFFICE
    try:
        pdf, faults = proven_pdf(document, form, added, work.office)
    except OfficeFailed as failed:
        return None, str(failed)
    return pdf, "; ".join(faults)


def _annex(work: Work, session: Session, audit: Audit, restricted: Sequence[Marked]) -> Annex:
    today = work.today()
    left_out = {(mark.tag, mark.record_row) for mark in restricted}
    digests = {mark.said for mark in restricted}

    def told(one: Action, name: str, nothing: str = "") -> str:
        """A text of an action, unless it is restricted where it stands or says what a restricted one says."""
        said = getattr(one, name) or ""
        if said and ((f"actions.{name}", one.row) in left_out or hidden(said) in digests):
            return LEFT_OUT.format(reference=audit.reference)
        return said or nothing

    def row(one: Action) -> tuple[str, str, str, str, str]:
        how = _how(one.state, one.done_on)
        if one.row is None:
            # Its text may have been taken out of the record because nobody was to read it there.
            return str(one.number), "No longer asked for", "", "", how
        due = one.due.strftime("%d/%m/%Y") if one.due else "no date"
        return str(one.number), told(one, "what"), told(one, "owner", "nobody"), due, how

    rows = [row(one) for one in actions.of_audit(session, audit)]
    title = f"How the actions stood on {today.day} {today:%B %Y}"
    return title, _ANNEX_HEADER, rows or [("", "No actions were asked for", "", "", "")]


def _how(state: str, done_on: date | None) -> str:
    said = state.replace("_", " ").capitalize()
    return f"{said}, {done_on:%d/%m/%Y}" if done_on else said
