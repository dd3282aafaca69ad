"""Services for tests: each with a database of its own, on SQLite and, where there is one, on PostgreSQL."""

import atexit
import os
import secrets
import shutil
import threading
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import psycopg
import pytest

from service.config import Config
from service.destinations import local_destinations
from service.wiring import Wired
from service.word.office import Office

SERVER = os.environ.get("AUDIT_FORMS_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")
DATABASES = ("sqlite", "postgresql")


def in_turn(name: str, ways: int) -> int:
    """Which of so many ways is a name's, the same at every run: for where a part of all is enough."""
    return crc32(name.encode()) % ways


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = field(default_factory=lambda: datetime(2026, 6, 3, 9, 30, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@cache
def postgresql_is_there() -> bool:
    """Whether the tests can make databases on a PostgreSQL server."""
    try:
        with psycopg.connect(SERVER, connect_timeout=3) as connection:
            return connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone() == (True,)
    except psycopg.OperationalError:
        return False


@contextmanager
def database(kind: str, like: str = "") -> Generator[str]:
    """The URL of an empty database, or of one like another; "" for SQLite's default. It is gone at the end."""
    if kind == "sqlite":
        yield ""
        return
    if not postgresql_is_there():
        pytest.skip(f"needs a PostgreSQL server: {SERVER.rpartition('@')[2]} (AUDIT_FORMS_TEST_POSTGRESQL)")
    name = f"audit_forms_test_{secrets.token_hex(6)}"
    _on_the_server(
        f"CREATE DATABASE {name}" + (f" TEMPLATE {like.rpartition('/')[2]}{_copied()}" if like else "")
    )
    try:
        yield f"{SERVER.rpartition('/')[0]}/{name}"
    finally:
        _on_the_server(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running(
    kind: str, folder: Path, *, office: Office | None = None, now: Clock | None = None, **settings: object
) -> Generator[Wired]:
    """A service on a new database, with the shipped forms."""
    template = _template(kind)
    with database(kind, template.config.database) as url:
        if kind == "sqlite":
            shutil.copyfile(template.config.data / _FILE, folder / _FILE)
        filing = local_destinations(folder / "filing")
        config = Config(data=folder, database=url, destinations=filing, **settings)  # type: ignore[arg-type]
        service = Wired(config, now=now or Clock(), office=office)
        service._catalogue = template.catalogue()  # forms take longer to load than most tests to run
        try:
            yield service
        finally:
            service.store.close()


@cache
def _copied() -> str:
    """How the server makes a database like another one: as files, where it can choose, for that is sooner done."""
    with psycopg.connect(SERVER) as connection:
        return " STRATEGY FILE_COPY" if connection.info.server_version >= _CAN_CHOOSE else ""


_CAN_CHOOSE = 150_000
_FILE = "audit-forms.db"


@cache
def _template(kind: str) -> Wired:
    """A service whose database holds the shipped forms and nothing else, to make others like it."""
    ended = ExitStack()
    atexit.register(ended.close)
    folder = Path(ended.enter_context(TemporaryDirectory()))
    url = ended.enter_context(database(kind))
    service = Wired(Config(data=folder, database=url), now=Clock())
    service.store.upgrade()
    service.load_shipped_forms()
    service.catalogue()
    if kind == "sqlite":
        service.store.settle_into_one_file()
    service.store.close()
    service.catalogue = lambda: service._catalogue  # type: ignore[method-assign]  # asks the database no more
    return service


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """What comes of each of several things that are begun at the same moment: what it gives, or what it raises."""
    begun = threading.Barrier(len(jobs))

    def tried(job: Callable[[], object]) -> object:
        begun.wait()
        try:
            return job()
        except Exception as raised:  # noqa: BLE001 -- a test looks at whatever it is
            return raised

    with ThreadPoolExecutor(len(jobs)) as threads:
        return list(threads.map(tried, jobs))


def _on_the_server(statement: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement.encode())
