"""Pages that completed forms come in by: many at once, in zips too, each told about for itself."""

from typing import Any

from flask import jsonify, make_response, render_template, request

from service.errors import Refused
from service.pages.files import content_of
from service.pages.outcomes import arrived, not_read, summed_up
from service.pages.page import Pages, the_work
from service.roles import May
from service.word.form import Form
from service.workflow.receive import receive_many
from service.workflow.unpack import Unpacked, unpack_all

pages = Pages("upload", __name__)

_NOTHING = "Choose the files to upload"
_NO_FORM = "Choose a form of the list, or let each copy say which it is"


@pages.page("/upload", May.UPLOAD)
def upload_page() -> str:
    """The page to choose or drop files on."""
    return _page({})


@pages.page("/upload", May.UPLOAD, methods=("POST",))
def upload() -> Any:  # noqa: ANN401 -- a page, or an answer to the script of the page
    """Takes files in, and says what became of each. They are all kept before the first one is read."""
    work = the_work()
    errors = {}
    sent = Unpacked()
    try:
        sent = unpack_all(((one.filename or "file", content_of(one)) for one in _files()), work.config.files)
    except Refused as refused:
        errors["file"] = refused.message
    form = _named_form()
    if not sent.files and not errors:
        errors["file"] = _NOTHING
    if form is None and request.form.get("form"):
        errors["form"] = _NO_FORM
    if errors:
        return _refused(errors)
    became = iter(
        receive_many(work, [(name, said) for name, said in sent.files if isinstance(said, bytes)], form)
    )
    told = [
        arrived(name, said if isinstance(said, Refused) else next(became), work.actor)
        for name, said in sent.files
    ]
    told += [not_read(one) for one in sent.left_out]
    if _by_script():
        return jsonify(arrived=told)
    return render_template("upload/outcome.html", arrivals=told, summed_up=summed_up(told))


def _files() -> list[Any]:
    """What was sent; a browser sends an empty file where none was chosen."""
    return [one for one in request.files.getlist("file") if one.filename]


def _named_form() -> Form | None:
    key = request.form.get("form", "")
    return the_work().catalogue.find(key, None) if key else None


def _by_script() -> bool:
    """Whether the page's own script asks, which sends each file for itself."""
    return request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json"


def _refused(errors: dict[str, str]) -> Any:  # noqa: ANN401 -- a page, or an answer to the script of the page
    if _by_script():
        said = jsonify(detail=" ".join(errors.values()))
        return make_response(said, 422)
    return make_response(_page(errors), 422)


def _page(errors: dict[str, str]) -> str:
    work = the_work()
    return render_template(
        "upload/upload.html",
        errors=errors,
        chosen=request.form.get("form", ""),
        forms=sorted((form.declaration.title, form.declaration.key) for form in work.catalogue.newest()),
        most=work.config.files,
        largest=work.config.upload,
    )
