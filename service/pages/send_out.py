"""Pages to send out audits: one by a short form, many from a spreadsheet, and their filled forms to be given away."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for

from schemas.record import get
from schemas.trouble import listed, quoted
from service.errors import Fault, Refused, Unfit, Unknown
from service.pages.files import attached, content_of
from service.pages.header import Fields, typed_fields
from service.pages.page import Pages, key_of_page, the_work
from service.roles import May
from service.word.compose import REFERENCE
from service.word.form import Form
from service.workflow import send_many, send_out
from service.workflow.cases.blank import blank_list
from service.workflow.cases.twice import already_there
from service.workflow.once import key_of, once
from service.workflow.people import every_team
from service.workflow.shown import Shown

pages = Pages("send_out", __name__)
_SENT = "The audit is made. Download its form below and give it to its auditor."
_SENT_BEFORE = (
    "This was sent twice, and the audit had been made the first time: here it is. To make another one with the same "
    "header, begin at “Send out” again."
)


@pages.page("/send-out", May.SEND_OUT)
def choose_form() -> str:
    """Chooses the form that audits are to be sent out on."""
    newest = sorted(the_work().catalogue.newest(), key=lambda form: form.declaration.title)
    return render_template(
        "send_out/choose.html",
        forms=[form for form in newest if REFERENCE in form.by_tag],
        without=[form.declaration.title for form in newest if REFERENCE not in form.by_tag],
    )


@pages.page("/send-out/<key>", May.SEND_OUT, methods=("GET", "POST"))
def send_one(key: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Sends out one audit, by a short form."""
    form = _form(key)
    fields = typed_fields(form)
    fields.looked_at = request.form.get("looked_at", "")
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            reference, before = _send_once(form, fields, request.form.get("team") or None)
        except send_out.NoSuchTeam as unknown:
            errors = {"team": _which_team(unknown)}
        except Unfit as unfit:
            errors = _by_field(unfit, fields)
        else:
            flash(_SENT_BEFORE if before else _SENT)
            return redirect(url_for("pages.audits.show_audit", reference=reference), 303)
    page = render_template(
        "send_out/one.html",
        form=form,
        fields=fields,
        errors=errors,
        teams=_teams(),
        typed=request.form,
        once=key_of_page(),
    )
    return page, 422 if request.method == "POST" else 200


@pages.page("/send-out/<key>/many", May.SEND_OUT)
def choose_list(key: str) -> str:
    """Asks for the list of cases that audits are to be sent out for."""
    return _list_page(_form(key), key_of_page())


@pages.page("/send-out/<key>/many", May.SEND_OUT, methods=("POST",))
def send_list(key: str) -> Any:  # noqa: ANN401 -- a page
    """Sends out an audit for each case of a list. The same list sent again from the same page makes none anew."""
    form, work = _form(key), the_work()
    own_key = key_of_page()
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _list_page(form, own_key, {"file": "Choose the list of cases."}), 422
    team, numberless = request.form.get("team") or None, "numberless" in request.form
    try:
        with once(work, own_key):
            sent = send_many.send_many(work, form, content_of(upload), team, numberless=numberless)
    except send_many.NoNumbers as missing:
        return _list_page(form, own_key, {"file": _no_numbers(missing)}, ask_numberless=True), 422
    except Refused as refused:
        return _list_page(form, own_key, {"file": refused.message}), 422
    except Unfit as unfit:
        said = {("team" if one.path == "team" else "file"): _named(form, one) for one in unfit.faults}
        return _list_page(form, own_key, said), 422
    return render_template("send_out/sent.html", form=form, sent=sent, made=_made(form, sent))


@pages.page("/send-out/<key>/list", May.SEND_OUT)
def fetch_list(key: str) -> Response:
    """An empty list of cases with the columns of a form, to be filled in."""
    form = _form(key)
    return attached(blank_list(form), f"{form.declaration.key}_cases.xlsx")


