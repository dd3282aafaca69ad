"""The whole database copied into another one, of either kind, from one moment; and held against it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from service.store.engine import Store
from service.store.tables import metadata

_BATCH = 200
_LEFT = frozenset(("replays", "sign_ins", "invitations"))
"""Tables that are never copied: what they hold is good for a day or three."""


class NotEmpty(Exception):
    """The database that was to be filled holds something already."""


@dataclass(frozen=True, slots=True)
class Copied:
    """How many rows each table has."""

    rows: dict[str, int]

    @property
    def total(self) -> int:
        """How many rows there are in all."""
        return sum(self.rows.values())


def copy(source: Store, target: Store) -> Copied:
    """Copies every row as it was at one moment. Both are at the version of this code, the target empty.

    Raises NotEmpty, ValueError where the copy is not the same or a document is damaged.
    """
    counted = {}
    with source.snapshot() as reading, target.engine.begin() as writing:
        for table in _kept():
            if writing.scalar(select(func.count()).select_from(table)):
                raise NotEmpty(table.name)
        for table in _kept():
            counted[table.name] = _copy_table(reading, writing, table)
        if not target.sqlite:
            _go_on_counting(writing)
        for name, number in counted.items():
            there = writing.scalar(select(func.count()).select_from(metadata().tables[name]))
            if there != number:
                raise ValueError(f"table {name} has {there} rows of {number}")
    return Copied(counted)


def _kept() -> list[Table]:
    """What is copied: everything but answers to requests, which hold records, and what opens the door to a browser.

    Who was signed out or kept out after the backup, and a link that was used since, must not be let in by it again.
    """
    return [table for table in metadata().sorted_tables if table.name not in _LEFT]


def _copy_table(reading: Connection, writing: Connection, table: Table) -> int:
    number = 0
    for rows in _batches(reading, table):
        if table.name == "documents":
            for row in rows:
                if hashlib.sha256(bytes(row["content"])).hexdigest() != row["sha256"]:
                    raise ValueError(f"document {row['sha256']} is damaged")
        writing.execute(table.insert(), rows)
        number += len(rows)
    return number


def _batches(reading: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    order = list(table.primary_key.columns)
    found = reading.execution_options(yield_per=_BATCH).execute(select(table).order_by(*order))
    for part in found.mappings().partitions(_BATCH):
        yield [dict(row) for row in part]


def _go_on_counting(writing: Connection) -> None:
    """PostgreSQL gives out numbers from sequences, which know nothing of rows that came with theirs."""
    for table in metadata().sorted_tables:
        column = table.primary_key.columns.values()[0]
        if column.autoincrement is True or (
            column.autoincrement == "auto" and column.type.python_type is int
        ):
            name = writing.scalar(
                text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": column.name}
            )
            if name:
                last = writing.scalar(select(func.max(column))) or 0
                writing.execute(
                    text("SELECT setval(:s, :n, :used)"), {"s": name, "n": max(last, 1), "used": last > 0}
                )
