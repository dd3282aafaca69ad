"""The machine failing under a running service: its disk full, its folder closed, its database stopped and started."""

import hashlib
import json
import os
import random
import re
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from service.store import documents, outcomes, trail
from service.store.engine import Store
from service.store.rows.audits import Audit, Return, Revision
from tests.clusters import Cluster, cluster
from tests.disks import bound_by_rights, fill, let_nobody_write, let_write_again, make_room, small_disk
from tests.servers import Server, wait_for
from tests.test_faults import copies, kept

OUTAGES = int(os.environ.get("AUDIT_FORMS_KILLS", "3"))
"""How often the database is stopped and started: `make faults` does it fifty times."""

pytestmark = pytest.mark.slow


class TestAFullDisk:
    @pytest.fixture
    def disk(self, tmp_path: Path) -> Iterator[Path]:
        with small_disk(tmp_path / "disk", 40) as disk:
            yield disk

    @pytest.fixture
    def server(self, disk: Path, tmp_path: Path) -> Iterator[Server]:
        server = Server(disk, log=tmp_path / "server.log", PATH="/nonexistent").start()
        yield server
        assert server.stop() == 0, server.said()

    def test_nothing_that_was_taken_is_lost_and_all_goes_on_once_there_is_room(
        self, disk: Path, server: Server
    ) -> None:
        files = list(copies(60))
        acknowledged = upload(server, files[:3])
        assert len(acknowledged) == 3
        fill(disk, leave=200_000)
        refused = []
        for name, content in files[3:40]:
            status, code = status_of(lambda name=name, content=content: server.upload(name, content))  # type: ignore[misc]
            if status == 200:
                acknowledged[digest(content)] = code
            else:
                refused.append((status, code))
        assert len(refused) > 20
        assert set(refused) == {(503, "database-away")}
        assert readiness(server) == (503, "The disk that the database is on is full.")
        make_room(disk)
        assert readiness(server)[0] == 200
        acknowledged |= upload(server, files[3:])
        assert len(acknowledged) == len(files)
        must_hold(Store(f"sqlite:///{disk}/audit-forms.db"), acknowledged)

    def test_a_document_that_cannot_be_kept_or_filed_is_finished_and_filed_later(
        self, disk: Path, server: Server
    ) -> None:
        files = list(copies(6, seed=40))
        references = list(upload(server, files).values())
        fill(disk)
        for reference in references:
            for verb in ("accept", "finish", "file"):
                status, _ = status_of(
                    lambda verb=verb, reference=reference: server.post(f"/audits/{reference}/{verb}", {})  # type: ignore[misc]
                )
                assert status in (409, 503)
        assert not [path for path in (disk / "filing").glob("*/*") if not path.name.startswith(".")]
        make_room(disk)
        filed = 0
        for reference in references:
            status, code = status_of(
                lambda reference=reference: server.post(f"/audits/{reference}/accept", {})  # type: ignore[misc]
            )
            if status == 409 and code == "errors-open":
                continue
            assert status in (200, 409)
            server.post(f"/audits/{reference}/finish", {})
            server.post(f"/audits/{reference}/file", {})
            filed += 1
        assert filed
        whole = [path for path in (disk / "filing").glob("*/*") if not path.name.startswith(".")]
        assert len(whole) == filed
        with kept(disk, "") as store, store.look() as session:
            assert outcomes.begun(session) == []

    def test_the_service_stops_in_order_while_its_disk_is_full(self, disk: Path, server: Server) -> None:
        acknowledged = upload(server, list(copies(4, seed=60)))
        fill(disk)
        assert server.stop() == 0
        assert "Traceback" not in server.said()
        make_room(disk)
        server.start()
        must_hold(Store(f"sqlite:///{disk}/audit-forms.db"), acknowledged)

    def test_a_command_says_that_the_disk_is_full(self, disk: Path, server: Server, tmp_path: Path) -> None:
        copy = tmp_path / "copy.docx"
        ((_, content),) = copies(1, seed=70)
        copy.write_bytes(content)
        fill(disk)
        ended = server.command("ingest", str(copy))
        assert ended.returncode != 0
        assert "Traceback" not in ended.stderr
        assert "full" in ended.stderr
        make_room(disk)
        assert server.command("ingest", str(copy)).returncode == 0