@pages.page("/send-out/forms", May.SEND_OUT, methods=("POST",))
def fetch_forms() -> Response:
    """The filled forms of several audits, in a zip."""
    wanted = request.form.get("references", "").split()
    if not wanted:
        raise Unknown
    return attached(send_out.forms_of(the_work(), wanted), "forms.zip")


def _send_once(form: Form, fields: Fields, team: str | None) -> tuple[str, bool]:
    """Makes the audit, or finds the one that the same page made of the same words; whether it had.

    Raises Unfit, without a fault where something is to be looked at first: what was read otherwise than it is
    spelled, and audits that are there of the same case, unless the page has told of these already.
    """
    work = the_work()
    header = fields.header()
    with once(work, key_of(key_of_page(), form.digest, header, team)) as before:
        if before is not None:
            return before, True
        there = already_there(work, form, send_out.typed_header(form, header))
        if fields.remarks or fields.looked_at.split() != there:
            fields.there, fields.looked_at = there, " ".join(there)
        if fields.remarks or fields.there:
            raise Unfit(())
        return send_out.send_out(work, form, header, team).reference, False


def _no_numbers(missing: send_many.NoNumbers) -> str:
    unused = [quoted(name) for name in missing.unused]
    named = f" These columns mean nothing to the form: {listed(unused)}." if unused else ""
    return (
        f"No column of the list is called {quoted(missing.title)}, so none of its audits would say whose record it is "
        f"of, and no audit was made.{named} Give the column that name and send the list again, or say below that there "
        "are no such numbers."
    )


def _which_team(unknown: send_out.NoSuchTeam) -> str:
    return (
        f"The form names {quoted(unknown.said)}, and there is no such team here. There are: {listed(unknown.teams)}. "
        "Put the name right, or choose whose audit it is, or that it is of no team."
    )


def _made(form: Form, sent: send_many.ManySent) -> list[dict[str, Any]]:
    """Each audit that was made of a list, and whose it is, as far as whoever looks may read that."""
    work = the_work()
    shown = Shown(work)
    audits = {
        one.reference: one for one in send_out.audits_of(work, [reference for _, reference in sent.made])
    }
    made = []
    for row, reference in sent.made:
        audit = audits.get(reference)
        header = (shown.record(form, audit.sent) if audit else None) or {}
        made.append(
            {
                "row": row,
                "reference": reference,
                "record": (audit.record_id if audit else None) or "",
                "called": get(header, "subject.initials") or get(header, "subject.name") or "",
                "auditor": get(header, "audit.auditor") or "",
                "team": audit.team.name if audit and audit.team else "",
            }
        )
    return made


def _form(key: str) -> Form:
    """The newest edition of a form. Raises Unknown."""
    found = the_work().catalogue.find(key)
    if found is None:
        raise Unknown
    return found


def _teams() -> list[str]:
    """The teams that somebody can choose from: none for who belongs to one."""
    work = the_work()
    return [team.name for team in every_team(work)] if work.actor.team is None else []


def _by_field(unfit: Unfit, fields: Fields) -> dict[str, str]:
    """What is wrong by the name of its field; what belongs to no field stands at the first."""
    named: dict[str, str] = {}
    for fault in unfit.faults:
        own = fault.path in (*fields.names, "team")
        named.setdefault(fault.path if own else fields.names[0], _named(fields.form, fault, own=own))
    return named


def _named(form: Form, fault: Fault, *, own: bool = False) -> str:
    slot = form.by_tag.get(fault.path)
    return f"{slot.title}: {fault.message}" if slot and not own else fault.message


def _list_page(
    form: Form, once: str, errors: dict[str, str] | None = None, *, ask_numberless: bool = False
) -> str:
    return render_template(
        "send_out/many.html",
        form=form,
        once=once,
        errors=errors or {},
        ask_numberless=ask_numberless or "numberless" in request.form,
        teams=_teams(),
        typed=request.form,
        columns=[slot.title for slot in send_out.header_slots(form)],
    )
