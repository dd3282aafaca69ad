"""Documents by what they hold, and the editions of forms."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import SHA256, Base


class Document(Base):
    """Any file that is kept, byte for byte, under the SHA-256 of its bytes."""

    __tablename__ = "documents"

    sha256: Mapped[str] = mapped_column(SHA256, primary_key=True)
    content: Mapped[bytes] = mapped_column(deferred=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(100))
    kept_at: Mapped[datetime]


class Edition(Base):
    """One issued edition of a form. Once an audit has used it, its document never changes."""

    __tablename__ = "editions"
    __table_args__ = (UniqueConstraint("key", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    edition: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(SHA256, ForeignKey("documents.sha256"))
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(String(200))
