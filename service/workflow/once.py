"""What is sent twice, by a second press, a page that was loaded again or a proxy that tries again, is done once."""

import hashlib
import json
from collections.abc import Generator
from contextlib import contextmanager

from service.errors import NotNow
from service.store import replays, trail
from service.work import Work

_DONE = 200
_ABOUT = "request"


@contextmanager
def once(work: Work, key: str) -> Generator[str | None]:
    """Does what is within unless the same is under way. Raises NotNow (`key-in-use`) then.

    It gives what came of it when it was done with the key before, as `note_made` noted it; else None. Whoever does
    more than that can tell from the trail what was done.
    """
    actor = str(work.actor.person)
    with work.store.change() as session:
        found = replays.begin(session, actor, key, "", work.now())
        if found is not None:
            if found.status is None and found.began_at > work.now() - replays.GIVEN_UP:
                raise NotNow(
                    "key-in-use", "This is being done just now. Wait a moment, and load the page again."
                )
            found.status = None
            found.began_at = work.now()
    work.key = (actor, key)
    try:
        yield _made_before(work)
    finally:
        with work.store.change() as session:
            replays.forget(session, actor, key)
            kept = replays.find(session, actor, key)
            if kept is not None:
                kept.status = _DONE


def key_of(*said: object) -> str:
    """One key for all that makes a request the same, so that what differs is done for itself."""
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def note_made(work: Work, made: str) -> None:
    """Notes, in the step that makes it, what came of a request that has a key."""
    if work.key is not None:
        work.note_of("request.done", _ABOUT, key_of(*work.key), [{"path": "made", "to": made}])


def _made_before(work: Work) -> str | None:
    assert work.key is not None
    with work.store.look() as session:
        noted = trail.about(session, _ABOUT, key_of(*work.key), limit=1)
    return str(json.loads(noted[0].changes)[0]["to"]) if noted else None
