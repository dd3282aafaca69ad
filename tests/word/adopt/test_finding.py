"""Where answers belong in a plain form: one small form for each way in which forms leave room for them."""

import pytest

from schemas.edition import Kind
from service.word.adopt.finding.paper import Paper
from service.word.adopt.finding.places import found_in
from service.word.adopt.proposal import Found
from service.word.package import open_package
from tests.word.tiny import cell, complex_field, control, document, legacy_text, para, row, run, table, tick

UNDERLINED = '<w:u w:val="single"/>'
GREY = '<w:color w:val="808080"/>'
PROMPT = '<w:rStyle w:val="PlaceholderText"/>'
TITLE_ROW = '<w:gridSpan w:val="2"/>'
LEADER = '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs></w:pPr>'


def found(body: str, *, header: str = "", footer: str = "") -> list[Found]:
    """The places found in a document of this body."""
    return found_in(Paper(open_package(document(body, header=header, footer=footer))))


def told(body: str) -> list[tuple[str, str, Kind]]:
    """The label, the column's head and the kind of each place."""
    return [(one.label, one.column, one.kind) for one in found(body)]


class TestCells:
    def test_an_empty_cell_beside_a_label(self) -> None:
        assert told(table(row("Team", ""), row("Date of audit", ""))) == [
            ("Team", "", Kind.TEXT),
            ("Date of audit", "", Kind.DATE),
        ]

    def test_a_row_of_labels_over_a_row_of_empty_cells(self) -> None:
        assert told(table(row("Name", "DOB"), row("", ""), row("Address", "Telephone"), row("", ""))) == [
            ("Name", "", Kind.TEXT),
            ("DOB", "", Kind.DATE),
            ("Address", "", Kind.TEXT),
            ("Telephone", "", Kind.TEXT),
        ]

    def test_one_place_for_each_cell_under_heads_beside_a_question(self) -> None:
        body = table(
            row("Question", "Yes", "No", "Comments"),
            row("1.1 Was the child seen alone?", "", "", ""),
            row("1.2 Is the chronology up to date?", "", "", ""),
            columns=4,
        )
        places = told(body)
        assert [(column, kind) for _, column, kind in places] == [
            ("Yes", Kind.TICK),
            ("No", Kind.TICK),
            ("Comments", Kind.RICH_TEXT),
        ] * 2
        assert places[0][0] == "1.1 Was the child seen alone?"

    def test_rows_alike_under_one_row_of_heads_repeat(self) -> None:
        empty = row("", "", "")
        (what, owner, due) = found(table(row("Action", "Owner", "By when"), empty, empty, empty, columns=3))
        assert [(one.column, len(one.spots), one.repeating) for one in (what, owner, due)] == [
            ("Action", 3, True),
            ("Owner", 3, True),
            ("By when", 3, True),
        ]
        assert due.kind is Kind.DATE

    def test_one_empty_row_for_actions_repeats_and_one_of_another_table_does_not(self) -> None:
        def repeating(head: str) -> list[bool]:
            return [
                one.repeating
                for one in found(table(row(head, "Owner", "By when"), row("", "", ""), columns=3))
            ]

        assert repeating("Action required") == [True, True, True]
        assert repeating("First name") == [False, False, False]

    def test_rows_with_a_printed_number_repeat_too(self) -> None:
        rows = [row(f"{number}.", "", "") for number in (1, 2, 3)]
        places = found(table(row("No.", "Action", "Who"), *rows, columns=3))
        assert [(one.column, len(one.spots)) for one in places] == [("Action", 3), ("Who", 3)]

    def test_a_row_with_a_label_of_its_own_does_not_repeat(self) -> None:
        places = found(
            table(row("Role", "Name", "Date"), row("Auditor", "", ""), row("Manager", "", ""), columns=3)
        )
        assert [(one.label, one.column, one.repeating) for one in places] == [
            ("Auditor", "Name", False),
            ("Auditor", "Date", False),
            ("Manager", "Name", False),
            ("Manager", "Date", False),
        ]

    def test_an_empty_cell_over_the_whole_width_belongs_to_the_title_above_it(self) -> None:
        body = table(
            row("Team", ""),
            row(cell("Summary of the case", properties=TITLE_ROW)),
            row(cell("", properties=TITLE_ROW)),
        )
        assert told(body)[-1] == ("Summary of the case", "", Kind.RICH_TEXT)

    def test_a_title_row_is_the_heading_of_the_rows_below(self) -> None:
        body = table(row(cell("Health", properties=TITLE_ROW)), row("GP", ""))
        assert [(one.label, one.heading) for one in found(body)] == [("GP", "Health")]

    @pytest.mark.parametrize(
        "prompt",
        [
            "Click or tap here to enter text.",
            "[name of team]",
            "Please enter the team",
            "Choose an item.",
            "dd/mm/yyyy",
        ],
    )
    def test_a_prompt_beside_a_label_gives_way(self, prompt: str) -> None:
        (one,) = found(table(row("Team", prompt)))
        assert (one.spots[0].cell, one.spots[0].start, one.spots[0].end) == (1, 0, len(prompt))

    @pytest.mark.parametrize("look", [GREY, PROMPT])
    def test_a_prompt_is_known_by_its_look_whatever_it_says(self, look: str) -> None:
        (one,) = found(table(row("Team", cell(para(run("Robin's team, say", look))))))
        assert (one.spots[0].start, one.spots[0].end) == (0, len("Robin's team, say"))

    @pytest.mark.parametrize(
        ("said", "codes"),
        [(("Outstanding", "Good", "Requires improvement to be good", "Inadequate"),
          ["outstanding", "good", "requires_improvement", "inadequate"]),
         (("Outstanding / Good / Adequate / Inadequate",), ["outstanding", "good", "adequate", "inadequate"]),
         (("Outstanding / Good / RI / Inadequate",), ["outstanding", "good", "requires_improvement", "inadequate"]),
         (("O / G / RI / I",), ["outstanding", "good", "requires_improvement", "inadequate"]),
         (("Yes / No",), ["yes", "no"]),
         (("Y / N / N/A",), ["y", "n", "n_a"]),
         (("0", "1", "2", "3"), ["0", "1", "2", "3"]),
         (("0 1 2 3",), ["0", "1", "2", "3"]),
         (("1 2 3 4",), ["1", "2", "3", "4"]),
         (("4 / 3 / 2 / 1",), ["4", "3", "2", "1"])],
    )  # fmt: skip
    def test_printed_choices_are_one_place(self, said: tuple[str, ...], codes: list[str]) -> None:
        (one,) = found(table(row("Judgement", cell(*said))))
        assert (one.kind, [option.code for option in one.options]) == (Kind.CHOICE, codes)
        assert one.spots[0].end == len("\n".join(said))

    @pytest.mark.parametrize("said", [("Excellent / Fair / Poor",), ("Excellent", "Fair", "Poor")])
    def test_words_that_seem_to_be_grades_are_a_doubtful_place(self, said: tuple[str, ...]) -> None:
        body = table(row("Grade of recording", cell(*said)), row("Summary", ""))
        one = found(body)[0]
        assert (one.label, [option.text for option in one.options]) == (
            "Grade of recording",
            ["Excellent", "Fair", "Poor"],
        )
        assert one.confidence < 0.8
        assert len(found(table(row("Team", cell(*said)), row("Summary", "")))) == 1, "no grade is asked for"

    @pytest.mark.parametrize("before", [[], [row("Team", "")]], ids=["first row", "later row"])
    def test_printed_grades_over_a_row_with_an_empty_cell_are_a_place(self, before: list[str]) -> None:
        grades = cell("Outstanding", "Good", "Inadequate")
        body = table(*before, row("Overall grade", grades), row("Reasons for the grade", ""))
        assert told(body)[-2:] == [
            ("Overall grade", "", Kind.CHOICE),
            ("Reasons for the grade", "", Kind.RICH_TEXT),
        ]

    def test_choices_at_the_head_of_a_column_are_none(self) -> None:
        body = table(row("Question", "Yes / No", "Comments"), row("Seen alone?", "", ""), columns=3)
        assert [one.spots[0].line for one in found(body)] == [1, 1]

    def test_empty_cells_under_grades_are_boxes_to_tick(self) -> None:
        grades = ("Outstanding", "Good", "RI", "Inadequate")
        heads, empty = row("Standard", *grades, "Comments"), row("Visits", "", "", "", "", "")
        boxes = [("Visits", grade, Kind.TICK) for grade in grades]
        assert told(table(heads, empty, columns=6)) == [*boxes, ("Visits", "Comments", Kind.RICH_TEXT)]
        above = told(table(row("Overall grade", *grades), row("", "", "", "", ""), columns=5))
        assert above[1:] == [("Overall grade", grade, Kind.TICK) for grade in grades]

    @pytest.mark.parametrize(
        ("label", "choices"),
        [("Seen alone? (Yes / No)", ["Yes", "No"]), ("Is there a plan? Yes/No/N/A", ["Yes", "No", "N/A"]),
         ("Plan (delete as appropriate): Good / RI", ["Good", "RI"]), ("Yes, or why not?", []),
         ("Views (Yes / No) and comments", [])],
    )  # fmt: skip
    def test_a_label_that_ends_with_choices_asks_for_one(self, label: str, choices: list[str]) -> None:
        (one,) = found(table(row(label, "")))
        assert [option.text for option in one.options] == choices

    def test_a_row_merged_under_boxes_is_no_box(self) -> None:
        heads, wide = row("Question", "Yes", "No"), cell("", properties=TITLE_ROW)
        places = told(table(heads, row("Seen?", "", ""), row("Grade for this section", wide), columns=3))
        assert places[-1] == ("Grade for this section", "", Kind.CHOICE)

    @pytest.mark.parametrize(
        "line", ["\u2610 Outstanding \u2610 Good \u2610 RI", "Outstanding \u2610 Good \u2610 RI \u2610"]
    )
    def test_boxes_beside_grades_are_one_choice_among_them(self, line: str) -> None:
        (in_cell,), (in_line,) = (
            found(table(row("Overall grade", line))),
            found(para(f"Overall grade: {line}")),
        )
        for one in (in_cell, in_line):
            assert (one.label, one.kind) == ("Overall grade", Kind.CHOICE)
            assert [option.text for option in one.options] == ["Outstanding", "Good", "RI"]

    @pytest.mark.parametrize(
        "asks",
        [
            "Rating 1 (poor) - 4 (excellent)",
            "Score (1-4)",
            "Score out of 10",
            "Grade (A-D)",
            "Score (%)",
            "Score",
        ],
    )
    def test_grades_on_a_scale_of_the_forms_own_are_not_ofsteds(self, asks: str) -> None:
        (one,) = found(table(row(asks, "")))
        assert (one.kind, one.options) == (Kind.CHOICE, ())

    @pytest.mark.parametrize(
        "key", ["4 = Outstanding, 3 = Good, 2 = RI, 1 = Inadequate", "1 - poor to 5 - excellent"]
    )
    def test_where_the_form_says_that_it_counts_upward_a_person_says_what_there_is_to_choose(
        self, key: str
    ) -> None:
        (one,) = found(para(key) + table(row("Overall grade", "")))
        assert (one.kind, one.options) == (Kind.CHOICE, ())
        assert "its better grades" in one.evidence

    def test_grey_grades_with_plain_strokes_between_them_are_one_place(self) -> None:
        grades = run(" / ").join(run(grade, GREY) for grade in ("Outstanding", "Good", "Inadequate"))
        (one,) = found(table(row("Overall grade", cell(para(grades)))))
        assert [option.text for option in one.options] == ["Outstanding", "Good", "Inadequate"]

    def test_two_prompts_with_a_space_between_them_are_two_places(self) -> None:
        assert len(found(para(run("Number", GREY), run(" "), run("Names", GREY)))) == 2

    def test_choices_in_the_first_row_beside_a_question_are_no_head(self) -> None:
        places = told(table(row("Was the plan shared?", "Yes / No"), row("Evidence", "")))
        assert [(label, kind) for label, _, kind in places] == [
            ("Was the plan shared?", Kind.CHOICE),
            ("Evidence", Kind.RICH_TEXT),
        ]

    def test_empty_cells_under_numbers_are_no_boxes(self) -> None:
        heads, empty = row("Month", "1", "2", "3"), row("Visits", "", "", "")
        assert {kind for _, _, kind in told(table(heads, empty, columns=4))} == {Kind.TEXT}

    def test_a_comment_on_a_question_of_date_is_no_date(self) -> None:
        body = table(row("Question", "Yes", "Comments"), row("Is the check in date?", "", ""), columns=3)
        assert [kind for _, _, kind in told(body)] == [Kind.TICK, Kind.RICH_TEXT]

    def test_the_boxes_in_a_cell_are_a_place_each_with_the_words_beside_it(self) -> None:
        body = table(
            row("Was the child seen alone?", "\u2610 Yes   \u2610 No"),
            row("Sex", "male \u2610  female \u2610"),
        )
        assert told(body) == [
            ("Was the child seen alone?", "Yes", Kind.TICK),
            ("Was the child seen alone?", "No", Kind.TICK),
            ("Sex", "male", Kind.TICK),
            ("Sex", "female", Kind.TICK),
        ]

    def test_of_two_labels_in_a_row_each_place_has_the_one_before_it(self) -> None:
        body = table(
            row("Name of the auditor", "", "DOB", ""), row("Date of birth", "", "Age", ""), columns=4
        )
        assert told(body) == [
            ("Name of the auditor", "", Kind.TEXT),
            ("DOB", "", Kind.DATE),
            ("Date of birth", "", Kind.DATE),
            ("Age", "", Kind.NUMBER),
        ]

    @pytest.mark.parametrize(
        ("line", "boxes"),
        [("Was the child seen? Yes [] No [] If no, why?", "Was the child seen?/Yes Was the child seen?/No"),
         ("Form attached? Yes [] No [] (tick as appropriate)", "Form attached?/Yes Form attached?/No"),
         ("Police told? [] Yes [] No If so, was it filed? [] Yes [] No",
          "Police told?/Yes Police told?/No If so, was it filed?/Yes If so, was it filed?/No"),
         ("Seen alone: Yes [] No [] N/A []", "Seen alone/Yes Seen alone/No Seen alone/N/A")],
    )  # fmt: skip
    def test_words_belong_to_the_box_that_they_stand_beside(self, line: str, boxes: str) -> None:
        places = told(para(line.replace("[]", "\u2610")))
        assert " ".join(f"{label}/{choice}" for label, choice, _ in places) == boxes

    def test_where_words_stand_on_both_sides_of_boxes_none_is_named_and_it_is_doubtful(self) -> None:
        places = found(para("Male \u2610 Female \u2610 Other \u2610 please state"))
        assert [one.column for one in places] == ["box 1", "box 2", "box 3"]
        assert all(one.confidence <= 0.5 for one in places)
        assert all("words on both sides" in one.evidence for one in places)

    @pytest.mark.parametrize("box", ["[ ]", "[]", "( )", "[   ]"])
    def test_boxes_drawn_with_brackets_are_boxes(self, box: str) -> None:
        places = found(table(row("Seen alone?", f"{box} Yes {box} No {box} N/A")))
        assert [(one.column, one.kind) for one in places] == [
            ("Yes", Kind.TICK),
            ("No", Kind.TICK),
            ("N/A", Kind.TICK),
        ]

    def test_the_brackets_of_a_telephone_number_are_none(self) -> None:
        assert [one.kind for one in found(para("Telephone (   ) ____________"))] == [Kind.TEXT]

    def test_a_label_with_a_colon_in_the_last_cell_of_its_row(self) -> None:
        body = table(row("Employee name:", "Title:"))
        assert told(body) == [("Employee name", "", Kind.TEXT), ("Title", "", Kind.TEXT)]

    def test_an_empty_line_under_a_label_in_one_cell(self) -> None:
        (one,) = found(table(row(cell("Analysis:", "", ""))))
        assert (one.label, one.spots[0].start) == ("Analysis", len("Analysis:\n"))


