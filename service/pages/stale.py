"""What is told where something was changed since somebody opened it: how it was, what they entered, what is there now,
and who has changed it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import make_response, render_template, request

from schemas.record import path
from service.errors import NotNow, Stale
from service.lifecycle import Stage, Verb, after
from service.pages.held import OF_THE_FORM
from service.pages.history_words import Happening, happening
from service.pages.page import the_work
from service.pages.record import place_of
from service.pages.reviewing import Reviewed, back_to
from service.pages.words import STAGES
from service.workflow.look import Whole, changes_since
from service.workflow.row_seen import Another

_NOT_AGAIN = OF_THE_FORM | {"version"}
"""Fields that are not sent again as they are."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is told of: when the page was opened, as it was entered, and now; None where that is not known."""

    name: str
    was: str | None = None
    mine: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed in the meantime: `what` it is, how it stands, and what was done, the newest first."""

    what: str
    rows: Sequence[Row]
    since: Sequence[Happening]
    done: str = "What was done in the meantime"

    def has(self, side: str) -> bool:
        """Whether anything is known of a side: `was` or `mine`."""
        return any(getattr(row, side) is not None for row in self.rows)


def audit_changed(whole: Whole, seen: int, rows: Sequence[Row]) -> Changed:
    """What was changed of an audit since a version of it."""
    since = changes_since(the_work(), whole.audit.reference, seen)
    return Changed("audit", rows, [happening(one, whole.form) for one in reversed(since)])


def stood(audit: Mapping[str, Any]) -> list[Row]:
    """How an audit stood when a form was made, as the form carries it, and how it stands now."""
    was = {name: request.form.get(f"was_{name}", "") for name in ("stage", "revision", "errors")}
    revision = "None" if was["revision"] == "0" else was["revision"]
    return [
        Row("State", STAGES.get(was["stage"], "Not known"), now=STAGES[audit["stage"]]),
        Row("Stands on return", revision or "Not known", now=str(audit["revision"] or "None")),
        Row("Problems to settle", was["errors"] or "Not known", now=str(audit["errors"])),
    ]


def not_saved(
    found: Reviewed,
    verb: Verb,
    title: str,
    rows: Sequence[Row],
    refused: Stale | NotNow,
    another: Another | None = None,
) -> Any:  # noqa: ANN401 -- a page
    """The page for what was sent from a review and could not be saved, as the audit is `found` after that.

    What was sent stands there beside what is there now. It can be sent again, unless the audit allows it no longer:
    then the page says what to do, and it can be copied. So it is where the row that it was meant for is `another` now.
    """
    stale = refused if isinstance(refused, Stale) else None
    fields = [(name, said) for name, said in request.form.items(multi=True) if name not in _NOT_AGAIN]
    page = render_template(
        "review/stale.html",
        audit=found.audit,
        title=title,
        changed=audit_changed(found.whole, stale.seen, rows) if stale else None,
        hindrance=_hindrance(verb, found.whole.audit.stage) if stale else str(refused),
        another=another,
        now_at=_now_at(another),
        entered_texts=[(row.name, row.mine) for row in rows if row.mine],
        fields=[*fields, ("version", str(found.audit["version"]))],
        path=request.path,
        back=back_to(found.audit["reference"]),
    )
    return make_response(page, 409)


def _now_at(another: Another | None) -> str:
    """The address of the page that was sent from, at the row that was meant, where that stands now."""
    tag, row = place_of(request.form.get("place", ""))
    if another is None or another.at is None or row is None:
        return ""
    return f"{request.path}?{urlencode({'place': path(tag, another.at)})}"


def _hindrance(verb: Verb, stage: str) -> str:
    try:
        after(verb, Stage(stage))
    except NotNow as not_now:
        return not_now.message
    return ""
