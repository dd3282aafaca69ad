"""The trail, and the small tables that keep requests and numbers apart."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import SHA256, Base


class Entry(Base):
    """One thing that was done or seen. Only ever added to: the database refuses to change or delete an entry.

    `digest` is taken over all other columns, `previous` is the digest of the entry before.
    """

    __tablename__ = "trail"
    __table_args__ = (
        Index("ix_trail_about", "about", "which", "number"),
        Index("ix_trail_kind", "about", "number"),
        Index("ix_trail_which", "which", "number"),
        Index("ix_trail_person", "person", "number"),
        Index("ix_trail_at", "at"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(32))
    actor: Mapped[str] = mapped_column(String(200))
    person: Mapped[int | None]
    verb: Mapped[str] = mapped_column(String(64))
    about: Mapped[str] = mapped_column(String(20))
    which: Mapped[str] = mapped_column(String(200))
    version: Mapped[int | None]
    changes: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(SHA256)
    digest: Mapped[str] = mapped_column(SHA256)


class Counter(Base):
    """The last number given out under a name."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    last: Mapped[int]


class Replay(Base):
    """A request that came with an idempotency key, and the answer it was given; None while it is under way.

    `done` is set in the very step that does what was asked, so that a crash before the answer is known of.
    """

    __tablename__ = "replays"

    actor: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(SHA256)
    status: Mapped[int | None]
    headers: Mapped[str] = mapped_column(Text)
    body: Mapped[bytes]
    began_at: Mapped[datetime]
    done: Mapped[bool]
