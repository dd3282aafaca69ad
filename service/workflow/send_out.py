"""Send out: an audit is made, and its form filled with its header, stamped with its identity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schemas.edition import Slot
from schemas.record import Record, get, items, path, put, says
from schemas.trouble import listed, quoted
from service.errors import Fault, Unfit, Unknown
from service.roles import May
from service.rules.dates import FROM, TO, reversed_period
from service.store import audits, people
from service.store.rows.audits import Audit
from service.store.rows.people import Team
from service.store.session import Session
from service.word.compose import REFERENCE
from service.word.fill import fill
from service.word.form import Form
from service.word.pack import build
from service.work import Work
from service.workflow.changed import change
from service.workflow.make import new_audit
from service.workflow.once import note_made
from service.workflow.standing import keep_record

_HEADER = ("audit", "subject")
NO_TEAM = "-"
"""What is named in the place of a team for an audit that is to belong to none."""


class NoSuchTeam(Unfit):
    """A header names a team that is not known, and nobody has said whose audit it is; `teams` are those there are."""

    def __init__(self, said: str, teams: list[str]) -> None:
        self.said, self.teams = said, teams
        message = (
            f"There is no team {quoted(said)}, and the audit would be nobody's. There are: {listed(teams)}. Where the "
            f"form asks for a team of another kind, name beside it whose audit it is; “{NO_TEAM}” is nobody's."
        )
        super().__init__([Fault("audit.team", message)])


@dataclass(frozen=True, slots=True)
class SentOut:
    """An audit that was made, and the form to be given to its auditor."""

    reference: str
    document: bytes


def send_out(work: Work, form: Form, header: object, team: str | None = None) -> SentOut:
    """Makes an audit from a header in JSON (`audit` and `subject` of a record), for a team (`team_of`).

    Raises NotAllowed, Unfit with every fault of the header, or of the team; then nothing is made.
    """
    work.actor.need(May.SEND_OUT)
    typed = typed_header(form, header)
    with work.begin() as session:
        sent = make_and_fill(work, session, form, typed, team)
        note_made(work, sent.reference)
        return sent


def header_slots(form: Form) -> list[Slot]:
    """What a form can be sent out with: the slots of its header but the reference, in the form's order."""
    return [
        slot
        for slot in form.slots
        if slot.tag.partition(".")[0] in _HEADER and slot.tag != REFERENCE and slot.repeating is None
    ]


def typed_header(form: Form, header: object) -> Record:
    """A header in JSON as a typed record. Raises Unfit with every fault at once."""
    if REFERENCE not in form.by_tag:
        raise Unfit(
            [
                Fault(
                    REFERENCE,
                    "The form has no place for a reference and cannot be sent out. Put one into it in Word (a cell "
                    "beside “Audit reference”), adopt it again (forms adopt), and give it to the service as a new "
                    "edition.",
                )
            ]
        )
    record, _ = form.schema.from_json(header)
    faults = [
        Fault(path(tag, row), "Only what stands in the form's header is sent out with it.")
        for tag, row, value in items(record)
        if says(value) and tag.partition(".")[0] not in _HEADER
    ]
    begins, ends = get(record, FROM), get(record, TO)
    if isinstance(begins, date) and isinstance(ends, date) and (said := reversed_period(begins, ends)):
        faults.append(Fault(TO, said))
    if get(record, REFERENCE) is not None:
        faults.append(Fault(REFERENCE, "The reference is given by the service. Leave it out."))
    if faults:
        raise Unfit(faults)
    return record


def make_and_fill(
    work: Work, session: Session, form: Form, typed: Record, named: str | None = None
) -> SentOut:
    """Makes the audit of a typed header, and its document, in a session that is under way."""
    reference = make(work, session, form, typed, team_of(work, session, typed, named))
    return SentOut(reference, fill(form, typed))


def make(work: Work, session: Session, form: Form, typed: Record, team: int | None) -> str:
    """Makes the audit of a typed header, for a team; its reference, which the header holds from then on."""
    edition = work.edition(session, form)
    audit = new_audit(work, session, form, edition, team_id=team)
    put(typed, REFERENCE, audit.reference)
    keep_record(audit, form, typed)
    audit.sent, audit.record = audit.record, None
    audit.sent_edition = edition
    changes = [
        change(form.by_tag[tag], row, None, value) for tag, row, value in items(typed) if value is not None
    ]
    work.note("audit.sent_out", audit, changes)
    return audit.reference


def form_again(work: Work, audit: Audit) -> bytes:
    """The form of an audit as it was sent out, byte for byte. Raises Unknown where it was never sent out."""
    if audit.sent is None:
        raise Unknown
    assert audit.sent_edition is not None, "what was sent out was sent out on an edition"
    form = work.form(audit.sent_edition)
    return fill(form, form.schema.from_json(audit.sent)[0])


def form_name(audit: Audit) -> str:
    """The name that the form of an audit is given away under: it says nothing of the case."""
    return f"{audit.reference}_{audit.edition.key}.docx"


def audits_of(work: Work, references: Sequence[str]) -> list[Audit]:
    """The audits that were sent out under references, to tell whose each form is. Raises NotAllowed."""
    work.actor.need(May.SEND_OUT)
    with work.begin() as session:
        found = [one for one in audits.named(session, references) if work.sees(one)]
        if found:
            work.note_of("audits.listed", "list", "audits", [{"path": one.reference} for one in found])
        return found


def forms_of(work: Work, references: Sequence[str]) -> bytes:
    """The forms of audits that were sent out, in a zip, each named by its reference.

    Raises NotAllowed, Unknown where one is not there or not the actor's to see.
    """
    work.actor.need(May.SEND_OUT)
    files = {}
    with work.begin() as session:
        for reference in dict.fromkeys(references):
            audit = audits.find(session, reference)
            if audit is None or not work.sees(audit):
                raise Unknown
            files[form_name(audit)] = form_again(work, audit)
            work.note("form.fetched", audit)
    return build(files)


def team_of(work: Work, session: Session, typed: Record, named: str | None = None) -> int | None:
    """The team whose audit it is: the one that is named, the actor's, or the one that the header names.

    `NO_TEAM` names none. Raises Unfit for a team that is not known, or another than the actor's: NoSuchTeam where
    there are teams and the header names none of them, for a misspelled name would make the audit nobody's.
    """
    own = work.actor.team
    if named == NO_TEAM:
        if own is not None:
            raise Unfit([Fault("team", "You can send out audits of your own team, and it has one then.")])
        return None
    said = named or get(typed, "audit.team")
    team: Team | None = people.team_named(session, str(said)) if said else None
    if named and team is None:
        raise Unfit([Fault("team", f"There is no team “{named}”. See: python -m service users list")])
    if own is not None and team is not None and team.id != own:
        raise Unfit([Fault("audit.team", "This is not your team. You can send out audits of your own team.")])
    if said and team is None and own is None and (teams := people.teams(session)):
        raise NoSuchTeam(str(said), [one.name for one in teams])
    return own if own is not None else team.id if team else None
