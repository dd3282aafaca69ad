"""Audits as tests take them through: sent out, completed, returned."""

from copy import deepcopy
from typing import Any

from schemas.record import Record, put
from service.store import audits, findings, people
from service.store.rows.audits import Audit
from service.store.rows.reviews import Finding
from service.word.fill import fill
from service.word.form import Form
from service.work import Work
from service.workflow.place import Received
from service.workflow.receive import receive
from service.workflow.sampled import sampled
from service.workflow.send_out import NO_TEAM, send_out
from tests.word.edits import edited, unwrap


def form_of(work: Work, key: str = "fostering") -> Form:
    """A form of the catalogue."""
    found = work.catalogue.find(key)
    assert found is not None
    return found


def header_of(form: Form, record: Record) -> dict[str, Any]:
    """What a form is sent out with: the record's header in JSON, without its reference."""
    header: dict[str, Any] = deepcopy(
        {part: form.schema.to_json(record)[part] for part in ("audit", "subject")}
    )
    header["audit"].pop("reference", None)
    return header


def completed(form: Form, reference: str, record: Record) -> bytes:
    """The form of an audit as its auditor completed it."""
    said = deepcopy(record)
    put(said, "audit.reference", reference)
    return fill(form, said)


def a_record(form: Form, seed: int = 1) -> Record:
    """An invented record without errors."""
    return sampled(form, seed)


def a_moderation(work: Work, first: str, **subject: str) -> Record:
    """An invented record of an audit that judges another one, whose header is that one's but for what is named."""
    record = a_record(form_of(work, "moderation"))
    judged = audit_of(work, first)
    assert judged.record is not None
    theirs = judged.record["subject"]
    record["subject"] |= {
        "audit_reference": first,
        "record_id": theirs["record_id"],
        "initials": theirs["initials"],
        "form": judged.edition.key,
        **subject,
    }
    return record


def whose(work: Work, header: dict[str, Any]) -> str | None:
    """Whose audit a header is sent out as: that of the team that it names, nobody's where this is an invented one."""
    with work.store.look() as session:
        return None if people.team_named(session, str(header["audit"].get("team"))) else NO_TEAM


def sent_out(work: Work, record: Record, key: str = "fostering") -> str:
    """The reference of an audit that was sent out with the record's header."""
    form = form_of(work, key)
    header = header_of(form, record)
    return send_out(work, form, header, whose(work, header)).reference


def returned(work: Work, record: Record, key: str = "fostering", reference: str = "") -> Received:
    """What came of the record as the return of an audit, of a new one if none is named."""
    form = form_of(work, key)
    reference = reference or sent_out(work, record, key)
    return receive(work, completed(form, reference, record), f"{reference}.docx")


def unwrapped(work: Work, record: Record, key: str = "fostering") -> Received:
    """What came of the record as a return that lost its controls: what was typed is found by its place alone."""
    reference = sent_out(work, record, key)
    copy, _ = edited(completed(form_of(work, key), reference, record), unwrap)
    return receive(work, copy, f"{reference}.docx")


def audit_of(work: Work, reference: str) -> Audit:
    """An audit as the database has it."""
    with work.store.look() as session:
        found = audits.find(session, reference)
    assert found is not None
    return found


def problems_of(work: Work, reference: str, state: str = "open") -> list[Finding]:
    """The problems of an audit in a state."""
    with work.store.look() as session:
        audit = audits.find(session, reference)
        assert audit is not None
        return [one for one in findings.of_audit(session, audit) if one.state == state]
