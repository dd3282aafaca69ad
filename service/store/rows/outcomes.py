"""Finished documents, and where they were filed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import SHA256, Base


class Finished(Base):
    """A finished document, proven to say what the record says. `proof` names what was proven.

    `record` is the record that it says, restricted answers left out. `pdf_sha256` is None where no PDF was
    made, and `pdf_why` says why.
    """

    __tablename__ = "finished"
    __table_args__ = (UniqueConstraint("audit_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audits.id"))
    number: Mapped[int]
    revision: Mapped[int]
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    record: Mapped[dict[str, Any]]
    docx_sha256: Mapped[str] = mapped_column(SHA256, ForeignKey("documents.sha256"))
    pdf_sha256: Mapped[str | None] = mapped_column(SHA256, ForeignKey("documents.sha256"))
    pdf_why: Mapped[str] = mapped_column(Text)
    annex: Mapped[bool]
    proof: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(200))


class Filing(Base):
    """One finished document at one destination. `state` is begun, filed or abandoned.

    `files` gives the SHA-256 of each file by its name: what is to be written, and, once filed, the receipt.
    """

    __tablename__ = "filings"
    __table_args__ = (UniqueConstraint("finished_id", "destination"), UniqueConstraint("destination", "name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audits.id"), index=True)
    finished_id: Mapped[int] = mapped_column(ForeignKey("finished.id"))
    destination: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(10))
    files: Mapped[dict[str, Any]]
    begun_at: Mapped[datetime]
    filed_at: Mapped[datetime | None]
    filed_by: Mapped[str] = mapped_column(String(200))
