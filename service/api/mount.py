"""Puts the API into an application: its routes, its description, and how its failures are told."""

from http import HTTPStatus
from typing import Any, cast

import structlog
from flask import Blueprint, Flask, Response, request
from flask_smorest import Api
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from schemas.wire.common import ProblemDetails
from service.api import actions, audits, described, forms, health, outcomes, people, returns, review, trail
from service.api.limits import limit_rate
from service.api.log import log_requests
from service.api.looking import entries_json
from service.api.problems import CODES, MIMETYPE, Failed, failure
from service.api.routes import the_work
from service.errors import Fault, NotAllowed, NotNow, Refused, Stale, Unfit, Unknown
from service.store.engine import is_unreachable, why_unreachable
from service.work import Service
from service.workflow.look import changes_since

PREFIX = "/api/v1"
GROUPS = (forms, audits, returns, review, outcomes, actions, people, trail)

_BY_STATUS = {
    HTTPStatus.BAD_REQUEST: (
        "bad-request",
        "What was sent cannot be taken apart: it is not the JSON or the form that its Content-Type says.",
    ),
    HTTPStatus.NOT_FOUND: (
        "not-found",
        "There is nothing at this address. The API is described at /api/v1/.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: ("no-such-method", "This address does not take that method."),
    HTTPStatus.NOT_ACCEPTABLE: ("not-acceptable", "There is no answer of that kind."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "too-large",
        "What was sent is larger than is taken. Nothing was kept.",
    ),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: ("wrong-kind", "What was sent is not of the kind that is taken here."),
}
_LOG = structlog.get_logger()


class _Api(Api):  # type: ignore[misc]  # flask-smorest has no types
    """The description of the API. Failures are told by the application, not by flask-smorest."""

    ERROR_SCHEMA = ProblemDetails

    def _register_error_handlers(self) -> None:
        """Leaves failures to `mount`: pages have failures of their own."""

    def _register_responses(self) -> None:
        self.spec.components.response(
            self.DEFAULT_ERROR_RESPONSE_NAME,
            {"description": "It failed; `code` says why.", "content": {MIMETYPE: {"schema": ProblemDetails}}},
            lazy=True,
        )
        for status in HTTPStatus:
            described = {"description": status.phrase}
            if status >= HTTPStatus.BAD_REQUEST:
                described["content"] = {MIMETYPE: {"schema": ProblemDetails}}  # type: ignore[assignment]
            self.spec.components.response(status.name, described, lazy=True)


def mount(app: Flask, service: Service) -> list[Blueprint]:
    """Puts the API into an application that serves this service; gives its groups of routes."""
    app.extensions["audit-forms"] = service
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # of Flask's own provider
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.config.update(
        API_TITLE="Audit Forms",
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
            "info": {"description": "Word audit forms sent out, returned, reviewed, finished and filed."},
        },
    )
    api = _Api(app)
    for group in GROUPS:
        api.register_blueprint(group.routes)
    app.register_blueprint(described.page)
    app.register_blueprint(health.pages)
    log_requests(app)
    health.measure(app)
    limit_rate(app, service.config.rate)
    return [*(group.routes for group in GROUPS), described.page, health.pages]


def is_api(path: str) -> bool:
    """Whether a path belongs to the API and its failures are told for programs."""
    return path == PREFIX or path.startswith(PREFIX + "/")


def told(error: Exception) -> Response:
    """The answer to a request of a program that failed."""
    if isinstance(error, HTTPException):
        return _refused_request(error)
    handler = next((handler for kind, handler in _HANDLERS.items() if isinstance(error, kind)), _unexpected)
    return handler(error)


def _refused_request(error: HTTPException) -> Response:
    """A request that Flask or flask-smorest refused, told for programs."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if status is HTTPStatus.UNPROCESSABLE_ENTITY:
        located = getattr(error, "data", {}).get(
            "messages", {}
        )  # by where it stood: in the JSON, the query …
        faults = [fault for messages in located.values() for fault in _faults(messages)]
        return failure("unfit", "; ".join(f"{one.path}: {one.message}" for one in faults), faults=faults)
    if status is HTTPStatus.TOO_MANY_REQUESTS:
        response = failure("too-many-requests", "Wait a minute and try again.")
        response.headers["Retry-After"] = "60"
    else:
        code, detail = _BY_STATUS.get(
            status, ("internal" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "bad-request", "{said}")
        )
        response = failure(code, detail.format(said=error.description))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _faults(messages: Any, path: str = "") -> list[Fault]:  # noqa: ANN401 -- marshmallow's errors, nested as they come
    if isinstance(messages, dict):
        return [
            fault for name, inner in messages.items() for fault in _faults(inner, _joined(path, str(name)))
        ]
    said = messages if isinstance(messages, list) else [messages]
    return [Fault(path or "body", str(one)) for one in said]


def _joined(path: str, name: str) -> str:
    if name == "_schema":
        return path
    if name.isdigit():
        return f"{path}[{name}]"
    return f"{path}.{name}" if path else name


def _refused(error: Exception) -> Response:
    refused = cast("Refused", error)
    code = refused.code if refused.code in CODES else "file-refused"
    return failure(code, refused.message, faults=[Fault("file", refused.code)])


def _unfit(error: Exception) -> Response:
    faults = cast("Unfit", error).faults
    return failure("unfit", "; ".join(f"{one.path}: {one.message}" for one in faults[:5]), faults=faults)


def _not_now(error: Exception) -> Response:
    held = cast("NotNow", error)
    return failure(held.code, held.message, faults=held.faults)


def _stale(error: Exception) -> Response:
    stale = cast("Stale", error)
    found = []
    reference = (request.view_args or {}).get("reference")
    if reference and stale.now:
        found = entries_json(changes_since(the_work(), str(reference), stale.seen))
    difference = [
        {
            "verb": one["verb"],
            "by": one["actor"],
            "at": one["at"],
            "version": one["version"],
            "changes": one["changes"],
        }
        for one in found
    ]
    said = "Somebody else has changed it since you saw it. Get it anew, look at the difference, and decide again."
    return failure("stale", said, version=stale.now, difference=difference)


def _failed(error: Exception) -> Response:
    failed = cast("Failed", error)
    return failure(failed.code, failed.detail)


def _not_there(_: Exception) -> Response:
    return failure("not-found", "There is nothing here that you may see.")


def _not_allowed(error: Exception) -> Response:
    return failure("not-allowed", str(error))


def _unexpected(error: Exception) -> Response:
    """What nobody foresaw: the database that is away, or a mistake of ours, which is logged without its data."""
    if is_unreachable(error):
        _LOG.error("database away", error=type(error).__name__, why=why_unreachable(error))
        response = failure(
            "database-away",
            "This was not done, or not to its end; nothing half-done counts. Try again in a moment. If it goes on, "
            "tell who runs the service: its log says why, and so does `python -m service doctor`.",
        )
        response.headers["Retry-After"] = "5"
        return response
    _LOG.error("unexpected", error=type(error).__name__, exc_info=error)
    return failure("internal", "The service could not answer. It was logged; nothing half-done was kept.")


_HANDLERS = {
    Refused: _refused,
    Unfit: _unfit,
    NotNow: _not_now,
    Stale: _stale,
    Failed: _failed,
    Unknown: _not_there,
    NotAllowed: _not_allowed,
}
