"""Lists: every row stands on one page, wherever it is in the list and however that is sorted."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from service.store import actions, audits
from service.store.paged import Order
from service.store.rows.actions import Action
from service.store.rows.audits import Audit
from service.store.rows.forms import Edition
from service.wiring import Wired

NUMBER = 23
THEN = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def filled(service: Wired) -> Wired:
    """So many audits with an action each; some urgent, some without a day, a grade or an owner."""
    with service.store.change() as session:
        editions = list(session.scalars(select(Edition.id).order_by(Edition.id).limit(2)))
        rows: list[dict[str, Any]] = [
            {
                "id": at + 1,
                "reference": f"AF-{at * 7 % NUMBER:03}",
                "stage": ("in_review", "accepted")[at % 2],
                "version": 1,
                "edition_id": editions[at // 3 % 2],
                "made_at": THEN,
                "changed_at": THEN + timedelta(hours=at % 4),
                "revision": 1,
                "note": "",
                "restricted": [],
                "urgent": at % 5 == 0,
                "errors": 0,
                "warnings": 0,
                "waiting": 0,
                "kind": "primary",
                "audit_date": None if at % 4 == 3 else date(2026, 1, 1) + timedelta(days=at * 11 % 90),
                "grade": (None, "good", "inadequate")[at % 3],
                "search": "",
            }
            for at in range(NUMBER)
        ]
        session.execute(insert(Audit), rows)
        asked: list[dict[str, Any]] = [
            {
                "audit_id": at + 1,
                "number": 1,
                "asked": {},
                "what": "",
                "owner_key": None if at % 6 == 0 else f"owner {at % 4}",
                "due": None if at % 5 == 4 else date(2026, 1, 1) + timedelta(days=at * 5 % 40),
                "state": ("open", "done")[at % 2],
                "evidence": "",
                "reason": "",
                "version": 1,
                "made_at": THEN,
                "changed_at": THEN + timedelta(hours=at % 4),
            }
            for at in range(NUMBER)
        ]
        session.execute(insert(Action), asked)
    return service


def in_order(rows: list[Any], column: str, *, descending: bool) -> list[int]:
    """The numbers of rows as a list has them: urgent ones first, those with nothing to be sorted by last."""
    known = [row for row in rows if getattr(row, column) is not None]
    known.sort(key=lambda row: (getattr(row, column), row.id), reverse=descending)
    lacking = [row for row in rows if getattr(row, column) is None]
    whole = [*known, *sorted(lacking, key=lambda row: row.id, reverse=descending)]
    return [row.id for row in sorted(whole, key=lambda row: not row.urgent)]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("size", [4, 23, 50])
@pytest.mark.parametrize("stage", [(), ("in_review",)])
def test_the_pages_of_a_list_of_audits_make_up_the_list(
    filled: Wired, size: int, stage: tuple[str, ...], *, descending: bool
) -> None:
    with filled.store.look() as session:
        rows = [one for one in session.scalars(select(Audit)) if not stage or one.stage in stage]
        for sort, column in audits.SORTS.items():
            wanted = audits.Wanted(stage=stage)
            pages = [
                audits.listed(session, wanted, sort=sort, descending=descending, skip=skip, limit=size)
                for skip in range(0, NUMBER + size, size)
            ]
            assert {total for _, total in pages} == {len(rows)}
            found = [one.id for page, _ in pages for one in page]
            assert found == in_order(rows, column.key, descending=descending), sort


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("size", [4, 23, 50])
def test_grades_stand_where_their_edition_ranks_them_and_what_has_no_rank_stands_last(
    filled: Wired, size: int, *, descending: bool
) -> None:
    with filled.store.look() as session:
        rows = list(session.scalars(select(Audit)))
        one, other = sorted({row.edition_id for row in rows})
        for ranks in (
            {one: {"good": 0, "inadequate": 1}, other: {"good": 0, "inadequate": 1}},
            {one: {"good": 3, "inadequate": 1}, other: {"good": 1, "inadequate": 2}},
            {one: {"good": 0}, other: {"good": 0}},
        ):

            def stands(row: Audit, ranks: dict[int, dict[str, int]] = ranks) -> tuple[bool, bool, int, int]:
                rank = ranks[row.edition_id].get(row.grade or "")
                sign = -1 if descending else 1
                return not row.urgent, rank is None, sign * (rank or 0), sign * row.id

            pages = [
                audits.listed(
                    session,
                    audits.Wanted(),
                    sort="grade",
                    descending=descending,
                    ranks=ranks,
                    skip=skip,
                    limit=size,
                )
                for skip in range(0, NUMBER + size, size)
            ]
            assert {total for _, total in pages} == {NUMBER}
            found = [row.id for page, _ in pages for row in page]
            assert found == [row.id for row in sorted(rows, key=stands)]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("size", [4, 50])
def test_the_pages_of_a_list_of_actions_make_up_the_list(
    filled: Wired, size: int, *, descending: bool
) -> None:
    with filled.store.look() as session:
        rows = list(session.scalars(select(Action)))
        for sort, column in actions.SORTS.items():
            pages = [
                actions.listed(
                    session, actions.Wanted(), sort=sort, descending=descending, skip=skip, limit=size
                )
                for skip in range(0, NUMBER + size, size)
            ]
            assert {total for _, total in pages} == {NUMBER}
            found = [one.id for page, _ in pages for one in page]
            assert found == in_order(rows, column.key, descending=descending), sort


def test_the_months_are_those_that_there_are_audits_of(filled: Wired) -> None:
    with filled.store.look() as session:
        days = [day for day in session.scalars(select(Audit.audit_date)) if day]
        assert audits.months(session, None) == sorted({(day.year, day.month) for day in days}, reverse=True)
        assert audits.months(session, 404) == []


@pytest.mark.parametrize("service", ["sqlite"], indirect=True)
def test_no_list_of_audits_reads_a_row_to_find_a_page(filled: Wired) -> None:
    """SQLite puts what stands behind a record elsewhere: to look at a hundred thousand rows takes it seconds."""
    wanted = audits.Wanted(
        team=1, of_team=1, words="x", auditor="x", month="2026-06", stage=["in_review"], form=["cin"]
    )
    plans = []
    with filled.store.engine.connect() as connection:
        for sort in audits.SORTS:
            order = Order(Audit.id, Audit.urgent, audits.SORTS[sort], descending=True)
            for condition in (Audit.urgent.is_(True), Audit.urgent.is_(False)):
                page = (
                    select(Audit.id)
                    .where(*audits._conditions(wanted), condition)
                    .order_by(*order.by(backwards=False))
                )
                said = str(page.compile(connection, compile_kwargs={"literal_binds": True}))
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}").all()
                plans += [row[3] for row in plan if "audits" in row[3]]
    assert plans
    assert all("COVERING INDEX" in plan for plan in plans), plans
