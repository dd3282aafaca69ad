"""The page of the trail: who did and saw what, looked through, and whether it is whole."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import render_template, request, url_for

from service.pages.numbers import whole_number
from service.pages.page import Pages, the_work
from service.pages.paging import is_asked
from service.pages.trail_words import KINDS, told
from service.roles import May
from service.store.trail import Sought
from service.workflow import people
from service.workflow.trail import search_trail, verify_trail

pages = Pages("trail", __name__)

_SIZE = 50
_MACHINE = "machine"


@pages.page("/trail", May.SEE_TRAIL)
def show_trail() -> str:
    """The trail, the last entry first, filtered; a page goes on from the number that the one before ended at."""
    return _page()


@pages.page("/trail/verify", May.SEE_TRAIL, methods=("POST",))
def verify() -> str:
    """Goes through the whole chain and says whether it is whole."""
    return render_template("trail/verified.html", found=verify_trail(the_work()))


def _page() -> str:
    work = the_work()
    everybody = people.everybody(work)
    wanted, errors = _sought({_MACHINE, *(str(one.id) for one in everybody)})
    before, after = _number("before"), _number("after")
    found = search_trail(work, wanted, before=before, after=after, limit=_SIZE + 1)
    more = len(found) > _SIZE
    # One more than is shown was asked for, on the side that the reader goes to.
    shown = found[-_SIZE:] if after is not None else found[:_SIZE]
    entries = [told(one) for one in shown]
    earlier = more if after is None else bool(entries)
    later = more if after is not None else before is not None and bool(entries)
    return render_template(
        "trail/list.html",
        entries=entries,
        earlier=_address(before=entries[-1].number) if earlier and entries else "",
        later=_address(after=entries[0].number) if later and entries else "",
        newest=_address() if before is not None or after is not None else "",
        people=everybody,
        kinds=KINDS,
        machine=_MACHINE,
        asked=request.args,
        errors=errors,
    )


def _sought(actors: Collection[str]) -> tuple[Sought, dict[str, str]]:
    """What is looked for, and what of it could not be understood. `actors` are the choices of who did something."""
    asked, errors = request.args, {}
    about, person = asked.get("about", ""), asked.get("person", "")
    if about and about not in KINDS:
        errors["about"] = "Choose what the entries are about from the list"
    if person and person not in actors:
        errors["person"] = "Choose who it was done by from the list"
    since = until = None
    if said := asked.get("day", "").strip():
        try:
            day = date.fromisoformat(said)
            since = datetime.combine(day, time.min, the_work().config.zone)
            until = datetime.combine(day + timedelta(days=1), time.min, the_work().config.zone)
        except (ValueError, OverflowError):
            since = None
            errors["day"] = "Enter a day, such as 2026-06-04"
    sought = Sought(
        about="" if "about" in errors else about,
        which=asked.get("which", "").strip()[:200],
        person=None if "person" in errors else whole_number(person),
        machine=person == _MACHINE,
        since=since,
        until=until if since else None,
    )
    return sought, errors


def _number(name: str) -> int | None:
    return whole_number(request.args.get(name, ""))


def _address(**numbers: int) -> str:
    kept: dict[str, Any] = {
        name: said
        for name, said in request.args.items()
        if name not in ("before", "after") and said and is_asked(name)
    }
    return url_for("pages.trail.show_trail", **(kept | numbers))
