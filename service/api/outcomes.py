"""Routes: finished documents and where they are filed."""

from typing import Any

from flask import Response

from schemas.wire.audits import AuditShape
from schemas.wire.common import ReasonShape
from schemas.wire.outcomes import (
    DestinationList,
    FileBody,
    FilingList,
    FilingShape,
    FinishBody,
    FinishedList,
    FinishedShape,
)
from service.api.looking import shown_audit
from service.api.responses import file_response, sends
from service.api.routes import Routes, etag, seen, the_work
from service.roles import May
from service.workflow.do_not_file import do_not_file
from service.workflow.file import file
from service.workflow.finish import finish
from service.workflow.look import filings_of, finished_document, finished_of

routes = Routes("outcomes", __name__, url_prefix="/api/v1", description="Finished documents, and filing them")


@routes.verb("POST", "/audits/<reference>/finish", May.FINISH, changes=True)
@routes.arguments(FinishBody)
@routes.response(200, FinishedShape)
def finish_audit(body: dict[str, bool], reference: str) -> Any:  # noqa: ANN401 -- a shape with its headers
    """Make the finished document from the record, prove it, and make its PDF. The ETag is the audit's."""
    made = finish(the_work(), reference, annex=body["annex"], seen=seen())
    return made, 200, etag(shown_audit(reference)[1])


@routes.verb("GET", "/audits/<reference>/finished", May.SEE_AUDITS)
@routes.response(200, FinishedList)
def list_finished(reference: str) -> dict[str, Any]:
    """The finished documents of an audit, the first one first."""
    return {"finished": finished_of(the_work(), reference)}


@routes.verb("GET", "/audits/<reference>/finished/<int(max=2147483647):number>/docx", May.SEE_DOCUMENTS)
@sends("docx")
def fetch_docx(reference: str, number: int) -> Response:
    """A finished document."""
    content = finished_document(the_work(), reference, number, "docx")
    return file_response(content, f"{reference.upper()}_{number}.docx")


@routes.verb("GET", "/audits/<reference>/finished/<int(max=2147483647):number>/pdf", May.SEE_DOCUMENTS)
@sends("pdf")
def fetch_pdf(reference: str, number: int) -> Response:
    """A finished document as PDF/A."""
    content = finished_document(the_work(), reference, number, "pdf")
    return file_response(content, f"{reference.upper()}_{number}.pdf")


@routes.verb("POST", "/audits/<reference>/file", May.FINISH, changes=True)
@routes.arguments(FileBody)
@routes.response(200, FilingShape)
def file_audit(body: dict[str, Any], reference: str) -> Any:  # noqa: ANN401 -- a shape with its headers
    """File the latest finished document. Filing twice does nothing new. The ETag is the audit's."""
    filing = file(the_work(), reference, body["destination"], seen=seen())
    return filing, 200, etag(shown_audit(reference)[1])


@routes.verb("POST", "/audits/<reference>/do-not-file", May.DECIDE, changes=True)
@routes.arguments(ReasonShape)
@routes.response(200, AuditShape)
def do_not_file_audit(body: dict[str, str], reference: str) -> Any:  # noqa: ANN401 -- a shape with its headers
    """Decide that an audit is not filed, because."""
    do_not_file(the_work(), reference, body["reason"], seen=seen())
    shown, version = shown_audit(reference)
    return shown, 200, etag(version)


@routes.verb("GET", "/audits/<reference>/filings", May.SEE_AUDITS)
@routes.response(200, FilingList)
def list_filings(reference: str) -> dict[str, Any]:
    """Where an audit was filed, with the receipts."""
    return {"filings": filings_of(the_work(), reference)}


@routes.verb("GET", "/destinations", May.SEE_FORMS)
@routes.response(200, DestinationList)
def list_destinations() -> dict[str, Any]:
    """The places that can be filed to."""
    return {"destinations": list(the_work().config.destinations.values())}
