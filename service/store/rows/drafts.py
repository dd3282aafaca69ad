"""What somebody has begun with an uploaded form and not finished: kept between the pages, and for nobody else."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base


class Draft(Base):
    """An uploaded document with what was made of it so far. It is nobody's but its maker's, and goes when it is left.

    `kind` says what it is to become, `name` is the file's. `map` is the map of a plain form that is being adopted, ""
    where there is none; `told` is what was said of the document when it came, such as doubts. `version` goes up with
    every change.
    """

    __tablename__ = "drafts"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 -- a number that went is never given again

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(255))
    content: Mapped[bytes] = mapped_column(deferred=True)
    map: Mapped[str] = mapped_column(Text)
    told: Mapped[dict[str, Any]]
    version: Mapped[int]
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
