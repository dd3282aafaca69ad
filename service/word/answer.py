"""Answers made of what a control or a cell of a copy says."""

from collections.abc import Iterator, Sequence

from schemas.edition import Kind, Slot
from schemas.trouble import Trouble
from service.problem import Problem, problem
from service.reading import Answer, FoundBy, State
from service.word.emphasis import singled_out
from service.word.form import Form
from service.word.keys import squeezed
from service.word.place import where
from service.word.text import Control, Line, Run, View

_FOUND = {
    FoundBy.POSITION: "This was found by its place in the form, since its control is gone. Check it.",
    FoundBy.LABEL: "This was found by its label, away from its place in the form. Check it.",
}


class Answering:
    """Makes the answers of one copy; what is doubtful about one goes to `problems`."""

    def __init__(self, form: Form, view: View, problems: list[Problem]) -> None:
        self.form = form
        self.view = view
        self.problems = problems
        self._state = form.unanswered.state

    def from_control(self, slot: Slot, control: Control, row: int | None) -> Answer:
        """The answer in a control that kept its tag."""
        line, cell = control.places[0]
        said = control.said
        place = where(line, cell, slot.heading)
        state = self._state(slot, said)
        if control.picture and state is not State.ANSWERED:
            return self._unreadable(slot, row, said, place, "A picture stands here instead of an answer.")
        if state is State.ANSWERED and slot.kind is Kind.CHOICE and not _offers(slot, said):
            said, state = self._by_formatting(slot, list(_runs_in(control)), said, state)
            if state is State.UNREADABLE:
                return self._unreadable(slot, row, said, place, "Several of the choices are left here.")
        if slot.kind is Kind.DATE and state is State.ANSWERED:
            stored = (control.properties.stored or "")[:10]
            if stored:
                self._compare_dates(slot, stored, row, said, place)
        return Answer(slot.tag, row, state, said, place, FoundBy.CONTROL)

    def from_cell(
        self,
        slot: Slot,
        row: int | None,
        said: str | None,
        line: Line,
        cell: int,
        how: FoundBy,
        *,
        sure: bool = True,
    ) -> Answer:
        """The answer that stands where the slot stood. `said` None: something is there that cannot be told apart."""
        place = where(line, cell, slot.heading)
        whole = line.cells[cell].text
        if said is None:
            return self._unreadable(slot, row, whole, place, "Several answers run together here.", how)
        state = self._state(slot, said)
        if state is State.ANSWERED and self._is_anothers_prompt(slot, said):
            return self._unreadable(slot, row, said, place, "Another question's prompt stands here.", how)
        if not sure:
            return self._unreadable(
                slot,
                row,
                said,
                place,
                "The label beside this was reworded; is it still the same question?",
                how,
            )
        runs = [run for paragraph in line.cells[cell].paragraphs for run in paragraph.runs]
        if state is not State.ANSWERED and _holds_picture(self.view, line):
            return self._unreadable(
                slot, row, said, place, "A picture stands here instead of an answer.", how
            )
        if state is State.ANSWERED and slot.kind is Kind.CHOICE and not _offers(slot, said):
            said, state = self._by_formatting(slot, runs, said, state)
            if state is State.UNREADABLE:
                return self._unreadable(slot, row, said, place, "Several of the choices are left here.", how)
        self.problems.append(
            problem("answer.by_position", _FOUND[how], tag=slot.tag, row=row, where=place, said=said)
        )
        return Answer(slot.tag, row, state, said, place, how)

    def unreadable(self, slot: Slot, row: int | None, said: str, line: Line, cell: int, why: str) -> Answer:
        """An answer that stands somewhere in the line, but cannot be read."""
        return self._unreadable(slot, row, said, where(line, cell, slot.heading), why, FoundBy.POSITION)

    def missing(self, slot: Slot, row: int | None = None) -> Answer:
        """The answer of a slot that is not in the copy."""
        place = f"under “{slot.heading}”" if slot.heading else "nowhere in this copy"
        return Answer(slot.tag, row, State.MISSING, "", place, None)

    def is_answer(self, slot: Slot, said: str) -> bool:
        """Whether the text is an answer and not a prompt or a blank."""
        return self._state(slot, said) is State.ANSWERED

    def says_nothing(self, answer: Answer) -> bool:
        """Whether the answer leaves its row as empty as a row nobody wrote in."""
        return answer.state in (State.BLANK, State.PLACEHOLDER, State.MISSING)

    def _unreadable(
        self, slot: Slot, row: int | None, said: str, place: str, why: str, how: FoundBy = FoundBy.CONTROL
    ) -> Answer:
        message = f"{why} Say what the answer to “{slot.title}” is."
        self.problems.append(
            problem("answer.unreadable", message, tag=slot.tag, row=row, where=place, said=said)
        )
        return Answer(slot.tag, row, State.UNREADABLE, said, place, how)

    def _by_formatting(self, slot: Slot, runs: Sequence[Run], said: str, state: State) -> tuple[str, State]:
        chosen = singled_out(slot, runs)
        if chosen is None:
            return said, state
        return (chosen, State.ANSWERED) if chosen else (said, State.UNREADABLE)

    def _compare_dates(self, slot: Slot, stored: str, row: int | None, said: str, place: str) -> None:
        try:
            shown = str(self.form.schema.load_answer(slot, said))
        except Trouble:
            return
        if shown != stored:
            message = f"The date shown is {said.strip()}, the one stored beside it {stored}. The one shown was taken."
            self.problems.append(
                problem("date.shown_differs", message, tag=slot.tag, row=row, where=place, said=said)
            )

    def _is_anothers_prompt(self, slot: Slot, said: str) -> bool:
        plain = squeezed(said)
        return len(plain) > 3 and plain != squeezed(slot.prompt) and plain in _prompts(self.form)


def _prompts(form: Form) -> frozenset[str]:
    return frozenset(squeezed(slot.prompt) for slot in form.slots)


def _offers(slot: Slot, said: str) -> bool:
    return any(option.text == said for option in slot.options)


def _runs_in(control: Control) -> Iterator[Run]:
    for line, cell in control.places:
        for paragraph in line.cells[cell].paragraphs:
            for run in paragraph.runs:
                inside = run[1]
                while inside is not None and inside is not control:
                    inside = inside.inside
                if inside is control:
                    yield run


def _holds_picture(view: View, line: Line) -> bool:
    return any(there is line for _, there in view.unread)
