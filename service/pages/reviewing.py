"""The audit that a page of a review is about, as whoever looks may see it, and how its places are named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import abort, request, url_for

from service.errors import Unknown
from service.lifecycle import Stage
from service.pages.numbers import whole_number
from service.pages.page import the_work
from service.pages.places import Field, Section, sections_of
from service.roles import May
from service.store.findings import OPEN
from service.word.form import Form
from service.workflow.look import Whole, look_at
from service.workflow.row_seen import Another, Rows, another_row, row_at, rows_in, seen_as
from service.workflow.settle import UNPLACED
from service.workflow.shown import Shown

SHOWS = ("all", "doubtful", "problems")
"""What of a record can be asked for: all, what somebody should look at, open problems alone."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An audit in review. `audit` is what may be shown of it; `sections` is empty before the first return.

    `rows` are those of the return that it stands on, `rows_now` are as corrections have left them.
    """

    whole: Whole
    shown: Shown
    audit: Mapping[str, Any]
    form: Form
    sections: list[Section]
    may_change: bool
    rows: Rows
    rows_now: Rows

    def field(self, place: str) -> Field:
        """The field at a place, or that of the next row where there is none. Raises Unknown."""
        tag, row = _parsed(place)
        slot = self.form.by_tag.get(tag)
        if slot is None or (slot.repeating is None) != (row is None) or self.whole.standing is None:
            raise Unknown
        for section in sections_of(self.form, self.audit, reads_text=True, empty_rows=True):
            for one in section.each():
                if (one.slot.tag, one.row) == (tag, row):
                    return one
        answer = {"tag": tag, "row": row, "state": "blank", "said": "", "value": None, "found_by": None}
        return Field(slot, self.form, {**answer, "where": ""}, (), (), restricted=False, reads_text=True)

    def named(self, one: Field) -> dict[str, str]:
        """A place as a form names it: where it stands, and in a part that repeats what its row says there."""
        if one.row is None:
            return {"place": one.at}
        return {"place": one.at, "row_seen": seen_as(row_at(self.rows, one.slot.repeating, one.row))}

    def row_of(self, one: Field) -> str:
        """What the row of a place is told by, as an action by what is to be done; empty where nothing is."""
        row = row_at(self.rows_now, one.slot.repeating, one.row)
        return row.what if row is not None else ""

    def another(self, one: Field, seen: str) -> Another | None:
        """What has become of the row of a place, where it is no longer the one of that digest."""
        if one.row is None or one.slot.repeating is None:
            return None
        return another_row(the_work(), self.audit["reference"], self.rows, one.slot.repeating, one.row, seen)

    def problem(self, number: int) -> Mapping[str, Any]:
        """A problem by its number, be it gone by now. Raises Unknown where there never was one."""
        found = next((one for one in self.whole.findings if one.id == number), None)
        if found is None:
            raise Unknown
        return self.shown.problem(found)

    def unplaced(self, number: int) -> Mapping[str, Any]:
        """A text that has no place, by where it stands among them. Raises Unknown."""
        texts: list[Mapping[str, Any]] = self.audit["unplaced"]
        if not 0 <= number < len(texts) or texts[number]["text"] is None:
            raise Unknown
        return texts[number]

    def loose(self, number: int) -> Mapping[str, Any]:
        """A text that has no place yet, by the number of the problem that tells of it. Raises Unknown."""
        one = self.problem(number)
        if one["code"] != UNPLACED or one["state"] != OPEN or one["said"] is None:
            raise Unknown
        return one


def reviewed(reference: str) -> Reviewed:
    """The audit of that reference. Raises NotAllowed, Unknown."""
    work = the_work()
    whole = look_at(work, reference)
    shown = Shown(work)
    audit = shown.whole(whole)
    form = whole.standing.form if whole.standing else whole.form
    sections = sections_of(form, audit, reads_text=shown.text) if whole.standing else []
    may_change = work.actor.may(May.REVIEW) and whole.audit.stage == Stage.IN_REVIEW
    read = whole.standing.read if whole.standing else None
    now = replace(read, answers=whole.standing.checked.answers) if read and whole.standing else None
    rows, rows_now = (rows_in(one, form) if one else {} for one in (read, now))
    return Reviewed(whole, shown, audit, form, sections, may_change, rows, rows_now)


def number_in(said: Mapping[str, str], name: str) -> int:
    """A whole number of a form or an address that this service made itself; anything else is no request of ours."""
    number = whole_number(said.get(name, ""))
    return abort(400) if number is None else number


def wanted() -> str:
    """What of the record is asked for."""
    show = request.values.get("show", SHOWS[0])
    return show if show in SHOWS else SHOWS[0]


def back_to(reference: str, place: str = "") -> str:
    """The address of the review, at a place of it, showing what it showed."""
    show = wanted()
    more = {} if show == SHOWS[0] else {"show": show}
    return url_for("pages.review.review", reference=reference, **more, _anchor=place or None)  # type: ignore[arg-type]  # Flask's own says str alone


def _parsed(place: str) -> tuple[str, int | None]:
    """The tag and the row of a place in writing. Raises Unknown."""
    first, bracket, rest = place.partition("[")
    if not bracket:
        return first, None
    said, _, tail = rest.partition("]")
    number = whole_number(said)
    if number is None:
        raise Unknown
    return first + tail, number
