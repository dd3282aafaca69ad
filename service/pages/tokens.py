"""Pages of tokens: what programs come in with in somebody's name."""

from secrets import token_urlsafe
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from schemas.wire.asked import typed_by
from schemas.wire.people import TokenBody
from service.pages.page import Pages, key_of_page, the_work
from service.roles import May
from service.workflow import people
from service.workflow.once import key_of
from service.workflow.once import once as do_once

pages = Pages("tokens", __name__)

_SENTENCES = {
    "label": "Say what the token is for, in 200 characters or fewer",
    "days": "Enter a whole number of days from 1 to 3,650, or leave it empty",
}
_MADE_BEFORE = (
    "This was sent twice. Token af_{} was made the first time, and its text was shown only then. Without it, "
    "revoke that token and make another."
)
_OF = f"/people/<int(max={2**31 - 1}):number>/tokens"


@pages.page(_OF, May.CHANGE_PEOPLE)
def list_tokens(number: int) -> str:
    """The tokens of somebody, and the form to make one."""
    return _page(number)


@pages.page(_OF, May.CHANGE_PEOPLE, methods=("POST",))
def make_token(number: int) -> Any:  # noqa: ANN401 -- a page with its status
    """Makes a token. Its text is in this answer and nowhere else."""
    typed, errors = typed_by(TokenBody, request.form.to_dict(flat=False), _SENTENCES)
    if errors:
        return _page(number, typed, errors), 400
    work = the_work()
    with do_once(work, key_of(key_of_page(), number, typed)) as before:
        if before is not None:
            return _page(number, typed, {"label": _MADE_BEFORE.format(before)}, once=token_urlsafe(16)), 409
        token, text = people.make_token(work, number, typed["label"], typed["days"])
    return render_template("tokens/made.html", person=people.person(work, number), token=token, text=text)


@pages.page(f"{_OF}/<token>/revoke", May.CHANGE_PEOPLE, methods=("POST",))
def revoke_token(number: int, token: str) -> Any:  # noqa: ANN401 -- a redirection
    """Revokes a token."""
    revoked = people.revoke_token(the_work(), token)
    flash(f"The token “{revoked.label}” is revoked. It opens nothing any more.")
    return redirect(url_for("pages.tokens.list_tokens", number=number))


def _page(
    number: int, typed: dict[str, Any] | None = None, errors: dict[str, str] | None = None, once: str = ""
) -> str:
    work = the_work()
    return render_template(
        "tokens/list.html",
        person=people.person(work, number),
        tokens=people.tokens_of(work, number),
        now=work.now(),
        typed=typed or {},
        errors=errors or {},
        once=once or key_of_page(),
    )
