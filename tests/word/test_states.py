"""Whether a slot was answered is told by its text alone."""

import pytest

from schemas.edition import Kind, Option, Slot
from service.reading import State
from service.word.states import WORDS_OWN, Unanswered, off_its_line

TEXT = Slot("a", "A", Kind.TEXT, prompt="Write the reasons here")
TICK = Slot("b", "B", Kind.TICK, prompt="\u2610")
CHOICE = Slot(
    "c", "C", Kind.CHOICE, prompt="Choose", options=(Option("good", "Good"), Option("weak", "Weak"))
)


def _state(slot: Slot, said: str) -> State:
    return Unanswered([slot], "Not answered").state(slot, said)


@pytest.mark.parametrize(
    "said",
    [
        "Write the reasons here",
        " Write the  reasons\u00a0here\n",
        "Not answered",
        *WORDS_OWN,
    ],
)
def test_the_prompt_in_any_spacing_is_no_answer(said: str) -> None:
    assert _state(TEXT, said) is State.PLACEHOLDER


@pytest.mark.parametrize("said", ["", " ", "\n\n", "\u2002" * 5, "\u00a0", "\t", "\u200b", "\u3000" * 400])
def test_a_blank_is_blank(said: str) -> None:
    assert _state(TEXT, said) is State.BLANK


@pytest.mark.parametrize(
    "said",
    [
        "Write the reasons here: the plan is late.",
        "Write the reasons",
        "Choose",
        "n/a",
        ".",
        " " * 500 + "late",
        "Write the reasons here" * 9,
    ],
)
def test_anything_else_is_an_answer(said: str) -> None:
    assert _state(TEXT, said) is State.ANSWERED


@pytest.mark.parametrize("box", ["\u2610", "\u25a1", "\u25fb", "\uf0a8", "\uf06f"])
def test_an_empty_box_is_no_answer_of_a_tick_box(box: str) -> None:
    assert _state(TICK, box) is State.PLACEHOLDER
    assert _state(TEXT, box) is State.ANSWERED


@pytest.mark.parametrize("box", ["\u2612", "\u2611", "\u2713", "x", "Yes"])
def test_a_ticked_box_is_an_answer(box: str) -> None:
    assert _state(TICK, box) is State.ANSWERED


@pytest.mark.parametrize("box", ["\u2612", "\u2611", "x", "[x]"])
def test_a_box_that_the_form_itself_shows_ticked_is_an_answer_all_the_same(box: str) -> None:
    assert _state(Slot("b", "B", Kind.TICK, prompt=box), box) is State.ANSWERED


def test_a_box_that_the_form_draws_in_its_own_way_is_no_answer() -> None:
    assert _state(Slot("b", "B", Kind.TICK, prompt="[ ]"), "[ ]") is State.PLACEHOLDER


def test_a_prompt_that_lists_the_choices_is_known_for_it() -> None:
    listing = Slot("d", "D", Kind.CHOICE, prompt="Good / Weak", options=CHOICE.options)
    assert Unanswered([CHOICE, listing, TEXT], "Not answered").listed == {"d"}


@pytest.mark.parametrize(
    ("said", "answer"),
    [("____Wren Alder____", "Wren Alder"), ("Wren Alder ________", "Wren Alder"), ("__ 4 May", "4 May"),
     ("..........Harbour.........", "Harbour"), ("\u2026\u2026\u2026\u2026Harbour", "Harbour"),
     ("___/___/____", ""), ("___/___", ""), ("and so on....", "and so on...."), ("12/__/____", "12/__/"),
     ("________________", ""), ("_ _ _ __", ""),
     ("Wren_Alder", "Wren_Alder"), ("And so on...", "And so on..."), ("_x", "_x"), ("\u2026", "\u2026"),
     ("Harbour ____ Meadow", "Harbour ____ Meadow"), (" Harbour ", " Harbour ")],
)  # fmt: skip
def test_the_line_that_an_answer_was_written_on_is_no_part_of_it(said: str, answer: str) -> None:
    assert off_its_line(said, Kind.TEXT) == answer


@pytest.mark.parametrize(("kind", "left"), [(Kind.DATE, "24/02/2025"), (Kind.TEXT, "_24/02/2025_")])
def test_an_underscore_left_of_a_line_is_no_part_of_a_date(kind: Kind, left: str) -> None:
    assert off_its_line("_24/02/2025_", kind) == left
