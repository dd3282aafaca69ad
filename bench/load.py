"""Clients of a running service, and the copies that they upload."""

import html
import http.client
import json
import re
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from service.catalogue import load_catalogue
from service.word.fill import fill
from service.workflow.sampled import sampled
from tests.servers import Server

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_BRINGS = re.compile(r'(?:href|src)="(/(?:static|brand)[^"]+)"')


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
