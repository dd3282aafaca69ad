"""One copy read against the form it was made from: every slot its answer, and nothing left over unsaid."""

from collections.abc import Iterable, Sequence

from schemas.edition import Slot
from service.problem import Problem, problem
from service.reading import Answer, Match, Reading, State, Unplaced
from service.word.align import align
from service.word.alignment import Item
from service.word.answer import Answering
from service.word.bycontrol import Row, Tagged, swallowed, tagged
from service.word.bypositions import Positions
from service.word.compose import expected_tags
from service.word.form import Form
from service.word.leftovers import not_shown, unplaced_in
from service.word.margins import margins
from service.word.place import where
from service.word.printing import Printing, answered
from service.word.text import Control, Line, View
from service.word.twice import pasted, same_again
from service.word.unchanged import is_unchanged


def read_copy(
    form: Form, view: View, match: Match, reference: str | None, problems: Sequence[Problem] = ()
) -> Reading:
    """Everything the copy says: an answer for every slot, and all text that is neither the form's nor an answer.

    `match` and `reference` say which form and audit the copy was found to be of, `problems` what was wrong in
    finding it; they go into the reading.
    """
    reader = _Reader(form, view, tagged(form, view))
    answers = reader.answers()
    printing = Printing(form, answered(answers))
    leftover = [*reader.leftover]
    if reader.positions is not None:
        leftover += unplaced_in(form, reader.found, reader.positions, printing)
    leftover += [*margins(form, view, reader.found, printing), *not_shown(form, view)]
    for one in leftover:
        reader.problems.append(
            problem(
                "text.unplaced",
                "This text is neither the form's own nor an answer to one of its questions.",
                where=one.where,
                said=one.text,
            )
        )
    return Reading(match, reference, tuple(answers), tuple(leftover), (*problems, *reader.problems))


