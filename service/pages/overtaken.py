"""What is sent from a page that was open before somebody signed in: shown once more to the same person, to be sent."""

from urllib.parse import urlsplit

from flask import Response, g, make_response, render_template, request

from service.pages.held import ask_again, can_be_shown, entered
from service.pages.numbers import whole_number
from service.pages.page import find_browser, the_service

_FILES = (
    "You have signed in since you opened the page, so the service could not tell that its files came from you. Neither "
    "they nor what you had entered with them was kept. Load the page again, and send it once more."
)


def sent_before_sign_in() -> Response | None:
    """What can be done with a form whose token belongs to a sign-in that is over; None where there is nothing to do.

    The token kept a form of another site from being sent in somebody's name. Here the browser itself says that it
    was a page of this service (RFC 6454), the form whose it was, and nothing is done before that person has seen it
    and sends it.
    """
    by = whole_number(request.form.get("sent_by", ""))
    if by is None or not _is_from_here() or _is_by_script():
        return None
    g.browser = find_browser()
    if g.browser is None or g.browser.over:
        return make_response(ask_again(by))
    if g.browser.actor.person != by:
        return _told(
            "Somebody else has signed in",
            f"In this browser {g.browser.actor.name} has signed in since you opened the page. Nothing of what you sent "
            "was done or kept. Sign out, sign in as yourself, and enter it again.",
        )
    if not can_be_shown():
        return _told("Open this page again", _FILES)
    page = render_template("entrance/send_again.html", path=request.path, fields=entered(), signed_in=True)
    return make_response(page, 409)


def _told(title: str, message: str) -> Response:
    return make_response(render_template("error.html", title=title, message=message), 409)


def _is_from_here() -> bool:
    """Whether the browser says that the form stood in a page of this service."""
    here = {request.host_url.rstrip("/"), the_service().config.address}
    return bool(urlsplit(origin := request.headers.get("Origin", "")).netloc) and origin in here


def _is_by_script() -> bool:
    """Whether a script of a page asks, which renews the token itself."""
    return request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json"
