"""A PostgreSQL server of a test's own, to be stopped and started under the service."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.servers import free_port

_PROGRAMS = Path("/usr/lib/postgresql")


class Cluster:
    """A server in a folder of its own; `url` is that of its one database."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.port = free_port()
        self.url = f"postgresql://audit_forms@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        """Makes its files."""
        self._run("initdb", "--auth=trust", "--username=audit_forms", "--encoding=UTF8")

    def start(self) -> None:
        """Starts it and waits until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "start", "--wait", "--silent", "-o", options, "-l", f"{self.folder}/log")

    def stop(self, *, at_once: bool) -> None:
        """Stops it: `at_once` as a power cut does, else ending its connections in order."""
        self._run("pg_ctl", "stop", "--wait", "--silent", "-m", "immediate" if at_once else "fast")

    def only_read(self, *, yes: bool) -> None:
        """Lets it take no more writes once it is started again, as a server that stands by for another."""
        setting = f"default_transaction_read_only = {'on' if yes else 'off'}\n"
        with (self.folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(setting)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), "-D", f"{self.folder}/data", *arguments]
        if not os.geteuid():  # PostgreSQL refuses to run as root
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--", *command]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A running server. Skips the test where PostgreSQL's programs are not on this machine."""
    found = sorted(_PROGRAMS.glob("*/bin/initdb"))
    if not found:
        pytest.skip(f"needs the package postgresql: there is no initdb under {_PROGRAMS}")
    folder = Path(mkdtemp(prefix="audit-forms-cluster-"))
    if not os.geteuid():
        shutil.chown(folder, "postgres", "postgres")
    made = Cluster(found[-1].parent, folder)
    try:
        made.make()
        made.start()
        yield made
        made.stop(at_once=True)
    finally:
        shutil.rmtree(folder)
