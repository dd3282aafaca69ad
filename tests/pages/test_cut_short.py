"""A connection that is lost in the middle of a form, at the server that serves it: nothing of the half is done."""

import http.client
import re
import socket
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlencode

import pytest

from tests.servers import Server

FORM = "application/x-www-form-urlencoded"
NAME, EMAIL, PASSWORD = "Wren Alder", "wren@example.org", "lantern harbour seven"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("cut short")).start()
    yield running
    running.stop()


class Browser:
    """Somebody at the server, who may lose the connection at any byte of what they send."""

    def __init__(self, server: Server) -> None:
        self.port = server.port
        self.cookie = ""

    def get(self, path: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        said = answer.read().decode()
        self._keep(answer.headers.get("Set-Cookie"))
        connection.close()
        return said

    def post(self, path: str, fields: dict[str, str], *, lost: int = 0) -> int:
        """Sends a form, but for its last bytes, and closes its end; the status of the answer."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get(path))
        assert token is not None
        body = urlencode({"csrf_token": token[1], **fields}).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {self.cookie}\r\nContent-Type: {FORM}\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(head.encode() + body[: len(body) - lost])
            connection.shutdown(socket.SHUT_WR)
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            answer.read()
            self._keep(answer.headers.get("Set-Cookie"))
            return answer.status

    def _keep(self, cookie: str | None) -> None:
        self.cookie = cookie.partition(";")[0] if cookie else self.cookie


def test_half_a_form_does_nothing_and_all_of_it_does(server: Server) -> None:
    browser = Browser(server)
    code = re.search(r"[A-Z0-9]{4}(?:-[A-Z0-9]{4})+", server.said())
    assert code is not None
    first = {"code": code[0], "name": NAME, "email": EMAIL, "password": PASSWORD, "again": PASSWORD}
    assert browser.post("/first-administrator", first, lost=1) == HTTPStatus.BAD_REQUEST
    assert browser.post("/first-administrator", first) == HTTPStatus.FOUND
    for lost in (1, 4, 8, 12):
        assert browser.post("/teams", {"name": "Harbour North"}, lost=lost) == HTTPStatus.BAD_REQUEST, lost
    assert "Harbour" not in browser.get("/teams")
    assert browser.post("/teams", {"name": "Harbour North"}) == HTTPStatus.FOUND
    assert "Harbour North" in browser.get("/teams")
