"""Measures a running service: uploads, lists and searches, ingest, finishing; on SQLite and on PostgreSQL.

python -m bench.service [--quick] [--keep]
"""

import argparse
import json
import os
import re
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from bench.filled import fill_with_actions, fill_with_audits, fill_with_escalations
from bench.load import Client, Timed, Visitor, copies, together
from bench.memory import watched
from bench.pages import pages_of
from service.config import Config
from service.roles import Role
from service.wiring import Wired
from service.word.office import find_office
from service.workflow.accept import accept
from service.workflow.finish import finish
from service.workflow.people import add_person, make_token
from service.workflow.receive import receive_many
from service.workflow.sign_in import choose_password, invite
from tests.servers import Server

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "build" / "bench-service.json"
PAGE = ROOT / "docs" / "benchmark.md"
POSTGRESQL = os.environ.get("AUDIT_FORMS_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")
GOALS = {
    "ingest of 1,500 (s)": 30,
    "ingest, memory (MB)": 400,
    "first page, weight without pictures (kB)": 200,
}
EMAIL, PASSWORD = "bench@example.org", "lantern harbour seven"
_LAST_RUN = re.compile(r"(<!-- last service run -->\n).*(<!-- end of service run -->\n)", re.DOTALL)

Row = tuple[str, str, str]


