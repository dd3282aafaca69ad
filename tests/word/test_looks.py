"""What styles, sizes and shades say of an answer counts as much as what a run says of itself."""

import pytest

from service.reading import Answer, State
from service.word.form import Form
from service.word.read import read
from tests.word.seen import form, lines
from tests.word.tiny import (
    cell,
    choice,
    control,
    document,
    para,
    row,
    run,
    table,
    tick,
)

GRADES = {"outstanding": "Outstanding", "good": "Good", "inadequate": "Inadequate"}
STATIC = para("Review of the file") + para("The end")
GRADED = form(STATIC + table(row("Grade", cell(para(choice("overall.grade", "Choose a grade", GRADES))))))
WRITTEN = form(STATIC + table(row("Why", cell(para(control("overall.rationale", "Say why"))))))
STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'/>"
    "<w:style w:type='character' w:styleId='Strong'><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='Stronger'><w:basedOn w:val='Strong'/></w:style>"
    "<w:style w:type='character' w:styleId='Gone'><w:rPr><w:strike/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='Pale'><w:rPr><w:color w:val='BFBFBF'/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='Big'><w:rPr><w:sz w:val='32'/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='GoneToo'><w:rPr><w:dstrike/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='SecretToo'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Bold'><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Round'><w:basedOn w:val='Round'/></w:style>"
)


def _styled(name: str) -> str:
    return f'<w:rStyle w:val="{name}"/>'


def _answer(made: Form, label: str, *cells: str, styles: str = STYLES) -> Answer:
    body = STATIC + table(row(label, cell(*cells)))
    (answer,) = read(document(body, styles=styles), [made], made).answers
    return answer


def _graded(*cells: str) -> tuple[State, str]:
    answer = _answer(GRADED, "Grade", *cells)
    return answer.state, answer.said


@pytest.mark.parametrize("style", ["Strong", "Stronger", "Big"])
def test_the_choice_in_a_style_of_its_own_is_the_answer(style: str) -> None:
    cells = para("Outstanding"), para(run("Good", _styled(style))), para("Inadequate")
    assert _graded(*cells) == (State.ANSWERED, "Good")


def test_the_choice_whose_paragraph_has_a_style_of_its_own_is_the_answer() -> None:
    cells = para("Outstanding"), para("Good"), para("Inadequate", style="Bold")
    assert _graded(*cells) == (State.ANSWERED, "Inadequate")


def test_a_style_that_its_run_takes_back_marks_nothing() -> None:
    cells = para("Outstanding"), para(run("Good", _styled("Strong") + '<w:b w:val="0"/>')), para("Inadequate")
    assert _graded(*cells)[0] is State.UNREADABLE


def test_bold_within_bold_is_not_bold() -> None:
    cells = (
        para("Outstanding", style="Bold"),
        para(run("Good", _styled("Strong")), style="Bold"),
        para("Inadequate", style="Bold"),
    )
    assert _graded(*cells)[0] is State.UNREADABLE, "two are bold"


def test_choices_struck_through_by_a_style_leave_the_other() -> None:
    cells = para(run("Outstanding", _styled("Gone"))), para("Good"), para("Inadequate", style="GoneToo")
    assert _graded(*cells) == (State.ANSWERED, "Good")


def test_a_choice_made_pale_by_a_style_is_asked_about() -> None:
    cells = para(run("Outstanding", _styled("Pale"))), para("Good"), para("Inadequate")
    assert _graded(*cells)[0] is State.UNREADABLE


def test_the_choice_in_larger_letters_is_the_answer() -> None:
    cells = para("Outstanding"), para(run("Good", '<w:sz w:val="32"/>')), para("Inadequate")
    assert _graded(*cells) == (State.ANSWERED, "Good")


def test_letters_of_the_size_that_all_have_mark_nothing() -> None:
    cells = para("Outstanding"), para(run("Good", '<w:sz w:val="22"/>')), para("Inadequate")
    assert _graded(*cells)[0] is State.UNREADABLE