class TestText:
    @pytest.mark.parametrize(
        "blank",
        ["______________", "..................", "\u2026\u2026\u2026", "\u2002\u2002\u2002\u2002\u2002"],
    )
    def test_a_blank_after_a_label(self, blank: str) -> None:
        (one,) = found(para(f"Team: {blank}"))
        assert (one.label, one.spots[0].start, one.spots[0].end) == ("Team", 6, 6 + len(blank))

    def test_a_date_in_three_blanks_is_one_place(self) -> None:
        (one,) = found(para("Date: ____/____/________"))
        assert (one.kind, one.spots[0].end) == (Kind.DATE, len("Date: ____/____/________"))

    @pytest.mark.parametrize("blank", ["__/__/____", "__ / __ / ____", "../../....", "\u2026/\u2026/\u2026"])
    def test_a_date_to_be_written_between_strokes_is_one_place(self, blank: str) -> None:
        (one,) = found(para(f"Date of audit: {blank}"))
        assert (one.label, one.kind) == ("Date of audit", Kind.DATE)
        assert one.spots[0].end - one.spots[0].start == len(blank)

    @pytest.mark.parametrize("own", ["Click here to enter text", "click or tap here to enter text."])
    def test_words_own_prompt_is_a_place_in_a_frame_and_without_its_full_stop(self, own: str) -> None:
        (framed,), (behind,) = found(para("Reason:") + table(row(own))), found(para(f"Reason: {own}"))
        assert framed.spots[0].end - framed.spots[0].start == len(own)
        assert behind.spots[0].end - behind.spots[0].start == len(own)

    def test_a_second_line_to_write_on_belongs_to_the_first(self) -> None:
        lines = para("Is the worker well?") + para("_" * 40) * 2
        assert [(one.label, one.spots[0].line) for one in found(lines)] == [("Is the worker well?", 1)]
        labelled = para("Name: " + "_" * 20) + para("_" * 40)
        assert len(found(labelled)) == 2

    def test_several_blanks_in_a_line_have_the_label_before_each(self) -> None:
        places = found(para("Signed: __________ Date: __________"))
        assert [(one.label, one.kind) for one in places] == [("Signed", Kind.TEXT), ("Date", Kind.DATE)]

    def test_underlined_white_space(self) -> None:
        (one,) = found(para("Team: ", run("          ", UNDERLINED)))
        assert (one.spots[0].start, one.spots[0].end) == (6, 16)

    def test_a_tab_that_draws_dots(self) -> None:
        (one,) = found(f"<w:p>{LEADER}{run('Team: ')}<w:r><w:tab/></w:r></w:p>")
        assert one.label == "Team"

    def test_the_dots_of_a_table_of_contents_are_none(self) -> None:
        assert found(f"<w:p>{LEADER}{run('Assessment')}<w:r><w:tab/></w:r>{run('12')}</w:p>") == []

    def test_nothing_after_a_label(self) -> None:
        assert told(para("Name of auditor:") + para("Team:")) == [
            ("Name of auditor", "", Kind.TEXT),
            ("Team", "", Kind.TEXT),
        ]

    def test_a_label_before_a_list_is_none(self) -> None:
        assert found(para("The file should hold:") + para("a chronology that is up to date and in use")) == []

    def test_a_heading_with_nothing_under_it(self) -> None:
        body = (
            para("Strengths", style="Heading1")
            + para()
            + para("Sign-off", style="Heading1")
            + para("Thank you.")
        )
        (one,) = found(body)
        assert (one.spots[0].line, one.heading) == (1, "Strengths")

    def test_an_empty_line_under_a_question(self) -> None:
        (one,) = found(para("What went well in this case?") + para() + para("Thank you."))
        assert one.label == "What went well in this case?"

    def test_words_in_brackets(self) -> None:
        (one,) = found(para("I, [name of auditor], have read the file."))
        assert (one.spots[0].start, one.spots[0].end) == (3, 3 + len("[name of auditor]"))


