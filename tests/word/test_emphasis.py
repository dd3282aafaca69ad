"""A list of the choices is read by the one that stands out, and asked about where not exactly one does."""

import time

import pytest

from service.reading import Answer, State
from service.word.emphasis import lists_options
from service.word.form import Form
from service.word.read import read
from tests.word.seen import form
from tests.word.tiny import PICTURE, cell, choice, document, para, row, run, table

GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "ri": "Requires improvement to be good",
    "inadequate": "Inadequate",
}
STATIC = para("Review of the file") + para("The end")


def _form(listed: str) -> Form:
    return form(STATIC + table(row("Answer", cell(para(listed)))))


FORM = _form(choice("overall.grade", "Choose a grade", GRADES))
YES_NO = _form(choice("sections.visits.seen", "Choose", {"yes": "Yes", "no": "No"}))


def _answer(made: Form, *cells: str) -> Answer:
    """What is read where the control was replaced by the paragraphs of a printed form."""
    (answer,) = read(document(STATIC + table(row("Answer", cell(*cells)))), [made], made).answers
    return answer


def _of_grades(*cells: str) -> tuple[State, str]:
    answer = _answer(FORM, *cells)
    return answer.state, answer.said


def _lines(**looks: str) -> list[str]:
    return [para(run(text, looks.get(code, ""))) for code, text in GRADES.items()]


def _joined(between: str, **looks: str) -> str:
    return para(run(between).join(run(text, looks.get(code, "")) for code, text in GRADES.items()))


LOOKS = [
    "<w:b/>",
    '<w:b w:val="1"/>',
    "<w:i/>",
    '<w:u w:val="single"/>',
    '<w:highlight w:val="yellow"/>',
    '<w:shd w:val="clear" w:fill="FFFF00"/>',
    '<w:color w:val="FF0000"/>',
    '<w:bdr w:val="single"/>',
    "<w:caps/>",
]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("between", [" / ", ", ", " | ", "\n", None])
def test_the_one_that_stands_out_is_the_answer(look: str, between: str | None) -> None:
    cells = _lines(good=look) if between is None else [_joined(between, good=look)]
    assert _of_grades(*cells) == (State.ANSWERED, "Good")


@pytest.mark.parametrize(
    "look",
    [
        '<w:b w:val="0"/>',
        '<w:u w:val="none"/>',
        '<w:highlight w:val="none"/>',
        '<w:color w:val="auto"/>',
        '<w:color w:val="000000"/>',
        '<w:shd w:val="clear" w:fill="auto"/>',
        '<w:shd w:val="clear" w:fill="FFFFFF"/>',
    ],
)
def test_a_look_that_is_none_marks_nothing(look: str) -> None:
    assert _of_grades(*_lines(good=look))[0] is State.UNREADABLE


def test_a_list_left_as_it_was_is_asked_about() -> None:
    assert _of_grades(*_lines()) == (State.UNREADABLE, "\n".join(GRADES.values()))


def test_all_but_one_struck_through_leave_that_one() -> None:
    struck = dict.fromkeys(("outstanding", "good", "inadequate"), "<w:strike/>")
    assert _of_grades(*_lines(**struck)) == (State.ANSWERED, GRADES["ri"])


def test_one_struck_of_four_leaves_three_and_is_asked_about() -> None:
    assert _of_grades(*_lines(good="<w:strike/>"))[0] is State.UNREADABLE


def test_one_made_bold_among_those_left_unstruck_is_the_answer() -> None:
    assert _of_grades(*_lines(good="<w:strike/>", ri="<w:b/>")) == (State.ANSWERED, GRADES["ri"])


@pytest.mark.parametrize(
    "looks",
    [
        {"good": "<w:b/>", "ri": "<w:b/>"},
        {"good": "<w:b/>", "ri": "<w:highlight w:val='yellow'/>"},
        {"good": "<w:b/><w:strike/>"},
        dict.fromkeys(GRADES, "<w:strike/>"),
    ],
)
def test_marks_that_do_not_agree_are_asked_about(looks: dict[str, str]) -> None:
    assert _of_grades(*_lines(**looks))[0] is State.UNREADABLE


