"""Migrations: from nothing to now and back, one at a time, with data, on both kinds of database."""

from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.sql.schema import SchemaItem

from service.config import Config
from service.errors import NotNow
from service.store import actions, audits, people
from service.store.engine import Store
from service.store.tables import metadata
from tests.services import DATABASES, database

STEPS = ["0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010"]


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with database(request.param) as url:
        made = Store(Config(data=tmp_path, database=url).database_at)
        yield made
        made.close()


def tables(store: Store) -> set[str]:
    return set(inspect(store.engine).get_table_names()) - {"alembic_version"}


def test_the_steps_are_those_that_there_are(store: Store) -> None:
    scripts = ScriptDirectory.from_config(store._alembic())
    assert [one.revision for one in reversed(list(scripts.walk_revisions()))] == STEPS


def test_from_nothing_to_now_and_back(store: Store) -> None:
    assert store.version() == (None, STEPS[-1])
    store.upgrade()
    assert store.version() == (STEPS[-1], STEPS[-1])
    assert tables(store) == set(metadata().tables)
    store.downgrade("base")
    assert tables(store) == set()
    store.upgrade()
    assert tables(store) == set(metadata().tables)


def test_the_tables_are_those_that_the_code_means(store: Store) -> None:
    store.upgrade()
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda one, *_: _is_for(one, connection.dialect.name)}
        )
        differing = compare_metadata(context, metadata())
    assert differing == []


def _is_for(one: SchemaItem, kind: str) -> bool:
    """Whether a table, column or index is meant for a kind of database; an index may say `only` for which."""
    return bool(one.info.get("only", kind) == kind)


@pytest.mark.parametrize("step", range(1, len(STEPS)))
def test_a_step_keeps_what_was_there_up_and_down(store: Store, step: int) -> None:
    before, after = STEPS[step - 1], STEPS[step]
    store.upgrade(before)
    with store.engine.begin() as connection:
        connection.execute(text("INSERT INTO teams (name, folded) VALUES ('Harbour', 'harbour')"))
        connection.execute(text("INSERT INTO counters (name, last) VALUES ('reference 2026', 41)"))
    store.upgrade(after)
    store.downgrade(before)
    store.upgrade()
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM teams")).scalars().all() == ["Harbour"]
        assert connection.execute(text("SELECT last FROM counters")).scalars().all() == [41]


def test_the_numbers_of_returns_are_counted_on_from_those_that_there_were(store: Store) -> None:
    store.upgrade("0003")
    then, sha = "2026-06-01 09:00:00", "a" * 64
    with store.engine.begin() as connection:
        for statement in (
            f"INSERT INTO documents VALUES ('{sha}', '', 0, 'x', '{then}')",
            f"INSERT INTO documents VALUES ('{sha[1:]}b', '', 0, 'x', '{then}')",
            f"INSERT INTO editions VALUES (1, 'cin', '1', 'Child in need', '{sha}', '{then}', 'x')",
            *(
                "INSERT INTO audits (id, reference, stage, version, edition_id, made_at, changed_at, revision, note, "
                "restricted, urgent, errors, warnings, waiting, kind, search) VALUES "
                f"({number}, 'AF-{number}', 'in_review', 1, 1, '{then}', '{then}', 0, '', '[]', false, 0, 0, 0, "
                "'primary', '')"
                for number in (1, 2)
            ),
            (
                "INSERT INTO returns (id, sha256, filename, received_at, received_by, audit_id) "
                f"VALUES (1, '{sha}', 'x', '{then}', 'x', 1), (2, '{sha[1:]}b', 'y', '{then}', 'x', 1)"
            ),
            (
                "INSERT INTO revisions (id, audit_id, number, return_id, edition_id, state, reading, read_at) VALUES "
                f"(1, 1, 1, 1, 1, 'superseded', '', '{then}'), (2, 1, 2, 2, 1, 'current', '', '{then}')"
            ),
        ):
            connection.execute(text(statement))
    store.upgrade("0004")
    with store.engine.connect() as connection:
        counted = connection.execute(text("SELECT last_revision FROM audits ORDER BY id")).scalars().all()
    assert counted == [2, 0]
    store.downgrade("0003")
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM audits")).scalar() == 2