@pytest.mark.parametrize(
    "shown", [para(run("No concerns.", _styled("Gone"))), para("No concerns.", style="GoneToo")]
)
def test_an_answer_struck_through_by_a_style_is_asked_about(shown: str) -> None:
    assert _answer(WRITTEN, "Why", shown).state is State.UNREADABLE


@pytest.mark.parametrize(
    "shown", [para(run("No concerns.", _styled("Secret"))), para("No concerns.", style="SecretToo")]
)
def test_an_answer_that_a_style_hides_is_none(shown: str) -> None:
    assert _answer(WRITTEN, "Why", shown).state is State.BLANK


def test_a_run_that_shows_itself_in_a_style_that_hides_is_read() -> None:
    shown = para(run("No concerns.", '<w:vanish w:val="0"/>'), style="SecretToo")
    assert lines(shown, styles=STYLES) == [["No concerns."]]


def test_a_style_based_on_itself_is_read() -> None:
    cells = para("Outstanding", style="Round"), para(run("Good", "<w:b/>")), para("Inadequate")
    assert _graded(*cells) == (State.ANSWERED, "Good")


BLACK = '<w:shd w:val="clear" w:fill="000000"/>'
SEEN = form(
    STATIC
    + table(row("Seen?", cell(para(tick("sections.visits.seen", shown="\u2610"))), cell("Alone?")), columns=3)
)


def _seen(properties: str, *, others: str = "", look: str = "", kept: bool = False) -> Answer:
    box = tick("sections.visits.seen", shown="\u2610") if kept else run("\u2610", look)
    cells = (cell("Seen?", properties=others), cell(para(box), properties=properties))
    body = STATIC + table(row(*cells, cell("Alone?", properties=others)), columns=3)
    return read(document(body), [SEEN], SEEN).answers[0]


@pytest.mark.parametrize("kept", [True, False], ids=["with its control", "without"])
@pytest.mark.parametrize("shade", [BLACK, '<w:shd w:val="solid" w:color="000000" w:fill="auto"/>'])
def test_a_box_whose_cell_is_shaded_is_asked_about(shade: str, *, kept: bool) -> None:
    assert _seen("", kept=kept).state is State.PLACEHOLDER
    assert _seen(shade, kept=kept).state is State.UNREADABLE


def test_a_row_that_is_shaded_all_over_marks_nothing() -> None:
    assert _seen(BLACK, others=BLACK).state is State.PLACEHOLDER


def test_a_box_that_is_highlighted_is_asked_about() -> None:
    assert _seen("", look='<w:highlight w:val="yellow"/>').state is State.UNREADABLE


def test_a_grade_given_by_the_colour_of_its_cell_is_asked_about() -> None:
    red = '<w:shd w:val="clear" w:fill="FF0000"/>'
    body = STATIC + table(
        row("Grade", cell(para(choice("overall.grade", "Choose a grade", GRADES)), properties=red))
    )
    (answer,) = read(document(body), [GRADED], GRADED).answers
    assert answer.state is State.UNREADABLE


LISTED = form(
    STATIC
    + table(row("Grade", cell(para(choice("overall.grade", "Outstanding / Good / Inadequate", GRADES)))))
)


@pytest.mark.parametrize("look", ['<w:color w:val="FF0000"/>', "<w:smallCaps/>"])
def test_a_choice_in_another_colour_than_the_others_prompts_stands_out(look: str) -> None:
    grey = '<w:color w:val="808080"/>'
    shown = run("Outstanding / ", grey) + run("Good", look) + run(" / Inadequate", grey)
    prompt = choice("overall.grade", "@", GRADES).replace(
        run("@"), run("Outstanding / Good / Inadequate", grey)
    )
    made = form(STATIC + table(row("Grade", cell(para(prompt)))))
    answer = _answer(made, "Grade", para(shown))
    assert (answer.state, answer.said) == (
        (State.ANSWERED, "Good") if "color" in look else (State.UNREADABLE, "Outstanding / Good / Inadequate")
    )


