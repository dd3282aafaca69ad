"""The production server: gunicorn with several processes, or waitress where a process cannot fork."""

import os
import socket
from typing import Any

from flask import Flask
from prometheus_client import multiprocess

from service.api.log import set_up_log
from service.app import create_app
from service.commands.unread import go_on_reading
from service.wiring import Wired

_THREADS = 8
_GRACE = 30
"""Seconds that requests under way may take to end once the service is told to stop."""


def serve(service: Wired, listening: socket.socket) -> None:
    """Serves until it is told to stop; requests under way end first."""
    set_up_log()
    app = create_app(service)
    if hasattr(os, "fork"):
        _by_gunicorn(service, app, listening)
    else:
        _by_waitress(service, app, listening)


def _by_gunicorn(service: Wired, app: Flask, listening: socket.socket) -> None:
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 -- it is not there where there is no fork

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """gunicorn with settings of ours instead of a command line of its own."""

        def load_config(self) -> None:
            settings: dict[str, Any] = {
                "bind": f"fd://{listening.fileno()}",
                "workers": service.config.workers,
                "worker_class": "gthread",
                "threads": _THREADS,
                "graceful_timeout": _GRACE,
                "timeout": 120,
                "keepalive": 5,
                "loglevel": "warning",
                "post_fork": lambda _, __: service.store.forked(),
                "post_worker_init": lambda _: go_on_reading(service),
                "on_exit": lambda _: service.store.settle(),
                "child_exit": lambda _, worker: multiprocess.mark_process_dead(worker.pid),  # type: ignore[no-untyped-call]
            }
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    service.store.close()  # each process opens connections of its own
    Server().run()


def _by_waitress(service: Wired, app: Flask, listening: socket.socket) -> None:
    import waitress  # noqa: PLC0415 -- only where there is no fork

    go_on_reading(service)
    waitress.serve(app, sockets=[listening], threads=_THREADS)
