"""File: the finished document is put where the case record wants it, verified, and a receipt is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.destinations import Destination
from service.errors import Fault, NotNow, Unknown
from service.filing.place import FilingFailed, Place, Taken
from service.lifecycle import Stage, Verb, after
from service.retention import BY_SUBJECT
from service.roles import May
from service.store import documents, findings, numbers, outcomes, trail
from service.store.rows.audits import Audit
from service.store.rows.outcomes import Filing, Finished
from service.store.session import Session
from service.work import Work
from service.workflow.destination import Belonging, belonging, destination_for
from service.workflow.filing_pack import (
    as_json,
    case_number,
    display_name,
    manifest_of,
    name_of,
    note_of,
    stage_of,
)
from service.workflow.standing import ACTIVE

BEGUN, FILED = "begun", "filed"
MANIFEST, RECORD, NOTE = "manifest.json", "record.json", "filing-note.txt"


@dataclass(frozen=True, slots=True)
class _Pack:
    """A filing that has begun: its number, its name, another one should that be taken, and its files.

    One that was filed before has no other name: what stands under its name is what was filed, or was changed.
    """

    number: int
    name: str
    else_name: str | None
    files: Mapping[str, bytes]


def file(work: Work, reference: str, destination: str | None = None, *, seen: int | None = None) -> Filing:
    """Files the latest finished document, and gives the filing with its receipt; a second time nothing is new.

    `destination` is the key of one; else it is the first that the form's subject belongs to. What a crash left
    half done is done by filing again. Raises NotAllowed, Unknown, Stale, Unfit for a destination that does not
    suit, NotNow (`wrong-stage`, `no-destination`, `case-unknown`, `first-audit-unknown`, `filing-failed`,
    `filing-changed`, `filing-outdated`).
    """
    work.actor.need(May.FINISH)
    pack, chosen = _begin(work, reference, destination, seen)
    try:
        name = _put(Place(chosen.url, chosen.options), pack)
    except FilingFailed as failed:
        raise NotNow(
            "filing-failed",
            f"“{chosen.title}” could not be filed to: {failed}. Nothing half-written counts. File again once the "
            "place is there.",
        ) from None
    filing, outdated = _end(work, reference, pack.number, name)
    if outdated:
        raise NotNow(
            "filing-outdated",
            f"The audit was changed while it was being filed. What stands at {name} is as it was before: take it out "
            "there, finish the audit and file it again.",
        )
    return filing


def _begin(work: Work, reference: str, key: str | None, seen: int | None) -> tuple[_Pack, Destination]:
    """Keeps all that the filing will hold before any of it is written, so that it can always be done again."""
    with work.begin(more=True) as session:
        audit = work.audit(session, reference, seen=seen)
        after(Verb.FILE, Stage(audit.stage))
        made = outcomes.latest(session, audit)
        if made is None:
            raise NotNow("wrong-stage", "There is no finished document to be filed. Finish the audit first.")
        belongs = belonging(work, session, audit)
        chosen = destination_for(work, belongs.subject, key)
        _must_say_of_whom_and_when(audit, belongs)
        filing = outcomes.filing_of(session, made, chosen.key)
        if filing is None:
            filing = _new(work, session, audit, made, chosen, belongs)
        kept = {name: documents.content(session, sha256) for name, sha256 in filing.files.items()}
        other = None if filing.state == FILED else _else_name(filing.name, audit)
        return _Pack(filing.id, filing.name, other, kept), chosen


def _else_name(name: str, audit: Audit) -> str:
    """The name of a filing where another audit's has the one it should have: with the number of its reference."""
    number = audit.reference.split("-")[-2]
    return name if name.endswith(f"_{number}") else f"{name[:60]}_{number}"


def _must_say_of_whom_and_when(audit: Audit, belongs: Belonging) -> None:
    """Raises NotNow where it is not known on whose record, or of which day, what is filed would be."""
    faults = []
    if not belongs.about.record_id:
        faults.append(
            Fault("subject.record_id", "It is filed on somebody's record, and its number is not given.")
        )
    if audit.audit_date is None:
        faults.append(Fault("audit.date", "The day of the audit stands on the case note, and is not given."))
    if faults:
        raise NotNow(
            "case-unknown", "Reopen the audit and correct what is missing, or decide not to file it.", faults
        )