def test_a_look_that_all_have_says_nothing_beside_one_that_one_has() -> None:
    looks = dict.fromkeys(GRADES, "<w:b/>") | {"good": '<w:b/><w:highlight w:val="yellow"/>'}
    assert _of_grades(*_lines(**looks)) == (State.ANSWERED, "Good")


def test_half_a_word_marked_is_asked_about() -> None:
    cells = para(run("Out", "<w:b/>"), run("standing / ")), para(run("Good"))
    assert _of_grades(*cells)[0] is State.UNREADABLE
    cells = (
        para(run("Requires", "<w:strike/>"), run(" improvement to be good / ")),
        para(run("Good", "<w:strike/>")),
    )
    assert _of_grades(*cells)[0] is State.UNREADABLE


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("\u2610 Yes \u2612 No", "No"),
        ("\u2612 Yes \u2610 No", "Yes"),
        ("Yes \u2610 No \u2612", "No"),
        ("Yes \u2612 No \u2610", "Yes"),
        ("\u2610 Yes\n\u2611 No", "No"),
        ("Yes \u2713\nNo", "Yes"),
        ("Yes \u2713 / No", "Yes"),
        ("Yes / \u2713 No", "No"),
        ("Yes / No \u2713", "No"),
        ("[x] Yes [ ] No", "Yes"),
        ("[ ] Yes [X] No", "No"),
        ("( ) Yes (x) No", "No"),
        ("x Yes / No", "Yes"),
        ("Yes / No x", "No"),
        ("Yes X\nNo", "Yes"),
        ("\u2713 Yes / \u2717 No", "Yes"),
        ("\uf0a8 Yes \uf0fe No", "No"),
        ("YES \u2610 NO \u2612", "No"),
    ],
)
def test_the_one_ticked_is_the_answer_wherever_the_boxes_stand(shown: str, said: str) -> None:
    answer = _answer(YES_NO, *[para(run(line)) for line in shown.split("\n")])
    assert (answer.state, answer.said) == (State.ANSWERED, said)


@pytest.mark.parametrize(
    "shown",
    [
        "\u2610 Yes \u2610 No",
        "\u2612 Yes \u2612 No",
        "Yes \u2713 No",
        "\u2612 Yes No \u2612",
        "Yes \u2717 / No",
        "Yes\nNo\n\u2713",
        "Yes / No",
    ],
)
def test_ticks_that_leave_a_doubt_are_asked_about(shown: str) -> None:
    answer = _answer(YES_NO, *[para(run(line)) for line in shown.split("\n")])
    assert (answer.state, answer.said) == (State.UNREADABLE, shown)


def test_words_beside_the_list_are_no_mere_list() -> None:
    answer = _answer(YES_NO, para(run("Yes", "<w:b/>"), run(" on most visits, No at the last")))
    assert (answer.state, answer.said) == (State.ANSWERED, "Yes on most visits, No at the last")


LISTED = _form(choice("overall.grade", " / ".join(GRADES.values()), GRADES))


def _in_control(**looks: str) -> Answer:
    listed = run(" / ").join(run(text, looks.get(code, "")) for code, text in GRADES.items())
    return _answer(LISTED, para(choice("overall.grade", "@", GRADES).replace(run("@"), listed)))


def test_a_prompt_that_lists_the_choices_is_answered_by_marking_one() -> None:
    assert lists_options(LISTED.slots[0])
    assert not lists_options(FORM.slots[0])
    assert _in_control().state is State.PLACEHOLDER
    assert (_in_control(good="<w:b/>").state, _in_control(good="<w:b/>").said) == (State.ANSWERED, "Good")
    assert _in_control(good="<w:b/>", ri="<w:b/>").state is State.UNREADABLE


DESIGNED = para(
    choice("overall.grade", "@", GRADES).replace(
        run("@"),
        run(" / ").join(
            run(text, '<w:color w:val="FF0000"/>' * (code == "inadequate")) for code, text in GRADES.items()
        ),
    )
)


