"""Clients of a running service, and what they find there: copies to upload, audits to list."""

import html
import http.client
import json
import re
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import insert, select

from service.catalogue import load_catalogue
from service.store.rows.actions import Action, Escalation
from service.store.rows.audits import Audit
from service.wiring import Wired
from service.word.fill import fill
from service.workflow.people import add_team
from service.workflow.sampled import sampled
from tests.servers import Server

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_BRINGS = re.compile(r'(?:href|src)="(/(?:static|brand)[^"]+)"')
_BATCH = 5_000
_STAGES = ("sent_out", "in_review", "accepted", "filed")
_STATES = ("open", "in_progress", "verified")
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
    def median(self) -> float:
        """What half of them took at most, in seconds."""
        return statistics.median(self.each)

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


class Visitor:
    """Somebody with a browser that is signed in, on a connection that stays open."""

    def __init__(self, server: Server, email: str, password: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        self._cookie = ""
        token = _TOKEN.search(self.get("/sign-in"))
        if token is None:
            raise RuntimeError("the page to sign in on has no token")
        said = urlencode({"csrf_token": token[1], "email": email, "password": password})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        self._ask("POST", "/sign-in", said, kind, wanted=302)

    def get(self, path: str) -> str:
        """A page, as it arrives."""
        return self._ask("GET", path, None, {}, wanted=200).decode()

    def timed(self, path: str) -> float:
        """How long a page takes."""
        began = time.perf_counter()
        self.get(path)
        return time.perf_counter() - began

    def weight(self, path: str) -> int:
        """How many bytes a page brings with its styles and scripts, without pictures."""
        page = self.get(path)
        others = {html.unescape(one) for one in _BRINGS.findall(page)}
        return len(page.encode()) + sum(len(self.get(one).encode()) for one in others if ".svg" not in one)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str], wanted: int) -> bytes:
        self._connection.request(method, path, body, {"Cookie": self._cookie, **headers})
        answer = self._connection.getresponse()
        said = answer.read()
        if answer.status != wanted:
            raise RuntimeError(f"{method} {path}: {answer.status} {said[:300]!r}")
        if set_cookie := answer.headers.get("Set-Cookie"):
            self._cookie = set_cookie.partition(";")[0]
        return said


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
    """As many audits as a county has in years, put straight into the database: only lists look at them.

    Each has a record as long as that of the one audit that there is, and a team of its own among four.
    """
    teams = [add_team(service.work(), name.capitalize()).id for name in _TEAMS]
    with service.store.look() as session:
        ((edition, record),) = session.execute(select(Audit.edition_id, Audit.record)).all()
    now = datetime(2026, 6, 1, tzinfo=UTC)
    for begin in range(0, number, _BATCH):
        rows = [
            {
                "reference": f"AF-BENCH-{at:06}-X",
                "stage": _STAGES[at % 4],
                "version": 1,
                "edition_id": edition,
                "team_id": teams[at % 4],
                "made_at": now,
                "changed_at": now,
                "record": record,
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
                "auditor_key": f"auditor {at % 50}",
                "grade": _GRADES[at % 7 % 4],
                "search": f"af-bench-{at:06}-x r-{at:05} auditor {at % 50} {_TEAMS[at % 4]} case file audit",
            }
            for at in range(begin, min(begin + _BATCH, number))
        ]
        with service.store.change() as session:
            session.execute(insert(Audit), rows)


def fill_with_actions(service: Wired, number: int) -> None:
    """As many actions, three to every two audits, a third of them overdue."""
    with service.store.look() as session:
        audits = list(session.scalars(select(Audit.id)))
    now = datetime(2026, 6, 1, tzinfo=UTC)
    for begin in range(0, number, _BATCH):
        rows = [
            {
                "audit_id": audits[at % len(audits)],
                "number": 1 + at // len(audits),
                "row": at // len(audits),
                "asked": {},
                "what": f"Record the reasons for decision {at} on the file",
                "owner": f"Owner {at % 200}",
                "owner_key": f"owner {at % 200}",
                "due": date(2025, 1, 1) + timedelta(days=at % 900),
                "state": _STATES[at % 3],
                "evidence": "",
                "reason": "",
                "version": 1,
                "made_at": now,
                "changed_at": now,
            }
            for at in range(begin, min(begin + _BATCH, number))
        ]
        with service.store.change() as session:
            session.execute(insert(Action), rows)


def fill_with_escalations(service: Wired, number: int) -> None:
    """As many urgent concerns, one in twenty of which nobody has acknowledged."""
    with service.store.look() as session:
        audits = list(session.scalars(select(Audit.id).order_by(Audit.id).limit(number)))
    now = datetime(2026, 6, 1, tzinfo=UTC)
    for begin in range(0, number, _BATCH):
        rows = [
            {
                "audit_id": audits[at % len(audits)],
                "source": "return",
                "details": f"A child was seen alone at the weekend, as note {at} says",
                "told": "The duty manager",
                "told_at": "1 June 2026, 9:30am",
                "recorded_at": now,
                "recorded_by": "Bench",
                "acknowledged_at": now if at % 20 else None,
                "acknowledged_by": "Bench" if at % 20 else None,
                "note": "",
            }
            for at in range(begin, min(begin + _BATCH, number))
        ]
        with service.store.change() as session:
            session.execute(insert(Escalation), rows)
