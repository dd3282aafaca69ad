"""Services for tests: each with a database of its own, on SQLite and, where there is one, on PostgreSQL."""

import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import psycopg
import pytest

from service.config import Config
from service.destinations import local_destinations
from service.wiring import Wired
from service.word.office import Office

SERVER = os.environ.get("AUDIT_FORMS_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")
DATABASES = ("sqlite", "postgresql")


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
def database(kind: str) -> Generator[str]:
    """The URL of an empty database, "" for SQLite's default; it is gone at the end."""
    if kind == "sqlite":
        yield ""
        return
    if not postgresql_is_there():
        pytest.skip(f"needs a PostgreSQL server: {SERVER.rpartition('@')[2]} (AUDIT_FORMS_TEST_POSTGRESQL)")
    name = f"audit_forms_test_{secrets.token_hex(6)}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    try:
        yield f"{SERVER.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def running(
    kind: str, folder: Path, *, office: Office | None = None, now: Clock | None = None, **settings: object
) -> Generator[Wired]:
    """A service on a new database, with the shipped forms."""
    with database(kind) as url:
        filing = local_destinations(folder / "filing")
        config = Config(data=folder, database=url, destinations=filing, **settings)  # type: ignore[arg-type]
        service = Wired(config, now=now or Clock(), office=office)
        try:
            service.store.upgrade()
            service.load_shipped_forms()
            yield service
        finally:
            service.store.close()
