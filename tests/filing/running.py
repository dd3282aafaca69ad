"""Programs that serve on this machine for as long as a test needs them."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.filing.server import HERE


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server((HERE, 0)) as found:
        port: int = found.getsockname()[1]
        return port


def need(*packages: str) -> None:
    for package in packages:
        pytest.importorskip(package, reason=f"needs the package {package} of requirements-dev.txt")


@contextmanager
def running(
    command: Sequence[str | Path], port: int, folder: Path, settings: Mapping[str, str] | None = None
) -> Generator[None]:
    """Runs a server until the end, with all that it starts."""
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **(settings or {})},
            start_new_session=True,
        )
        try:
            _wait_for(port, process, folder / "output")
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def _wait_for(port: int, process: "subprocess.Popen[bytes]", output: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((HERE, port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail(f"a server did not start: {output.read_text(errors='replace')[-2000:]}")
