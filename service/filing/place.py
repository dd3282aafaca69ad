"""A place to file to: a folder appears in it with all its files, each read back and compared, or does not appear."""

import contextlib
import errno
import hashlib
import posixpath
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from fsspec import AbstractFileSystem

from service.filing import kinds
from service.filing.reach import FilingFailed, Way

__all__ = ["FilingFailed", "Place", "Taken"]

_MARK = "manifest.json"
_PATIENCE = 90.0  # seconds
_T = TypeVar("_T")


class Taken(Exception):
    """The folder is there already with other contents: which of the files it lacks, and which differ."""

    def __init__(self, name: str, wanted: Mapping[str, str], held: Mapping[str, str]) -> None:
        super().__init__(name)
        self.lacking = tuple(file for file in wanted if file not in held)
        self.differing = tuple(file for file in wanted if file in held and held[file] != wanted[file])


class Place:
    """A folder behind an fsspec URL. Folders of it are written as a whole by `put`.

    Each call connects anew, and waits for `patience` seconds at most.
    """

    def __init__(self, url: str, options: Mapping[str, Any], *, patience: float = _PATIENCE) -> None:
        """Raises FilingFailed for a URL that no file system is known for."""
        self._way = Way(url, options, patience)

    def look(self) -> None:
        """Makes sure that the place answers, and that the folder is there or can be made. Raises FilingFailed.

        On this machine nothing is made for it.
        """
        self._ask(_Folder.look)

    def make_ready(self) -> None:
        """Makes the folder where it is not there, but for a bucket. Raises FilingFailed where it cannot be had."""
        self._ask(_Folder.make_ready)

    def held(self, name: str) -> dict[str, str] | None:
        """The SHA-256 of each file in a folder, by name; None where there is no such folder, or it is half there.

        Raises FilingFailed.
        """
        return self._ask(lambda there: there.held(name))

    def read(self, name: str, file: str) -> bytes:
        """The bytes of a file in a folder. Raises FilingFailed."""
        return self._ask(lambda there: there.read(name, file))

    def put(self, name: str, files: Mapping[str, bytes]) -> None:
        """Makes a folder with these files. `manifest.json` is among them, and is written last.

        They are written under another name, read back, and only then does the folder take its name; in a store
        without folders, the manifest makes it whole. A folder that is there with the same files is left alone; one
        without a manifest is made whole if it holds nothing but beginnings of these files (in such a store, some of
        them). Nothing is written over: of several that put at one moment, one makes the folder.
        Raises Taken where it holds anything else, FilingFailed where it cannot be written.
        """
        self._ask(lambda there: there.put(name, files))

    def _ask(self, do: Callable[["_Folder"], _T]) -> _T:
        return self._way.ask(lambda fs, root: do(_Folder(fs, root, self._way.protocol)))