@pytest.mark.parametrize(
    ("looks", "state", "said"),
    [
        ({}, State.PLACEHOLDER, " / ".join(GRADES.values())),
        ({"good": "<w:b/>"}, State.ANSWERED, "Good"),
        ({"good": '<w:color w:val="00FF00"/>'}, State.ANSWERED, "Good"),
        ({"inadequate": '<w:color w:val="FF0000"/><w:b/>'}, State.ANSWERED, "Inadequate"),
        ({"good": "<w:b/>", "ri": "<w:u/>"}, State.UNREADABLE, " / ".join(GRADES.values())),
    ],
)
@pytest.mark.parametrize("unwrapped", [False, True], ids=["in its control", "control gone"])
def test_what_the_forms_own_list_marks_by_design_is_no_answer(
    looks: dict[str, str], state: State, said: str, *, unwrapped: bool
) -> None:
    made = form(STATIC + table(row("Answer", cell(DESIGNED))))
    given = {"inadequate": '<w:color w:val="FF0000"/>'} | looks
    listed = run(" / ").join(run(text, given.get(code, "")) for code, text in GRADES.items())
    shown = listed if unwrapped else choice("overall.grade", "@", GRADES).replace(run("@"), listed)
    answer = _answer(made, para(shown))
    assert (answer.state, answer.said) == (state, said)


def test_a_box_that_the_forms_own_list_shows_ticked_is_no_answer() -> None:
    prompt = "\u2612 Yes \u2610 No"
    made = _form(choice("sections.visits.seen", prompt, {"yes": "Yes", "no": "No"}))
    assert _answer(made, para(choice("sections.visits.seen", prompt, {}))).state is State.PLACEHOLDER
    changed = _answer(made, para(choice("sections.visits.seen", "\u2610 Yes \u2612 No", {})))
    assert (changed.state, changed.said) == (State.ANSWERED, "No")


def test_a_list_of_choices_repeated_for_ever_does_not_take_long() -> None:
    listed = (run("Good", "<w:b/>") + run(" / Inadequate ")) * 5_000
    start = time.process_time()
    assert _answer(FORM, para(listed)).said == "Good"
    lines = [para(run("\u2612 Good")), para(run("\u2610 Inadequate"))] * 4_000
    assert _answer(FORM, *lines).said == "Good"
    assert time.process_time() - start < 20


@pytest.mark.parametrize("said", ["/ Good / /", "Good /", "  / / good", "Good |", "\u2022 Good"])
def test_the_choice_that_is_left_of_a_list_is_the_answer_whatever_divided_them(said: str) -> None:
    assert _of_grades(para(said)) == (State.ANSWERED, "Good")


@pytest.mark.parametrize("said", ["/ Good or / /", "/ Good / Fine /"])
def test_more_than_one_choice_that_is_left_is_none(said: str) -> None:
    state, left = _of_grades(para(said))
    assert (state, left) == (State.ANSWERED, said), "what is no choice is asked about when it is checked"


def test_the_choice_that_is_left_and_struck_through_is_asked_about() -> None:
    assert _of_grades(para(run("/ "), run("Good", "<w:strike/>"), run(" /")))[1] != "Good"


@pytest.mark.parametrize("look", LOOKS)
def test_a_mark_in_a_list_whose_words_are_not_the_choices_is_asked_about(look: str) -> None:
    """The form prints RI; the options of its slot, as somebody wrote them, say it in full."""
    printed = "Outstanding / Good / RI / Inadequate"
    made = _form(choice("overall.grade", printed, GRADES))
    assert _answer(made, para(printed)).state is State.PLACEHOLDER
    marked = para(run("Outstanding / Good / "), run("RI", look), run(" / Inadequate"))
    assert _answer(made, marked).state is State.UNREADABLE
    assert _answer(made, para(run(printed, look))).state is State.PLACEHOLDER, "nothing is picked out"


@pytest.mark.parametrize("grey", ["BFBFBF", "FFFFFF", "808080"])
def test_a_choice_that_is_greyed_out_is_not_the_chosen_one(grey: str) -> None:
    faded = run("No", f'<w:color w:val="{grey}"/>')
    assert _answer(YES_NO, para(run("Yes / "), faded)).state is State.UNREADABLE


@pytest.mark.parametrize("made", [FORM, YES_NO, LISTED])
def test_a_picture_where_the_answer_belongs_is_asked_about(made: Form) -> None:
    assert _answer(made, para(PICTURE)).state is State.UNREADABLE
