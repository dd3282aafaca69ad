"""Puts the pages into an application: their routes, templates, cookies and what protects them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import govuk_frontend_jinja
from flask import Blueprint, Flask, Request, Response, request, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from service.pages import (
    actions,
    alike,
    audits,
    correcting,
    decide,
    downloads,
    entrance,
    escalations,
    form_beside,
    forms,
    forms_add,
    forms_adopt,
    forms_check,
    forms_goes_on,
    forms_places,
    forms_recover,
    header,
    helping,
    home,
    me,
    one_audit,
    openid,
    people,
    returned,
    review,
    row_out,
    send_out,
    settings,
    settling,
    tokens,
    trail,
    upload,
    words,
)
from service.pages.openid_client import OpenIdClient
from service.pages.own_files import asset, serve_brand
from service.pages.page import the_actor
from service.roles import May
from service.work import Service
from service.workflow.sign_in import NOBODY, the_secret

GROUPS = (
    entrance,
    home,
    audits,
    upload,
    review,
    form_beside,
    returned,
    correcting,
    row_out,
    settling,
    alike,
    actions,
    forms,
    forms_add,
    forms_adopt,
    forms_check,
    forms_goes_on,
    forms_places,
    forms_recover,
    one_audit,
    downloads,
    decide,
    header,
    send_out,
    escalations,
    openid,
    me,
    people,
    tokens,
    trail,
    settings,
    helping,
)

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every page says to the browser. It holds children's records: no browser keeps a copy."""

_PARTS = (
    ("pages.audits.list_audits", "Audits", May.SEE_AUDITS),
    ("pages.send_out.choose_form", "Send out", May.SEND_OUT),
    ("pages.upload.upload_page", "Upload", May.UPLOAD),
    ("pages.actions.list_actions", "Actions", May.SEE_ACTIONS),
    ("pages.forms.list_forms", "Forms", May.SEE_FORMS),
    ("pages.escalations.list_escalations", "Escalations", May.SEE_AUDITS),
    ("pages.people.list_people", "People", May.SEE_PEOPLE),
    ("pages.trail.show_trail", "Trail", May.SEE_TRAIL),
    ("pages.settings.show_settings", "Settings", May.CHANGE_PEOPLE),
)
"""What stands at the top of each page, and what somebody must be allowed to see it."""
_UNDER = {
    "pages.review": "pages.audits",
    "pages.form_beside": "pages.audits",
    "pages.correcting": "pages.audits",
    "pages.settling": "pages.audits",
    "pages.alike": "pages.audits",
    "pages.tokens": "pages.people",
}
"""The groups of pages that are marked there as another group."""
_LONGEST_HELD = timedelta(days=1)


def mount(app: Flask, service: Service, is_page: Callable[[str], bool]) -> CSRFProtect:
    """Puts the pages into an application that serves this service; `is_page` tells their paths from others'.

    Gives what guards their forms, so that what has guards of its own can be left out.
    """
    config = service.config
    app.config.update(
        SESSION_COOKIE_NAME="__Host-audit-forms" if config.https else "audit-forms",
        SESSION_COOKIE_SECURE=config.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=config.day_hours) + _LONGEST_HELD,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.session_interface = _Cookies(service, is_page)
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("service.pages"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader(govuk_frontend_jinja.__name__)}),
        ]
    )
    guard = CSRFProtect(app)
    guard.exempt(f"{entrance.__name__}.{entrance.send_again.__name__}")  # it says why
    if config.openid is not None:
        app.extensions[openid.CLIENT] = OpenIdClient(app, config.openid)
    pages = Blueprint("pages", __name__)
    for group in dict.fromkeys(module.pages for module in GROUPS):  # several modules may make one group
        pages.register_blueprint(group)
    app.register_blueprint(pages)
    _teach_words(app, service)
    serve_brand(app, service)
    return guard


class _Cookies(SecureCookieSessionInterface):
    """Cookies of pages alone, signed with a secret that all processes of the service share."""

    def __init__(self, service: Service, is_page: Callable[[str], bool]) -> None:
        self._service, self._is_page = service, is_page

    def open_session(self, app: Flask, request: Request) -> Any:  # noqa: ANN401 -- Flask's own type is narrower
        """The session of a page; none elsewhere."""
        if not self._is_page(request.path):
            return self.make_null_session(app)
        if not app.secret_key:
            app.secret_key = the_secret(self._service.work(NOBODY), "cookies")
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Sets the cookie, of pages alone."""
        if self._is_page(request.path):
            super().save_session(app, session, response)


def _teach_words(app: Flask, service: Service) -> None:
    """Gives templates the words, and what stands on every page."""
    app.jinja_env.filters.update(
        day=words.day,
        moment=lambda said: words.moment(said, service.config.zone),
        counted=words.counted,
        in_ranges=words.in_ranges,
    )
    app.jinja_env.globals.update(
        STAGES=words.STAGES,
        STAGE_COLOURS=words.STAGE_COLOURS,
        ACTION_STATES=words.ACTION_STATES,
        ACTION_COLOURS=words.ACTION_COLOURS,
        ROLES=words.ROLES,
        May=May,
        asset=asset(app),
        navigation=_navigation,
        sent_by=_sent_by,
    )

    @app.context_processor
    def on_every_page() -> dict[str, Any]:
        return {
            "me": the_actor(),
            "provider": service.config.openid,
            "council": service.config.council,
            "has_logo": service.config.logo is not None,
        }


def _sent_by() -> str:
    """Whose a form of this page is, for who signs in as somebody else meanwhile; "" where nobody has signed in."""
    actor = the_actor()
    return str(actor.person) if actor is not None else ""


def _navigation() -> list[dict[str, Any]]:
    """The parts of the service that whoever has signed in may open, the one that is open marked."""
    actor = the_actor()
    return [
        {"text": text, "href": url_for(endpoint), "active": _is_open(endpoint.rpartition(".")[0])}
        for endpoint, text, may in _PARTS
        if actor is not None and actor.may(may)
    ]


def _is_open(group: str) -> bool:
    """Whether the page that is open is of a group, of one whose name goes on from it, or stands under it."""
    blueprint = request.blueprint or ""
    blueprint = _UNDER.get(blueprint, blueprint)
    return blueprint == group or blueprint.startswith((f"{group}_", f"{group}."))
