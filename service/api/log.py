"""One line of JSON for each request: what was asked by its route, by whom by number, how it ended and how long it took.

No address, no reference, no name and no text of an audit ever stands in it.
"""

import logging
import sys
import time
import traceback
import uuid
from typing import Any

import structlog
from flask import Flask, Response, g, request
from structlog.typing import EventDict

_LOG = structlog.get_logger()


def set_up_log() -> None:
    """Lets every event be one line of JSON on standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _where,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _where(_: Any, __: str, event: EventDict) -> EventDict:  # noqa: ANN401 -- structlog's own order
    """Where something unexpected came from. Its message and what stood around it may hold case data: never logged."""
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["frames"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event


def log_requests(app: Flask) -> None:
    """Logs every request of an application once it is answered, under an id that the answer carries too."""

    @app.before_request
    def begin() -> None:
        g.request_id = uuid.uuid4().hex
        g.logged_from = time.perf_counter()
        structlog.contextvars.bind_contextvars(request=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        work = g.get("work")
        _LOG.info(
            "request",
            method=request.method,
            route=request.url_rule.rule if request.url_rule else None,
            status=response.status_code,
            ms=round((time.perf_counter() - g.get("logged_from", time.perf_counter())) * 1_000, 1),
            person=work.actor.person if work else None,
        )
        response.headers["X-Request-Id"] = g.get("request_id", "")
        structlog.contextvars.clear_contextvars()
        return response
