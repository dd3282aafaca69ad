"""What all tables share: names for constraints, and the types of their columns."""

from datetime import UTC, datetime
from typing import Any
from unicodedata import normalize

from sqlalchemy import JSON, DateTime, Dialect, LargeBinary, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

Json = Any
"""What a JSON column holds: dict, list, str, int, bool or None."""


class Instant(TypeDecorator[datetime]):
    """A moment, always with its time zone, kept in UTC (SQLite itself keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database. Raises ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone is no moment")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table. Constraints are named, so that a migration can find them on each database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 -- SQLAlchemy reads it so
        datetime: Instant(),
        bytes: LargeBinary(),
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
        Json: JSON(none_as_null=True),
    }


SHA256 = String(64)
"""The type of a column that holds a SHA-256 in hexadecimal."""

_LONGEST_KEY = 400
NAME_KEY = String(_LONGEST_KEY)
"""The type of a column that holds a person's name as names are compared."""


def name_key(name: str | None) -> str | None:
    """A person's name as names are compared, no longer than an index takes; None for none."""
    return searched(name or "")[:_LONGEST_KEY] or None


def searched(text: str) -> str:
    """A text as it is searched and compared: whatever its case and spaces, and however its accents are written.

    An é may be one character or two, by the system that it was typed on, and looks the same.
    """
    return normalize("NFC", " ".join(text.split()).casefold())
