"""A place to file to: a folder appears in it with all its files, each read back and compared, or does not appear."""

import contextlib
import hashlib
import posixpath
import secrets
from collections.abc import Mapping
from typing import Any

import fsspec
from fsspec import AbstractFileSystem

_MARK = "manifest.json"
_OBJECT_STORES = frozenset(("s3", "s3a", "gs", "gcs", "abfs", "az", "adl", "abfss"))


class FilingFailed(Exception):
    """The place cannot be reached or written, or does not give back what was written to it."""


class Taken(Exception):
    """The folder is there already with other contents."""


class Place:
    """A folder behind an fsspec URL. Folders of it are written as a whole by `put`."""

    def __init__(self, url: str, options: Mapping[str, Any]) -> None:
        """Raises FilingFailed for a URL that no file system is known for."""
        try:
            made: tuple[AbstractFileSystem, str] = fsspec.url_to_fs(
                url, **{**options, "use_listings_cache": False}
            )
        except (ValueError, ImportError, OSError, TypeError) as error:
            raise FilingFailed(_said(error)) from None
        self._fs, self._root = made

    def look(self) -> None:
        """Makes sure that the place answers, and that the folder is there or can be made. Raises FilingFailed."""
        with _failing():
            self._fs.makedirs(self._root, exist_ok=True)
            self._fs.invalidate_cache()
            self._fs.ls(self._root, detail=False)

    def held(self, name: str) -> dict[str, str] | None:
        """The SHA-256 of each file in a folder, by name; None where there is no such folder, or it is half there.

        Raises FilingFailed.
        """
        with _failing():
            folder = self._path(name)
            self._fs.invalidate_cache()
            if not self._fs.exists(posixpath.join(folder, _MARK)):
                return None
            return {posixpath.basename(path): self._digest(path) for path in self._files(folder)}

    def read(self, name: str, file: str) -> bytes:
        """The bytes of a file in a folder. Raises FilingFailed."""
        with _failing():
            found: bytes = self._fs.cat_file(posixpath.join(self._path(name), file))
            return found

    def put(self, name: str, files: Mapping[str, bytes]) -> None:
        """Makes a folder with these files. `manifest.json` is among them, and is written last.

        They are written under another name, read back, and only then does the folder take its name; in a store
        without folders, the manifest makes it whole. A folder that is there with the same files is left alone.
        Raises Taken where it holds other files, FilingFailed where it cannot be written.
        """
        wanted = {file: hashlib.sha256(content).hexdigest() for file, content in files.items()}
        there = self.held(name)
        if there is not None and wanted.items() <= there.items():
            return
        if there is not None:
            raise Taken(name)
        with _failing():
            self._fs.makedirs(self._root, exist_ok=True)
            if self._is_object_store():
                self._write(self._path(name), files)
            else:
                self._put_folder(name, files)

    def _put_folder(self, name: str, files: Mapping[str, bytes]) -> None:
        draft = self._path(f".{name}.{secrets.token_hex(4)}.partial")
        try:
            self._fs.makedirs(draft, exist_ok=True)
            self._write(draft, files)
            final = self._path(name)
            if self._fs.exists(final):  # left half-written by something else than this
                self._fs.rm(final, recursive=True)
            self._fs.mv(draft, final, recursive=True)
        finally:
            with contextlib.suppress(Exception):
                if self._fs.exists(draft):
                    self._fs.rm(draft, recursive=True)

    def _write(self, folder: str, files: Mapping[str, bytes]) -> None:
        last = [_MARK] if _MARK in files else []
        for file in [*(one for one in files if one != _MARK), *last]:
            path = posixpath.join(folder, file)
            self._fs.pipe_file(path, files[file])
            self._fs.invalidate_cache()
            if self._digest(path) != hashlib.sha256(files[file]).hexdigest():
                raise FilingFailed(f"{file} does not read back as it was written")

    def _files(self, folder: str) -> list[str]:
        return [one["name"] for one in self._fs.ls(folder, detail=True) if one["type"] == "file"]

    def _digest(self, path: str) -> str:
        return hashlib.sha256(self._fs.cat_file(path)).hexdigest()

    def _path(self, name: str) -> str:
        return posixpath.join(self._root, name)

    def _is_object_store(self) -> bool:
        protocol = self._fs.protocol
        return not _OBJECT_STORES.isdisjoint((protocol,) if isinstance(protocol, str) else protocol)


class _failing(contextlib.AbstractContextManager[None]):  # noqa: N801 -- reads as a statement
    """Whatever a file system raises, as FilingFailed: each has errors of its own, without a common kind."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, (FilingFailed, Taken)):
            raise FilingFailed(_said(error)) from error


def _said(error: Exception) -> str:
    text = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
