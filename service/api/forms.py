"""Routes: forms, and readings that nothing is kept of."""

from typing import Any

from flask import Response

from schemas.wire.common import FormNamed
from schemas.wire.forms import EditionAdded, EditionAsked, FillBody, FormList, FormShape, ReadingShape
from service.api.problems import Failed
from service.api.responses import file_response, sends
from service.api.routes import Routes, the_work
from service.api.uploads import UNSAID, named_form, one_file, upload_of
from service.reading_json import answer_json, each_answer, form_json, problem_json, unplaced_json
from service.roles import May
from service.word.fill import fill
from service.word.form import Form
from service.workflow.add_edition import add_edition
from service.workflow.proof import prove
from service.workflow.read_copy import read_copy

routes = Routes("forms", __name__, url_prefix="/api/v1", description="Forms, and what copies of them say")


@routes.verb("GET", "/forms", May.SEE_FORMS)
@routes.response(200, FormList)
def list_forms() -> dict[str, Any]:
    """Every edition of every form."""
    return {"forms": [_short(form) for form in the_work().catalogue]}


@routes.verb("GET", "/forms/<key>", May.SEE_FORMS)
@routes.arguments(EditionAsked, location="query")
@routes.response(200, FormShape)
def show_form(asked: dict[str, str], key: str) -> dict[str, Any]:
    """A form with its slots."""
    form = _form(key, asked)
    declared = form.declaration
    return {
        **_short(form),
        "scale": declared.scale,
        "filed_on": declared.filed_on,
        "retention": declared.retention,
        "sha256": form.digest,
        "slots": form.slots,
    }


@routes.verb("GET", "/forms/<key>/blank", May.SEE_FORMS)
@routes.arguments(EditionAsked, location="query")
@sends("docx")
def blank_form(asked: dict[str, str], key: str) -> Response:
    """A form with nothing filled in and no reference: to look at, or to print."""
    form = _form(key, asked)
    return file_response(fill(form, {}), f"{form.declaration.key}.docx")


@routes.verb("POST", "/forms/<key>/fill", May.SEE_FORMS)
@routes.arguments(FillBody)
@sends("docx")
def fill_form(body: dict[str, Any], key: str) -> Response:
    """A form filled from a record; nothing is kept."""
    form = _form(key, body)
    record, _ = form.schema.from_json(body["record"])
    made = fill(form, record, final=body["final"])
    if body["final"]:
        prove(form, record, made, the_work().today())
    return file_response(made, f"{form.declaration.key}.docx")


@routes.verb("POST", "/forms", May.ADD_EDITION)
@routes.doc(**upload_of())
@routes.response(201, EditionAdded)
@routes.alt_response(200, schema=EditionAdded, success=True)
def add_form() -> Any:  # noqa: ANN401 -- a shape with a status, or a response
    """Add an edition of a form. One that is in use never changes; the same file again changes nothing."""
    _, content = one_file()
    made, new = add_edition(the_work(), content)
    return {"key": made.key, "edition": made.edition, "sha256": made.sha256, "new": new}, 201 if new else 200


@routes.verb("POST", "/read", May.READ_COPY)
@routes.doc(**upload_of({"form": UNSAID, "edition": UNSAID}))
@routes.arguments(FormNamed, location="form", content_type="multipart/form-data")
@routes.response(200, ReadingShape)
def read_upload(asked: dict[str, str]) -> dict[str, Any]:
    """What a completed copy says. Nothing of it is kept."""
    name, content = one_file()
    form, reading, checked = read_copy(the_work(), content, name, named_form(the_work(), asked))
    return {
        "file": name,
        "form": form_json(reading.form),
        "reference": reading.reference,
        "answers": [answer_json(one) for one in each_answer(form.slots, checked.answers, checked.problems)],
        "record": form.schema.to_json(checked.record),
        "problems": [problem_json(one) for one in checked.problems],
        "unplaced": unplaced_json(reading.unplaced),
    }


def _short(form: Form) -> dict[str, Any]:
    declared = form.declaration
    return {
        "key": declared.key,
        "edition": declared.edition,
        "title": declared.title,
        "subject": declared.subject,
        "newest": the_work().catalogue.find(declared.key) is form,
    }


def _form(key: str, asked: dict[str, Any]) -> Form:
    form = the_work().catalogue.find(key, asked.get("edition"))
    if form is None:
        raise Failed("not-found", f"There is no form “{key}” in that edition. See /api/v1/forms.")
    return form
