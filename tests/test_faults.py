"""The service killed at random moments: what it said it had taken is there, once; nothing is half done."""

import hashlib
import json
import os
import random
import threading
import time
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import pytest
from sqlalchemy import func, select

from service.catalogue import load_catalogue
from service.config import Config
from service.destinations import local_destinations
from service.lifecycle import Stage
from service.store import documents, outcomes, trail
from service.store.engine import Store
from service.store.rows.audits import Audit, Return, Revision
from service.store.rows.outcomes import Filing, Finished
from service.wiring import Wired
from service.word.fill import fill
from service.workflow.file import file
from service.workflow.proof import prove
from service.workflow.sampled import sampled
from tests.servers import Server
from tests.services import DATABASES, database

KILLS = int(os.environ.get("AUDIT_FORMS_KILLS", "3"))
"""How often each is killed: `make faults` does it fifty times."""

pytestmark = pytest.mark.slow


def copies(number: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Completed copies of mixed kinds, each of an audit of its own."""
    forms = list(load_catalogue())
    for at in range(number):
        form = forms[at % len(forms)]
        record = sampled(form, seed + at)
        del record["audit"]["reference"]
        yield f"{seed + at}.docx", fill(form, record)


@contextmanager
def kept(folder: Path, url: str) -> Iterator[Store]:
    store = Store(Config(data=folder, database=url).database_at)
    try:
        yield store
    finally:
        store.close()


@pytest.mark.parametrize("kind", DATABASES)
def test_every_acknowledged_return_survives_the_server(kind: str, tmp_path: Path) -> None:
    chance = random.Random(kind)
    acknowledged: dict[str, str] = {}
    with database(kind) as url:
        server = Server(tmp_path, database=url).start()
        for kill in range(KILLS):
            files = list(copies(40, seed=1_000 * kill))
            stopped = threading.Event()
            workers = [
                threading.Thread(target=upload, args=(server, files[part::4], acknowledged, stopped))
                for part in range(4)
            ]
            for worker in workers:
                worker.start()
            time.sleep(chance.uniform(0.05, 1.5))
            server.kill()
            stopped.set()
            for worker in workers:
                worker.join()
            server.start()
        server.stop()
        assert len(acknowledged) > KILLS
        with kept(tmp_path, url) as store, store.look() as session:
            found = {one.sha256: one.audit_id for one in session.scalars(select(Return))}
            references = {one.id: one.reference for one in session.scalars(select(Audit))}
            assert {sha: references[found[sha] or 0] for sha in acknowledged} == acknowledged
            assert None not in found.values(), "what was kept was read at the next start"
            assert len(references) == len(found) == session.scalar(select(func.count(Revision.id)))
            for sha256 in found:
                assert hashlib.sha256(documents.content(session, sha256)).hexdigest() == sha256
            assert trail.verify(session) is None


def upload(
    server: Server, files: list[tuple[str, bytes]], acknowledged: dict[str, str], stopped: threading.Event
) -> None:
    for name, content in files:
        if stopped.is_set():
            return
        try:
            (received,) = server.upload(name, content)["received"]
        except (OSError, HTTPException, urllib.error.URLError, json.JSONDecodeError):
            return
        acknowledged[hashlib.sha256(content).hexdigest()] = received["reference"]


@pytest.mark.parametrize("kind", DATABASES)
def test_an_ingest_that_is_killed_is_finished_by_starting_it_again(kind: str, tmp_path: Path) -> None:
    chance = random.Random(kind)
    data, drop = tmp_path / "data", tmp_path / "drop"
    data.mkdir()
    drop.mkdir()
    for name, content in copies(30 * KILLS):
        (drop / name).write_bytes(content)
    with database(kind) as url:
        server = Server(data, database=url)
        assert server.command("db", "upgrade").returncode == 0
        for _ in range(KILLS):
            server.begin("ingest", str(drop))
            time.sleep(chance.uniform(1.0, 5.0))
            server.kill()
        ended = server.command("ingest", str(drop))
        assert ended.returncode == 0, ended.stderr
        with kept(data, url) as store, store.look() as session:
            counts = [
                session.scalar(select(func.count()).select_from(table)) for table in (Return, Audit, Revision)
            ]
            assert counts == [30 * KILLS] * 3
            waiting = select(func.count(Return.id)).where(Return.audit_id.is_(None))
            assert session.scalar(waiting) == 0
            assert trail.verify(session) is None


@pytest.mark.parametrize("kind", DATABASES)
def test_a_killed_finishing_or_filing_leaves_nothing_unproven_or_half_written(
    kind: str, tmp_path: Path
) -> None:
    chance = random.Random(kind)
    with database(kind) as url:
        server = Server(tmp_path, database=url, PATH="/nonexistent").start()
        for kill in range(KILLS):
            taken = [server.upload(name, content) for name, content in copies(6, seed=5_000 + 100 * kill)]
            references = [one["received"][0]["reference"] for one in taken]
            worker = threading.Thread(target=all_the_way, args=(server, references))
            worker.start()
            time.sleep(chance.uniform(0.02, 0.6))
            server.kill()
            worker.join()
            server.start()
        server.stop()
        places = local_destinations(tmp_path / "filing")
        service = Wired(Config(data=tmp_path, database=url, destinations=places))
        work = service.work()
        with work.store.look() as session:
            for made in session.scalars(select(Finished)):
                audit = session.get_one(Audit, made.audit_id)
                form = work.form(audit.edition)
                record, _ = form.schema.from_json(made.record)
                prove(form, record, documents.content(session, made.docx_sha256), work.today())
            filings = list(session.scalars(select(Filing)))
            done = (Stage.FINISHED, Stage.FILED)
            ready = [one.reference for one in session.scalars(select(Audit)) if one.stage in done]
        whole = [folder for folder in (tmp_path / "filing").glob("*/*") if not folder.name.startswith(".")]
        for folder in whole:
            assert sorted(path.name for path in folder.iterdir())[-3:] == [
                "filing-note.txt",
                "manifest.json",
                "record.json",
            ]
        for reference in ready:
            file(work, reference)
        with work.store.look() as session:
            assert outcomes.begun(session) == []
            again = list(session.scalars(select(Filing)))
        assert {one.id for one in filings} <= {one.id for one in again}
        service.store.close()


def all_the_way(server: Server, references: list[str]) -> None:
    for reference in references:
        try:
            for verb in ("accept", "finish", "file"):
                server.post(f"/audits/{reference}/{verb}", {})
        except (OSError, HTTPException, json.JSONDecodeError):
            continue
