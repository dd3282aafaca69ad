"""Actions that audits ask for, and urgent concerns."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from service.store.base import NAME_KEY, Base, name_key
from service.store.rows.audits import Audit

_LISTED = ("team_id", "edition_id", "owner_key", "changed_at", "id")
"""What an index holds besides, so that a page of a list is found in it alone."""


class Action(Base):
    """A dated piece of work that an audit asks for.

    `number` counts within the audit and stays; `row` is the action's row in the record as it stands, None where
    a later revision no longer asks for it. `asked` is that row as it was accepted; the other columns may have
    moved on from it. `team_id`, `edition_id` and `urgent` are the audit's, kept right by the database, and
    `owner_key` the owner as names are compared: what lists are filtered and sorted by, without looking at audits.
    """

    __tablename__ = "actions"
    __table_args__ = (
        UniqueConstraint("audit_id", "number"),
        Index("ix_actions_due", "state", "due", "urgent", *_LISTED),
        Index("ix_actions_list", "urgent", "due", "state", *_LISTED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audits.id"))
    number: Mapped[int]
    row: Mapped[int | None]
    asked: Mapped[dict[str, Any]]
    what: Mapped[str] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(Text)
    owner_role: Mapped[str | None] = mapped_column(Text)
    due: Mapped[date | None]
    priority: Mapped[str | None] = mapped_column(Text)
    section: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    done_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    done_by: Mapped[str | None] = mapped_column(String(200))
    done_by_person: Mapped[int | None]
    version: Mapped[int]
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    owner_key: Mapped[str | None] = mapped_column(NAME_KEY, index=True)
    team_id: Mapped[int | None]
    edition_id: Mapped[int | None]
    urgent: Mapped[bool | None]

    audit: Mapped[Audit] = relationship(lazy="joined")

    @validates("owner")
    def _keep_key(self, _: str, owner: str | None) -> str | None:
        self.owner_key = name_key(owner)
        return owner


class Escalation(Base):
    """An urgent concern: who was told and when, and who has taken note. `source` is return or person."""

    __tablename__ = "escalations"

    id: Mapped[int] = mapped_column(primary_key=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audits.id"), index=True)
    source: Mapped[str] = mapped_column(String(10))
    details: Mapped[str] = mapped_column(Text)
    told: Mapped[str] = mapped_column(Text)
    told_at: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = mapped_column(String(200))
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text)
