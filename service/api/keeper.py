"""Keeps the answer of a request that came with an idempotency key, so that it is done once."""

import json
from datetime import datetime
from enum import Enum, auto

from flask import Response

from service.store import replays
from service.store.engine import Store
from service.store.rows.trail import Replay

_HEADERS = ("Content-Type", "ETag", "Location")


class Seen(Enum):
    """Whether a request with this key was seen before."""

    NEW = auto()
    UNDER_WAY = auto()
    DONE = auto()
    LOST = auto()  # done, but its answer was lost in a crash
    OTHER = auto()  # the key, with another request


class Keeper:
    """One request of one actor under one key."""

    def __init__(self, store: Store, actor: str, key: str, fingerprint: str, now: datetime) -> None:
        self._store, self._actor, self._key, self._now = store, actor, key, now
        self._fingerprint = fingerprint
        self._found: Replay | None = None

    def begin(self) -> Seen:
        """Notes that the request begins, unless it was seen before."""
        with self._store.change() as session:
            found = replays.begin(session, self._actor, self._key, self._fingerprint, self._now)
        self._found = found
        if found is None:
            return Seen.NEW
        if found.fingerprint != self._fingerprint:
            return Seen.OTHER
        if found.status is not None:
            return Seen.DONE
        return Seen.LOST if found.done and found.began_at < self._now - replays.GIVEN_UP else Seen.UNDER_WAY

    def answer(self) -> Response:
        """The answer that was given."""
        assert self._found is not None, "a request that was done is known"
        response = Response(self._found.body, status=self._found.status)
        for name, value in json.loads(self._found.headers):
            response.headers[name] = value
        response.headers["Idempotent-Replayed"] = "true"
        return response

    def keep(self, response: Response) -> None:
        """Keeps the answer."""
        with self._store.change() as session:
            kept = replays.find(session, self._actor, self._key)
            if kept is not None:
                kept.status = response.status_code
                kept.headers = json.dumps(
                    [(n, response.headers[n]) for n in _HEADERS if n in response.headers]
                )
                kept.body = response.get_data()

    def forget(self) -> None:
        """Lets the request be made again."""
        with self._store.change() as session:
            replays.forget(session, self._actor, self._key)