class TestWhatIsThereAlready:
    def test_a_control_without_a_tag_is_kept(self) -> None:
        (one,) = found(para("Team: ", control("", "Click here", "<w:text/>")))
        assert (one.spots[0].control, one.confidence) == (0, 1.0)

    def test_an_older_form_field_is_kept(self) -> None:
        (one,) = found(para("Team: ", legacy_text("Text1")))
        assert (one.label, one.spots[0].control) == ("Team", 0)

    def test_a_box_that_is_a_control(self) -> None:
        assert told(table(row("Seen alone", tick("")))) == [("Seen alone", "", Kind.TICK)]


class TestWhatIsNoPlace:
    @pytest.mark.parametrize(
        "body",
        [para("Case file audit", style="Title"),
         para("Answer every question. If a question cannot apply, say why in the comments."),
         para("Write initials only."),
         para(complex_field("PAGE", run("1"))),
         para() + para() + para("Thank you."),
         table(row("Grade", "What it means"), row("Good", "Children are safe."), row("Inadequate", "They are not.")),
         table(row(cell("", properties='<w:tcW w:w="200" w:type="dxa"/>'), "Thank you.")),
         table(row("", "Yes", "No"), row("Seen?", "Seen", "Not seen"), columns=3)],
        ids=["a title", "guidance", "advice", "a page number", "empty lines", "a key", "a margin", "a corner"],
    )  # fmt: skip
    def test_it_is_left_alone(self, body: str) -> None:
        assert found(body) == []

    def test_what_stands_in_headers_and_footers_is_left_alone(self) -> None:
        assert found(para("Thank you."), header=para("Form AF1 \u2610"), footer=para("Version: ______")) == []

    def test_a_cell_that_goes_on_from_the_one_above_is_no_place_of_its_own(self) -> None:
        first = cell("", properties='<w:vMerge w:val="restart"/>')
        again = cell("", properties="<w:vMerge/>")
        places = found(table(row("Strengths", first), row("and what was better", again)))
        assert [one.spots[0].line for one in places] == [0]
