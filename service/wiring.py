"""The long-lived parts of a process, put together from the settings."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from service.catalogue import SHIPPED, Catalogue, settled
from service.config import Config
from service.errors import NotNow
from service.roles import MACHINE, Actor
from service.store import documents, editions
from service.store.engine import Store
from service.word.form import load_form
from service.word.office import Office, find_office
from service.work import Work
from service.workflow.add_edition import keep_edition


class Wired:
    """What lives as long as the process. `now` is the clock; `office` None where there is no LibreOffice.

    `turns` is the lock that the writers of an SQLite database wait at, shared by several processes.
    """

    def __init__(
        self,
        config: Config,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        office: Office | None = None,
        turns: AbstractContextManager[Any] | None = None,
    ) -> None:
        self.config = config
        self.now = now
        self.office = office
        self.store = Store(config.database_at, turns)
        self._catalogue = Catalogue(())
        self._digests: tuple[str, ...] = ()
        self._lock = threading.Lock()

    def catalogue(self) -> Catalogue:
        """Every edition there is; read anew once another process has added one."""
        with self.store.look() as session:
            digests = editions.digests(session)
            if digests == self._digests:
                return self._catalogue
            with self._lock:
                if digests != self._digests:
                    known = {form.digest: form for form in self._catalogue}
                    forms = [known.get(one) or load_form(documents.content(session, one)) for one in digests]
                    self._catalogue, self._digests = settled(Catalogue(forms)), digests
                return self._catalogue

    def work(self, actor: Actor = MACHINE) -> Work:
        """Work for somebody, on what there is now."""
        return Work(actor, self.store, self.catalogue(), self.config, self.now, self.office)

    def load_shipped_forms(self) -> None:
        """Adds the forms that this version ships and the database does not hold. That they serve was tried before.

        A shipped file that changed under an edition in use is left out: the edition in use stays.
        """
        work = Work(MACHINE, self.store, Catalogue(()), self.config, self.now)
        for path in sorted(SHIPPED.glob("*.docx")):
            try:
                content = path.read_bytes()
                keep_edition(work, load_form(content), content)
            except NotNow:
                continue


def find_parts(config: Config) -> Wired:
    """The service with the LibreOffice of this machine."""
    office = find_office(seconds=config.pdf_seconds)
    return Wired(config, office=office)
