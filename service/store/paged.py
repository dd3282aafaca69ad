"""A page of a long list: found in an index that holds all it is filtered and sorted by, from whichever end is nearer.

Rows are read only then, and only those of the page: a row of an audit holds its whole record.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session


def looked_over(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """A condition that rows are looked over by, and no index is chosen by.

    SQLite keeps no statistics: it would take an index of one column for as good as a key, and fetch each of the many
    thousand rows that it leads to.
    """
    return condition.is_(true())


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of rows that are sorted by their numbers. `number` says of which a row is, `within` what holds in one.

    The latter says the same in words that a database knows how many rows to expect of.
    """

    number: ColumnElement[int]
    within: Mapping[int, ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Order:
    """How a list stands: what is urgent first, then by a column, what has nothing there last, then by number.

    `groups` is what stands in place of the column where that has few values, which sort as something else does.
    """

    number: InstrumentedAttribute[int]
    urgent: InstrumentedAttribute[Any]
    column: InstrumentedAttribute[Any]
    descending: bool
    groups: Groups | None = None

    @property
    def lacks(self) -> bool:
        """Whether there can be rows with nothing in the column."""
        return bool(self.column.nullable)

    def by(self, *, backwards: bool) -> Sequence[ColumnElement[Any]]:
        """What a part of the list is sorted by."""
        by_number = self.column is self.number or self.groups is not None
        columns = (self.number,) if by_number else (self.column, self.number)
        return [one.desc() if self.descending != backwards else one.asc() for one in columns]


def page_of(
    session: Session, order: Order, conditions: Iterable[ColumnElement[bool]], *, skip: int, limit: int
) -> tuple[list[int], int]:
    """The numbers of the rows on a page, in their order, and how many rows there are in all."""
    wanted = list(conditions)
    parts, total = _parts(session, order, wanted)
    numbers: list[int] = []
    for within, size in parts:
        take = min(limit - len(numbers), size - skip)
        if take > 0:
            behind = size - skip - take
            backwards = behind < skip
            rows = select(order.number).where(*wanted, within).order_by(*order.by(backwards=backwards))
            found = list(session.scalars(rows.offset(min(skip, behind)).limit(take)))
            numbers += reversed(found) if backwards else found
        skip = max(0, skip - size)
    return numbers, total


def first_of(
    session: Session, order: Order, conditions: Iterable[ColumnElement[bool]], limit: int
) -> list[int]:
    """The numbers of the first rows, where nobody asks how many there are."""
    wanted = list(conditions)
    numbers: list[int] = []
    for within in _withins(order):
        if len(numbers) < limit:
            rows = select(order.number).where(*wanted, within).order_by(*order.by(backwards=False))
            numbers += session.scalars(rows.limit(limit - len(numbers)))
    return numbers


def _withins(order: Order) -> list[ColumnElement[bool]]:
    """What tells the parts of a list apart, in their order. Within each, an index can have the order of the list."""
    parts: list[ColumnElement[bool]] = [order.urgent.is_(True), order.urgent.is_(False)]
    if not order.lacks:
        return parts
    return [and_(one, has) for one in parts for has in (order.column.is_not(None), order.column.is_(None))]


def _parts(
    session: Session, order: Order, wanted: Sequence[ColumnElement[bool]]
) -> tuple[list[tuple[ColumnElement[bool], int]], int]:
    """The parts of the list in their order, each with how many rows are in it, and how many there are in all."""
    if order.groups is not None:
        return _grouped(session, order, order.groups, wanted)
    within = _withins(order)
    counted = [func.count(case((one, 1))) for one in within]
    sizes = session.execute(select(*counted).select_from(order.number.class_).where(*wanted)).one()
    return list(zip(within, sizes, strict=True)), sum(sizes)


def _grouped(
    session: Session, order: Order, groups: Groups, wanted: Sequence[ColumnElement[bool]]
) -> tuple[list[tuple[ColumnElement[bool], int]], int]:
    """The same where each group is a part of its own, in which rows are sorted by number: nothing has to be sorted."""
    group = groups.number.label("of_group")
    rows = session.execute(
        select(order.urgent, group, func.count()).where(*wanted).group_by(order.urgent, group)
    ).all()
    found = sorted(rows, key=lambda row: (not row[0], -row[1] if order.descending else row[1]))
    parts = [
        (and_(order.urgent.is_(urgent), groups.within.get(of, groups.number == of)), size)
        for urgent, of, size in found
    ]
    return parts, sum(size for _, size in parts)
