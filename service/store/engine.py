"""The database itself: opened, set up for safety, and brought to the version of this code."""

import shutil
import sqlite3
import threading
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from service.errors import NotNow

_MIGRATIONS = Path(__file__).with_name("migrations")
_BUSY_MS = 60_000
_READING = "reading"
_READ_ONLY = "25006"
"""PostgreSQL's code for a server that only reads: one that stands by for another."""


class DatabaseAway(Exception):
    """The database cannot be reached or written. The message holds no password."""


class Store:
    """A database that is open. One for a process; sessions are for one request or one step of work."""

    def __init__(self, at: str | Path, turns: AbstractContextManager[Any] | None = None) -> None:
        """`at` is an SQLite file, or a URL as SQLAlchemy has them: `postgresql://…`, `sqlite:////folder/file.db`.

        A path is never made into a URL, in which a `?` or `#` of it would mean something else.

        `turns` is a lock that writers wait at. SQLite lets one write at a time and makes the others look again
        and again; a lock lets the next one on at once. By default it is one for the threads of this process.
        """
        parsed = URL.create("sqlite", database=str(at)) if isinstance(at, Path) else make_url(at)
        if parsed.get_backend_name() == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.sqlite = parsed.get_backend_name() == "sqlite"
        self.path = Path(parsed.database) if self.sqlite and parsed.database else None
        options: dict[str, Any] = {} if self.sqlite else {"pool_pre_ping": True}
        # Errors go to the log, and parameters are case data.
        self.engine: Engine = create_engine(parsed, hide_parameters=True, **options)
        self._turns = turns or (threading.Lock() if self.sqlite else nullcontext())
        if self.sqlite:
            event.listen(self.engine, "connect", _set_up_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._readers = self.engine.execution_options(**{_READING: True})

    @contextmanager
    def change(self) -> Generator[Session]:
        """A session that writes: all of it is kept at the end, or, where something is raised, none of it.

        On SQLite it waits its turn at the start, so that what it reads cannot change before it writes.
        """
        with self._turns, Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def look(self) -> Generator[Session]:
        """A session that only reads; nothing written in it is kept."""
        with Session(self._readers, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def snapshot(self) -> Generator[Connection]:
        """A connection that sees the database as it is now, whatever is written meanwhile."""
        options = {_READING: True} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    def settle(self) -> None:
        """Writes what SQLite keeps beside its file into the file, so that a copy of the file alone is whole.

        Where it cannot be written now, it stays beside the file and counts all the same.
        """
        if self.sqlite:
            connection = self.engine.raw_connection()
            try:
                with suppress(sqlite3.OperationalError):
                    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def settle_into_one_file(self) -> None:
        """Lets an SQLite database stand in its one file, so that it can be moved."""
        connection = self.engine.raw_connection()  # in no transaction, for within one neither can be done
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA journal_mode = DELETE")
            cursor.close()
        finally:
            connection.close()

    def upgrade(self, to: str = "head") -> None:
        """Brings the tables up to a version, by default the newest; a new SQLite file is nobody else's to read.

        Raises DatabaseAway.
        """
        try:
            if self.path:
                self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            command.upgrade(self._alembic(), to)
        except DBAPIError as error:
            raise DatabaseAway(f"the database cannot be reached or changed: {_first_line(error)}") from None
        except OSError as error:
            raise DatabaseAway(f"the folder of the database cannot be made: {error.strerror}") from None

    def downgrade(self, to: str) -> None:
        """Takes the tables down to a version; `base` is none at all."""
        command.downgrade(self._alembic(), to)

    def version(self) -> tuple[str | None, str | None]:
        """The version the tables are at, None where there are none, and the one this code wants.

        Raises DatabaseAway where the database cannot be reached.
        """
        wanted = ScriptDirectory.from_config(self._alembic()).get_current_head()
        if self.path and not self.path.exists():  # looking at it would make it
            return None, wanted
        try:
            with self._readers.connect() as connection:
                return MigrationContext.configure(connection).get_current_revision(), wanted
        except DBAPIError as error:
            raise DatabaseAway(f"the database cannot be reached: {_first_line(error)}") from None

    def need_current(self) -> None:
        """Raises NotNow (`database-version`) where the tables are not those of this code."""
        found, wanted = self.version()
        if found is None:
            raise NotNow(
                "database-version",
                f"There is no database in {self.path.parent if self.path else 'PostgreSQL'} yet. If there should be "
                "one, AUDIT_FORMS_DATA or DATABASE_URL says another place than it stands at. For a new one run: "
                "python -m service db upgrade",
            )
        if found != wanted:
            raise NotNow(
                "database-version",
                f"The database is at version {found or 'none'} and this code wants {wanted}. "
                "Run: python -m service db upgrade",
            )

    def free(self) -> int | None:
        """How many bytes are free where SQLite keeps its file; None where the database is on a server."""
        return shutil.disk_usage(self.path.parent).free if self.path else None

    def forked(self) -> None:
        """Lets a new process open connections of its own, and leaves those it was born with to its parent."""
        self.engine.dispose(close=False)

    def close(self) -> None:
        """Lets go of every connection."""
        self.engine.dispose()

    def _alembic(self) -> AlembicConfig:
        config = AlembicConfig()
        config.set_main_option("script_location", str(_MIGRATIONS))
        config.attributes["engine"] = self.engine
        return config


def is_unreachable(error: BaseException) -> bool:
    """Whether an error says that the database cannot be reached or written, rather than that we asked wrongly."""
    return isinstance(error, DBAPIError) and (
        error.connection_invalidated
        or type(error).__name__ in ("OperationalError", "InterfaceError")
        or getattr(error.orig, "sqlstate", None) == _READ_ONLY
    )


def why_unreachable(error: BaseException) -> str:
    """What the database said of itself when it could not be reached or written: its first line, without any data."""
    return _first_line(error) if isinstance(error, DBAPIError) else ""


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).partition("\n")[0]


def _set_up_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401 -- sqlite3's, by way of the pool
    connection.isolation_level = None  # transactions begin where we say, not where sqlite3 guesses
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        "journal_mode = WAL",
        "foreign_keys = ON",
        "synchronous = FULL",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(_READING)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
