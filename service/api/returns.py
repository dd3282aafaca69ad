"""Routes: returns, one or many in a request, each answered on its own."""

from typing import Any

from schemas.wire.common import FormNamed
from schemas.wire.returns import ReceivedList
from service.api.looking import the_shown
from service.api.routes import Routes, the_work
from service.api.uploads import UNSAID, all_files, named_form, upload_of
from service.errors import Refused
from service.roles import May
from service.word.form import Form
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
    sent = all_files(work.config.files)
    received = [
        {"file": name, **_what_became_of(content, name, form, more=number < len(sent.files))}
        for number, (name, content) in enumerate(sent.files, 1)
    ]
    refusals = sum("refused" in one for one in received)
    left_out = [
        {"file": one.place, "names": one.names, "message": f"Left out: {one.said}"} for one in sent.left_out
    ]
    return {
        "received": received,
        "taken": len(received) - refusals,
        "refused": refusals,
        "left_out": left_out,
    }


def _what_became_of(content: bytes | Refused, name: str, form: Form | None, *, more: bool) -> dict[str, Any]:
    try:
        if isinstance(content, Refused):
            raise content
        return _shown(receive(the_work(), content, name, form, more=more))
    except Refused as refused:
        return {"refused": {"code": refused.code, "message": refused.message}}


def _shown(one: Received) -> dict[str, Any]:
    return {
        "outcome": one.outcome,
        "reference": one.reference,
        "revision": one.revision,
        "state": one.state,
        "stage": one.stage,
        "errors": one.errors,
        "warnings": one.warnings,
        "differences": the_shown().differences(one.differences),
    }