def main() -> None:
    """Runs and prints one table, and writes build/bench-service.json."""
    parser = argparse.ArgumentParser(prog="python -m bench.service", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, for CI")
    parser.add_argument("--keep", action="store_true", help="put the table into docs/benchmark.md")
    asked = parser.parse_args()
    size = 0.1 if asked.quick else 1.0
    found: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as name:
        files = list(copies(int(1_500 * size)))
        for kind in ("sqlite", "postgresql"):
            found[kind] = measured(kind, Path(name) / kind, files, size)
    text = table(found)
    print(text)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(f"Written to {RESULT.relative_to(ROOT)}")
    if asked.keep:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(_LAST_RUN.sub(lambda m: f"{m[1]}\n{text}\n{m[2]}", page), encoding="utf-8")


def measured(kind: str, folder: Path, files: list[tuple[str, bytes]], size: float) -> dict[str, Any]:
    """Every figure of one kind of database."""
    figures: dict[str, Any] = {}
    for part in ("uploads", "lists", "ingest", "finish"):
        data = folder / part
        data.mkdir(parents=True)
        with database(kind) as url:
            print(f"{kind}: {part}", file=sys.stderr)
            figures |= {
                "uploads": uploads,
                "lists": lists,
                "ingest": ingest,
                "finish": finishing,
            }[part](data, url, files, size)
    return figures


def uploads(data: Path, url: str, files: list[tuple[str, bytes]], size: float) -> dict[str, Any]:
    """Uploads a second and the slowest twentieth, by so many clients at once."""
    server = Server(data, database=url).start()
    figures: dict[str, Any] = {}
    try:
        each = iter(files)
        for clients in (1, 8, 32):
            share = [next(each) for _ in range(int(400 * size))]
            timed = together(clients, share, lambda client, file: client.upload(*file), server)
            figures[f"uploads a second, {clients} clients"] = round(timed.rate, 1)
            figures[f"upload p95 (ms), {clients} clients"] = round(timed.p95 * 1_000)
    finally:
        server.stop()
    return figures


def lists(data: Path, url: str, files: list[tuple[str, bytes]], size: float) -> dict[str, Any]:
    """How long a page of a list and a search take, among a hundred thousand audits."""
    number = int(100_000 * size)
    service = Wired(Config(data=data, database=url))
    service.store.upgrade()
    service.load_shipped_forms()
    receive_many(service.work(), files[:1])
    fill_with_audits(service, number)
    fill_with_actions(service, number * 3 // 2)
    fill_with_escalations(service, number // 5)
    person = add_person(service.work(), "Bench", EMAIL, [Role.ADMINISTRATOR, Role.HEAD_OF_QA])
    choose_password(service.work(), invite(service.work(), person.id), PASSWORD)
    token = make_token(service.work(), person.id, "bench")[1]
    service.store.close()
    if url:  # as the server's own autovacuum does it within a minute of so many new rows
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
    server = Server(data, database=url).start()
    server.token = token
    figures: dict[str, Any] = {"audits in the list": number}
    asked = {
        "first page": "/audits",
        "hundredth page": "/audits?page=100",
        "by stage and grade, sorted": "/audits?stage=in_review&grade=good&sort=-date",
        "by record number": "/audits?record_id=R-00077",
        "search of a word": "/audits?q=harbour",
        "search that finds one": "/audits?q=af-bench-000777",
    }
    try:
        client = Client(server)
        for what, path in asked.items():
            client.get(path)
            timed = Timed([client.timed(path) for _ in range(20)])
            figures[f"list p95 (ms), {what}"] = round(timed.p95 * 1_000)
        visitor = Visitor(server, EMAIL, PASSWORD)
        for what, path in pages_of(number).items():
            visitor.get(path)
            timed = Timed([visitor.timed(path) for _ in range(20)])
            name = f"page median (ms), {what}"
            figures[name] = round(timed.median * 1_000)
            GOALS[name] = 150
        figures["first page, weight without pictures (kB)"] = round(visitor.weight("/") / 1_000)
    finally:
        server.stop()
    return figures


def ingest(data: Path, url: str, files: list[tuple[str, bytes]], size: float) -> dict[str, Any]:
    """How long `ingest` takes for all the files, and the most memory that its processes share out."""
    drop = data / "drop"
    drop.mkdir()
    for name, content in files:
        (drop / name).write_bytes(content)
    server = Server(data, database=url)
    server.command("db", "upgrade")
    began = time.perf_counter()
    process = server.begin("ingest", str(drop))
    most = watched(process)
    seconds = time.perf_counter() - began
    name = f"ingest of {len(files):,}"
    figures: dict[str, Any] = {f"{name} (s)": round(seconds, 1), "ingest, memory (MB)": round(most)}
    if size >= 1:
        more = data / "more"
        more.mkdir()
        for file, content in copies(13_500, seed=len(files)):
            (more / file).write_bytes(content)
        began = time.perf_counter()
        most = watched(server.begin("ingest", str(more)))
        figures["ingest of 13,500 more (s)"] = round(time.perf_counter() - began, 1)
        figures["ingest of 13,500 more, memory (MB)"] = round(most)
    return figures


def finishing(data: Path, url: str, files: list[tuple[str, bytes]], size: float) -> dict[str, Any]:
    """Finished documents a second, proven, without a PDF and with one, by one process."""
    service = Wired(Config(data=data, database=url))
    service.store.upgrade()
    service.load_shipped_forms()
    work = service.work()
    received = receive_many(work, files[: int(240 * size)])
    ready = []
    for one in received:
        if getattr(one, "errors", 1) == 0:
            accept(work, one.reference)  # type: ignore[union-attr]
            ready.append(one.reference)  # type: ignore[union-attr]
    without, with_pdf = ready[len(ready) // 6 :], ready[: len(ready) // 6]
    began = time.perf_counter()
    for reference in without:
        finish(work, reference)
    figures: dict[str, Any] = {
        "finished a second, without PDF": round(len(without) / (time.perf_counter() - began), 1)
    }
    office = find_office()
    if office is not None:
        work.office = office
        began = time.perf_counter()
        for reference in with_pdf:
            finish(work, reference)
        figures["finished a second, with PDF"] = round(len(with_pdf) / (time.perf_counter() - began), 2)
    service.store.close()
    return figures


@contextmanager
def database(kind: str) -> Iterator[str]:
    """The URL of an empty database; it is gone at the end."""
    if kind == "sqlite":
        yield ""
        return
    name = f"audit_forms_bench_{secrets.token_hex(4)}"
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    try:
        yield f"{POSTGRESQL.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def table(found: dict[str, dict[str, Any]]) -> str:
    """The figures as a table for people."""
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    lines = [f"Measured on {day}, {os.cpu_count()} cores.", ""]
    lines += ["| | SQLite | PostgreSQL | Goal |", "|---|---:|---:|---:|"]
    for name in found["sqlite"]:
        goal = f"≤ {GOALS[name]}" if name in GOALS else ""
        lines.append(f"| {name} | {found['sqlite'][name]} | {found['postgresql'].get(name, '')} | {goal} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