class _Reader:
    """Reads one copy. Lays it over the form only when something about it changed."""

    def __init__(self, form: Form, view: View, found: Tagged) -> None:
        self.form = form
        self.view = view
        self.found = found
        self.problems: list[Problem] = []
        self.leftover: list[Unplaced] = []
        self.gone: list[Answer] = []
        self.make = Answering(form, self.problems, view)
        self.positions: Positions | None = None
        if not is_unchanged(form, view, found):
            self._drop_swallowers()
            alignment = align(form.skeleton, view.lines, found.own)
            self.positions = Positions(form, alignment, found)

    def answers(self) -> list[Answer]:
        """An answer for every slot, a repeating part's once a row, in the form's order."""
        answers: list[Answer] = []
        lists: set[str] = set()
        for slot in self.form.slots:
            if slot.repeating is None:
                answers.append(self._one(slot))
            elif slot.repeating not in lists:
                lists.add(slot.repeating)
                answers.extend(self._rows(slot.repeating))
        self._note_missing([*answers, *self.gone])
        return answers

    def _drop_swallowers(self) -> None:
        """Takes no control at its word that holds parts of the form around it."""
        statics = frozenset(text for text, _ in self.form.skeleton.statics)
        for tag, control in list(self.found.once.items()):
            if swallowed(control, statics, self.view.controls):
                del self.found.once[tag]
                self.found.own.pop(control.number, None)

    def _one(self, slot: Slot) -> Answer:
        control = self.found.once.get(slot.tag)
        if control is not None and slot.tag in self.found.again:
            control = self._in_its_place(slot, control)
        if control is not None:
            if self.positions is not None and self.positions.is_elsewhere(slot, control):
                return self.make.elsewhere(slot, control, None)
            return self.make.from_control(slot, control, None)
        if self.positions is not None:
            answer = self.positions.answer(slot, self.make)
            if answer is not None:
                return answer
        return self.make.missing(slot)

    def _in_its_place(self, slot: Slot, first: Control) -> Control:
        """Of controls with the same tag the one where the form has it; the others' texts are unplaced.

        Where the form itself has the slot in several places, they may all say the same.
        """
        home = self.positions.home(slot) if self.positions is not None else None
        controls = self.found.again[slot.tag]
        chosen = next(
            (control for control in controls if home is not None and control.places[0][0] is home), first
        )
        in_form = sum(1 for one in self.form.of_control.values() if one is slot)
        if len(controls) <= in_form and len({control.said for control in controls}) == 1:
            self.found.own.update((control.number, slot) for control in controls)
            return chosen
        for control in controls:
            if control is not chosen:
                line, cell = control.places[0]
                self.found.own[control.number] = slot
                if control.said.strip() and self.make.is_answer(slot, control.said):
                    self.leftover.append(Unplaced(control.said, where(line, cell, slot.heading)))
        line, cell = chosen.places[0]
        self.problems.append(
            problem(
                "slot.twice",
                f"“{slot.title}” stands {len(controls)} times in this copy. The answer was taken from its own place.",
                tag=slot.tag,
                where=where(line, cell, slot.heading),
                said=chosen.said,
            )
        )
        return chosen

    def _rows(self, name: str) -> list[Answer]:
        slots = [slot for slot in self.form.slots if slot.repeating == name]
        answers: list[Answer] = []
        number = 0
        places = self._row_places(name)
        if not places and self.positions is not None and self.positions.is_gone(slots[0]):
            self.gone.extend(self.make.missing(slot) for slot in slots)
        for place, controls in places:
            before = len(self.problems)
            row = [self._in_row(slot, place, controls, number) for slot in slots]
            if all(self.make.says_nothing(answer) for answer in row):
                del self.problems[before:]
                continue
            answers.extend(row)
            number += 1
        return answers

    def _in_row(self, slot: Slot, place: Line | Item | None, controls: Row, number: int) -> Answer:
        """The answer in one row: by its control, else by its place."""
        control = controls.get(slot.tag)
        if control is not None:
            if self.positions is not None and self.positions.is_elsewhere_in_row(
                slot, control, controls, place
            ):
                return self.make.elsewhere(slot, control, number)
            return self.make.from_control(slot, control, number)
        if self.positions is not None and place is not None:
            if not isinstance(place, Line):
                return self.positions.in_item(slot, place, number, self.make)
            if place.table and slot.repeating not in self.found.spread:
                return self.positions.in_row(slot, place, number, self.make)
        return self.make.missing(slot, number)

    def _row_places(self, name: str) -> Sequence[tuple[Line | Item | None, Row]]:
        """The rows of a repeating part in reading order, with the controls that each still has."""
        if self.positions is not None and not self.found.rows.get(name) and self.positions.items(name):
            return [(item, {}) for item in self.positions.items(name)]
        repeats = self._repeats(name)
        by_control = {key: row for key, row in self.found.rows.get(name, {}).items() if key not in repeats}
        if self.positions is None:
            return [(_line_of(controls), controls) for controls in by_control.values()]
        order = {id(line): index for index, line in enumerate(self.view.lines)}
        rows: dict[object, tuple[Line, Row]] = {}
        for key, controls in by_control.items():
            line = _line_of(controls)
            if line is not None:
                rows[key] = line, controls
        for line in self.positions.rows(name) if name not in self.found.spread else ():
            if line not in repeats:
                rows.setdefault(line, (line, {}))
        return [
            (line, controls) for line, controls in sorted(rows.values(), key=lambda row: order[id(row[0])])
        ]

    def _repeats(self, name: str) -> set[object]:
        """The rows, by key, that only say again what others say, where the list was pasted again; this is named."""
        rows = self.found.rows.get(name, {})
        again = pasted(self.form, name, rows)
        if not again:
            return set()
        first = next(iter(rows[again[0][0]].values()))
        slot = self.form.by_tag[first.tag]
        line, cell = first.places[0]
        self.problems.append(
            problem(
                "slot.twice",
                f"The rows that begin with “{slot.title}” stand in {len(again) + 1} places of this copy. All were "
                "taken, but those that say exactly the same only once. Is each meant to count?",
                tag=slot.tag,
                where=where(line, cell, slot.heading),
            )
        )
        return same_again(rows, [key for block in again for key in block])

    def _note_missing(self, answers: Iterable[Answer]) -> None:
        """Names the slots that are gone, except those of parts left out for this case."""
        missing = [answer for answer in answers if answer.state is State.MISSING]
        if not missing:
            return
        answered = {a.tag: a.said for a in answers if a.row is None and a.state is State.ANSWERED}
        expected = expected_tags(self.form, answered)
        for answer in missing:
            if expected is None or answer.tag in expected:
                slot = self.form.by_tag[answer.tag]
                self.problems.append(
                    problem(
                        "slot.missing",
                        f"The place for “{slot.title}” is not in this copy. Was it deleted?",
                        tag=answer.tag,
                        row=answer.row,
                        where=answer.where,
                    )
                )


def _line_of(controls: Row) -> Line | None:
    return next((control.places[0][0] for control in controls.values()), None)
