"""The service as its users run it: a process of its own, on a port of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.modules import ROOT

SERVICE = [sys.executable, "-m", "service"]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def wait_for(held: Callable[[], bool]) -> None:
    """Waits until something holds, for a minute at most."""
    for _ in range(600):
        if held():
            return
        time.sleep(0.1)
    raise TimeoutError("it did not happen within a minute")


class Server:
    """A running service. `token` is the first administrator's, once the database has been made."""

    def __init__(
        self,
        folder: Path,
        *,
        database: str = "",
        log: Path | None = None,
        before: Sequence[str] = (),
        **settings: str,
    ) -> None:
        """`log` is where it says what it does, else in its folder; `before` is what its commands begin with."""
        self.folder = folder
        self.port = free_port()
        self.environ = os.environ | {
            "AUDIT_FORMS_DATA": str(folder),
            "DATABASE_URL": database,
            "AUDIT_FORMS_RATE": "1000000",
            **settings,
        }
        self.log = log or folder / "server.log"
        self.service = [*before, *SERVICE]
        self.token = ""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        """Starts it and waits until it is ready."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self.service, "run", "--port", str(self.port)],
                stdout=log,
                stderr=log,
                cwd=ROOT,
                env=self.environ,
                start_new_session=True,
            )
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=5):
                    break
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert self._process.poll() is None, self.said()[-2_000:]
                time.sleep(0.05)
        found = re.search(r"af_\w{8}_[\w-]+", self.said())
        if found:
            self.token = found[0]
        return self

    def kill(self) -> None:
        """Ends it with all its processes at once, as a power cut does."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> int:
        """Tells it to stop and gives its exit status; that of one which has stopped is given again."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(60)

    def said(self) -> str:
        """All that it has said."""
        return self.log.read_text(encoding="utf-8")

    def begin(self, *arguments: str) -> subprocess.Popen[bytes]:
        """A command that goes on while the test does; `kill` ends it."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self.service, *arguments],
                stdout=log,
                stderr=log,
                cwd=ROOT,
                env=self.environ,
                start_new_session=True,
            )
        return self._process

    def get(self, path: str) -> Any:
        """What it answers to a GET, from JSON."""
        return self._ask(urllib.request.Request(f"{self.url}/api/v1{path}"))

    def post(self, path: str, body: object) -> Any:
        """What it answers to JSON."""
        headers = {"Content-Type": "application/json", "If-Match": "*"}
        request = urllib.request.Request(f"{self.url}/api/v1{path}", json.dumps(body).encode(), headers)
        return self._ask(request)

    def upload(self, name: str, content: bytes) -> Any:
        """What it answers to a return."""
        edge = b"----edge"
        head = f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        body = b"--" + edge + b"\r\n" + head + content + b"\r\n--" + edge + b"--\r\n"
        headers = {"Content-Type": f"multipart/form-data; boundary={edge.decode()}"}
        return self._ask(urllib.request.Request(f"{self.url}/api/v1/returns", body, headers))

    def command(self, *arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
        """A command run on its machine."""
        return subprocess.run(
            [*self.service, *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
            env=self.environ,
            **more,
        )

    def _ask(self, request: urllib.request.Request) -> Any:
        request.add_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())


def told(environ: Mapping[str, str]) -> dict[str, str]:
    """An environment in which the project's own Python is found first."""
    search = os.pathsep.join((str(Path(sys.executable).parent), environ["PATH"]))
    return {**environ, "PATH": search}
