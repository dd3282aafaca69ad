"""What went wrong, as a page a person can act on: what happened, what was kept, what to do, and a reference."""

import secrets
from http import HTTPStatus

import structlog
from flask import Response, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from service.errors import NotAllowed, NotNow, Refused, Stale, Unfit, Unknown
from service.pages.overtaken import sent_before_sign_in
from service.store.engine import is_unreachable, why_unreachable

_LOG = structlog.get_logger()
_SAID = {
    HTTPStatus.NOT_FOUND: (
        "Page not found",
        (
            "There is nothing here that you may see. If you typed the address, check that it is right. If you followed "
            "a link, it may be old, or what it leads to may be another team’s."
        ),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "Not possible here",
        "This page can be read, but nothing can be sent to it. Nothing was changed.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "Too large",
        "What was sent is larger than is taken. Nothing of it was kept. Send fewer files at a time.",
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (
        "Too many requests",
        "Too much was asked from this computer within a minute. Wait a minute, then go on.",
    ),
    HTTPStatus.BAD_REQUEST: (
        "That could not be read",
        "Nothing was changed: it is not what this page sends. Go back, load the page again, and try once more.",
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        "Something went wrong",
        (
            "The service could not answer, and nothing was changed. Try again; if it goes on, tell who runs the "
            "service, and give the reference below."
        ),
    ),
}
"""What happened and what to do, by status. Any other refusal is told as the last."""
_STALE_FORM = (
    "Open this page again",
    (
        "The service does not know that it came from you: it was open before you signed in, or your browser keeps no "
        "cookies of this service. Nothing was changed. Copy what you had written, load the page again, and send it "
        "once more."
    ),
)
_AWAY = (
    "Not possible at the moment",
    (
        "The service cannot reach its database. This was not done, or not to its end; nothing half-done counts. Try "
        "again in a moment. If it goes on, tell who runs the service."
    ),
)


def told(error: Exception) -> Response:
    """The answer to a request that failed."""
    if isinstance(error, CSRFError):
        return sent_before_sign_in() or _page(HTTPStatus.BAD_REQUEST, *_STALE_FORM)
    if isinstance(error, HTTPException):
        return _refused(error)
    if isinstance(error, Unknown):
        return _page(HTTPStatus.NOT_FOUND, *_SAID[HTTPStatus.NOT_FOUND])
    if isinstance(error, NotAllowed):
        return _page(HTTPStatus.FORBIDDEN, "Not for your roles", f"{error} Nothing was changed.")
    if isinstance(error, Stale):
        said = "Somebody else has changed this since you opened it. Nothing of yours was kept: go back and look again."
        return _page(HTTPStatus.CONFLICT, "Changed in the meantime", said)
    if isinstance(error, NotNow):
        return _page(HTTPStatus.CONFLICT, "Not possible now", error.message, error.faults)
    if isinstance(error, Refused):
        return _page(HTTPStatus.UNPROCESSABLE_ENTITY, "The file was not taken", error.message)
    if isinstance(error, Unfit):
        said = "Something is missing or wrong. Nothing was changed. Go back and mend it."
        return _page(HTTPStatus.UNPROCESSABLE_ENTITY, "There is a problem", said, error.faults)
    return _unexpected(error)


def _refused(error: HTTPException) -> Response:
    """A request that Flask refused."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    answer = _page(status, *_SAID.get(status, _SAID[HTTPStatus.INTERNAL_SERVER_ERROR]))
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value
    return answer


def _unexpected(error: Exception) -> Response:
    """What nobody foresaw: the database that is away, or a mistake of ours, which is logged without its data."""
    reference = secrets.token_hex(4)
    if is_unreachable(error):
        _LOG.error(
            "database away", error=type(error).__name__, why=why_unreachable(error), reference=reference
        )
        answer = _page(HTTPStatus.SERVICE_UNAVAILABLE, *_AWAY, reference=reference)
        answer.headers["Retry-After"] = "5"
        return answer
    _LOG.error("unexpected", error=type(error).__name__, exc_info=error, reference=reference)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return _page(status, *_SAID[status], reference=reference)


def _page(
    status: HTTPStatus, title: str, message: str, faults: object = (), *, reference: str = ""
) -> Response:
    if request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json":
        answer = jsonify(title=title, status=status, detail=message)
        answer.mimetype = "application/problem+json"  # RFC 9457
    else:
        page = render_template("error.html", title=title, message=message, faults=faults, reference=reference)
        answer = Response(page)
    answer.status_code = status
    return answer
