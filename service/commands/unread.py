"""Reads, while the service runs, the returns that were kept and that an outage of the database left unread."""

import random
import threading
from collections.abc import Callable
from datetime import timedelta

import structlog

from service.wiring import Wired
from service.workflow.receive import settle_unread

KEPT_FOR = timedelta(minutes=2)
"""Longer than any request may take: what was kept before that is not being read."""

_LOG = structlog.get_logger()


def go_on_reading(service: Wired, seconds: float = 60) -> Callable[[], None]:
    """Looks about every so many seconds, beside the requests, until the process ends or what is given is called.

    One that cannot be read is tried once by each process, and again at the next start.
    """
    stopped = threading.Event()
    arguments = (service, seconds, stopped)
    threading.Thread(target=_look_again_and_again, args=arguments, name="unread", daemon=True).start()
    return stopped.set


def _look_again_and_again(service: Wired, seconds: float, stopped: threading.Event) -> None:
    tried: set[int] = set()
    # Each time another pause, so that the processes do not all look at once.
    while not stopped.wait(random.uniform(0.7, 1.3) * seconds):  # noqa: S311 -- no secret
        try:
            found = settle_unread(service.work(), kept_for=KEPT_FOR, tried=tried)
        except Exception as error:  # noqa: BLE001 -- the next look may find the database back
            _LOG.warning("unread returns could not be looked for", error=type(error).__name__)
        else:
            if found:
                _LOG.info("unread returns read", count=found)
