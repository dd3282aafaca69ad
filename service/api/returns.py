"""Routes: returns, one or many in a request, each answered on its own."""

from typing import Any

from schemas.wire.audits import ReceivedList
from schemas.wire.common import FormNamed
from service.api.looking import the_shown
from service.api.routes import Routes, the_work
from service.api.uploads import UNSAID, all_files, named_form, upload_of
from service.errors import Refused
from service.roles import May
from service.workflow.place import Received
from service.workflow.receive import receive

routes = Routes("returns", __name__, url_prefix="/api/v1", description="Completed copies, taken in and kept")


@routes.verb("POST", "/returns", May.UPLOAD)
@routes.doc(**upload_of({"form": UNSAID, "edition": UNSAID}, many=True))
@routes.arguments(FormNamed, location="form", content_type="multipart/form-data")
@routes.response(200, ReceivedList)
def upload_returns(asked: dict[str, str]) -> dict[str, Any]:
    """Upload completed copies, or zips of them. Each is taken or refused for itself, and the answer says so.

    What is said to be taken is kept. The same file again is answered `same_again` and changes nothing.
    """
    work = the_work()
    form = named_form(work, asked)
    received: list[dict[str, Any]] = []
    for name, content in all_files(work.config.files):
        try:
            if isinstance(content, Refused):
                raise content
            received.append({"file": name, **_shown(receive(work, content, name, form))})
        except Refused as refused:
            received.append({"file": name, "refused": {"code": refused.code, "message": refused.message}})
    refusals = sum("refused" in one for one in received)
    return {"received": received, "taken": len(received) - refusals, "refused": refusals}


def _shown(one: Received) -> dict[str, Any]:
    return {
        "outcome": one.outcome,
        "reference": one.reference,
        "revision": one.revision,
        "stage": one.stage,
        "errors": one.errors,
        "warnings": one.warnings,
        "differences": the_shown().differences(one.differences),
    }
