"""Receive: returns are kept before they are read, then read, checked and put to their audits."""

import contextlib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import PurePath

from service.errors import Refused
from service.roles import May
from service.store import documents, revisions
from service.store.rows.audits import Return
from service.store.session import Session
from service.word.form import Form
from service.word.package import open_package
from service.word.read import read
from service.work import Work
from service.workflow.place import NotYours, Received, place
from service.workflow.prepare import Ready, prepare

File = tuple[str, bytes]
"""A file's name and its bytes."""


def receive(
    work: Work, content: bytes, filename: str, form: Form | None = None, *, more: bool = False
) -> Received:
    """Takes one return; `form` is the one that the uploader says it is a copy of.

    `more` is one of several that were sent together, another of which is still to be taken.
    Raises NotAllowed, and Refused where the bytes are no completed copy of a known form, or of an audit that is
    not the actor's to see; nothing of it is kept then.
    """
    (received,) = receive_many(work, [(filename, content)], form, more=more)
    if isinstance(received, Refused):
        raise received
    return received


def receive_many(
    work: Work, files: Sequence[File], form: Form | None = None, *, more: bool = False
) -> list[Received | Refused]:
    """Takes returns, in two steps for all of them: first they are kept, then what they say. Raises NotAllowed."""
    work.actor.need(May.UPLOAD)
    kept = keep(work, files, form)
    pairs = [(one.id, file) for file, one in zip(files, kept, strict=True) if isinstance(one, Return)]
    settled = iter(_settle(work, pairs, more=more))
    return [one if isinstance(one, Refused) else next(settled) for one in kept]


def keep(work: Work, files: Sequence[File], form: Form | None = None) -> list[Return | Refused]:
    """Keeps returns byte for byte, so that they are there whatever happens while they are read.

    What is no Word document at all is refused and never kept.
    """
    named = (form.declaration.key, form.declaration.edition) if form else None
    sound = [_refusal(content) for _, content in files]
    with work.begin(more=True) as session:
        kept: list[Return | Refused] = []
        for (filename, content), refused in zip(files, sound, strict=True):
            if refused is not None:
                kept.append(refused)
                continue
            came_as = revisions.keep_return(session, content, _bare(filename), work.actor, work.now(), named)
            if came_as.audit_id is None:
                work.note_of("return.kept", "document", came_as.sha256)
            kept.append(came_as)
        return kept


def settle_unread(work: Work, *, kept_for: timedelta | None = None, tried: set[int] | None = None) -> int:
    """Reads what a crash or an outage left unread, and says how many returns that were.

    `kept_for` is how long a return must have been kept where others may be reading just now. What is in `tried` is
    left alone, and what is tried is added to it. One that cannot be read now stays as it is and stops
    no other; `still_unread` counts those.
    """
    tried = set() if tried is None else tried
    kept_by = None if kept_for is None else work.now() - kept_for
    count = last = 0
    while True:
        with work.store.look() as session:
            left = revisions.unread(session, kept_by=kept_by, after=last)
            files = [
                (one.id, (one.filename, documents.content(session, one.sha256)))
                for one in left
                if one.id not in tried
            ]
        if not left:
            return count
        for number, file in files:
            tried.add(number)
            with contextlib.suppress(Exception):
                _settle(work, [(number, file)])
                count += 1
        last = left[-1].id


def still_unread(work: Work) -> int:
    """How many returns are kept and not read: being read now, or beyond what this version can read."""
    with work.store.look() as session:
        return revisions.count_unread(session)


def _settle(work: Work, kept: Sequence[tuple[int, File]], *, more: bool = False) -> list[Received | Refused]:
    """Reads returns that are kept and puts them to their audits; what is refused is taken away again."""
    readings = [(number, _read(work, number, content)) for number, (_, content) in kept]
    settled: dict[int, Received | Refused] = {}
    with work.begin(more=more) as session:
        # By reference, so that two of these at once wait for each other's audits in the same order.
        for at in sorted(range(len(readings)), key=lambda at: _reference(readings[at][1])):
            number, ready = readings[at]
            try:
                if isinstance(ready, Refused):
                    raise ready
                with session.begin_nested():
                    settled[at] = place(work, session, number, ready)
            except NotYours as refused:
                settled[at] = refused
            except Refused as refused:
                settled[at] = refused
                _forget(work, session, number, refused)
    return [settled[at] for at in range(len(readings))]


def _forget(work: Work, session: Session, number: int, refused: Refused) -> None:
    """Takes a return away again. What stays is that it was refused, and why."""
    came_as = revisions.held_return(session, number)
    if came_as is not None and came_as.audit_id is None:
        work.note_of("return.refused", "document", came_as.sha256, [{"path": "code", "to": refused.code}])
        revisions.drop_return(session, came_as)


def _reference(ready: Ready | Refused | None) -> str:
    return (ready.reading.reference or "") if isinstance(ready, Ready) else ""


def _read(work: Work, number: int, content: bytes) -> Ready | Refused | None:
    """What a return says; None where it was read before."""
    with work.store.look() as session:
        came_as = session.get(Return, number)
        if came_as is None or came_as.audit_id is not None:
            return None
        named = work.catalogue.find(came_as.form_key, came_as.form_edition) if came_as.form_key else None
    try:
        return prepare(work, read(content, work.catalogue.forms, named), came_as.filename)
    except Refused as refused:
        return refused


def _refusal(content: bytes) -> Refused | None:
    try:
        open_package(content)
    except Refused as refused:
        return refused
    return None


def _bare(filename: str) -> str:
    """The name of a file without its folders, of whatever system it came from, and fit to be kept."""
    name = PurePath(filename.replace("\\", "/")).name
    sound = "".join(char if char.isprintable() else "\ufffd" for char in name).strip()
    return sound or "return.docx"
