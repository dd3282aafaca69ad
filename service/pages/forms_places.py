"""Pages of the places of a form that is being adopted: one is looked at, changed, taken out or added."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from schemas.tags import PARTS as RECORD_PARTS
from schemas.tags import default_title, has_sections, shared_tags
from service.errors import Stale, Unfit, Unknown
from service.pages.form_words import KINDS, PARTS
from service.pages.forms_adopt import seen, seen_of
from service.pages.page import Pages, the_work
from service.pages.place_form import SaidOfPlace, blank_place, said_of, said_to_entry
from service.roles import May
from service.workflow.adopt_form import open_adoption, put_place, take_out_place
from service.workflow.adoption import Adoption, Box, Entry, new_place, place_again

pages = Pages("forms_places", __name__)


@pages.page("/adoptions/<int(max=2147483647):number>/places/<at>", May.ADD_EDITION)
def show(number: int, at: str) -> str:
    """One place, with the form around it."""
    adoption = open_adoption(the_work(), number)
    entry = adoption.map.find(at)
    if entry is None:
        raise Unknown
    return _page(adoption, entry, said_of(entry))


@pages.page("/adoptions/<int(max=2147483647):number>/places/<at>", May.ADD_EDITION, methods=("POST",))
def change(number: int, at: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Saves a place, or takes it out of the map."""
    if request.form.get("do") == "remove":
        return _remove(number, at)
    adoption = open_adoption(the_work(), number)
    entry = adoption.map.find(at) or place_again(adoption, request.form.getlist("spot"))
    said = SaidOfPlace.sent()
    try:
        version = seen_of(adoption.draft)
        changed, errors = said_to_entry(said, entry)
        if not errors:
            put_place(the_work(), number, changed, version)
            flash(f"“{changed.title}” is saved.")
            return redirect(_back(number, at), 303)
    except Unfit as unfit:
        errors = said.faults(unfit)
    except Stale:
        now = open_adoption(the_work(), number)
        return _page(now, entry, said, stale=True), 409
    return _page(adoption, entry, said, errors), 400


@pages.page("/adoptions/<int(max=2147483647):number>/add", May.ADD_EDITION)
def choose_spot(number: int) -> str:
    """The form with a link at each cell and paragraph that a place can be added to."""
    adoption = open_adoption(the_work(), number)
    return render_template("adopt/spots.html", one=adoption, blocks=adoption.layout().blocks(), kinds=KINDS)


@pages.page("/adoptions/<int(max=2147483647):number>/add/<int:line>/<int:cell>", May.ADD_EDITION)
def describe(number: int, line: int, cell: int) -> str:
    """The page to say what a new place is."""
    adoption = open_adoption(the_work(), number)
    return _new_page(adoption, _box(adoption, line, cell), blank_place(adoption, line))


@pages.page(
    "/adoptions/<int(max=2147483647):number>/add/<int:line>/<int:cell>", May.ADD_EDITION, methods=("POST",)
)
def add(number: int, line: int, cell: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Adds a place."""
    adoption = open_adoption(the_work(), number)
    box, said = _box(adoption, line, cell), SaidOfPlace.sent()
    try:
        version = seen_of(adoption.draft)
        blank = new_place(
            adoption,
            box,
            request.form.get("way", ""),
            request.form.get("words", ""),
            rows=bool(request.form.get("rows")),
        )
        entry, errors = said_to_entry(said, blank)
        if not errors:
            put_place(the_work(), number, entry, version, new=True)
            flash(f"A place for “{entry.title}” is added.")
            return redirect(_back(number, entry.at), 303)
    except Unfit as unfit:
        errors = said.faults(unfit)
    except Stale:
        return _new_page(open_adoption(the_work(), number), box, said, stale=True), 409
    return _new_page(adoption, box, said, errors), 400


def _remove(number: int, at: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    adoption = open_adoption(the_work(), number)
    entry = adoption.map.find(at)
    if entry is None:
        flash("It was removed already.")
        return redirect(url_for("pages.forms_adopt.look", number=number, _anchor="form"), 303)
    try:
        take_out_place(the_work(), number, at, seen())
    except Stale:
        now = open_adoption(the_work(), number)
        return _page(now, now.map.find(at) or entry, SaidOfPlace.sent(), stale=True), 409
    flash(f"“{entry.title}” is no place any more: what stands there stays as it is in the form.")
    line = entry.spots[0].line
    nearest = [one for one in adoption.map.entries if one is not entry and one.spots[0].line <= line]
    return redirect(
        _back(number, nearest[-1].at)
        if nearest
        else url_for("pages.forms_adopt.look", number=number, _anchor="form"),
        303,
    )


def _box(adoption: Adoption, line: int, cell: int) -> Box:
    box = adoption.layout().box(line, cell)
    if box is None or not box.has_room:
        raise Unknown
    return box


def _back(number: int, at: str) -> str:
    """The form, at a place."""
    place = open_adoption(the_work(), number).number(at)
    return url_for("pages.forms_adopt.look", number=number, _anchor=f"place-{place}" if place else "form")


def _page(
    adoption: Adoption,
    entry: Entry,
    said: SaidOfPlace,
    errors: dict[str, str] | None = None,
    *,
    stale: bool = False,
) -> str:
    at = adoption.number(entry.at)
    entries = adoption.map.entries
    return render_template(
        "adopt/place.html",
        entry=entry,
        now=adoption.map.find(entry.at),
        at=at,
        before=entries[at - 2] if at > 1 else None,
        behind=entries[at] if 0 < at < len(entries) else None,
        blocks=adoption.layout().blocks(entry.spots[0].line),
        **_shared(adoption, said, errors, stale=stale),
    )


def _new_page(
    adoption: Adoption,
    box: Box,
    said: SaidOfPlace,
    errors: dict[str, str] | None = None,
    *,
    stale: bool = False,
) -> str:
    layout = adoption.layout()
    return render_template(
        "adopt/new_place.html",
        box=box,
        where=layout.where(box.line, box.cell),
        rows=len(layout.column(box.line, box.cell)) if not box.text.strip() else 1,
        blocks=layout.blocks(box.line),
        way=request.form.get("way", ""),
        words=request.form.get("words", ""),
        in_rows=bool(request.form.get("rows")),
        **_shared(adoption, said, errors, stale=stale),
    )


def _shared(
    adoption: Adoption, said: SaidOfPlace, errors: dict[str, str] | None, *, stale: bool
) -> dict[str, Any]:
    return {
        "one": adoption,
        "said": said,
        "errors": errors or {},
        "stale": stale,
        "kinds": KINDS,
        "parts": {part: PARTS[part] for part in RECORD_PARTS},
        "with_sections": [part for part in RECORD_PARTS if has_sections(part)],
        "in_use": adoption.sections(),
        "shared": shared_tags(),
        "tag_title": default_title,
    }
