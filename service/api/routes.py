"""How a route is made: who may use it, on what version, and never twice by mistake. Every route goes through here."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, current_app, g, make_response, request
from flask_smorest import Blueprint

from schemas.text import is_text
from service.api.keeper import Keeper, Seen
from service.api.problems import MIMETYPE, Failed, failure
from service.errors import Stale
from service.roles import Actor, May
from service.store import people
from service.work import Service, Work

View = Callable[..., Any]

_IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": "The ETag of what is to be changed, as it was seen; * changes it whatever it is.",
    "schema": {"type": "string"},
}
_IDEMPOTENCY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "Any text of your own: the same request with the same key is done once and answered alike.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


class Routes(Blueprint):  # type: ignore[misc]  # flask-smorest has no types
    """A group of routes. A page of a list says in its body where it stands, not in a header."""

    PAGINATION_HEADER_NAME = None

    def verb(
        self, method: str, rule: str, may: May, *, changes: bool = False, secret: bool = False
    ) -> Callable[[View], View]:
        """Registers a view: `may` is what its caller must be allowed, `changes` whether it takes If-Match.

        `secret` is for an answer that is shown once and kept nowhere, not even under an idempotency key.
        """

        def register(view: View) -> View:
            once = method == "POST" and not secret
            guarded = _guarded(view, may, changes=changes, once=once)
            documented = self.doc(
                security=[{"token": []}],
                parameters=[*([_IF_MATCH] if changes else []), *([_IDEMPOTENCY] if once else [])],
            )(guarded)
            documented.may = may
            self.route(rule, methods=[method], endpoint=view.__name__)(documented)
            return view

        return register


def the_service() -> Service:
    """The service that this application serves."""
    service: Service = current_app.extensions["audit-forms"]
    return service


def the_work() -> Work:
    """The work of this request: its actor has been checked."""
    work: Work = g.work
    return work


def seen() -> int | None:
    """The version that the caller saw of what is to be changed; None where any will do."""
    version: int | None = g.seen
    return version


def etag(version: int) -> dict[str, str]:
    """The header that names a version."""
    return {"ETag": f'"{version}"'}


def _guarded(view: View, may: May, *, changes: bool, once: bool) -> View:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- whatever the view takes and gives
        service = the_service()
        actor = _bearer(service)
        if actor is None:
            response = failure("no-token", "Send a token that is valid: Authorization: Bearer af_…")
            response.headers["WWW-Authenticate"] = "Bearer"
            return response
        actor.need(may)
        g.work = service.work(actor)
        must_be_text()
        if changes and (refused := _look_at_version()) is not None:
            return refused
        if once and "Idempotency-Key" in request.headers:
            return _once(service, actor, lambda: make_response(view(*args, **kwargs)))
        return view(*args, **kwargs)

    return guarded


def must_be_text() -> None:
    """Raises Failed where the address, the query or the body holds what is no text of any language.

    JSON can write a NUL and half a character; no database and no document can hold either.
    """
    said: list[Any] = [request.path, *request.args.values(), *request.form.values()]
    if request.is_json:
        try:
            said.append(json.loads(request.get_data()))
        except RecursionError:
            raise Failed("bad-request", "The JSON is nested deeper than anything here is.") from None
        except (json.JSONDecodeError, UnicodeDecodeError):
            pass  # whoever reads the body says that it is none
        except ValueError:  # Python's own bound on the digits of an integer
            raise Failed("bad-request", "A number in it has more digits than any here.") from None
    while said:
        one = said.pop()
        if isinstance(one, dict):
            said += [*one, *one.values()]
        elif isinstance(one, list):
            said += one
        elif isinstance(one, str) and not is_text(one):
            raise Failed("bad-request", "It holds a NUL or half a character, which no text has.")


def _bearer(service: Service) -> Actor | None:
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    if kind.casefold() != "bearer" or not text.isascii():
        return None
    with service.store.look() as session:
        found = people.bearer_of(session, text.strip(), service.now())
    return found[0] if found else None


def _look_at_version() -> Response | None:
    said = request.headers.get("If-Match", "").strip()
    if not said:
        return failure(
            "version-wanted", "Send If-Match with the ETag that you saw, or * to change it regardless."
        )
    number = said.strip('"')
    if said != "*" and not (
        said in (number, f'"{number}"') and number.isascii() and number.isdigit() and len(number) < 10
    ):
        raise Stale(0, 0)  # an entity tag that was never ours matches nothing
    g.seen = None if said == "*" else int(number)
    return None


def _once(service: Service, actor: Actor, view: Callable[[], Response]) -> Response:
    key = request.headers["Idempotency-Key"]
    if not 1 <= len(key) <= 255:
        return failure("bad-request", "An Idempotency-Key has 1 to 255 characters.")
    keeper = Keeper(service.store, str(actor.person), key, _fingerprint(), service.now())
    match keeper.begin():
        case Seen.OTHER:
            return failure("key-reused", "This key came with another request before. Choose a new one.")
        case Seen.UNDER_WAY:
            return failure(
                "key-in-use", "The first request with this key is not done yet. Try again in a moment."
            )
        case Seen.LOST:
            return failure("answer-lost", "The first request with this key was done. Look at what it made.")
        case Seen.DONE:
            with the_work().begin():
                the_work().note_of("request.answered_again", "request", request.endpoint or "")
            return keeper.answer()
        case Seen.NEW:
            pass
    the_work().key = (str(actor.person), key)
    try:
        response = view()
    except BaseException:
        keeper.forget()
        raise
    if response.mimetype == MIMETYPE:
        keeper.forget()  # what failed changed nothing, and may be tried again
    else:
        keeper.keep(response)
    return response


def _fingerprint() -> str:
    """What makes a request the same one: its method, address, version and body, and what its actor may see."""
    actor = the_work().actor
    asked = [request.method, request.full_path, request.headers.get("If-Match", "")]
    head = [
        *asked,
        sorted(actor.roles),
        actor.team,
    ]  # what was answered to other rights is not answered again
    if request.files or request.form:
        body: object = [
            sorted(request.form.items(multi=True), key=str),
            [(name, one.filename, _digest(one)) for name, one in request.files.items(multi=True)],
        ]
    else:
        body = hashlib.sha256(request.get_data()).hexdigest()
    return hashlib.sha256(json.dumps([head, body]).encode()).hexdigest()


def _digest(upload: Any) -> str:  # noqa: ANN401 -- werkzeug's file
    digest = hashlib.file_digest(upload.stream, "sha256").hexdigest()
    upload.stream.seek(0)
    return digest
