"""Clients of a running service, and what they find there: copies to upload, audits to list."""

import http.client
import json
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from service.catalogue import load_catalogue
from service.store.rows.audits import Audit
from service.wiring import Wired
from service.word.fill import fill
from service.workflow.sampled import sampled
from tests.servers import Server

_BATCH = 5_000
_STAGES = ("sent_out", "in_review", "accepted", "filed")
_GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
_TEAMS = ("harbour", "lantern", "meadow", "orchard")


@dataclass(frozen=True, slots=True)
class Timed:
    """How long each request took, in seconds; `whole` how long all of them took together."""

    each: Sequence[float]
    whole: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.each) / self.whole

    @property
    def p95(self) -> float:
        """What nineteen of twenty took at most, in seconds."""
        return statistics.quantiles(self.each, n=20)[-1]


class Client:
    """One client, on a connection that stays open."""

    def __init__(self, server: Server) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        self._headers = {"Authorization": f"Bearer {server.token}"}

    def get(self, path: str) -> Any:  # noqa: ANN401 -- JSON
        """What the service answers."""
        return self._ask("GET", path, None, {})

    def timed(self, path: str) -> float:
        """How long the answer takes."""
        began = time.perf_counter()
        self.get(path)
        return time.perf_counter() - began

    def upload(self, name: str, content: bytes) -> Any:  # noqa: ANN401 -- JSON
        """A return."""
        head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        body = head + content + b"\r\n--edge--\r\n"
        found = self._ask("POST", "/returns", body, {"Content-Type": "multipart/form-data; boundary=edge"})
        if found["taken"] != 1:
            raise RuntimeError(f"{name} was not taken: {found}")
        return found

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Any:  # noqa: ANN401 -- JSON
        self._connection.request(method, f"/api/v1{path}", body, {**self._headers, **headers})
        answer = self._connection.getresponse()
        said = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {said[:300]!r}")
        return json.loads(said)


def together(clients: int, work: Sequence[Any], do: Callable[[Client, Any], Any], server: Server) -> Timed:
    """All the work done by so many clients at once."""
    each: list[float] = []
    left = iter(work)
    lock = threading.Lock()

    def run() -> None:
        client = Client(server)
        while True:
            with lock:
                one = next(left, None)
            if one is None:
                return
            began = time.perf_counter()
            do(client, one)
            each.append(time.perf_counter() - began)

    threads = [threading.Thread(target=run) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Timed(each, time.perf_counter() - began)


def copies(number: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Realistic completed copies of mixed kinds, each of an audit of its own."""
    forms = list(load_catalogue())
    for at in range(seed, seed + number):
        form = forms[at % len(forms)]
        yield f"{at:06}_{form.declaration.key}.docx", fill(form, sampled(form, at))


def fill_with_audits(service: Wired, number: int) -> None:
    """As many audits as a county has in years, put straight into the database: only lists look at them."""
    with service.store.look() as session:
        (edition,) = session.scalars(select(Audit.edition_id)).all()
    now = datetime(2026, 6, 1, tzinfo=UTC)
    for begin in range(0, number, _BATCH):
        rows = [
            {
                "reference": f"AF-BENCH-{at:06}-X",
                "stage": _STAGES[at % 4],
                "version": 1,
                "edition_id": edition,
                "made_at": now,
                "changed_at": now,
                "revision": 1,
                "note": "",
                "restricted": [],
                "urgent": at % 997 == 0,
                "errors": at % 3,
                "warnings": at % 5,
                "waiting": 0,
                "kind": "primary",
                "record_id": f"R-{at:05}",
                "audit_date": date(2020, 1, 1) + timedelta(days=at % 2_000),
                "auditor": f"Auditor {at % 50}",
                "grade": _GRADES[at % 7 % 4],
                "search": f"af-bench-{at:06}-x r-{at:05} auditor {at % 50} {_TEAMS[at % 4]} case file audit",
            }
            for at in range(begin, min(begin + _BATCH, number))
        ]
        with service.store.change() as session:
            session.execute(insert(Audit), rows)
