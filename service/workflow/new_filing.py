"""A filing that begins: all that it will hold is kept before any of it is written, so that it can be done again."""

from collections.abc import Iterator
from itertools import count, islice

from service.destinations import Destination
from service.errors import Fault, NotNow
from service.retention import BY_SUBJECT
from service.store import corrections, documents, numbers, outcomes, trail
from service.store.corrections import ACTIVE
from service.store.rows.audits import Audit
from service.store.rows.outcomes import Filing, Finished
from service.store.session import Session
from service.work import Work
from service.workflow.destination import Belonging
from service.workflow.filing_pack import (
    LONGEST,
    as_json,
    case_number,
    display_name,
    manifest_of,
    name_of,
    note_of,
    stage_of,
)

MANIFEST, RECORD, NOTE = "manifest.json", "record.json", "filing-note.txt"
_TRIED = 4
"""So many names are tried where others have what it should have."""


def _must_say_of_whom_and_when(audit: Audit, belongs: Belonging) -> None:
    """Raises NotNow where it is not known on whose record, or of which day, what is filed would be."""
    faults = []
    if not belongs.record_id:
        faults.append(
            Fault("subject.record_id", "It is filed on somebody's record, and its number is not given.")
        )
    if audit.audit_date is None:
        faults.append(Fault("audit.date", "The day of the audit stands on the case note, and is not given."))
    if faults:
        raise NotNow(
            "case-unknown", "Reopen the audit and correct what is missing, or decide not to file it.", faults
        )


def new_filing(
    work: Work, session: Session, audit: Audit, made: Finished, chosen: Destination, belongs: Belonging
) -> Filing:
    """Keeps a new filing of a finished document, with all that it will hold.

    Raises NotNow (`case-unknown`) where it is not known on whose record, or of which day, it would be.
    """
    _must_say_of_whom_and_when(audit, belongs)
    stage = "moderated" if belongs.moderated else stage_of(audit.kind)
    assert audit.audit_date is not None, "it was asked for when the filing began"
    dated = audit.audit_date
    name = name_of(
        chosen.name,
        {
            "record_id": case_number(belongs.record_id, audit.reference),
            "reference": audit.reference,
            "form": belongs.about.edition.key,
            "date": dated.isoformat(),
            "stage": stage,
            "revision": str(made.number),
        },
    )
    numbers.take_turn(session, f"filing to {chosen.key}")  # so that no two are given one name
    if outcomes.is_named(session, chosen.key, name):
        others = _other_names(name, audit)
        name = next(one for one in others if not outcomes.is_named(session, chosen.key, one))
    shown = display_name(belongs.about.edition.key, dated, stage, made.number)
    retention = BY_SUBJECT[belongs.subject]
    files = {f"{name}.docx": documents.content(session, made.docx_sha256)}
    if made.pdf_sha256:
        files[f"{name}.pdf"] = documents.content(session, made.pdf_sha256)
    form = work.form(audit.edition)
    number, head = trail.head(session)
    facts = {
        "audit": audit.reference,
        "judges": belongs.about.reference if belongs.moderated else None,
        "record_id": belongs.record_id,
        "form": {"key": form.declaration.key, "edition": form.declaration.edition, "sha256": form.digest},
        "display_name": shown,
        "audit_date": audit.audit_date,
        "stage": stage,
        "revision": made.number,
        "accepted": {"by": audit.accepted_by, "at": audit.accepted_at},
        "finished": {"by": made.made_by, "at": made.made_at, "proven": made.proof},
        "no_pdf_because": made.pdf_why or None,
        "answers_left_out": len(audit.restricted),
        "answers_corrected_in_review": sum(
            one.state == ACTIVE for one in corrections.of_audit(session, audit)
        ),
        "retention": {
            "class": retention.name,
            "rule": form.declaration.retention or retention.rule,
            "source": retention.source,
        },
        "trail_head": {"number": number, "sha256": head},
    }
    note = note_of(
        chosen,
        shown=shown,
        number=belongs.record_id,
        audited=dated,
        retention=retention,
        files=files,
        without_pdf=made.pdf_sha256 is None,
        restricted=bool(audit.restricted),
        replaces=[
            one.name
            for one in outcomes.filings(session, audit)
            if one.state == outcomes.FILED and one.destination == chosen.key
        ],
    )
    files |= {RECORD: as_json(made.record), NOTE: note}
    files[MANIFEST] = manifest_of(files, facts)
    filing = Filing(
        audit_id=audit.id,
        finished_id=made.id,
        destination=chosen.key,
        name=name,
        state=outcomes.BEGUN,
        files={
            one: documents.keep(session, content, _media_type(one), work.now())
            for one, content in files.items()
        },
        begun_at=work.now(),
        filed_by=work.actor.name,
    )
    session.add(filing)
    session.flush()
    work.note("filing.begun", audit, [{"path": "destination", "to": chosen.key}])
    return filing


def names_for(session: Session, filing: Filing, audit: Audit) -> list[str]:
    """The name of a filing, and those it can have where something else stands under it at the destination."""
    others = (
        name
        for name in _other_names(filing.name, audit)
        if not outcomes.is_named(session, filing.destination, name)
    )
    return [filing.name, *islice(others, _TRIED - 1)]


def _other_names(name: str, audit: Audit) -> Iterator[str]:
    """Names beside the one that it should have: with the number of its reference, and counted on."""
    number = audit.reference.split("-")[-2]
    for again in count(1):
        end = f"_{number}" if again == 1 else f"_{number}_{again}"
        yield f"{name[: LONGEST - len('.docx') - len(end)]}{end}"


def _media_type(name: str) -> str:
    kinds = {"docx": documents.DOCX, "pdf": documents.PDF, "json": "application/json"}
    return kinds.get(name.rpartition(".")[2], "text/plain; charset=utf-8")
