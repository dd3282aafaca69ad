"""Keeps what somebody has begun with an uploaded form until it is finished or left; nobody else sees it."""

from datetime import datetime, timedelta
from typing import Any

from service.errors import Stale, Unknown
from service.roles import May
from service.store import documents, drafts
from service.store.rows.drafts import Draft
from service.store.session import Session
from service.work import Work

EDITION = "edition"
"""A form that is to become an edition as it is."""
ADOPTION = "adoption"
"""A plain form that is to be made two-way first."""
RECOVERY = "recovery"
"""A blank form that was recovered from completed copies, of which somebody has yet to say what stays."""
LASTS = timedelta(days=30)
"""So long a draft is kept after its last change."""
_LONGEST_NAME = 255


def begin_draft(
    work: Work, kind: str, content: bytes, name: str, *, text: str = "", told: dict[str, Any] | None = None
) -> int:
    """Keeps a document as the actor's own draft, and gives its number: that of one begun with it and not gone on with.

    Raises NotAllowed, Unknown for a program.
    """
    work.actor.need(May.ADD_EDITION)
    now = work.now()
    called = name.replace("\\", "/").rpartition("/")[2][:_LONGEST_NAME] or "form.docx"
    with work.begin() as session:
        drafts.forget_before(session, now - LASTS)
        there = drafts.untouched(session, _person(work), kind, called, content)
        if there is not None and (there.map, there.told) == (text, told or {}):
            return there.id
        draft = Draft(
            person_id=_person(work),
            kind=kind,
            name=called,
            content=content,
            map=text,
            told=told or {},
            version=1,
            begun_at=now,
            changed_at=now,
        )
        session.add(draft)
        session.flush()
        _note(work, f"{kind}.begun", draft, content)
        return draft.id


def drafts_of(work: Work, kind: str) -> list[Draft]:
    """The actor's own drafts of a kind, the one that was changed last first. Raises NotAllowed."""
    work.actor.need(May.ADD_EDITION)
    with work.store.look() as session:
        return [
            one for one in drafts.of_person(session, _person(work), kind) if one.changed_at >= _since(work)
        ]


def open_draft(work: Work, kind: str, number: int) -> tuple[Draft, bytes]:
    """A draft of the actor's own with its document. Raises NotAllowed, and Unknown where it is gone or another's."""
    work.actor.need(May.ADD_EDITION)
    with work.store.look() as session:
        draft = drafts.find(session, number, _person(work), kind)
        if draft is None or draft.changed_at < _since(work):
            raise Unknown
        return draft, draft.content


def hold_draft(work: Work, session: Session, kind: str, number: int, seen: int) -> Draft:
    """A draft to be changed, as its maker saw it. Raises Unknown, and Stale where it was changed since."""
    draft = drafts.held(session, number, _person(work), kind)
    if draft is None:
        raise Unknown
    if draft.version != seen:
        raise Stale(seen, draft.version)
    draft.version += 1
    draft.changed_at = work.now()
    return draft


def leave_draft(work: Work, kind: str, number: int, *, finished: bool = False) -> None:
    """Takes a draft away with its document. Raises NotAllowed, Unknown."""
    work.actor.need(May.ADD_EDITION)
    with work.begin() as session:
        draft = drafts.held(session, number, _person(work), kind)
        if draft is None:
            raise Unknown
        _note(work, f"{kind}.{'finished' if finished else 'left'}", draft, draft.content)
        session.delete(draft)


def _note(work: Work, verb: str, draft: Draft, content: bytes) -> None:
    work.note_of(verb, "draft", str(draft.id), [{"path": "document", "to": documents.digest_of(content)}])


def _since(work: Work) -> datetime:
    return work.now() - LASTS


def _person(work: Work) -> int:
    """Whose drafts they are: a person's."""
    if work.actor.person is None:
        raise Unknown
    return work.actor.person
