"""A server to file to, as a test sees it: where it is, what stands there, and how it is cut off."""

import resource
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from tests.filing.proxy import Proxy

HERE = "127.0.0.1"
USER = "filing"
PASSWORD, WRONG = "quiet+harbour+41", "quiet+harbour+14"  # base64, as a key of Azure has to be


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
        """The options with a wrong password in place of the secret."""
        return {name: value.replace(self.secret, WRONG) for name, value in self.options.items()}

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


def through(
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
