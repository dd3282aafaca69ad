"""Routes: audits, sent out, found and looked at."""

from typing import Any

from flask import Response, url_for

from schemas.wire.audits import (
    AuditList,
    AuditsAsked,
    AuditShape,
    CandidatesShape,
    ReferencesAsked,
    SendOutBody,
)
from schemas.wire.cases import CasesBody, CasesSent
from schemas.wire.decisions import HeaderBody
from schemas.wire.outcomes import TrailAsked, TrailShape
from schemas.wire.returns import DifferencesAsked, DifferencesShape
from service.api.looking import entries_json, must_read_text, shown_audit, the_shown
from service.api.responses import file_response, sends
from service.api.routes import Routes, etag, seen, the_work
from service.api.uploads import UNSAID, one_file, the_form, upload_of
from service.roles import May
from service.store.audits import Wanted
from service.workflow.attach import candidates
from service.workflow.change_header import change_header
from service.workflow.look import between, find_audits, history, original, sent_form
from service.workflow.send_many import send_many
from service.workflow.send_out import forms_of, send_out

routes = Routes("audits", __name__, url_prefix="/api/v1", description="Audits: sent out, found, looked at")


_SENT = {
    "form": "fostering",
    "header": {
        "audit": {"date": "2026-06-01", "auditor": "Wren Alder"},
        "subject": {"record_id": "C-20417", "initials": "M and T"},
    },
}


@routes.verb("GET", "/audits", May.SEE_AUDITS)
@routes.arguments(AuditsAsked, location="query")
@routes.response(200, AuditList)
def list_audits(asked: dict[str, Any]) -> dict[str, Any]:
    """A page of the audits that you may see, urgent ones first."""
    work = the_work()
    page, size, sort = asked.pop("page"), asked.pop("page_size"), asked.pop("sort")
    for name in ("q", "auditor"):
        if asked[name]:
            must_read_text(name)
    words, of_team = asked.pop("q"), asked.pop("team", None)
    wanted = Wanted(team=work.actor.team, of_team=of_team, words=words, **asked)
    found, total = find_audits(
        work, wanted, sort=sort.lstrip("-"), descending=sort.startswith("-"), page=page, size=size
    )
    shown = the_shown()
    return {
        "audits": [shown.short(one) for one in found],
        "page": page,
        "page_size": size,
        "total": total,
    }


@routes.verb("POST", "/audits", May.SEND_OUT)
@routes.arguments(SendOutBody, example=_SENT)
@routes.response(201, AuditShape)
def send_out_audit(body: dict[str, Any]) -> Any:  # noqa: ANN401 -- a shape with its status and headers
    """Send out an audit. Its form, filled with the header and stamped, is fetched beside it."""
    sent = send_out(the_work(), the_form(the_work(), body), body["header"], body.get("team"))
    shown, version = shown_audit(sent.reference)
    location = {"Location": url_for("audits.show_audit", reference=sent.reference)}
    return shown, 201, {**location, **etag(version)}


@routes.verb("POST", "/audits/cases", May.SEND_OUT)
@routes.doc(
    **upload_of({"form": {"type": "string", "example": "fostering"}, "edition": UNSAID, "team": UNSAID})
)
@routes.arguments(CasesBody, location="form", content_type="multipart/form-data")
@routes.response(201, CasesSent)
def send_out_cases(asked: dict[str, str]) -> dict[str, Any]:
    """Send out an audit for each case of a list (CSV or xlsx). Rows that cannot be one are named.

    A few audits are made at a time. A list that comes with a key, and breaks off, goes on when it is sent again.
    """
    _, content = one_file()
    sent = send_many(the_work(), the_form(the_work(), asked), content, asked.get("team") or None)
    return {
        "made": [{"row": row, "reference": reference} for row, reference in sent.made],
        "not_made": sent.not_made,
        "unused_columns": sent.unused_columns,
        "noticed": sent.noticed,
    }


@routes.verb("PUT", "/audits/<reference>/header", May.SEND_OUT, changes=True)
@routes.arguments(HeaderBody, example={"header": _SENT["header"]})
@routes.response(200, AuditShape)
def put_header(body: dict[str, Any], reference: str) -> Any:  # noqa: ANN401 -- a shape with its headers
    """Change the header that an audit is sent out with, while its form is out. Fetch the form anew."""
    change_header(the_work(), reference, body["header"], seen=seen())
    shown, version = shown_audit(reference)
    return shown, 200, etag(version)


@routes.verb("GET", "/audits/forms", May.SEND_OUT)
@routes.arguments(ReferencesAsked, location="query")
@sends("zip")
def fetch_forms(asked: dict[str, list[str]]) -> Response:
    """The forms of several audits that were sent out, in a zip."""
    return file_response(forms_of(the_work(), asked["reference"]), "forms.zip")


@routes.verb("GET", "/audits/<reference>", May.SEE_AUDITS)
@routes.response(200, AuditShape)
def show_audit(reference: str) -> Any:  # noqa: ANN401 -- a shape with its headers
    """An audit as it stands: record, answers, problems, corrections. Its ETag names its version."""
    shown, version = shown_audit(reference)
    return shown, 200, etag(version)


@routes.verb("GET", "/audits/<reference>/history", May.SEE_AUDITS)
@routes.arguments(TrailAsked, location="query")
@routes.response(200, TrailShape)
def show_history(asked: dict[str, int], reference: str) -> dict[str, Any]:
    """Who did what with an audit, and who has seen it."""
    limit = asked["limit"]
    found = history(the_work(), reference, after=asked["after"], limit=limit + 1)
    return {"entries": entries_json(found[:limit]), "more": len(found) > limit}


@routes.verb("GET", "/audits/<reference>/differences", May.SEE_AUDITS)
@routes.arguments(DifferencesAsked, location="query")
@routes.response(200, DifferencesShape)
def show_differences(asked: dict[str, int], reference: str) -> dict[str, Any]:
    """What differs between two returns of an audit, field by field."""
    found = between(the_work(), reference, asked["before"], asked["now"])
    return {**asked, "differences": the_shown().differences(found)}


@routes.verb("GET", "/audits/<reference>/form", May.SEE_DOCUMENTS)
@sends("docx")
def fetch_form(reference: str) -> Response:
    """The form as it was sent out."""
    content = sent_form(the_work(), reference)
    return file_response(content, f"{reference.upper()}.docx")


@routes.verb("GET", "/audits/<reference>/revisions/<int(max=2147483647):number>/document", May.SEE_DOCUMENTS)
@sends("docx")
def fetch_return(reference: str, number: int) -> Response:
    """A return, byte for byte as it came."""
    content = original(the_work(), reference, number)
    return file_response(content, f"{reference.upper()}_return_{number}.docx")


@routes.verb("GET", "/audits/<reference>/candidates", May.SEE_AUDITS)
@routes.response(200, CandidatesShape)
def show_candidates(reference: str) -> dict[str, Any]:
    """The audits that a return without identity may belong to, by record number and date."""
    shown = the_shown()
    return {"candidates": [shown.short(one) for one in candidates(the_work(), reference)]}
