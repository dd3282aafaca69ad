"""The pages of decisions about a whole audit, one for each."""

from typing import Any

from flask import flash, render_template, request, url_for

from service.errors import Fault, NotNow, Unfit
from service.pages.acceptance import left_behind
from service.pages.audits import pages
from service.pages.deciding import decide
from service.pages.decisions import (
    ACCEPT,
    DO_NOT_FILE,
    FILE,
    FINISH,
    HAND_OVER,
    REOPEN,
    SEND_BACK,
    WITHDRAW,
)
from service.pages.numbers import whole_number
from service.pages.page import the_shown, the_work
from service.pages.record import title_of
from service.problem import Level
from service.roles import May
from service.store.findings import OPEN
from service.workflow import accept, do_not_file, file, finish, hand_over, reopen, send_back, withdraw
from service.workflow.destination import destinations_of
from service.workflow.look import Whole, look_at, outcomes_of
from service.workflow.people import every_team

_BOTH = ("GET", "POST")
_OF_THE_READING = frozenset(("answer.by_position", "document.converted"))
"""Problems of how a copy was read, that its auditor can do nothing about."""
_NO_TEAM = " no team"
"""The choice of no team: no team is called so, for a name begins with no space."""


@pages.page("/audits/<reference>/accept", May.ACCEPT, methods=_BOTH)
def accept_audit(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Accepts an audit."""
    return decide(
        ACCEPT,
        reference,
        lambda seen: accept.accept(the_work(), reference, seen=seen),
        lambda whole: {"also": list(left_behind(whole))},
    )


@pages.page("/audits/<reference>/send-back", May.REVIEW, methods=_BOTH)
def send_back_audit(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Sends an audit back to its auditor."""

    def act(seen: int) -> str:
        numbers = map(whole_number, request.form.getlist("problems"))
        chosen = [one for one in numbers if one is not None]
        send_back.send_back(the_work(), reference, request.form.get("words", ""), chosen, seen=seen)
        return url_for("pages.audits.show_note", reference=reference.upper())

    def more(whole: Whole) -> dict[str, Any]:
        return {"offered": _to_ask_about(whole)}

    return decide(SEND_BACK, reference, act, more, "decide/send_back.html")


def _to_ask_about(whole: Whole) -> list[dict[str, Any]]:
    """The open problems that an auditor can do something about, errors first, each with the answer that it is about."""
    shown = the_shown()
    still_open = [
        shown.problem(one) | {"about": title_of(whole.form.by_tag, one.tag, one.row) if one.tag else ""}
        for one in whole.findings
        if one.state == OPEN and one.code not in _OF_THE_READING
    ]
    return sorted(still_open, key=lambda one: one["level"] != Level.ERROR)


@pages.page("/audits/<reference>/note", May.REVIEW)
def show_note(reference: str) -> str:
    """The note for the auditor of an audit that was sent back, ready to be e-mailed."""
    whole = look_at(the_work(), reference)
    shown = the_shown()
    return render_template(
        "decide/note.html", audit=shown.short(whole.audit), note=whole.audit.note if shown.text else ""
    )


@pages.page("/audits/<reference>/reopen", May.DECIDE, methods=_BOTH)
def reopen_audit(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Brings an audit back into review."""
    return decide(REOPEN, reference, lambda seen: reopen.reopen(the_work(), reference, _reason(), seen=seen))


@pages.page("/audits/<reference>/withdraw", May.DECIDE, methods=_BOTH)
def withdraw_audit(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Takes an audit out of work."""
    return decide(
        WITHDRAW, reference, lambda seen: withdraw.withdraw(the_work(), reference, _reason(), seen=seen)
    )


@pages.page("/audits/<reference>/do-not-file", May.DECIDE, methods=_BOTH)
def do_not_file_audit(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Decides that an audit is not filed."""
    return decide(
        DO_NOT_FILE,
        reference,
        lambda seen: do_not_file.do_not_file(the_work(), reference, _reason(), seen=seen),
    )


@pages.page("/audits/<reference>/finish", May.FINISH, methods=_BOTH)
def finish_audit(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Makes the finished document of an audit."""

    def act(seen: int) -> None:
        made = finish.finish(the_work(), reference, annex="annex" in request.form, seen=seen)
        if made.pdf_sha256 is None:
            flash(f"No PDF was made of it: {made.pdf_why} Look at the Word document before it is filed.")

    return decide(FINISH, reference, act, template="decide/finish.html")


@pages.page("/audits/<reference>/file", May.FINISH, methods=_BOTH)
def file_audit(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Files the finished document of an audit."""

    def act(seen: int) -> None:
        file.file(the_work(), reference, request.form.get("destination") or None, seen=seen)

    def more(_: Whole) -> dict[str, Any]:
        finished = outcomes_of(the_work(), reference).finished
        last = max(finished, key=lambda one: one.number, default=None)
        told = {"without_pdf": last.pdf_why if last is not None and last.pdf_sha256 is None else ""}
        try:
            return {**told, "destinations": destinations_of(the_work(), reference), "why_none": ""}
        except NotNow as not_now:
            return {**told, "destinations": [], "why_none": not_now.message}

    return decide(FILE, reference, act, more, "decide/file.html")


@pages.page("/audits/<reference>/hand-over", May.DECIDE, methods=_BOTH)
def hand_over_audit(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Gives an audit to another team. Who belongs to one is told at once that it is not for them to do."""
    look_at(the_work(), reference)  # raises where there is none to hand over
    hand_over.need(the_work())

    def act(seen: int) -> None:
        team = request.form.get("team", "")
        if not team:
            raise Unfit([Fault("team", "Choose the team that it is handed over to.")])
        hand_over.hand_over(the_work(), reference, None if team == _NO_TEAM else team, _reason(), seen=seen)

    def more(whole: Whole) -> dict[str, Any]:
        teams = [team.name for team in every_team(the_work()) if team.id != whole.audit.team_id]
        return {"teams": teams, "no_team": _NO_TEAM}

    return decide(HAND_OVER, reference, act, more, "decide/hand_over.html")


def _reason() -> str:
    return request.form.get("reason", "")