class TestAClosedFolder:
    def test_a_service_does_not_start_on_a_folder_that_it_cannot_write(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        data.mkdir()
        let_nobody_write(data)
        server = Server(data, log=tmp_path / "server.log", before=bound_by_rights())
        for command in (["run", "--port", str(server.port)], ["ingest", str(tmp_path)], ["db", "upgrade"]):
            ended = server.command(*command, timeout=60)
            assert ended.returncode != 0
            assert "Traceback" not in ended.stderr
            assert "data folder" in ended.stderr or "database" in ended.stderr
        let_write_again(data)

    def test_a_running_service_takes_nothing_that_it_cannot_keep(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        data.mkdir()
        server = Server(
            data, log=tmp_path / "server.log", before=bound_by_rights(), PATH=os.environ["PATH"]
        ).start()
        files = list(copies(30, seed=80))
        acknowledged = upload(server, files[:3])
        let_nobody_write(data)
        for name, content in files[3:20]:
            status, said = status_of(lambda name=name, content=content: server.upload(name, content))  # type: ignore[misc]
            assert status in (200, 503), said
            if status == 200:
                acknowledged[digest(content)] = said
        server.kill()
        copy = tmp_path / "copy.docx"
        copy.write_bytes(files[20][1])
        ended = server.command("ingest", str(copy), timeout=60)
        assert ended.returncode != 0
        assert "Traceback" not in ended.stderr
        let_write_again(data)
        server.start()
        acknowledged |= upload(server, files[3:])
        assert server.stop() == 0
        assert len(acknowledged) == len(files)
        must_hold(Store(f"sqlite:///{data}/audit-forms.db"), acknowledged)


@pytest.fixture
def postgresql() -> Iterator[Cluster]:
    with cluster() as made:
        yield made


class TestADatabaseThatStops:
    def test_every_acknowledged_return_is_there_and_the_service_goes_on_by_itself(
        self, postgresql: Cluster, tmp_path: Path
    ) -> None:
        chance = random.Random(0)
        server = Server(tmp_path, database=postgresql.url, PATH="/nonexistent").start()
        acknowledged: dict[str, str] = {}
        answers: list[int] = []
        for outage in range(OUTAGES):
            (name, content), *files = copies(25, seed=10_000 + 1_000 * outage)
            workers = [
                threading.Thread(
                    target=upload_until_taken, args=(server, files[part::4], acknowledged, answers)
                )
                for part in range(4)
            ]
            for worker in workers:
                worker.start()
            time.sleep(chance.uniform(0.05, 1.0))
            postgresql.stop(at_once=bool(outage % 2))
            assert readiness(server)[0] == 503
            assert status_of(lambda name=name, content=content: server.upload(name, content))[0] == 503  # type: ignore[misc]
            time.sleep(chance.uniform(0.0, 0.5))
            postgresql.start()
            upload_until_taken(server, [(name, content)], acknowledged, answers)
            for worker in workers:
                worker.join()
        assert len(acknowledged) == 25 * OUTAGES
        assert set(answers) <= {200, 503}
        assert readiness(server)[0] == 200
        assert server.stop() == 0
        assert "Traceback" not in server.said()
        must_hold(Store(postgresql.url), acknowledged)

    def test_a_database_that_only_reads_is_told_as_one_that_cannot_be_written(
        self, postgresql: Cluster, tmp_path: Path
    ) -> None:
        server = Server(tmp_path, database=postgresql.url, PATH="/nonexistent")
        assert server.command("db", "upgrade").returncode == 0
        server.start()
        made = server.command("tokens", "make", "administrator@localhost", "--label", "test")
        assert made.returncode == 0, made.stderr
        server.token = re.findall(r"af_\w{8}_[\w-]+", made.stdout)[-1]
        ((name, content),) = copies(1, seed=20_000)
        postgresql.stop(at_once=False)
        postgresql.only_read(yes=True)
        postgresql.start()
        assert status_of(lambda: server.upload(name, content)) == (503, "database-away")
        postgresql.stop(at_once=False)
        postgresql.only_read(yes=False)
        postgresql.start()
        assert status_of(lambda: server.upload(name, content))[0] == 200
        assert server.stop() == 0


class TestTakingIn:
    @pytest.fixture
    def server(self, tmp_path: Path) -> Server:
        (tmp_path / "data").mkdir()
        server = Server(tmp_path / "data", log=tmp_path / "server.log", before=bound_by_rights())
        assert server.command("db", "upgrade").returncode == 0
        return server

    @pytest.fixture
    def drop(self, tmp_path: Path) -> Path:
        drop = tmp_path / "drop"
        drop.mkdir()
        return drop

    def test_a_process_that_the_system_ends_is_told_and_made_good_by_starting_again(
        self, server: Server, drop: Path
    ) -> None:
        for name, content in copies(60, seed=100):
            (drop / name).write_bytes(content)
        ingest = server.begin("ingest", str(drop))
        wait_for(lambda: bool(workers_of(ingest.pid)))
        os.kill(workers_of(ingest.pid)[0], signal.SIGKILL)
        assert ingest.wait(60) == 2
        assert "Start again to go on" in server.said()
        assert "Traceback" not in server.said()
        assert server.command("ingest", str(drop)).returncode == 0
        must_hold(Store(f"sqlite:///{server.folder}/audit-forms.db"), {}, digests_of(drop, ending=".docx"))

    def test_watching_goes_on_when_its_folder_was_away(self, server: Server, drop: Path) -> None:
        away = drop.with_name("away")
        server.begin("ingest", str(drop), "--watch")
        try:
            wait_for((drop / "done").is_dir)
            drop.rename(away)
            wait_for(lambda: "cannot be looked into" in server.said())
            away.rename(drop)
            ((_, content),) = copies(1, seed=200)
            (drop / "late.docx").write_bytes(content)
            wait_for((drop / "done" / "late.docx").is_file)
        finally:
            server.kill()
        assert "Traceback" not in server.said()

    def test_a_file_that_cannot_be_moved_away_stays_and_is_moved_later(
        self, server: Server, drop: Path
    ) -> None:
        ((_, content),) = copies(1, seed=300)
        server.begin("ingest", str(drop), "--watch")
        try:
            wait_for((drop / "done").is_dir)
            let_nobody_write(drop / "done")
            (drop / "one.docx").write_bytes(content)
            wait_for(lambda: "cannot be moved away" in server.said())
            assert (drop / "one.docx").is_file()
            let_write_again(drop / "done")
            wait_for((drop / "done" / "one.docx").is_file)
        finally:
            server.kill()
        assert server.said().count("cannot be moved away") == 1
        assert [path.name for path in (drop / "done").glob("*.txt")] == ["one.docx.txt"]
        must_hold(Store(f"sqlite:///{server.folder}/audit-forms.db"), {}, {digest(content)})

    def test_a_file_that_stays_cut_off_is_refused_in_the_end(self, server: Server, drop: Path) -> None:
        ((_, content),) = copies(1, seed=400)
        server.begin("ingest", str(drop), "--watch")
        try:
            wait_for((drop / "done").is_dir)
            (drop / "half.docx").write_bytes(content[: len(content) // 2])
            wait_for(lambda: "it stays here until it has not changed for 30 seconds" in server.said())
            assert (drop / "half.docx").is_file()
            wait_for((drop / "refused" / "half.docx").is_file)
        finally:
            server.kill()
        note = (drop / "refused" / "half.docx.txt").read_text(encoding="utf-8")
        assert note.startswith("Refused: The file is cut off or damaged")
        must_hold(Store(f"sqlite:///{server.folder}/audit-forms.db"), {}, set())


def workers_of(parent: int) -> list[int]:
    """The processes that take in files for a command."""
    found = subprocess.run(
        ["pgrep", "--parent", str(parent), "--full", "spawn_main"],
        capture_output=True,
        text=True,
        check=False,
    )
    return [int(one) for one in found.stdout.split()]


def digests_of(folder: Path, *, ending: str) -> set[str]:
    return {digest(path.read_bytes()) for path in folder.iterdir() if path.suffix == ending}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def upload(server: Server, files: list[tuple[str, bytes]]) -> dict[str, str]:
    """Uploads files, each of which must be taken: the audit of each by its digest."""
    return {
        digest(content): server.upload(name, content)["received"][0]["reference"] for name, content in files
    }


def upload_until_taken(
    server: Server, files: list[tuple[str, bytes]], acknowledged: dict[str, str], answers: list[int]
) -> None:
    """Uploads as a patient program does: what was not taken is sent again."""
    for name, content in files:
        for _ in range(600):
            status, said = status_of(lambda name=name, content=content: server.upload(name, content))  # type: ignore[misc]
            answers.append(status)
            if status == 200:
                acknowledged[digest(content)] = said
                break
            time.sleep(0.05)


def status_of(ask: Callable[[], Any]) -> tuple[int, str]:
    """The status of a request, and the code of its failure or the reference of what was received."""
    try:
        answer = ask()
    except urllib.error.HTTPError as error:
        return error.code, code_of(error)
    received = answer.get("received")
    return 200, str(received[0]["reference"]) if received else ""


def code_of(error: urllib.error.HTTPError) -> str:
    return str(json.loads(error.read())["code"])


def readiness(server: Server) -> tuple[int, str]:
    """What the service says of itself to a monitor, and why."""
    try:
        with urllib.request.urlopen(f"{server.url}/readyz", timeout=30) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as error:
        return error.code, str(json.loads(error.read()).get("why"))


def must_hold(store: Store, acknowledged: dict[str, str], all_there: set[str] | None = None) -> None:
    """Every acknowledged return is there once, whole, and read, and of `all_there` none else; the trail is whole."""
    with store.look() as session:
        found = {one.sha256: one.audit_id for one in session.scalars(select(Return))}
        references = {one.id: one.reference for one in session.scalars(select(Audit))}
        assert all_there is None or found.keys() == all_there
        assert {sha: references.get(found.get(sha) or 0) for sha in acknowledged} == acknowledged
        assert len(references) == len(found) == session.scalar(select(func.count(Revision.id)))
        for sha256 in found:
            assert digest(documents.content(session, sha256)) == sha256
        assert trail.verify(session) is None
    store.close()
