"""The page for a change of something that has changed since it was seen: both versions, and nothing lost."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import make_response, render_template, request

from service.errors import Stale
from service.pages.page import the_work
from service.pages.reviewing import back_to
from service.workflow.look import changes_since

Told = Sequence[tuple[str, str]]
"""What one version says: names and words."""


def both_versions(reference: str, title: str, mine: Told, now: Told, stale: Stale) -> Any:  # noqa: ANN401 -- a page
    """What was sent beside what is there now, with what was sent ready to be sent again over it."""
    changes = changes_since(the_work(), reference, stale.seen)
    others = dict.fromkeys((one.actor, datetime.fromisoformat(one.at)) for one in changes)
    fields = [
        (name, said) for name, said in request.form.items(multi=True) if name not in ("csrf_token", "version")
    ]
    page = render_template(
        "review/stale.html",
        reference=reference,
        title=title,
        mine=mine,
        now=now,
        others=list(others),
        fields=[*fields, ("version", str(stale.now))],
        path=request.path,
        back=back_to(reference),
    )
    return make_response(page, 409)
