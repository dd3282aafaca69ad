"""Real servers on this machine to file to: a Samba share, SFTP, WebDAV and object stores, and a plain folder."""

import getpass
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.filing.running import free_port, need, running
from tests.filing.server import HERE, PASSWORD, USER, Disk, Server, through
from tests.filing.stores import azure, s3

_SYSTEM_PATH = os.environ.get("PATH", "") + os.pathsep + "/usr/sbin"
_SFTPD = Path(__file__).resolve().with_name("sftpd.py")
_SAMBA = """
[global]
  server role = standalone
  interfaces = 127.0.0.1
  bind interfaces only = yes
  smb ports = {port}
  disable netbios = yes
  private dir = {folder}/private
  lock directory = {folder}/locks
  state directory = {folder}/state
  cache directory = {folder}/cache
  pid directory = {folder}/pid
  ncalrpc dir = {folder}/ncalrpc
  passdb backend = tdbsam:{folder}/private/passdb.tdb
  username map = {folder}/users
  map to guest = never
  load printers = no
  printing = bsd
  disable spoolss = yes
  log level = 0
  log file = {folder}/log
[audits]
  path = {folder}/audits
  read only = no
"""


@contextmanager
def plain_folder(folder: Path) -> Generator[Server]:
    """A folder of this machine."""
    yield Server(lambda *_: (str(folder), {}), Disk(folder))


@contextmanager
def samba(folder: Path) -> Generator[Server]:
    """A share of Samba, which runs as whoever runs the tests."""
    need("smbclient")
    smbd, pdbedit = (shutil.which(name, path=_SYSTEM_PATH) for name in ("smbd", "pdbedit"))
    if smbd is None or pdbedit is None:
        pytest.skip("needs the package samba")
    port = free_port()
    for name in ("private", "locks", "state", "cache", "pid", "ncalrpc", "audits"):
        (folder / name).mkdir()
    conf = folder / "smb.conf"
    conf.write_text(_SAMBA.format(port=port, folder=folder))
    (folder / "users").write_text(f"{getpass.getuser()} = {USER}\n")
    subprocess.run(
        [pdbedit, f"--configfile={conf}", "--password-from-stdin", "--create", f"--user={getpass.getuser()}"],
        input=f"{PASSWORD}\n" * 2,
        text=True,
        check=True,
        capture_output=True,
        timeout=30,
    )

    def address(host: str, port: int) -> tuple[str, dict[str, Any]]:
        return f"smb://{host}:{port}/audits", {"username": USER, "password": PASSWORD}

    command = [smbd, "--foreground", "--no-process-group", f"--configfile={conf}"]
    with running(command, port, folder):
        yield from through(port, address, Disk(folder / "audits"), PASSWORD)


@contextmanager
def sftp(folder: Path, *without: str) -> Generator[Server]:
    """An SFTP server without these extensions, with its host key in a file of known hosts."""
    need("sshfs", "asyncssh")
    port, root = free_port(), folder / "audits"
    root.mkdir()
    private, public = host_key()
    (folder / "key").write_text(private)
    (folder / "known_hosts").write_text(f"* {public}")

    def address(host: str, port: int) -> tuple[str, dict[str, Any]]:
        options = {"username": USER, "password": PASSWORD, "known_hosts": str(folder / "known_hosts")}
        return f"sftp://{host}:{port}/documents", options

    command: list[str | Path] = [
        sys.executable,
        _SFTPD,
        str(port),
        root,
        folder / "key",
        USER,
        PASSWORD,
        *without,
    ]
    with running(command, port, folder):
        yield from through(port, address, Disk(root / "documents"), PASSWORD)


@contextmanager
def webdav(folder: Path) -> Generator[Server]:
    """A WebDAV server."""
    need("webdav4", "wsgidav", "cheroot")
    port = free_port()
    (folder / "audits").mkdir()
    conf = folder / "wsgidav.json"
    conf.write_text(
        json.dumps(
            {
                "host": HERE,
                "port": port,
                "server": "cheroot",
                "provider_mapping": {"/": str(folder / "audits")},
                "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
                "http_authenticator": {
                    "accept_basic": True,
                    "accept_digest": False,
                    "default_to_digest": False,
                },
                "verbose": 1,
            }
        )
    )

    def address(host: str, port: int) -> tuple[str, dict[str, Any]]:
        base = f"http://{host}:{port}/"
        return "webdav://documents", {"base_url": base, "username": USER, "password": PASSWORD}

    with running([Path(sys.executable).with_name("wsgidav"), f"--config={conf}"], port, folder):
        yield from through(port, address, Disk(folder / "audits" / "documents"), PASSWORD)


def host_key() -> tuple[str, str]:
    """A key by which an SSH server is known: the private part and the public one."""
    key = pytest.importorskip("asyncssh").generate_private_key("ssh-ed25519")
    return key.export_private_key().decode(), key.export_public_key().decode()


STARTED_BY: Mapping[str, Callable[[Path], AbstractContextManager[Server]]] = {
    "folder": plain_folder,
    "smb": samba,
    "sftp": sftp,
    "sftp without posix-rename": lambda folder: sftp(folder, "posix-rename@openssh.com"),
    "webdav": webdav,
    "s3": s3,
    "azure": azure,
}
