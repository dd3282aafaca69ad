"""Pages to sign in with an OpenID provider: there, and back again."""

import secrets
from typing import Any

import structlog
from flask import current_app, redirect, render_template, request, url_for

from service.errors import NotLetIn, Unknown
from service.pages.held import is_own_path
from service.pages.openid_client import NotVouched, OpenIdClient
from service.pages.page import Pages, begin_browser, the_service, the_work
from service.workflow.sign_in import whose_code
from service.workflow.sign_in_by_provider import sign_in_by_provider

pages = Pages("openid", __name__)

CLIENT = "audit-forms-openid"
"""Where an application keeps its client."""
_LOG = structlog.get_logger()


@pages.page("/sign-in/openid", None, anybody=True)
def go_there() -> Any:  # noqa: ANN401 -- a page or a redirection
    """Leads to the provider."""
    return _begin(to=request.args.get("to", ""))


@pages.page("/choose-password/<code>/openid", None, anybody=True)
def go_there_with_a_code(code: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Leads to the provider by an administrator's link: the account is linked to the person that it is for."""
    whose_code(the_work(), code)
    return _begin(code=code)


@pages.page("/sign-in/openid/back", None, anybody=True)
def come_back() -> Any:  # noqa: ANN401 -- a page or a redirection
    """Signs in whom the provider vouches for."""
    try:
        ended = _client().end()
        begin_browser(sign_in_by_provider(the_work(), ended.said, ended.code))
    except NotVouched as refused:
        return _refused(str(refused), refused.why, 503 if refused.away else 403)
    except NotLetIn as refused:
        return _refused(str(refused), "not let in", 403)
    return redirect(ended.to if is_own_path(ended.to) else url_for("pages.home.home"))


def _begin(**kept: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    begins = the_service().config.address or request.host_url.rstrip("/")
    try:
        return redirect(_client().begin(begins + url_for("pages.openid.come_back"), **kept))
    except NotVouched as refused:
        return _refused(str(refused), refused.why, 503 if refused.away else 403)


def _client() -> OpenIdClient:
    """The client of this service. Raises Unknown where no provider is set."""
    client: OpenIdClient | None = current_app.extensions.get(CLIENT)
    if client is None:
        raise Unknown
    return client


def _refused(said: str, why: str, status: int) -> Any:  # noqa: ANN401 -- a page with its status
    reference = secrets.token_hex(4)
    _LOG.warning("not signed in by the provider", why=why, reference=reference)
    return render_template("entrance/not_vouched.html", said=said, reference=reference), status
