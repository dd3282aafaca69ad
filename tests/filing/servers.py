"""Real servers on this machine to file to: a Samba share, SFTP, WebDAV and S3, and a plain folder beside them."""

import contextlib
import getpass
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.filing.proxy import Proxy

HERE = "127.0.0.1"
USER, PASSWORD, WRONG = "filing", "quiet-harbour-41", "quiet-harbour-14"
BUCKET = "harbour-filing"
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


class Stands(Protocol):
    """What stands at the server itself, whoever put it there; paths are those below the folder that is filed to."""

    def paths(self) -> list[str]: ...

    def write(self, path: str, content: bytes) -> None: ...


@dataclass(frozen=True)
class Disk:
    """The folder on this machine that a server shows."""

    root: Path

    def paths(self) -> list[str]:
        return [path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file()]

    def write(self, path: str, content: bytes) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(content)


@dataclass(frozen=True)
class Bucket:
    """The bucket of an S3 server, looked at with Amazon's own client, which `client` makes."""

    client: Callable[[], Any]

    def paths(self) -> list[str]:
        with contextlib.closing(self.client()) as client:
            return [one["Key"] for one in client.list_objects_v2(Bucket=BUCKET).get("Contents", ())]

    def write(self, path: str, content: bytes) -> None:
        with contextlib.closing(self.client()) as client:
            client.put_object(Bucket=BUCKET, Key=path, Body=content)


@dataclass(frozen=True)
class Server:
    """A server, reached through a proxy that can be cut; the plain folder has none.

    `address` gives the URL of its folder and the options for a host and a port: those of another where none listens.
    """

    address: Callable[[str, int], tuple[str, dict[str, Any]]]
    stands: Stands
    secret: str = ""
    proxy: Proxy | None = None
    url: str = field(init=False)
    options: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        url, options = self.address(HERE, self.proxy.port if self.proxy else 0)
        object.__setattr__(self, "url", url)
        object.__setattr__(self, "options", options)

    def wrong(self) -> dict[str, Any]:
        """The options with a wrong password."""
        return {**self.options, self.secret: WRONG}

    def way(self) -> Proxy:
        """The proxy of a server that has one."""
        assert self.proxy is not None
        return self.proxy

    def within(self, folder: str) -> list[str]:
        """The paths of all that stands at the server in a folder."""
        return sorted(
            path.removeprefix(f"{folder}/") for path in self.stands.paths() if path.startswith(f"{folder}/")
        )

    @contextmanager
    def cut_after(self, count: int) -> Generator[None]:
        """Breaks off when so many bytes were sent; a plain folder takes no more bytes in a file, like a full disk."""
        if self.proxy:
            self.proxy.cut_after(count)
            try:
                yield
            finally:
                self.proxy.mend()
            return
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (count, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def plain_folder(folder: Path) -> Generator[Server]:
    """A folder of this machine."""
    yield Server(lambda *_: (str(folder), {}), Disk(folder))


@contextmanager
def samba(folder: Path) -> Generator[Server]:
    """A share of Samba, which runs as whoever runs the tests."""
    _need("smbclient")
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
    with _running(command, port, folder):
        yield from _through(port, address, Disk(folder / "audits"), "password")


@contextmanager
def sftp(folder: Path) -> Generator[Server]:
    """An SFTP server, with its host key in a file of known hosts."""
    _need("sshfs", "asyncssh")
    port, root = free_port(), folder / "audits"
    root.mkdir()
    private, public = host_key()
    (folder / "key").write_text(private)
    (folder / "known_hosts").write_text(f"* {public}")

    def address(host: str, port: int) -> tuple[str, dict[str, Any]]:
        options = {"username": USER, "password": PASSWORD, "known_hosts": str(folder / "known_hosts")}
        return f"sftp://{host}:{port}/documents", options

    command: list[str | Path] = [sys.executable, _SFTPD, str(port), root, folder / "key", USER, PASSWORD]
    with _running(command, port, folder):
        yield from _through(port, address, Disk(root / "documents"), "password")


@contextmanager
def webdav(folder: Path) -> Generator[Server]:
    """A WebDAV server."""
    _need("webdav4", "wsgidav", "cheroot")
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

    with _running([Path(sys.executable).with_name("wsgidav"), f"--config={conf}"], port, folder):
        yield from _through(port, address, Disk(folder / "audits" / "documents"), "password")


@contextmanager
def s3(folder: Path) -> Generator[Server]:
    """A bucket of an S3 server that asks for signatures, once the bucket and its user are made."""
    _need("s3fs", "moto")
    boto3 = pytest.importorskip("boto3")
    port = free_port()
    made = {"INITIAL_NO_AUTH_ACTION_COUNT": "4"}
    with _running([sys.executable, "-m", "moto.server", "-p", str(port)], port, folder, made):
        nobody = {
            "endpoint_url": f"http://{HERE}:{port}",
            "region_name": "us-east-1",
            "aws_access_key_id": "nobody",
            "aws_secret_access_key": "nothing",
        }
        may = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [may]})
        with contextlib.closing(boto3.client("iam", **nobody)) as iam:
            iam.create_user(UserName=USER)
            iam.put_user_policy(UserName=USER, PolicyName=USER, PolicyDocument=policy)
            key = iam.create_access_key(UserName=USER)["AccessKey"]
        with contextlib.closing(boto3.client("s3", **nobody)) as store:
            store.create_bucket(Bucket=BUCKET)

        def address(host: str, port: int) -> tuple[str, dict[str, Any]]:
            options = {"key": key["AccessKeyId"], "secret": key["SecretAccessKey"]}
            return f"s3://{BUCKET}", {**options, "endpoint_url": f"http://{host}:{port}"}

        known = {"aws_access_key_id": key["AccessKeyId"], "aws_secret_access_key": key["SecretAccessKey"]}
        client = partial(boto3.client, "s3", **{**nobody, **known})
        yield from _through(port, address, Bucket(client), "secret")


STARTED_BY: Mapping[str, Callable[[Path], AbstractContextManager[Server]]] = {
    "folder": plain_folder,
    "smb": samba,
    "sftp": sftp,
    "webdav": webdav,
    "s3": s3,
}


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server((HERE, 0)) as found:
        port: int = found.getsockname()[1]
        return port


def host_key() -> tuple[str, str]:
    """A key by which an SSH server is known: the private part and the public one."""
    key = pytest.importorskip("asyncssh").generate_private_key("ssh-ed25519")
    return key.export_private_key().decode(), key.export_public_key().decode()


def _need(*packages: str) -> None:
    for package in packages:
        pytest.importorskip(package, reason=f"needs the package {package} of requirements-dev.txt")


def _through(
    port: int,
    address: Callable[[str, int], tuple[str, dict[str, Any]]],
    stands: Stands,
    secret: str,
) -> Generator[Server]:
    proxy = Proxy(port)
    try:
        yield Server(address, stands, secret, proxy)
    finally:
        proxy.close()


@contextmanager
def _running(
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
