"""Pages to come in by: sign in and out, the first administrator, a password chosen with a link."""

from typing import Any

from flask import redirect, render_template, request, session, url_for

from schemas.text import is_blank
from service.errors import NotLetIn, Unfit, Unknown
from service.pages.held import held_for, is_own_path, nothing_held
from service.pages.page import (
    Pages,
    begin_browser,
    find_browser,
    the_actor,
    the_browser,
    the_service,
    the_work,
)
from service.workflow import first_administrator, sign_in

pages = Pages("entrance", __name__)


@pages.page("/sign-in", None, anybody=True)
def sign_in_page() -> Any:  # noqa: ANN401 -- a page or a redirection
    """The page to sign in on."""
    if the_actor() is not None:
        return redirect(url_for("pages.home.home"))
    if first_administrator.is_first(the_work()) and the_service().config.openid is None:
        return redirect(url_for("pages.entrance.first_page"))
    return _page(to=request.args.get("to", ""))


@pages.page("/sign-in", None, methods=("POST",), anybody=True)
def come_in() -> Any:  # noqa: ANN401 -- a page or a redirection
    """Signs somebody in."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    held, to = request.form.get("held", ""), request.form.get("to", "")
    errors = {}
    if is_blank(email):
        errors["email"] = "Enter your e-mail address"
    if not password:
        errors["password"] = "Enter your password"  # noqa: S105 -- a sentence
    if not errors:
        try:
            text = sign_in.sign_in(the_work(), email, password, request.remote_addr or "")
        except NotLetIn as refused:
            errors["password"] = str(refused)
        else:
            begin_browser(text)
            return (
                _send_again(held) if held else redirect(to if is_own_path(to) else url_for("pages.home.home"))
            )
    return _page(email=email, held=held, to=to, errors=errors), 400


@pages.page("/send-again", None, methods=("POST",), anybody=True)
def send_again() -> Any:  # noqa: ANN401 -- a page
    """Shows what was held, to who has signed in in another tab; it is not sent before they say so there.

    It changes nothing, and is open to forms of a page from before the sign-in, whose token is no longer known.
    """
    held = request.form.get("held", "")
    if the_actor() is None:
        return _page(held=held), 401
    return _send_again(held)


@pages.page("/sign-out", None, methods=("POST",))
def go_out() -> Any:  # noqa: ANN401 -- a redirection
    """Signs somebody out of this browser."""
    sign_in.sign_out(the_work(), the_browser().sign_in)
    session.clear()
    return redirect(url_for("pages.entrance.signed_out"))


@pages.page("/signed-out", None, anybody=True)
def signed_out() -> str:
    """Says that somebody has signed out."""
    return render_template("entrance/signed_out.html")


@pages.page("/first-administrator", None, anybody=True)
def first_page() -> Any:  # noqa: ANN401 -- a page or a redirection
    """The page that makes the first administrator; only while nobody can sign in."""
    _need_passwords()
    if not first_administrator.is_first(the_work()):
        return redirect(url_for("pages.entrance.sign_in_page"))
    return render_template("entrance/first.html", said={}, errors={})


@pages.page("/first-administrator", None, methods=("POST",), anybody=True)
def make_first() -> Any:  # noqa: ANN401 -- a page or a redirection
    """Makes the first administrator."""
    said = {name: request.form.get(name, "") for name in ("code", "name", "email")}
    wanted, again = request.form.get("password", ""), request.form.get("again", "")
    errors = {}
    try:
        if wanted != again:
            errors["again"] = "The two passwords are not the same"
        else:
            begin_browser(
                first_administrator.set_up_first(
                    the_work(), **said, password=wanted, place=request.remote_addr or ""
                )
            )
            return redirect(url_for("pages.home.home"))
    except Unfit as unfit:
        errors = {fault.path: fault.message for fault in unfit.faults}
    except NotLetIn as refused:
        errors["code"] = str(refused)
    return render_template("entrance/first.html", said=said, errors=errors), 400


@pages.page("/choose-password/<code>", None, anybody=True)
def choose_page(code: str) -> str:
    """The page to choose a password on, by a link that an administrator gave."""
    person = sign_in.whose_code(the_work(), code)
    return render_template("entrance/choose.html", person=person, code=code, errors={})


@pages.page("/choose-password/<code>", None, methods=("POST",), anybody=True)
def choose(code: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Keeps the password that was chosen."""
    wanted, again = request.form.get("password", ""), request.form.get("again", "")
    person = sign_in.whose_code(the_work(), code)
    if wanted == again:
        try:
            begin_browser(sign_in.choose_password(the_work(), code, wanted))
            return redirect(url_for("pages.home.home"))
        except Unfit as unfit:
            errors = {fault.path: fault.message for fault in unfit.faults}
    else:
        errors = {"again": "The two passwords are not the same"}
    return render_template("entrance/choose.html", person=person, code=code, errors=errors), 400


@pages.page("/password", None)
def password_page() -> str:
    """The page to change one's password on."""
    _need_passwords()
    return render_template("entrance/password.html", errors={})


@pages.page("/password", None, methods=("POST",))
def change_password() -> Any:  # noqa: ANN401 -- a page or a redirection
    """Changes one's password; every other browser is signed out."""
    before, wanted, again = (request.form.get(name, "") for name in ("before", "password", "again"))
    errors = {}
    if wanted != again:
        errors["again"] = "The two passwords are not the same"
    else:
        try:
            sign_in.change_password(the_work(), before, wanted, the_browser().sign_in)
        except Unfit as unfit:
            errors = {fault.path: fault.message for fault in unfit.faults}
    if errors:
        return render_template("entrance/password.html", errors=errors), 400
    return render_template("entrance/password_changed.html")


def _send_again(held: str) -> Any:  # noqa: ANN401 -- a page
    browser = find_browser()
    found = held_for(held, browser.actor.person if browser else None)
    if found is None:
        return nothing_held()
    path, fields = found
    return render_template("entrance/send_again.html", path=path, fields=fields)


def _need_passwords() -> None:
    """Raises Unknown where nobody signs in with a password of this service."""
    if not the_service().config.local_passwords:
        raise Unknown


def _page(*, email: str = "", held: str = "", to: str = "", errors: dict[str, str] | None = None) -> str:
    return render_template(
        "entrance/sign_in.html",
        email=email,
        held=held,
        to=to,
        errors=errors or {},
        was_sent=bool(held),
        first=first_administrator.is_first(the_work()),
    )
