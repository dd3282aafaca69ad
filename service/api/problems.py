"""Why a request failed: one table of codes, and the one shape that failures are told in (RFC 9457)."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify

from service.errors import Fault

CODES: Mapping[str, tuple[HTTPStatus, str]] = {
    # the request
    "bad-request": (HTTPStatus.BAD_REQUEST, "The request cannot be understood"),
    "no-token": (HTTPStatus.UNAUTHORIZED, "A token is wanted, and none that is valid was given"),
    "not-allowed": (HTTPStatus.FORBIDDEN, "None of your roles may do this"),
    "not-found": (HTTPStatus.NOT_FOUND, "There is nothing here that you may see"),
    "no-such-method": (HTTPStatus.METHOD_NOT_ALLOWED, "This address does not take that method"),
    "not-acceptable": (HTTPStatus.NOT_ACCEPTABLE, "No answer of the kind that was asked for"),
    "too-large": (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "What was sent is larger than is taken"),
    "too-many-files": (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "More files were sent than are taken at once"),
    "wrong-kind": (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "What was sent is not of the kind that is taken here"),
    "unfit": (HTTPStatus.UNPROCESSABLE_ENTITY, "What was sent does not fit; `faults` lists everything"),
    "file-refused": (HTTPStatus.UNPROCESSABLE_ENTITY, "The file was not taken"),
    "stale": (HTTPStatus.PRECONDITION_FAILED, "It has changed since you saw it; `difference` tells how"),
    "version-wanted": (HTTPStatus.PRECONDITION_REQUIRED, "A change names the version it is of, in If-Match"),
    "key-reused": (HTTPStatus.UNPROCESSABLE_ENTITY, "The idempotency key was used for another request"),
    "key-in-use": (HTTPStatus.CONFLICT, "A request with this idempotency key is under way"),
    "answer-lost": (
        HTTPStatus.CONFLICT,
        "The request with this key was done, and its answer lost in a crash",
    ),
    "too-many-requests": (HTTPStatus.TOO_MANY_REQUESTS, "Too many requests in this minute"),
    # how things stand
    "wrong-stage": (HTTPStatus.CONFLICT, "The audit is not at a stage that allows this"),
    "wrong-state": (HTTPStatus.CONFLICT, "The action cannot go from its state to the one wanted"),
    "no-return": (HTTPStatus.CONFLICT, "No return of this audit has come in yet"),
    "errors-open": (HTTPStatus.CONFLICT, "Errors stand open; `faults` lists them"),
    "revision-waiting": (HTTPStatus.CONFLICT, "Another return of the audit waits for a decision"),
    "corrections-offered": (HTTPStatus.CONFLICT, "Corrections wait to be taken up or dropped"),
    "correction-ended": (HTTPStatus.CONFLICT, "The correction counts no longer"),
    "correction-not-offered": (HTTPStatus.CONFLICT, "The correction is not offered"),
    "needs-correction": (HTTPStatus.CONFLICT, "This error is settled by a correction alone"),
    "needs-reason": (HTTPStatus.CONFLICT, "This error can be overridden, with a reason"),
    "problem-gone": (HTTPStatus.CONFLICT, "The problem is no longer there"),
    "not-printable": (HTTPStatus.CONFLICT, "The form for this case has no place for all answers"),
    "same-person": (HTTPStatus.CONFLICT, "Somebody else has to do this"),
    "not-proposed": (HTTPStatus.CONFLICT, "The return counts already, or waits for no decision"),
    "not-detachable": (HTTPStatus.CONFLICT, "The return cannot be taken out of the audit"),
    "not-attachable": (HTTPStatus.CONFLICT, "The return cannot be put to that audit"),
    "not-proven": (
        HTTPStatus.CONFLICT,
        "The finished document does not say what the record says, and was not kept",
    ),
    "restricted-changed": (HTTPStatus.CONFLICT, "Answers that were to be left out have changed"),
    "first-audit-unknown": (HTTPStatus.CONFLICT, "The audit that this one judges is not known"),
    "case-unknown": (
        HTTPStatus.CONFLICT,
        "It is not given on whose record or of which day it would be filed",
    ),
    "no-pdf": (HTTPStatus.CONFLICT, "The document was finished without a PDF"),
    "no-destination": (HTTPStatus.CONFLICT, "No destination is set up for such audits"),
    "filing-failed": (HTTPStatus.CONFLICT, "The place could not be filed to"),
    "filing-changed": (
        HTTPStatus.CONFLICT,
        "What was filed has been changed at the place, and was left alone",
    ),
    "edition-used": (HTTPStatus.CONFLICT, "The edition is in use and cannot be changed"),
    "edition-replaced": (HTTPStatus.CONFLICT, "The form was replaced a moment ago"),
    "filing-outdated": (HTTPStatus.CONFLICT, "It was filed, and changed while it was being filed"),
    "exists": (HTTPStatus.CONFLICT, "There is one already"),
    "last-administrator": (HTTPStatus.CONFLICT, "Nobody would be left who can let others in"),
    # the service
    "database-version": (HTTPStatus.SERVICE_UNAVAILABLE, "The database is not at the version of this code"),
    "database-away": (HTTPStatus.SERVICE_UNAVAILABLE, "The database cannot be reached or written"),
    "internal": (HTTPStatus.INTERNAL_SERVER_ERROR, "The service could not answer; it was logged"),
}
"""Every code of a failed request, with its status and what it means. A published code is never reused."""

MIMETYPE = "application/problem+json"


class Failed(Exception):
    """A request that cannot be done, told by the code and the sentence that it is raised with."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


def failure(code: str, detail: str, *, faults: Sequence[Fault] = (), **more: Any) -> Response:  # noqa: ANN401
    """The response of a failed request. `detail` tells a person what is wrong and what to do."""
    status, title = CODES[code]
    said: dict[str, object] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
    }
    if faults:
        said["faults"] = [{"path": fault.path, "message": fault.message} for fault in faults]
    response = jsonify({**said, **more})
    response.status_code = status
    response.mimetype = MIMETYPE
    return response