def test_the_names_of_auditors_that_there_were_are_compared_like_new_ones(store: Store) -> None:
    store.upgrade("0008")
    then, sha = "2026-06-01 09:00:00", "a" * 64
    auditors = {1: "  Éowyn   STRASSE ", 2: None, 3: "Wren Alder"}
    with store.engine.begin() as connection:
        connection.execute(text(f"INSERT INTO documents VALUES ('{sha}', '', 0, 'x', '{then}')"))
        connection.execute(
            text(f"INSERT INTO editions VALUES (1, 'cin', '1', 'Child in need', '{sha}', '{then}', 'x')")
        )
        for number, auditor in auditors.items():
            connection.execute(
                text(
                    "INSERT INTO audits (id, reference, stage, version, edition_id, made_at, changed_at, revision, "
                    "note, restricted, urgent, errors, warnings, waiting, kind, search, auditor) VALUES (:number, "
                    f":reference, 'in_review', 1, 1, '{then}', '{then}', 0, '', '[]', false, 0, 0, 0, 'primary', '', "
                    ":auditor)"
                ),
                {"number": number, "reference": f"AF-{number}", "auditor": auditor},
            )
    store.upgrade()
    with store.look() as session:
        found, _ = audits.listed(session, audits.Wanted(auditor="éowyn strasse"))
        assert [one.id for one in found] == [1]
    store.downgrade("0008")
    with store.engine.connect() as connection:
        kept = connection.execute(text("SELECT id, auditor FROM audits")).all()
    assert {number: auditor for number, auditor in kept} == auditors  # noqa: C416 -- rows are no pairs to mypy


def test_what_was_searched_before_is_found_however_its_accents_are_written(store: Store) -> None:
    store.upgrade("0009")
    then, sha = "2026-06-01 09:00:00", "a" * 64
    said = normalize("NFD", "josé núñez")
    with store.engine.begin() as connection:
        for statement in (
            f"INSERT INTO documents VALUES ('{sha}', '', 0, 'x', '{then}')",
            f"INSERT INTO editions VALUES (1, 'cin', '1', 'Child in need', '{sha}', '{then}', 'x')",
            (
                "INSERT INTO audits (id, reference, stage, version, edition_id, made_at, changed_at, revision, note, "
                "restricted, urgent, errors, warnings, waiting, kind, search, auditor_key) VALUES (1, 'AF-1', "
                f"'in_review', 1, 1, '{then}', '{then}', 0, '', '[]', false, 0, 0, 0, 'primary', '{said}', '{said}')"
            ),
            (
                "INSERT INTO actions (id, audit_id, number, asked, what, state, evidence, reason, version, made_at, "
                f"changed_at, owner_key) VALUES (1, 1, 1, '{{}}', '', 'open', '', '', 1, '{then}', '{then}', '{said}')"
            ),
            (
                "INSERT INTO people (id, name, email, roles, active, version, added_at) VALUES "
                f"(1, 'ÉLODIE   Öz', 'e@example.org', '[]', true, 1, '{then}')"
            ),
        ):
            connection.execute(text(statement))
    store.upgrade()
    with store.look() as session:
        for wanted in (audits.Wanted(auditor="José Núñez"), audits.Wanted(words="Núñez José")):
            assert audits.listed(session, wanted)[1] == 1
        assert actions.listed(session, actions.Wanted(owner="José Núñez"))[1] == 1
        assert people.found(session, "élodie öz")[1] == 1
        assert people.found(session, "E@Example")[1] == 1


def test_code_of_another_version_says_what_to_do(store: Store) -> None:
    store.upgrade("0002")
    with pytest.raises(NotNow) as caught:
        store.need_current()
    assert "python -m service db upgrade" in caught.value.message
