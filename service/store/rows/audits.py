"""Audits, their returns and the revisions read from these."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from service.store.base import NAME_KEY, SHA256, Base, name_key
from service.store.rows.forms import Edition
from service.store.rows.people import Team

_LISTED = (
    "urgent",
    "id",
    "stage",
    "team_id",
    "edition_id",
    "errors",
    "waiting",
    "audit_date",
    "changed_at",
    "grade",
    "reference",
    "auditor_key",
)
"""What lists are filtered and sorted by: an index of all of it, for a page to be found in it alone.

SQLite takes a text of any length into an index, and puts what stands behind a record into pages of its own: there it
holds `search` too.
"""


class Audit(Base):
    """One audit: how far it has come, what it says, and the columns by which it is looked for.

    `record` is the record as it stands, corrections and all, in JSON; None before the first return. `sent` is
    the record that the form was sent out with, on the edition `sent_on`. `version` goes up with every change.
    `restricted` lists the answers that are left out of what is filed. `revision` is the number of the return that
    counts, `last_revision` the highest that was given; none is given twice, though a return be taken out again.
    `waiting` counts the returns that wait for a decision. `judges` is the reference of the audit that this one
    moderates.
    """

    __tablename__ = "audits"
    __table_args__ = (
        Index("ix_audits_list", *_LISTED, info={"only": "postgresql"}),
        Index("ix_audits_words", *_LISTED, "search", info={"only": "sqlite"}),
        Index("ix_audits_days", "audit_date", "team_id"),
        Index("ix_audits_team", "team_id", "id"),
        Index("ix_audits_figures", "stage", "team_id", "errors", "waiting", "urgent"),
        Index("ix_audits_made", "made_at", "team_id"),
        Index("ix_audits_accepted", "accepted_at", "stage", "edition_id", "grade", "team_id"),
        Index("ix_audits_changed", "stage", "urgent", "changed_at", "id", "team_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(64), unique=True)
    stage: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), index=True)
    sent_on: Mapped[int | None] = mapped_column(ForeignKey("editions.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    sent: Mapped[dict[str, Any] | None]
    record: Mapped[dict[str, Any] | None]
    revision: Mapped[int]
    last_revision: Mapped[int] = mapped_column(server_default="0")
    returned_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    accepted_by: Mapped[str | None] = mapped_column(String(200))
    accepted_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(Text)
    restricted: Mapped[list[Any]]
    urgent: Mapped[bool]
    errors: Mapped[int]
    warnings: Mapped[int]
    waiting: Mapped[int]
    # what is looked for
    kind: Mapped[str] = mapped_column(String(20))
    judges: Mapped[str | None] = mapped_column(String(64), index=True)
    record_id: Mapped[str | None] = mapped_column(String(100), index=True)
    audit_date: Mapped[date | None]
    auditor: Mapped[str | None] = mapped_column(String(200))
    auditor_key: Mapped[str | None] = mapped_column(NAME_KEY)
    grade: Mapped[str | None] = mapped_column(String(64))
    search: Mapped[str] = mapped_column(Text)

    edition: Mapped[Edition] = relationship(lazy="joined", foreign_keys=[edition_id])
    sent_edition: Mapped[Edition | None] = relationship(lazy="joined", foreign_keys=[sent_on])
    team: Mapped[Team | None] = relationship(lazy="joined")

    @validates("auditor")
    def _keep_key(self, _: str, auditor: str | None) -> str | None:
        self.auditor_key = name_key(auditor)
        return auditor


class Return(Base):
    """A completed copy as it came in. It has no audit until it has been read.

    `form_key` and `form_edition` are the form that the uploader named, if any; `team_id` the uploader's team.
    """

    __tablename__ = "returns"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 -- a number that went is never given again

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(SHA256, ForeignKey("documents.sha256"), unique=True)
    filename: Mapped[str] = mapped_column(String(255))
    received_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    received_by: Mapped[str] = mapped_column(String(200))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    form_key: Mapped[str | None] = mapped_column(String(64))
    form_edition: Mapped[str | None] = mapped_column(String(64))
    audit_id: Mapped[int | None] = mapped_column(ForeignKey("audits.id"), index=True)


class Revision(Base):
    """What one return of an audit said. `state` is current, proposed, superseded or declined.

    `reading` is packed by `service.reading_json`.
    """

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("audit_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audits.id"))
    number: Mapped[int]
    return_id: Mapped[int] = mapped_column(ForeignKey("returns.id"), unique=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    state: Mapped[str] = mapped_column(String(20))
    reading: Mapped[bytes]
    read_at: Mapped[datetime]

    came_as: Mapped[Return] = relationship(lazy="joined")
    edition: Mapped[Edition] = relationship(lazy="joined")
