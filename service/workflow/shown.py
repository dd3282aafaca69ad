"""What of an audit is shown to whom, as plain data: free text is kept from viewers unless the setting lets them."""

from collections.abc import Sequence
from typing import Any

from schemas.edition import Kind
from schemas.record import Record
from service.config import Config
from service.reading_json import answer_json, each_answer, unplaced_json
from service.roles import Actor, Role
from service.store.rows.actions import Action, Escalation
from service.store.rows.audits import Audit, Revision
from service.store.rows.reviews import Correction, Decision, Finding
from service.word.form import Form
from service.work import Work
from service.workflow.difference import Difference
from service.workflow.look import Whole
from service.workflow.standing import Standing

_TEXTS = (Kind.TEXT, Kind.RICH_TEXT)
_KEYS = frozenset(("audit.reference", "subject.record_id"))


def reads_text(actor: Actor, config: Config) -> bool:
    """Whether the actor may read free text: everybody but who is a viewer and nothing else."""
    return config.viewers_read_text or actor.roles != {Role.VIEWER}


class Shown:
    """Audits as whoever works on them may see them."""

    def __init__(self, work: Work) -> None:
        self.text = reads_text(work.actor, work.config)
        self.today = work.today()

    def short(self, audit: Audit) -> dict[str, Any]:
        """An audit in a list."""
        return {
            "reference": audit.reference,
            "stage": audit.stage,
            "version": audit.version,
            "form": audit.edition.key,
            "edition": audit.edition.edition,
            "title": audit.edition.title,
            "team": audit.team.name if audit.team else None,
            "kind": audit.kind,
            "record_id": audit.record_id,
            "audit_date": audit.audit_date,
            "auditor": self._free(audit.auditor),
            "grade": audit.grade,
            "urgent": audit.urgent,
            "errors": audit.errors,
            "warnings": audit.warnings,
            "waiting": audit.waiting,
            "revision": audit.revision,
            "made_at": audit.made_at,
            "changed_at": audit.changed_at,
        }

    def whole(self, whole: Whole) -> dict[str, Any]:
        """An audit as it stands."""
        audit, form, standing = whole.audit, whole.form, whole.standing
        return {
            **self.short(audit),
            "record": self.record(form, audit.record),
            "sent": self.record(form, audit.sent),
            "answers": self._answers(standing),
            "problems": [self.problem(one) for one in whole.findings if one.state != "gone"],
            "unplaced": self._unplaced(standing),
            "corrections": [self._correction(form, one) for one in standing.corrections] if standing else [],
            "restricted": [{"tag": mark["tag"], "row": mark["row"]} for mark in audit.restricted],
            "escalations": [self.escalation(one) for one in whole.escalations],
            "revisions": [revision(one) for one in whole.revisions],
            "note": self._free(audit.note),
            "decisions": [self._decision(one) for one in whole.decisions],
            "accepted_by": audit.accepted_by,
            "accepted_at": audit.accepted_at,
        }

    def record(self, form: Form, record: Record | None) -> Record | None:
        """A record in JSON; for who reads no free text, without it."""
        if record is None or self.text:
            return record
        return {name: self._part(form, name, held) for name, held in record.items()}

    def hides(self, form: Form, tag: str) -> bool:
        """Whether the answers of a slot are kept from who asks."""
        return not self.text and self._is_free(form, tag)

    def problem(self, one: Finding) -> dict[str, Any]:
        """A problem; its message quotes what was said."""
        return {
            "id": one.id,
            "code": one.code,
            "level": one.level,
            "tag": one.tag,
            "row": one.row,
            "where": self._free(one.where),
            "said": self._free(one.said),
            "message": self._free(one.message),
            "state": one.state,
            "reason": self._free(one.reason),
            "settled_by": one.settled_by,
            "settled_at": one.settled_at,
        }

    def escalation(self, one: Escalation) -> dict[str, Any]:
        """An urgent concern."""
        return {
            "id": one.id,
            "source": one.source,
            "details": self._free(one.details),
            "told": self._free(one.told),
            "told_at": one.told_at if self.text else "",
            "recorded_by": one.recorded_by,
            "recorded_at": one.recorded_at,
            "acknowledged_by": one.acknowledged_by,
            "acknowledged_at": one.acknowledged_at,
            "note": self._free(one.note),
        }

    def _decision(self, one: Decision) -> dict[str, Any]:
        return {
            "verb": one.verb,
            "about": one.about,
            "words": self._free(one.words),
            "made_by": one.made_by,
            "made_at": one.made_at,
        }

    def action(self, one: Action) -> dict[str, Any]:
        """An action."""
        return {
            "id": one.id,
            "audit": one.audit.reference,
            "record_id": one.audit.record_id,
            "title": one.audit.edition.title,
            "team": one.audit.team.name if one.audit.team else None,
            "urgent": one.audit.urgent,
            "number": one.number,
            "row": one.row,
            "what": self._free(one.what),
            "owner": self._free(one.owner),
            "owner_role": self._free(one.owner_role),
            "due": one.due,
            "priority": self._free(one.priority),
            "section": self._free(one.section),
            "state": one.state,
            "done_on": one.done_on,
            "evidence": self._free(one.evidence),
            "reason": self._free(one.reason),
            "late": one.due is not None and one.due < self.today and one.state in ("open", "in_progress"),
            "version": one.version,
        }

    def differences(self, found: Sequence[Difference]) -> list[dict[str, Any]]:
        """What differs between two returns."""
        return [
            {
                "tag": one.tag,
                "row": one.row,
                "title": one.title,
                "before": self._free(one.before),
                "now": self._free(one.now),
                "change": one.change,
            }
            for one in found
        ]

    def _answers(self, standing: Standing | None) -> list[dict[str, Any]]:
        if standing is None:
            return []
        shown = []
        for answer in each_answer(standing.form.slots, standing.checked.answers, standing.checked.problems):
            said = answer_json(answer)
            if not self.text and self._is_free(standing.form, answer.tag):
                said["value"] = None
            shown.append({**said, "said": self._free(answer.said), "where": self._free(answer.where)})
        return shown

    def _unplaced(self, standing: Standing | None) -> list[dict[str, object]]:
        """What is unplaced; where it stands may be told by a heading that somebody has typed."""
        found = unplaced_json(standing.read.unplaced) if standing else []
        return found if self.text else [{**one, "text": None, "where": None} for one in found]

    def _correction(self, form: Form, one: Correction) -> dict[str, Any]:
        free = self._is_free(form, one.tag) and not self.text
        return {
            "id": one.id,
            "tag": one.tag,
            "row": one.row,
            "value": None if free else one.value,
            "was": None if free else one.was,
            "said": self._free(one.said),
            "reason": self._free(one.reason),
            "state": one.state,
            "revision": one.revision,
            "made_by": one.made_by,
            "made_at": one.made_at,
        }

    def _part(self, form: Form, path: str, held: Any) -> Any:  # noqa: ANN401 -- a value or a part of a record
        if isinstance(held, dict):
            return {name: self._part(form, f"{path}.{name}", inner) for name, inner in held.items()}
        if isinstance(held, list):
            return [self._part(form, path, row) for row in held]
        return None if self._is_free(form, path) else held

    def _is_free(self, form: Form, tag: str) -> bool:
        slot = form.by_tag.get(tag)
        return slot is None or (slot.kind in _TEXTS and tag not in _KEYS)

    def _free(self, text: str | None) -> str | None:
        return text if self.text else None


def revision(one: Revision) -> dict[str, Any]:
    """One return of an audit."""
    return {
        "number": one.number,
        "state": one.state,
        "edition": one.edition.edition,
        "sha256": one.came_as.sha256,
        "received_at": one.came_as.received_at,
        "received_by": one.came_as.received_by,
    }
