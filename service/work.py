"""What one request, or one step of a command, works with: who asks, the database, the forms, the clock."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from service.catalogue import Catalogue
from service.config import Config
from service.errors import NotNow, Stale, Unknown
from service.roles import Actor
from service.store import audits, editions, replays, trail
from service.store.engine import Store
from service.store.rows.audits import Audit
from service.store.rows.forms import Edition
from service.store.session import Session
from service.word.form import Form
from service.word.office import Office


class Service(Protocol):
    """What lives as long as the process, and makes the work of each request (`service.wiring` puts it together)."""

    config: Config
    store: Store
    now: Callable[[], datetime]
    office: Office | None

    def catalogue(self) -> Catalogue:
        """Every edition there is now."""

    def work(self, actor: Actor) -> "Work":
        """Work for somebody."""


@dataclass(slots=True)
class Work:
    """One actor at work. `now` gives the moment it is, with its zone; `office` is None without LibreOffice.

    `key` is the actor's and the request's, where a request came with a key of its own so as to be done once.
    """

    actor: Actor
    store: Store
    catalogue: Catalogue
    config: Config
    now: Callable[[], datetime]
    office: Office | None = None
    key: tuple[str, str] | None = None
    _noted: list[tuple[str, str, Audit | str, trail.Changes]] = field(default_factory=list)

    @contextmanager
    def begin(self, *, more: bool = False) -> Generator[Session]:
        """A session that is kept whole at its end, with what was noted for the trail, or not at all.

        `more` is a step that another one has to follow before what was asked for is done.
        """
        self._noted.clear()
        with self.store.change() as session:
            yield session
            session.flush()
            if self.key is not None and self._noted and not more:
                replays.mark_done(session, *self.key)
            trail.append(session, self.actor, self.now(), [_event(*noted) for noted in self._noted])
        self._noted.clear()

    def note(self, verb: str, audit: Audit, changes: trail.Changes = (), *, about: str = "audit") -> None:
        """Notes for the trail what is done to an audit in this session."""
        self._noted.append((verb, about, audit, changes))

    def note_of(self, verb: str, about: str, which: str, changes: trail.Changes = ()) -> None:
        """Notes for the trail what is done to something that is no audit."""
        self._noted.append((verb, about, which, changes))

    def audit(self, session: Session, reference: str, *, seen: int | None = None) -> Audit:
        """An audit to be changed, held until the session ends; `seen` is the version that the actor saw.

        Raises Unknown where there is none, or it is another team's; Stale where it has changed since.
        """
        found = audits.held(session, reference)
        if found is None or not self.sees(found):
            raise Unknown
        if seen is not None and seen != found.version:
            raise Stale(seen, found.version)
        return found

    def sees(self, audit: Audit) -> bool:
        """Whether the actor may know of an audit: of every one, or of those of the actor's team."""
        return self.actor.team is None or audit.team_id == self.actor.team

    def form(self, edition: Edition) -> Form:
        """The form of an edition. Raises Unknown where the catalogue does not hold it."""
        found = self.catalogue.find(edition.key, edition.edition)
        if found is None:
            raise Unknown
        return found

    def edition(self, session: Session, form: Form) -> Edition:
        """The edition that a form of the catalogue is, to build on: nobody replaces it until the session ends.

        Raises Unknown where the database does not hold it, NotNow where it was replaced.
        """
        found = editions.to_build_on(session, form.declaration.key, form.declaration.edition)
        if found is None:
            raise Unknown
        if found.sha256 != form.digest:
            raise NotNow(
                "edition-replaced", "The form was replaced a moment ago. Do it again, on the new one."
            )
        return found

    def today(self) -> date:
        """The day it is where the audits are made."""
        return self.now().astimezone(self.config.zone).date()

    def touch(self, audit: Audit) -> None:
        """Counts a change of an audit."""
        audit.version += 1
        audit.changed_at = self.now()


def _event(verb: str, about: str, which: Audit | str, changes: trail.Changes) -> trail.Event:
    """What was noted, with the version that the audit has at the end of the session."""
    if isinstance(which, str):
        return trail.Event(verb, about, which, None, changes)
    return trail.Event(verb, about, which.reference, which.version, changes)