def _new(
    work: Work, session: Session, audit: Audit, made: Finished, chosen: Destination, belongs: Belonging
) -> Filing:
    stage = "moderated" if belongs.moderated else stage_of(audit.kind)
    assert audit.audit_date is not None, "it was asked for when the filing began"
    dated = audit.audit_date
    name = name_of(
        chosen.name,
        {
            "record_id": case_number(belongs.about.record_id, audit.reference),
            "reference": audit.reference,
            "form": belongs.about.edition.key,
            "date": dated.isoformat(),
            "stage": stage,
            "revision": str(made.number),
        },
    )
    numbers.take_turn(session, f"filing to {chosen.key}")  # so that no two are given one name
    if outcomes.is_named(session, chosen.key, name):
        name = _else_name(name, audit)
    shown = display_name(belongs.about.edition.key, dated, stage)
    retention = BY_SUBJECT[belongs.subject]
    files = {f"{name}.docx": documents.content(session, made.docx_sha256)}
    if made.pdf_sha256:
        files[f"{name}.pdf"] = documents.content(session, made.pdf_sha256)
    form = work.form(audit.edition)
    number, head = trail.head(session)
    facts = {
        "audit": audit.reference,
        "judges": belongs.about.reference if belongs.moderated else None,
        "record_id": belongs.about.record_id,
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
            one.state == ACTIVE for one in findings.corrections(session, audit)
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
        number=belongs.about.record_id or "",
        audited=dated,
        retention=retention,
        files=files,
        pdf_why=made.pdf_why,
        restricted=bool(audit.restricted),
    )
    files |= {RECORD: as_json(made.record), NOTE: note}
    files[MANIFEST] = manifest_of(files, facts)
    filing = Filing(
        audit_id=audit.id,
        finished_id=made.id,
        destination=chosen.key,
        name=name,
        state=BEGUN,
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


def _put(place: Place, pack: _Pack) -> str:
    """Writes the files, under another name where a filing of another audit has the name.

    Raises FilingFailed, and NotNow (`filing-changed`) where what was filed has been changed at the place.
    """
    try:
        place.put(pack.name, pack.files)
    except Taken:
        if pack.else_name is None:
            raise NotNow(
                "filing-changed",
                f"{pack.name} was filed, and holds something else now: somebody changed it there. The receipt tells "
                "what was filed. Nothing was written over.",
            ) from None
        try:
            place.put(pack.else_name, pack.files)
        except Taken:
            raise FilingFailed(f"{pack.name} and {pack.else_name} are there with other contents") from None
        return pack.else_name
    return pack.name


def _end(work: Work, reference: str, number: int, name: str) -> tuple[Filing, bool]:
    """Notes that it is filed, and says whether the audit has moved on since it began."""
    with work.begin() as session:
        audit = work.audit(session, reference)
        filing = outcomes.filing(session, number)
        if filing is None:
            raise Unknown
        if filing.state != FILED:
            filing.state, filing.name = FILED, name
            filing.filed_at = work.now()
            filing.filed_by = work.actor.name
            if _is_latest(session, audit, filing):
                audit.stage = after(Verb.FILE, Stage(audit.stage))
            work.touch(audit)
            change = {"path": "filing", "destination": filing.destination, "to": filing.files[MANIFEST]}
            work.note("audit.filed", audit, [change])
            session.flush()
        return filing, not _is_latest(session, audit, filing)


def _is_latest(session: Session, audit: Audit, filing: Filing) -> bool:
    """Whether a filing is of the document that counts."""
    made = outcomes.latest(session, audit)
    done = Stage(audit.stage) in (Stage.FINISHED, Stage.FILED)
    return done and made is not None and made.id == filing.finished_id


def _media_type(name: str) -> str:
    kinds = {"docx": documents.DOCX, "pdf": documents.PDF, "json": "application/json"}
    return kinds.get(name.rpartition(".")[2], "text/plain; charset=utf-8")
