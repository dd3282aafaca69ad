"""A way to a server that can be cut: it passes bytes on to another port until it is told not to."""

import contextlib
import socket
import struct
from threading import Lock, Thread


class Proxy:
    """Listens on a port of its own for a server on another. `sent` counts what clients have sent."""

    def __init__(self, server: int) -> None:
        self.server = server
        self.sent = 0
        self.silent = False
        self._left: int | None = None
        self._lock = Lock()
        self._open: set[socket.socket] = set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def cut_after(self, count: int) -> None:
        """Breaks off once clients have sent so many bytes more, and lets nobody in until `mend`."""
        with self._lock:
            self._left = count

    def mend(self) -> None:
        """Is there again, on the same port."""
        self.close()
        with self._lock:
            self._left, self.silent = None, False
        self._listening = socket.create_server(("127.0.0.1", self.port))
        Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def close(self) -> None:
        """Breaks off and lets nobody in."""
        _end(self._listening)
        for one in tuple(self._open):
            with contextlib.suppress(OSError):  # it may have been closed by its thread just now
                one.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                )  # a reset, as of a crash
            _end(one)

    def _accept(self, listening: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                client = listening.accept()[0]
                server = socket.create_connection(("127.0.0.1", self.server))
                for one in (client, server):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._open |= {client, server}
                Thread(target=self._pass, args=(client, server, True), daemon=True).start()
                Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def _pass(self, come: socket.socket, go: socket.socket, counted: bool) -> None:
        with contextlib.suppress(OSError):
            while data := come.recv(4096):
                if self.silent:
                    continue
                if counted and self._is_cut(data):
                    self.close()
                    break
                go.sendall(data)
        for one in (come, go):
            _end(one)
            self._open.discard(one)

    def _is_cut(self, data: bytes) -> bool:
        with self._lock:
            self.sent += len(data)
            if self._left is None:
                return False
            self._left -= len(data)
            return self._left < 0


def _end(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