class _Folder:
    """A place that has been reached."""

    def __init__(self, fs: AbstractFileSystem, root: str, protocol: str) -> None:
        self._fs, self._root = fs, root
        self._protocol, self._object_store = protocol, protocol in kinds.OBJECT_STORES

    def look(self) -> None:
        if self._protocol in kinds.LOCAL:
            kinds.could_be_made(Path(self._root))
        else:
            self.make_ready()

    def make_ready(self) -> None:
        if not self._object_store:
            self._fs.makedirs(self._root, exist_ok=True)
            self._fs.ls(self._root, detail=False)
        elif self._listed(self._root) is None:  # nothing is filed yet; a bucket is not ours to make
            self._fs.ls(self._root.partition("/")[0], detail=False)

    def held(self, name: str) -> dict[str, str] | None:
        listed = self._listed(self._path(name))
        return None if listed is None or _MARK not in listed else self._digests(name)

    def _digests(self, name: str) -> dict[str, str]:
        listed = self._listed(self._path(name)) or {}
        return {file: _sha256(self.read(name, file)) for file, is_file in listed.items() if is_file}

    def read(self, name: str, file: str) -> bytes:
        found: bytes = self._fs.cat_file(self._path(name, file))
        return found

    def put(self, name: str, files: Mapping[str, bytes]) -> None:
        wanted = {file: _sha256(content) for file, content in files.items()}
        there = self.held(name)
        if there is None and self._can_be_made_whole(name, files):
            failed: Exception | None = None
            try:
                self._make(name, files)
            except Exception as error:  # noqa: BLE001 -- each file system has its own word for a name that is taken
                failed = error
            there = self.held(name)  # once more: somebody may have put another folder there at the same time
            if there is None:
                raise failed or FilingFailed(f"{name} is not there after it was written")
        if there is None or not wanted.items() <= there.items():
            raise Taken(name, wanted, self._digests(name) if there is None else there)

    def _can_be_made_whole(self, name: str, files: Mapping[str, bytes]) -> bool:
        listed = self._listed(self._path(name)) or {}
        return all(is_file and file in files for file, is_file in listed.items()) and all(
            files[file].startswith(self.read(name, file)) for file in listed
        )

    def _make(self, name: str, files: Mapping[str, bytes]) -> None:
        final = self._path(name)
        if self._object_store:
            self._create(final, files)
            return
        begun = self._listed(final) is not None
        self._fs.makedirs(self._root, exist_ok=True)
        for path in self._fs.ls(self._root, detail=False):
            left = posixpath.basename(path.rstrip("/"))
            if re.fullmatch(
                rf"\.{re.escape(name)}\.[0-9a-f]{{8}}\.partial", left
            ):  # by a put that was cut off
                self._remove(self._path(left))
        draft = self._path(f".{name}.{secrets.token_hex(4)}.partial")
        try:
            self._fs.makedirs(draft, exist_ok=True)
            self._write(draft, files)
            if begun and self.held(name) is None:
                self._remove(final)
            # What somebody else has put there since is never taken away: then the name cannot be had.
            kinds.rename(self._protocol, self._fs, draft, final)
        except Exception:
            with contextlib.suppress(Exception):
                self._remove(draft)
            raise

    def _write(self, folder: str, files: Mapping[str, bytes]) -> None:
        for file in _in_order(files):
            path = posixpath.join(folder, file)
            self._fs.pipe_file(path, files[file])
            if self._fs.cat_file(path) != files[file]:
                raise FilingFailed(f"{file} does not read back as it was written")

    def _create(self, folder: str, files: Mapping[str, bytes]) -> None:
        """Writes each file where there is none yet.

        All who put do so in one order: whoever comes second to the first file that differs stops there, and never
        writes a manifest.
        """
        there = self._listed(folder) or {}
        self._fs.invalidate_cache()  # by what was listed, what somebody writes meanwhile would not be there
        for file in _in_order(files):
            path = posixpath.join(folder, file)
            if file not in there:
                with contextlib.suppress(FileExistsError):  # somebody was quicker
                    self._fs.pipe_file(path, files[file], mode="create")
            if (found := self._fs.cat_file(path)) != files[file]:
                raise Taken(folder, {file: _sha256(files[file])}, {file: _sha256(found)})

    def _remove(self, folder: str) -> None:
        for file in self._listed(folder) or ():
            self._fs.rm_file(posixpath.join(folder, file))
        self._fs.rmdir(folder)

    def _listed(self, folder: str) -> dict[str, bool] | None:
        """What stands in a folder, and whether it is a file; None where there is no such folder."""
        self._fs.invalidate_cache()
        try:
            found = self._fs.ls(folder, detail=True)
        except OSError as error:
            if isinstance(error, FileNotFoundError) or error.errno == errno.ENOENT:  # the latter from SMB
                return None
            raise
        return {posixpath.basename(one["name"].rstrip("/")): one["type"] == "file" for one in found}

    def _path(self, *parts: str) -> str:
        return posixpath.join(self._root, *parts)


def _in_order(files: Iterable[str]) -> list[str]:
    """The manifest last."""
    return sorted(files, key=lambda file: (file == _MARK, file))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
