"""What people decide about an audit: corrections, what became of each problem, and the words of decisions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import SHA256, Base, Json


class Correction(Base):
    """One answer put right by a person, beside what the return says and never over it.

    `value` is None where the answer was blanked. `said` is the text as it stood in revision `revision`, `was`
    the value before. `state`: active; offered (a later return says something else here, so a person decides);
    met (a later return says the same); replaced (by a later correction); undone.
    """

    __tablename__ = "corrections"
    __table_args__ = (Index("ix_corrections_place", "audit_id", "tag", "row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audits.id"))
    revision: Mapped[int]
    tag: Mapped[str] = mapped_column(String(64))
    row: Mapped[int | None]
    value: Mapped[Json] = mapped_column(nullable=True)
    was: Mapped[Json] = mapped_column(nullable=True)
    said: Mapped[str] = mapped_column(Text)
    row_said: Mapped[str] = mapped_column(SHA256)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(200))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(200))


class Decision(Base):
    """The words that a decision was taken with: why, or what was asked for. Only added to.

    `verb` is that of the trail, `about` what of the audit it is about; empty for the whole of it.
    """

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audits.id"), index=True)
    verb: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(100))
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(200))


class Finding(Base):
    """A problem of an audit, and what became of it.

    `same` is the digest of what makes it the same problem when the audit is checked again. `state`: open,
    resolved (looked at), overridden (with a reason), gone (no longer there).
    """

    __tablename__ = "findings"
    __table_args__ = (Index("ix_findings_audit", "audit_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audits.id"))
    same: Mapped[str] = mapped_column(SHA256)
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(64))
    level: Mapped[str] = mapped_column(String(10))
    message: Mapped[str] = mapped_column(Text)
    tag: Mapped[str | None] = mapped_column(String(64))
    row: Mapped[int | None]
    where: Mapped[str] = mapped_column(Text)
    said: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None] = mapped_column(String(200))
