"""The page that settles warnings of one kind in one step: each with its value beside what the form says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import flash, redirect, render_template, request

from service.errors import NotNow, Stale, Unfit, Unknown
from service.lifecycle import Verb
from service.pages.numbers import whole_number
from service.pages.page import Pages, the_work
from service.pages.places import Field
from service.pages.reviewing import Reviewed, back_to, number_in, reviewed, wanted
from service.pages.stale import Changed, Row, audit_changed, not_saved
from service.pages.words import counted
from service.problem import CODES, Level
from service.roles import May
from service.workflow.settle_together import resolve_together

pages = Pages("alike", __name__)

FEWEST = 3
"""From how many on warnings of one kind are settled together."""
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Alike:
    """A warning, and the answer that it is about; None for one about the whole form."""

    problem: Mapping[str, Any]
    field: Field | None

    @property
    def number(self) -> int:
        """The number of the problem."""
        number: int = self.problem["id"]
        return number

    @property
    def anchor(self) -> str:
        """Where it stands in the review."""
        return self.field.id if self.field else f"problem-{self.number}"

    @property
    def heading(self) -> str:
        """The heading of the form that it stands under."""
        return self.field.slot.heading if self.field else ""

    @property
    def title(self) -> str:
        """What it is about."""
        return self.field.title if self.field else "The whole form"


def alike(found: Reviewed) -> dict[str, list[Alike]]:
    """The open warnings of an audit by their code, as whoever looks may read them, in the order of the form."""
    fields = {
        problem["id"]: one
        for section in found.sections
        for one in section.each()
        if not one.is_hidden
        for problem in one.open
    }
    placed = {
        problem["id"] for section in found.sections for one in section.each() for problem in one.problems
    }
    by_code: dict[str, list[Alike]] = {}
    for one in found.audit["problems"]:
        is_read = one["message"] is not None and (one["id"] in fields or one["id"] not in placed)
        if one["state"] == "open" and one["level"] == Level.WARNING and is_read:
            by_code.setdefault(one["code"], []).append(Alike(one, fields.get(one["id"])))
    return by_code


def means(code: str) -> str:
    """What warnings of a code say, in a few words."""
    return CODES[code][1] if code in CODES else code


@pages.page("/audits/<reference>/review/alike", May.REVIEW)
def alike_page(reference: str) -> str:
    """The page of every open warning of one kind."""
    return _page(reviewed(reference), request.args.get("code", ""))


@pages.page("/audits/<reference>/review/alike", May.REVIEW, methods=("POST",))
def settle_alike(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Settles those that were ticked, or all that stood on the page; never one that came since."""
    code, seen = request.form.get("code", ""), number_in(request.form, "version")
    reason = request.form.get("reason", "")
    chosen = _numbers("problem") if request.form.get("which") != _ALL else _numbers("shown")
    found = reviewed(reference)
    if seen != found.audit["version"]:
        return _stale(found, code, chosen, reason, Stale(seen, found.audit["version"]))
    if not chosen:
        errors = {"which": "Tick at least one, or choose all on this page"}
        return _page(found, code, errors), 422
    try:
        resolve_together(the_work(), reference, chosen, reason, seen=seen)
    except Unfit as unfit:
        errors = {fault.path if fault.path == "reason" else "which": fault.message for fault in unfit.faults}
        return _page(found, code, errors), 422
    except Stale as stale:
        return _stale(reviewed(reference), code, chosen, reason, stale)
    except NotNow as not_now:
        return _not_settled(reviewed(reference), code, chosen, reason, not_now)
    flash(
        f"{counted(len(chosen), 'warning is', 'warnings are')} settled: looked at, and right as they stand."
    )
    return redirect(back_to(reference))


def _stale(found: Reviewed, code: str, chosen: Sequence[int], reason: str, stale: Stale) -> Any:  # noqa: ANN401
    if found.may_change:
        return _page(found, code, changed=_changed(found, code, chosen, stale)), 409
    return _not_settled(found, code, chosen, reason, stale)


def _not_settled(
    found: Reviewed, code: str, chosen: Sequence[int], reason: str, refused: Stale | NotNow
) -> Any:  # noqa: ANN401 -- a page
    rows = [
        Row("Looked at, and right as they stand", mine=_names(found, chosen), now=_standing(found, code)),
        Row("Why", mine=reason),
    ]
    return not_saved(found, Verb.SETTLE, f"Settle together: {means(code)}", rows, refused)


def _changed(found: Reviewed, code: str, chosen: Sequence[int], stale: Stale) -> Changed:
    """What was changed, and which of those that were chosen stand open no more."""
    still = {one.number for one in alike(found).get(code, [])}
    gone = [number for number in chosen if number not in still]
    rows = [
        Row(
            "Warnings of this kind",
            f"{counted(len(_numbers('shown')), 'warning')} open",
            None,
            _standing(found, code),
        )
    ]
    if gone:
        rows.append(Row("No longer open, of those that you chose", now=_names(found, gone)))
    return audit_changed(found.whole, stale.seen, rows)


def _standing(found: Reviewed, code: str) -> str:
    return f"{counted(len(alike(found).get(code, [])), 'warning')} open"


def _names(found: Reviewed, numbers: Sequence[int]) -> str:
    """The titles of the answers that problems are about, a line each."""
    titles = []
    for number in numbers:
        try:
            one = found.problem(number)
        except Unknown:
            continue
        slot = found.form.by_tag.get(one["tag"] or "")
        row = "" if one["row"] is None else f" (row {one['row'] + 1})"
        titles.append(f"{slot.title}{row}" if slot else "The whole form")
    return "\n".join(titles)


def _numbers(name: str) -> list[int]:
    """The numbers that a form holds under a name, each once; what is none is no request of ours, and left out."""
    said = [word for text in request.form.getlist(name) for word in text.split()]
    numbers = (whole_number(one) for one in said)
    return list(dict.fromkeys(one for one in numbers if one is not None))


def _page(
    found: Reviewed, code: str, errors: Mapping[str, str] | None = None, changed: Changed | None = None
) -> str:
    """The page, with what was chosen on it before. `all` is chosen anew where the list is another one."""
    if code not in CODES:
        raise Unknown
    ones = alike(found).get(code, [])
    messages = {one.problem["message"] for one in ones}
    return render_template(
        "review/alike.html",
        found=found,
        audit=found.audit,
        code=code,
        means=means(code),
        groups=[(heading, list(group)) for heading, group in groupby(ones, lambda one: one.heading)],
        ones=ones,
        same=messages.pop() if len(messages) == 1 else "",
        ticked=set(_numbers("problem")),
        all=request.form.get("which") == _ALL and not changed,
        reason=request.form.get("reason", ""),
        errors=errors or {},
        changed=changed,
        show=wanted(),
    )
