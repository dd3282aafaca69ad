"""What was sent when somebody's time was up, held until the same person has signed in again: nothing is lost."""

import re
from typing import Any

from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer

from service.pages.files import any_was_sent

_LASTS = 24 * 60 * 60
_MOST = 200_000
"""Seconds and letters."""
_OWN = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f]*")
"""Browsers take a backslash for a stroke, and leave out tabs and line ends."""
_NEVER = frozenset(("password", "again", "before"))
"""Fields of passwords, which would stand in the page to be read."""
OF_THE_FORM = frozenset(("csrf_token", "sent_by"))
"""Fields that a form has of itself, and that nobody typed."""


def ask_again(person: int | None) -> Any:  # noqa: ANN401 -- what Flask takes
    """The way to sign in: straight there from a page; what a person sent, if it is known who, is kept in the form."""
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("pages.entrance.sign_in_page", to=_here()))
    lost = any_was_sent()
    held = hold(person) if person is not None and not lost else ""
    page = render_template("entrance/sign_in.html", held=held, was_sent=True, lost=lost, errors={}, to="")
    return make_response(page, 401)


def entered() -> list[tuple[str, str]]:
    """The fields that were sent, but for those that a form has of itself."""
    return [(name, said) for name, said in request.form.items(multi=True) if name not in OF_THE_FORM]


def can_be_shown() -> bool:
    """Whether what was sent can stand in a page, to be sent again: no file, and no password."""
    return not any_was_sent() and _NEVER.isdisjoint(request.form)


def hold(person: int) -> str:
    """What was sent, signed: it can be sent again by the same person only; "" for what is too long, or a password."""
    if not can_be_shown():
        return ""
    held = _signer().dumps({"path": request.path, "fields": entered(), "person": person})
    return held if len(held) <= _MOST else ""


def held_for(text: str, person: int | None) -> tuple[str, list[tuple[str, str]]] | None:
    """The path and the fields that were held for a person; None where nothing was, or for another person."""
    try:
        said = _signer().loads(text, max_age=_LASTS)
    except BadData:
        return None
    if person is None or said["person"] != person:
        return None
    return str(said["path"]), [(str(name), str(value)) for name, value in said["fields"]]


def is_own_path(path: str) -> bool:
    """Whether a text is a path of this service: nobody is led elsewhere by a link to the sign-in."""
    return _OWN.fullmatch(path) is not None


def nothing_held() -> Response:
    """Says that what was held cannot be sent again."""
    return make_response(render_template("entrance/not_held.html"), 400)


def _here() -> str:
    return request.full_path.rstrip("?")


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="held")
