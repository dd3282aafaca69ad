"""How a page is made: who may open it, and as whom its work is done. Every page goes through here."""

from collections.abc import Callable, Iterator
from functools import wraps
from secrets import token_urlsafe
from typing import Any

from flask import Blueprint, current_app, g, request, session

from schemas.text import is_text
from service.errors import Unknown
from service.pages.held import ask_again
from service.roles import Actor, May
from service.work import Service, Work
from service.workflow.shown import Shown
from service.workflow.sign_in import NOBODY, Browser, browser_of

View = Callable[..., Any]
KNOWN_BY = "browser"
"""The name under which a browser's cookie holds the text that it is known by."""

_LONGEST_KEY = 100


class Pages(Blueprint):
    """A group of pages."""

    def page(
        self, rule: str, may: May | None, *, methods: tuple[str, ...] = ("GET",), anybody: bool = False
    ) -> Callable[[View], View]:
        """Registers a page: `may` is what its caller must be allowed, None for who is signed in at all.

        `anybody` is for pages that are seen before somebody has signed in.
        """

        def register(view: View) -> View:
            guarded = _guarded(view, may, anybody=anybody)
            guarded.may, guarded.anybody = may, anybody  # type: ignore[attr-defined]  # tests walk all pages by them
            self.add_url_rule(rule, endpoint=view.__name__, view_func=guarded, methods=[*methods])
            return view

        return register


def the_service() -> Service:
    """The service that this application serves."""
    service: Service = current_app.extensions["audit-forms"]
    return service


def the_work() -> Work:
    """The work of this request, of whoever has signed in."""
    work: Work = g.work
    return work


def the_shown() -> Shown:
    """What whoever has signed in may see."""
    return Shown(the_work())


def the_browser() -> Browser:
    """The browser of this request. Raises Unknown where nobody has signed in."""
    browser: Browser | None = g.browser
    if browser is None:
        raise Unknown
    return browser


def the_actor() -> Actor | None:
    """Who has signed in; None where nobody has."""
    browser: Browser | None = g.get("browser")
    return browser.actor if browser is not None and not browser.over else None


def find_browser() -> Browser | None:
    """The browser of this request, by its cookie."""
    text = session.get(KNOWN_BY)
    return browser_of(the_service().work(NOBODY), text) if isinstance(text, str) else None


def begin_browser(text: str) -> None:
    """Makes this browser's cookie a new one, known by a text: what anybody knew of the old one is of no use."""
    session.clear()
    session.permanent = True
    session[KNOWN_BY] = text


def key_of_page() -> str:
    """What the page that is sent is known by, so that it is done once; a new one for a page that is not sent yet."""
    return request.form.get("once", "")[:_LONGEST_KEY] or token_urlsafe(16)


def _said() -> Iterator[str]:
    """Every text of the request: its path, and all that its fields say and are called."""
    yield request.path
    for fields in (request.args, request.form):
        for name, value in fields.items(multi=True):
            yield from (name, value)
    for name, file in request.files.items(multi=True):
        yield from (name, file.filename or "")


def _guarded(view: View, may: May | None, *, anybody: bool) -> View:
    @wraps(view)
    def guarded(**given: Any) -> Any:  # noqa: ANN401 -- whatever the view gives
        service = the_service()
        g.browser = find_browser()
        if not all(map(is_text, _said())):
            raise Unknown
        actor = the_actor()
        if actor is None and not anybody:
            return ask_again(g.browser.actor.person if g.browser is not None else None)
        if actor is not None and may is not None:
            actor.need(may)
        g.work = service.work(actor or NOBODY)
        return view(**given)

    return guarded
