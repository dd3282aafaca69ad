"""Pages that hand out the tracker as a workbook, and take it back: shown first, changed when it is confirmed."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from schemas.wire.tracker import MOST_BYTES, as_text, from_text
from service.errors import Refused
from service.pages.action_filters import FILTERS, the_asked
from service.pages.files import attached, content_of, no_file
from service.pages.page import Pages, the_work
from service.pages.reassign import came_of
from service.pages.words import counted
from service.roles import May
from service.workflow.change_actions import Wish, change_actions
from service.workflow.tracker.columns import COLUMNS, MOST_ACTIONS
from service.workflow.tracker.compared import Changed, compare_tracker
from service.workflow.tracker.download import download_tracker

pages = Pages("tracker", __name__)


@pages.page("/actions/tracker.xlsx", May.CHANGE_ACTIONS)
def download() -> Any:  # noqa: ANN401 -- a file, or a page that says why there is none
    """The tracker as the list is filtered and sorted, as a workbook."""
    asked = the_asked()
    return no_file(asked.errors, FILTERS) or attached(
        download_tracker(the_work(), asked.wanted, **asked.order), "actions.xlsx"
    )


@pages.page("/actions/upload", May.CHANGE_ACTIONS)
def upload_page() -> str:
    """The page to send the workbook back on."""
    return _upload()


@pages.page("/actions/upload", May.CHANGE_ACTIONS, methods=("POST",))
def upload() -> Any:  # noqa: ANN401 -- a page
    """Shows what the workbook would change; nothing is changed yet."""
    file = request.files.get("file")
    content = content_of(file) if file and file.filename else b""
    if not content:
        return _upload(
            "Choose the workbook to send" if not (file and file.filename) else "The file is empty"
        ), 422
    try:
        found = compare_tracker(the_work(), content)
    except Refused as refused:
        return _upload(refused.message), 422
    changes, too_many = _within(found.changes)
    return render_template(
        "actions/compared.html",
        changes=changes,
        not_taken=found.not_taken,
        too_many=len(too_many),
        same=found.same,
        lacking=found.lacking,
        text=as_text([one.wish for one in changes]),
    )


@pages.page("/actions/upload/confirm", May.CHANGE_ACTIONS, methods=("POST",))
def confirm() -> Any:  # noqa: ANN401 -- a page or a redirection
    """Makes the changes that were confirmed, each looked at once more."""
    wishes = [Wish(**one) for one in from_text(request.form.get("changes", ""))][:MOST_ACTIONS]
    came = change_actions(the_work(), wishes)
    changed = sum(not one.why for one in came)
    if changed == len(came):
        flash(f"{counted(changed, 'action was', 'actions were')} changed as the workbook says.")
        return redirect(url_for("pages.actions.list_actions"), 303)
    return came_of(came, changed), 409


def _upload(error: str = "") -> str:
    return render_template(
        "actions/upload.html",
        errors={"file": error} if error else {},
        columns=[column.heading for column in COLUMNS if column.changes],
        most=MOST_ACTIONS,
    )


def _within(changes: list[Changed]) -> tuple[list[Changed], list[Changed]]:
    """The changes that one form carries, and those that are left for another time."""
    size = 0
    for at, one in enumerate(changes):
        size += len(as_text([one.wish]).encode())
        if size > MOST_BYTES:
            return changes[:at], changes[at:]
    return changes, []
