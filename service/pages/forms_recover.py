"""Pages to recover a blank form from completed copies: which form it is, and which of its words and pictures stay."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for

from service.errors import Refused, Unfit, Unknown
from service.pages.files import no_picture, sent_files, shown_picture
from service.pages.page import Pages, the_work
from service.roles import May
from service.workflow.drafts import RECOVERY, leave_draft
from service.workflow.recover_blank import (
    Recovery,
    Words,
    confirm_recovery,
    open_recovery,
    picture_in,
    recoveries,
)
from service.workflow.unpack import unpack_all

pages = Pages("forms_recover", __name__)
_DRAWN = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
"""What a picture's file begins with, of those that every browser shows."""
_READ = "Read every line, and then say so"


@dataclass(frozen=True, slots=True)
class _Line:
    """The same words at one place, or at several: `name` is the first of these."""

    name: str
    text: str
    places: tuple[str, ...]


@pages.page("/recoveries", May.ADD_EDITION)
def choose() -> str:
    """The forms that were recovered and not gone on with, of which one is chosen."""
    return render_template("adopt/recoveries.html", found=recoveries(the_work()))


@pages.page("/recoveries/<int(max=2147483647):number>", May.ADD_EDITION)
def look(number: int) -> str:
    """Every word and picture that would stay in the form."""
    return _look(open_recovery(the_work(), number))


@pages.page("/recoveries/<int(max=2147483647):number>", May.ADD_EDITION, methods=("POST",))
def confirm(number: int) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Makes the blank form of what stays, and goes on to adopt it."""
    recovery = open_recovery(the_work(), number)
    if not request.form.get("read"):
        return _look(recovery, {"read": _READ}), 400
    try:
        copies = unpack_all(sent_files("copies"), the_work().config.files)
        adoption = confirm_recovery(the_work(), number, _stay(recovery.words), copies)
    except Unfit as unfit:
        faults = {f"said-{one.path}": one.message[:1].upper() + one.message[1:] for one in unfit.faults}
        return _look(recovery, faults), 400
    except Refused as refused:
        return _look(recovery, {"copies": refused.message}), 400
    flash("The blank form is made. Nothing that you took off is in it.")
    return redirect(url_for("pages.forms_adopt.look", number=adoption), 303)


@pages.page("/recoveries/<int(max=2147483647):number>/pictures/<int:at>", May.ADD_EDITION)
def picture(number: int, at: int) -> Response:
    """A picture that would stay, or words where browsers do not show its kind."""
    recovery = open_recovery(the_work(), number)
    if at >= len(recovery.words.pictures):
        raise Unknown
    content = picture_in(recovery, recovery.words.pictures[at])
    kind = next((kind for begins, kind in _DRAWN.items() if content.startswith(begins)), None)
    if kind is None:
        return no_picture("Browsers cannot show this picture. Look at it in Word.")
    return shown_picture(content, kind)


@pages.page("/recoveries/<int(max=2147483647):number>/leave", May.ADD_EDITION, methods=("POST",))
def leave(number: int) -> Any:  # noqa: ANN401 -- a redirection
    """Throws away what was recovered."""
    leave_draft(the_work(), RECOVERY, number)
    flash("What was recovered was thrown away.")
    return redirect(url_for("pages.forms_adopt.choose"), 303)


def _look(recovery: Recovery, errors: Mapping[str, str] | None = None) -> str:
    words, said = recovery.words, request.form
    return render_template(
        "adopt/recovery.html",
        one=recovery,
        first=words.look_first,
        others=list(_together(words.others)),
        elsewhere=words.elsewhere,
        pictures=words.pictures,
        most=the_work().config.files,
        off={name: set(said.getlist(name)) for name in ("off", "off-elsewhere", "off-picture")},
        said={place: said.get(f"said-{place}", text) for place, text in words.look_first.items()},
        errors=errors or {},
    )


def _together(words: Mapping[str, str]) -> Iterator[_Line]:
    """Words that stand at several places as one line."""
    places: dict[str, list[str]] = {}
    for place, text in words.items():
        places.setdefault(text, []).append(place)
    return (_Line(found[0], text, tuple(found)) for text, found in places.items())


def _stay(words: Words) -> Words:
    """What is left of the words by what was ticked and written."""
    off = set(request.form.getlist("off"))
    first = {
        place: said
        for place, text in words.look_first.items()
        if place not in off and (said := " ".join(request.form.get(f"said-{place}", text).split()))
    }
    others = {
        place: line.text for line in _together(words.others) if line.name not in off for place in line.places
    }
    return Words(first, others, _left(words.elsewhere, "off-elsewhere"), _left(words.pictures, "off-picture"))


def _left(found: Sequence[str], field: str) -> list[str]:
    off = set(request.form.getlist(field))
    return [one for at, one in enumerate(found) if str(at) not in off]
