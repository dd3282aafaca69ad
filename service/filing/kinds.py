"""What is particular to a kind of file system: what it is told, and what fsspec has no word for."""

import errno
import os
import sys
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from fsspec import AbstractFileSystem
from fsspec.asyn import sync

OBJECT_STORES = frozenset(("s3", "s3a", "gs", "gcs", "abfs", "az", "adl", "abfss"))
"""Those without folders: objects that each are there whole or not at all, under names that look like paths."""

LOCAL = frozenset(("file", "local"))
_AZURE = ("abfs", "az", "abfss")
_SSH = {
    "known_hosts": (),  # those of the user: sshfs by itself believes any server
    "connect_timeout": 20,
    "login_timeout": 20,
    "keepalive_interval": 15,
}
_S3 = {"config_kwargs": {"connect_timeout": 10, "read_timeout": 30, "retries": {"max_attempts": 1}}}
_BLOB = {"connection_timeout": 10, "read_timeout": 30}
HABITS: Mapping[str, Mapping[str, Any]] = {
    "smb": {"timeout": 20, "register_session_retries": 0},
    "sftp": _SSH,
    "ssh": _SSH,
    "webdav": {"timeout": 30},
    "s3": _S3,
    "s3a": _S3,
    **dict.fromkeys(_AZURE, _BLOB),
}
"""What a kind of file system is told where the options do not say otherwise: above all to give up in time."""


def settle(protocol: str, fs: AbstractFileSystem) -> None:
    """Tells a file system that is there what it has no option for."""
    if protocol in _AZURE:  # by itself it tries again for more than a minute
        retries = fs.service_client._config.retry_policy  # noqa: SLF001  adlfs hands no setting on to it
        retries.total_retries, retries.initial_backoff, retries.random_jitter_range = 1, 1, 0


def end(protocol: str, fs: AbstractFileSystem) -> None:
    """Ends the connection of a file system."""
    _ENDING.get(protocol, lambda _: None)(fs)


def rename(protocol: str, fs: AbstractFileSystem, old: str, new: str) -> None:
    """Gives a folder a name that nothing has. Raises what the file system raises where something has it."""
    if protocol in LOCAL:
        for path in (*Path(old).iterdir(), Path(old)):
            _write_out(path)
        Path(old).rename(new)  # fsspec would move it into a folder that is there
        _write_out(Path(new).parent)
    elif protocol in ("sftp", "ssh"):
        sync(fs.loop, _rename_by_sftp, fs, old, new)
    else:
        fs.mv(old, new, recursive=True)


def could_be_made(folder: Path) -> None:
    """Makes sure that a folder of this machine is there, or could be made, without making it. Raises OSError."""
    nearest = next(one for one in (folder, *folder.parents) if one.exists())
    if not nearest.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(nearest))
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(nearest))


def _write_out(path: Path) -> None:
    """Has the system write a file or a folder to the disk, so that a power cut after the receipt finds it there."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


async def _rename_by_sftp(fs: AbstractFileSystem, old: str, new: str) -> None:
    """By the request that each server knows, and that leaves what is there; sshfs asks for an extension."""
    async with fs._pool.get() as channel:  # noqa: SLF001  a server may allow no channel beside those
        await channel.rename(old, new)


def _end_azure(fs: AbstractFileSystem) -> None:
    """Does what adlfs means to do once nobody has the file system any more: its finalizers have it themselves."""
    for reference in weakref.getweakrefs(fs):
        if isinstance(reference.__callback__, weakref.finalize):
            reference.__callback__()


_ENDING: Mapping[str, Callable[[Any], object]] = {
    "smb": lambda fs: sys.modules["smbclient"].delete_session(fs.host, fs.port or 445, timeout=5),
    "sftp": lambda fs: fs.loop.call_soon_threadsafe(fs.client.close),
    "ssh": lambda fs: fs.loop.call_soon_threadsafe(fs.client.close),
    "webdav": lambda fs: fs.client.http.close(),
    **dict.fromkeys(_AZURE, _end_azure),
}
