"""Send back: the auditor is asked, in plain words, for what is wanted."""

from collections.abc import Sequence
from textwrap import shorten

from service.errors import Fault, Unfit
from service.lifecycle import Stage, Verb, after
from service.roles import May
from service.store import findings
from service.store.rows.audits import Audit
from service.store.rows.reviews import Finding
from service.store.session import Session
from service.word.form import Form
from service.work import Work
from service.workflow.words import decided, may_say


def send_back(
    work: Work,
    reference: str,
    words: str = "",
    problems: Sequence[int] | None = None,
    *,
    seen: int | None = None,
) -> str:
    """Sends an audit back and gives the note for its auditor: what is wanted, and `words` of the sender's own.

    The note lists the open problems of those numbers; every open error where None is given. Raises NotAllowed,
    Unknown, Stale, NotNow (`wrong-stage`), or Unfit where the note would ask for nothing.
    """
    work.actor.need(May.REVIEW)
    said = may_say(words, "words")
    with work.begin() as session:
        audit = work.audit(session, reference, seen=seen)
        stage = after(Verb.SEND_BACK, Stage(audit.stage))
        note = _note(audit, work.form(audit.edition), _wanted(session, audit, problems), said)
        audit.stage, audit.note = stage, note
        work.touch(audit)
        decided(work, session, audit, "audit.sent_back", note)
        return note


def _wanted(session: Session, audit: Audit, numbers: Sequence[int] | None) -> list[Finding]:
    still_open = [one for one in findings.of_audit(session, audit) if one.state == findings.OPEN]
    if numbers is None:
        return [one for one in still_open if one.level == "error"]
    unknown = set(numbers) - {one.id for one in still_open}
    if unknown:
        raise Unfit([Fault("problems", f"There is no open problem {one}.") for one in sorted(unknown)])
    return [one for one in still_open if one.id in set(numbers)]


def _note(audit: Audit, form: Form, wanted: Sequence[Finding], words: str) -> str:
    if not wanted and not words:
        raise Unfit([Fault("words", "Say what is wanted: no problem is open that the note could ask about.")])
    lines = [f"Audit {audit.reference}, {audit.edition.title}, comes back to you."]
    if words:
        lines += ["", words]
    if wanted:
        lines += ["", "Please look at the following, put it right in your copy of the form, and return it:"]
        for number, one in enumerate(wanted, 1):
            lines += ["", f"{number}. {_about(form, one)}{one.message}"]
            if one.where:
                lines.append(f"   Where: {one.where}.")
            if one.said:
                lines.append(f"   It says: {shorten(one.said, 200, placeholder=' …')}")
    return "\n".join(lines)


def _about(form: Form, one: Finding) -> str:
    """What the form calls the answer that a problem is about, before what is said of it."""
    slot = form.by_tag.get(one.tag or "")
    if slot is None or not slot.title:
        return ""
    return f"{slot.title}: " if one.row is None else f"{slot.title}, row {one.row + 1}: "