@pytest.mark.parametrize(
    ("properties", "state"),
    [('<w:shd w:val="clear" w:fill="FFFF00"/>', State.ANSWERED),
     ('<w:pBdr><w:top w:val="single"/></w:pBdr>', State.ANSWERED),
     ('<w:numPr><w:numId w:val="3"/></w:numPr>', State.UNREADABLE)],
    ids=["shaded", "in a border", "with a bullet"],
)  # fmt: skip
def test_a_choice_whose_line_is_set_apart(properties: str, state: State) -> None:
    apart = f"<w:p><w:pPr>{properties}</w:pPr>{run('Good')}</w:p>"
    assert _answer(GRADED, "Grade", para("Outstanding"), apart, para("Inadequate")).state is state


@pytest.mark.parametrize(
    "look",
    ["<w:outline/>", "<w:emboss/>", '<w:vertAlign w:val="superscript"/>', '<w:rFonts w:ascii="Impact"/>'],
)
def test_a_choice_that_differs_in_a_way_that_may_mean_nothing_is_asked_about(look: str) -> None:
    shown = para("Outstanding", " / ", run("Good", look), " / ", "Inadequate")
    assert _answer(LISTED, "Grade", shown).state is State.UNREADABLE
    assert _answer(LISTED, "Grade", para("Outstanding / Good / Inadequate")).state is State.PLACEHOLDER


@pytest.mark.parametrize("said", ["RI", "Good ", "good", "Adequate", "2"])
def test_a_choice_in_other_words_that_is_struck_through_is_asked_about(said: str) -> None:
    assert _answer(GRADED, "Grade", para(run(said, "<w:strike/>"))).state is State.UNREADABLE


def test_a_box_whose_cell_is_crossed_is_asked_about() -> None:
    crossed = '<w:tcBorders><w:tl2br w:val="single"/></w:tcBorders>'
    assert _seen(crossed).state is State.UNREADABLE


DESIGN = {"Outstanding": "00B050", "Good": "FFC000", "Inadequate": "FF0000"}


def _coloured(**colours: str) -> str:
    runs = [run(grade, f'<w:color w:val="{colour}"/>') for grade, colour in (DESIGN | colours).items()]
    return para(run(" / ").join(runs))


def test_a_colour_a_little_off_the_forms_own_is_no_choice() -> None:
    listed = choice("overall.grade", "@", GRADES).replace(run("@"), _coloured()[5:-6])
    made = form(STATIC + table(row("Grade", cell(para(listed)))))
    assert _answer(made, "Grade", _coloured()).state is State.PLACEHOLDER
    assert _answer(made, "Grade", _coloured(Outstanding="00B051")).state is State.UNREADABLE
    assert _answer(made, "Grade", _coloured(Outstanding="FFC000")).state is State.UNREADABLE


@pytest.mark.parametrize("look", ['<w:highlight w:val="white"/>', '<w:sz w:val="23"/>'])
def test_what_nobody_sees_marks_nothing(look: str) -> None:
    shown = para("Outstanding"), para(run("Good", look)), para("Inadequate")
    assert _answer(LISTED, "Grade", *shown).state is not State.ANSWERED


def test_what_is_struck_through_is_said_in_words() -> None:
    def message(*cells: str) -> str:
        body = STATIC + table(row("Grade", cell(*cells)))
        problems = read(document(body, styles=STYLES), [GRADED], GRADED).problems
        return next(one.message for one in problems if one.code == "answer.unreadable")

    said = message(para(run("Good", "<w:strike/>"), run(" Requires improvement")))
    assert "what counts: “Good (struck through) Requires improvement”." in said
    by_style = message(para(run("Good", _styled("Gone"))), para("Not so good"))
    assert "“Good (struck through) Not so good”" in by_style
    long = message(para(run("Good " * 60, "<w:strike/>"), run("Not so good")))
    assert "…" in long
    assert long.count("(struck through) Not so good”") == 1
