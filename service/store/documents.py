"""Documents, kept once each under the SHA-256 of their bytes."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.errors import Unknown
from service.store.dialect import insert
from service.store.rows.forms import Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


class Damaged(Exception):
    """A document whose bytes are no longer those it was kept under."""


def digest_of(content: bytes) -> str:
    """The SHA-256 that a document is kept under."""
    return hashlib.sha256(content).hexdigest()


def keep(session: Session, content: bytes, media_type: str, now: datetime) -> str:
    """Keeps the bytes, once, and gives the SHA-256 they are found by."""
    sha256 = digest_of(content)
    session.execute(
        insert(session, Document)
        .values(sha256=sha256, content=content, size=len(content), media_type=media_type, kept_at=now)
        .on_conflict_do_nothing()
    )
    return sha256


def content(session: Session, sha256: str) -> bytes:
    """The bytes kept under a SHA-256. Raises Unknown, or Damaged where they are no longer the same bytes."""
    found = session.scalar(select(Document.content).where(Document.sha256 == sha256))
    if found is None:
        raise Unknown
    if digest_of(found) != sha256:
        raise Damaged(f"document {sha256} is damaged: its bytes have another SHA-256")
    return found
