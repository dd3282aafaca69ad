"""What is sent twice at once, by a page that was loaded again or a proxy that tries again, is done once."""

from collections.abc import Generator
from contextlib import contextmanager

from service.errors import NotNow
from service.store import replays
from service.work import Work

_DONE = 200


@contextmanager
def once(work: Work, key: str) -> Generator[None]:
    """Does what is within unless the same is under way. Raises NotNow (`key-in-use`) then.

    What was done with the key before can be told from the trail by who does it again.
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
        yield
    finally:
        with work.store.change() as session:
            replays.forget(session, actor, key)
            kept = replays.find(session, actor, key)
            if kept is not None:
                kept.status = _DONE
