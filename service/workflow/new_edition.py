"""An uploaded form before it becomes an edition: tried, held against the edition before, confirmed or left."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from service.errors import NotNow, Unknown
from service.roles import May
from service.store import editions
from service.store.rows.drafts import Draft
from service.store.rows.forms import Edition
from service.word.editions.diff import Change
from service.word.form import Form, load_form
from service.work import Work
from service.workflow.add_edition import Overtaken, add_edition
from service.workflow.drafts import EDITION, begin_draft, leave_draft, open_draft
from service.workflow.goes_on import GoingOn, Question, bare, going_on, mapped
from service.workflow.library import Held, held_editions
from service.workflow.try_form import must_serve


@dataclass(frozen=True, slots=True)
class Beside:
    """A form held against the editions that there are.

    `before` is the newest edition of the same form besides it, None for a new form, and `going_on` what became of its
    questions; `others` are the editions that somebody still has out. `in_place` is the edition that is replaced,
    None where none is, `same` that this very file is there already; `why_not` why it cannot be added.
    """

    before: Held | None
    going_on: GoingOn | None
    others: Sequence[Held]
    in_place: Held | None
    same: bool
    why_not: NotNow | None

    @property
    def there(self) -> bool:
        """Whether an edition is replaced."""
        return self.in_place is not None

    @property
    def changed(self) -> Sequence[Change]:
        """What became of the questions of the edition before."""
        return self.going_on.changed if self.going_on is not None else ()

    @property
    def undecided(self) -> Sequence[Question]:
        """Its questions of which somebody has to say whether their answers go on."""
        return self.going_on.undecided if self.going_on is not None else ()

    @property
    def shown(self) -> str:
        """The digests of the edition in its place and of the one before it: what a page tells the form is held against.

        A dash stands for none.
        """
        return " ".join(one.form.digest if one else "-" for one in (self.in_place, self.before))


class LibraryChanged(Exception):
    """The editions that a form was held against on the page are not those that are there now."""


class GoesOnUndecided(Exception):
    """Nobody has said yet whether the answers to some questions of the edition before go on."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A form that its uploader may make an edition."""

    draft: Draft
    form: Form
    beside: Beside


def begin_addition(work: Work, content: bytes, name: str) -> int:
    """Tries a form and keeps it as the actor's draft; gives its number.

    Raises NotAllowed, Refused where it is no Word document or a copy made for one audit, Unfit with all that is wrong.
    """
    work.actor.need(May.ADD_EDITION)
    must_serve(content, work.today())
    return begin_draft(work, EDITION, content, name)


def open_addition(work: Work, number: int) -> Addition:
    """A form that the actor is about to add, held against what is there now. Raises NotAllowed, Unknown."""
    draft, content = open_draft(work, EDITION, number)
    form = load_form(content)
    return Addition(draft, form, beside(work, form, draft))


def beside(work: Work, form: Form, draft: Draft) -> Beside:
    """A form, as its draft has it, held against the editions that there are. Raises NotAllowed."""
    declared = form.declaration
    mine = [one for one in held_editions(work) if one.form.declaration.key == declared.key]
    there = next((one for one in mine if one.form.declaration.edition == declared.edition), None)
    others = [one for one in mine if one is not there]
    same = there is not None and (there.form.digest == form.digest or bare(there.form) == bare(form))
    return Beside(
        others[0] if others else None,
        going_on(draft, others[0].form, form) if others else None,
        [one for one in others if one.out],
        there,
        same,
        None if there is None or same else _why_not(work, there),
    )


def confirm_addition(work: Work, number: int, shown: str) -> tuple[Edition, bool]:
    """Adds the form as an edition, says whether it is new, and takes the draft away.

    `shown` is what the page told it was held against (`Beside.shown`). Raises NotAllowed, Unknown, LibraryChanged,
    GoesOnUndecided, and NotNow (`edition-used`) as `add_edition` does.
    """
    draft, content = open_draft(work, EDITION, number)
    added = add_decided(work, load_form(content), content, draft, shown)
    with suppress(Unknown):  # it was confirmed twice at once
        leave_draft(work, EDITION, number, finished=True)
    return added


def add_decided(work: Work, form: Form, content: bytes, draft: Draft, shown: str) -> tuple[Edition, bool]:
    """Adds the form with what its draft says of the edition before written into it. Raises as `confirm_addition`."""
    held = beside(work, form, draft)
    if held.undecided:
        raise GoesOnUndecided
    if held.shown != shown:
        raise LibraryChanged
    made = content if held.same else mapped(form, content, held.going_on)
    try:
        return add_edition(work, made, instead=held.in_place.form.digest if held.in_place else "")
    except Overtaken:
        raise LibraryChanged from None


def _why_not(work: Work, there: Held) -> NotNow | None:
    """Why an edition of the same name is in the way; None where nothing was made of it yet, and it is replaced."""
    with work.store.look() as session:
        if not editions.uses(session, there.edition):
            return None
    declared = there.form.declaration
    return NotNow(
        "edition-used",
        f"Edition {declared.edition} of {declared.title} is in use and cannot be changed. Give the changed "
        "file another edition, and upload it again.",
    )
