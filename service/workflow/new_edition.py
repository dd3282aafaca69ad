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
from service.workflow.add_edition import add_edition
from service.workflow.drafts import EDITION, begin_draft, leave_draft, open_draft
from service.workflow.goes_on import GoingOn, Question, bare, going_on, mapped
from service.workflow.library import Held, held_editions
from service.workflow.try_form import must_serve


@dataclass(frozen=True, slots=True)
class Beside:
    """A form held against the editions that there are.

    `before` is the newest edition of the same form besides it, None for a new form, and `going_on` what became of its
    questions; `others` are the editions that somebody still has out. `there` is whether an edition is replaced, `same`
    that this very file is there already; `why_not` why it cannot be added.
    """

    before: Held | None
    going_on: GoingOn | None
    others: Sequence[Held]
    there: bool
    same: bool
    why_not: NotNow | None

    @property
    def changed(self) -> Sequence[Change]:
        """What became of the questions of the edition before."""
        return self.going_on.changed if self.going_on is not None else ()

    @property
    def undecided(self) -> Sequence[Question]:
        """Its questions of which somebody has to say whether their answers go on."""
        return self.going_on.undecided if self.going_on is not None else ()


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
        there is not None,
        same,
        None if there is None or same else _why_not(work, there),
    )


def confirm_addition(work: Work, number: int) -> tuple[Edition, bool]:
    """Adds the form as an edition, says whether it is new, and takes the draft away.

    Raises NotAllowed, Unknown, GoesOnUndecided, and NotNow (`edition-used`) as `add_edition` does.
    """
    draft, content = open_draft(work, EDITION, number)
    added = add_edition(work, decided(work, load_form(content), content, draft))
    with suppress(Unknown):  # it was confirmed twice at once
        leave_draft(work, EDITION, number, finished=True)
    return added


def decided(work: Work, form: Form, content: bytes, draft: Draft) -> bytes:
    """The form with what its draft says of the edition before written into it. Raises NotAllowed, GoesOnUndecided."""
    held = beside(work, form, draft)
    if held.undecided:
        raise GoesOnUndecided
    return content if held.same else mapped(form, content, held.going_on)


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
