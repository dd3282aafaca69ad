"""Answers made of what a control or a cell of a copy says."""

from collections.abc import Iterable, Sequence

from schemas.edition import Kind, Slot
from schemas.trouble import Trouble
from service.problem import Problem, problem
from service.reading import Answer, FoundBy, State
from service.word.emphasis import left_alone, picked_out, singled_out, struck_said
from service.word.form import Form
from service.word.keys import squeezed
from service.word.place import where
from service.word.shading import is_highlighted, shades
from service.word.shown import clipped, fill_in_form, listed, seen
from service.word.states import off_its_line
from service.word.symbols import unknown_signs
from service.word.text import Cell, Control, Line, Run, View, runs_in, runs_of
from service.word.ticking import is_ticked

_FOUND = {
    FoundBy.POSITION: "This was found by its place in the form, as its own field is gone from this copy. Check it.",
    FoundBy.LABEL: "This was found by its label, away from its place in the form. Check it.",
}
_SEVERAL = "Several of the choices are left here, or it is not clear which is marked."
_STRUCK = "Some of this is struck through, so that it is not clear what counts: “{}”."
_SHADED = "Nothing is written here, but it is shaded or highlighted as it is not in the form: that may be the answer."


class Answering:
    """Makes the answers of one copy, whose `view` it is; what is doubtful about one goes to `problems`."""

    def __init__(self, form: Form, problems: list[Problem], view: View) -> None:
        self.form = form
        self.problems = problems
        self._looks = view.looks
        self._struck = view.struck or view.looks.strikes
        self._state = form.unanswered.state

    def from_control(self, slot: Slot, control: Control, row: int | None) -> Answer:
        """The answer in a control that kept its tag."""
        line, cell = control.places[0]
        said = control.said
        place = where(line, cell, slot.heading)
        state = self._state(slot, said)
        if control.picture and state is not State.ANSWERED:
            return self._unreadable(slot, row, said, place, "A picture stands here instead of an answer.")
        if self._may_be_marked(slot, said, state):
            said, state, why = self._by_formatting(slot, runs_in(control), said, state)
            if why:
                return self._unreadable(slot, row, said, place, why)
        elif self._struck and (struck := self._struck_in(runs_in(control))):
            return self._unreadable(slot, row, said, place, _STRUCK.format(struck))
        if state is not State.ANSWERED and self._is_shaded(slot, line, [line.cells[cell]], runs_in(control)):
            return self._unreadable(slot, row, said, place, _SHADED)
        if slot.kind is Kind.TICK and control.ticked:
            self._compare_ticks(slot, row, said, place)
        if state is State.ANSWERED:
            state = self._without_prompt(slot, row, said, place)
            self._note_signs(slot, row, said, place)
        if slot.kind is Kind.DATE and state is State.ANSWERED:
            stored = control.day
            if stored and said.strip() != f"{stored[8:]}/{stored[5:7]}/{stored[:4]}":
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
        doubt: str = "",
        more: Sequence[Cell] = (),
    ) -> Answer:
        """The answer that stands where the slot stood, and goes on in the cells `more`. `said` None: something is
        there that cannot be told apart. `doubt`: why that place may be another's.
        """
        place = where(line, cell, slot.heading)
        whole = line.cells[cell].text
        cells = [line.cells[cell], *more]
        if said is None:
            return self._unreadable(slot, row, whole, place, "Several answers run together here.", how)
        state = self._state(slot, said)
        if state is State.ANSWERED:  # a prompt may be made of lines to write on
            said = off_its_line(said, slot.kind)
            state = self._state(slot, said)
        if state is State.ANSWERED and self._is_anothers_prompt(slot, said):
            return self._unreadable(slot, row, said, place, "Another question's prompt stands here.", how)
        if doubt:
            return self._unreadable(slot, row, said, place, doubt, how)
        if state is not State.ANSWERED and any(one.picture for one in cells):
            return self._unreadable(
                slot, row, said, place, "A picture stands here instead of an answer.", how
            )
        if self._may_be_marked(slot, said, state):
            said, state, why = self._by_formatting(slot, runs_of(cells), said, state)
            if why:
                return self._unreadable(slot, row, said, place, why, how)
        elif self._struck and (struck := self._struck_in(runs_of(cells))):
            return self._unreadable(slot, row, said, place, _STRUCK.format(struck), how)
        if state is not State.ANSWERED and self._is_shaded(slot, line, cells, runs_of(cells)):
            return self._unreadable(slot, row, said, place, _SHADED, how)
        if state is State.ANSWERED:
            state = self._without_prompt(slot, row, said, place)
            self._note_signs(slot, row, said, place)
        self.problems.append(
            problem("answer.by_position", _FOUND[how], tag=slot.tag, row=row, where=place, said=said)
        )
        return Answer(slot.tag, row, state, said, place, how)

    def elsewhere(self, slot: Slot, control: Control, row: int | None) -> Answer:
        """The answer of a slot whose control now stands beside another question."""
        line, cell = control.places[0]
        why = "The box of this question now stands in another place of the form."
        return self._unreadable(slot, row, control.said, where(line, cell, slot.heading), why)

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

    def _may_be_marked(self, slot: Slot, said: str, state: State) -> bool:
        if slot.kind is not Kind.CHOICE:
            return False
        return state is State.PLACEHOLDER or (state is State.ANSWERED and not _offers(slot, said))

    def _struck_in(self, runs: Iterable[Run]) -> str:
        """What runs say, with what is struck through told; empty where nothing is."""
        return struck_said((text, self._looks.of(run)) for text, _, run in runs)

    def _is_shaded(self, slot: Slot, line: Line, cells: Sequence[Cell], runs: Iterable[Run]) -> bool:
        if slot.kind not in (Kind.TICK, Kind.CHOICE):
            return False
        shaded = shades(line, cells)
        if shaded and shaded != {fill_in_form(self.form, slot)}:
            return True
        return slot.kind is Kind.TICK and is_highlighted(seen(self._looks, runs), listed(self.form, slot))

    def _by_formatting(
        self, slot: Slot, of: Iterable[Run], said: str, state: State
    ) -> tuple[str, State, str]:
        """What a choice says by its looks, and why that cannot be told, "" where it can."""
        runs = clipped(seen(self._looks, of), said)
        form = listed(self.form, slot)
        listing = singled_out(slot, runs, form if slot.tag in self.form.unanswered.listed else ())
        if listing is None and (struck := struck_said(runs)):
            return said, state, _STRUCK.format(struck)
        if listing is None and state is State.ANSWERED:
            return left_alone(slot, runs) or said, state, ""
        if listing is None:
            whole = squeezed("".join(run[0] for run in runs)) == squeezed(said)
            return said, state, _SEVERAL if whole and picked_out(runs) - picked_out(form) else ""
        if state is State.PLACEHOLDER and not listing.marked:
            return said, state, ""
        return (listing.chosen, State.ANSWERED, "") if listing.chosen else (said, state, _SEVERAL)

    def _without_prompt(self, slot: Slot, row: int | None, said: str, place: str) -> State:
        """Answered, but for a text that is nothing more than its prompt; one with its prompt left in is named."""
        left = self.form.unanswered.prompt_left(slot, said)
        if left is State.ANSWERED:
            message = "The prompt, or part of it, is still in this answer. Is the rest the whole answer?"
            self.problems.append(
                problem("answer.prompt_left", message, tag=slot.tag, row=row, where=place, said=said)
            )
        return left or State.ANSWERED

    def _note_signs(self, slot: Slot, row: int | None, said: str, place: str) -> None:
        if unknown_signs(said):
            message = "A sign of a symbol font stands here that only its font can show. What does it say?"
            self.problems.append(
                problem("answer.unknown_sign", message, tag=slot.tag, row=row, where=place, said=said)
            )

    def _compare_ticks(self, slot: Slot, row: int | None, said: str, place: str) -> None:
        if is_ticked(said):
            return
        message = "The box is stored as ticked, but shows no tick. What it shows was taken."
        self.problems.append(
            problem("tick.shown_differs", message, tag=slot.tag, row=row, where=place, said=said)
        )

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
        return len(plain) > 3 and plain != squeezed(slot.prompt) and plain in self.form.unanswered.prompts


def _offers(slot: Slot, said: str) -> bool:
    return said in [option.text for option in slot.options]
