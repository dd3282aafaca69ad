"""Controls and text are found at every level of a document, once, each where a person sees it."""

import pytest

from service.word.text import View
from tests.word.seen import lines, said, view
from tests.word.tiny import (
    PICTURE,
    box,
    cell,
    control,
    inserted,
    para,
    repeating,
    row,
    run,
    table,
)

SPAN = '<w:gridSpan w:val="2"/>'


def _columns(seen: View) -> list[list[tuple[int, int]]]:
    return [[(one.column, one.width) for one in line.cells] for line in seen.lines]


@pytest.mark.parametrize(
    "body",
    [
        control("a", "", content=para("Yes")),
        para(control("a", "Yes")),
        para(run("Before "), control("a", "Yes"), run(" after")),
        table(row("Label", cell(para(control("a", "Yes"))))),
        table(row("Label", cell(control("a", "", content=para("Yes")), para()))),
        table(row("Label", control("a", "", content=cell("Yes")))),
        table(control("a", "", content=row(cell("Yes"))), columns=1),
        control("a", "", content=table(row("Yes"), columns=1)),
        para("<w:hyperlink>" + control("a", "Yes") + "</w:hyperlink>"),
        para("<w:smartTag>" + control("a", "Yes") + "</w:smartTag>"),
        para(inserted(control("a", "Yes"))),
        f"<w:customXml>{control('a', '', content=para('Yes'))}</w:customXml>",
        table(f"<w:customXml>{row(cell(para(control('a', 'Yes'))))}</w:customXml>", columns=1),
        table(f"<w:tr><w:customXml>{cell(para(control('a', 'Yes')))}</w:customXml></w:tr>", columns=1),
        para(box(para(control("a", "Yes")))),
        para(box(control("a", "", content=para("Yes")))),
        table(row("Label", cell(table(row(cell(para(control("a", "Yes")))), columns=1), para()))),
    ],
    ids=[
        "around a paragraph",
        "alone in a paragraph",
        "among words",
        "in a cell's paragraph",
        "around a cell's paragraph",
        "around a cell",
        "around a row",
        "around a table",
        "in a hyperlink",
        "in a smart tag",
        "in a tracked insertion",
        "in custom XML",
        "in custom XML around a row",
        "in custom XML around a cell",
        "in a text box",
        "around a text box's paragraph",
        "in a table in a cell",
    ],
)
def test_a_control_says_its_text_at_whatever_level_it_stands(body: str) -> None:
    seen = view(body)
    (found,) = seen.controls
    assert (found.tag, found.said) == ("a", "Yes")
    assert "".join(one.text for line in seen.lines for one in line.cells).count("Yes") == 1
    line, at = found.places[0]
    assert "Yes" in line.cells[at].text


def test_controls_in_headers_and_footers_are_found_in_their_stories() -> None:
    seen = view(para("Body"), header=para(control("h", "Above")), footer=para(control("f", "Below")))
    assert [(one.tag, one.said, one.places[0][0].story) for one in seen.controls] == [
        ("h", "Above", "header"),
        ("f", "Below", "footer"),
    ]


def test_a_control_inside_another_adds_its_text_to_both() -> None:
    assert said(para(control("a", "", content=run("One ") + control("b", "two")))) == {
        "a": "One two",
        "b": "two",
    }


def test_paragraphs_of_a_control_are_lines_of_what_it_says() -> None:
    body = control("a", "", "<w:richText/>", content=para("One") + para() + para("two"))
    assert said(table(row("Label", cell(body)))) == {"a": "One\n\ntwo"}


def test_a_control_around_a_cell_leaves_the_next_cells_in_their_columns() -> None:
    seen = view(table(row(control("a", "", content=cell("One")), "Two", "Three"), columns=3))
    assert [(one.column, one.text) for one in seen.lines[0].cells] == [(0, "One"), (1, "Two"), (2, "Three")]


def test_a_control_around_a_row_leaves_no_row_out() -> None:
    body = table(row("Label", "Answer"), control("a", "", content=row("One", "1")), row("Two", "2"))
    assert lines(body) == [["Label", "Answer"], ["One", "1"], ["Two", "2"]]


def test_rows_of_a_repeating_section_are_rows_of_its_table() -> None:
    items = [row(cell(para(control("actions.what", what)))) for what in ("Call", "Write")]
    seen = view(table(row("Action"), repeating("actions", *items), columns=1))
    assert [line.row for line in seen.lines] == [1, 2, 3]
    assert [(one.repeats, one.tag) for one in seen.controls] == [
        ("section", "actions"),
        ("item", ""),
        ("", "actions.what"),
        ("item", ""),
        ("", "actions.what"),
    ]


def test_a_text_box_is_seen_once_and_after_the_paragraph_it_hangs_on() -> None:
    assert lines(para(run("Before"), box(para("In the box"))) + para("After")) == [
        ["Before"],
        ["In the box"],
        ["After"],
    ]


def test_a_text_box_in_a_text_box_is_seen_once() -> None:
    body = box(para(run("Outer"), box(para("Middle"), para(box(para("Inner"))))))
    assert lines(para(body)) == [[""], ["Outer"], ["Middle"], [""], ["Inner"]]


def test_text_boxes_deep_in_each_other_cost_no_more_than_others() -> None:
    body = "Inner"
    for _ in range(30):
        body = (
            f"<w:r><w:pict><v:textbox><w:txbxContent>{para(body)}</w:txbxContent></v:textbox></w:pict></w:r>"
        )
    assert lines(para(body)) == [[""]] * 30 + [["Inner"]]


def test_a_text_box_of_an_old_program_is_seen() -> None:
    old = f"<v:shape><v:textbox><w:txbxContent>{para('Old')}</w:txbxContent></v:textbox></v:shape>"
    assert lines(para(f"<w:r><w:pict>{old}</w:pict></w:r>")) == [[""], ["Old"]]


def test_a_text_box_in_a_cell_leaves_the_cell_and_the_next_as_they_are() -> None:
    assert lines(table(row(cell(para(run("One"), box(para("Box"))), "more"), "Two"))) == [
        ["One\nmore", "Two"],
        ["Box"],
    ]


def test_a_table_in_a_cell_comes_after_its_row_and_the_row_goes_on() -> None:
    inner = table(row("Inner"), columns=1)
    assert lines(table(row(cell("Before", inner, "after"), "Next"), row("Last", ""))) == [
        ["Before\nafter", "Next"],
        ["Inner"],
        ["Last", ""],
    ]


def test_tables_are_counted_through_all_stories() -> None:
    seen = view(table(row("A", "B")) + table(row("C", "D")), header=table(row("E", "F")))
    assert [(line.story, line.table) for line in seen.lines] == [("body", 1), ("body", 2), ("header", 3)]


def test_cells_have_the_grid_columns_that_spans_and_gaps_give_them() -> None:
    seen = view(
        table(
            row(cell("A", properties=SPAN), "B"),
            row("C", properties='<w:gridBefore w:val="2"/>'),
            row("D", cell("E", properties='<w:vMerge w:val="restart"/>'), "F"),
            row("G", cell("", properties="<w:vMerge/>"), "H"),
            columns=3,
        )
    )
    assert _columns(seen) == [
        [(0, 2), (2, 1)],
        [(2, 1)],
        [(0, 1), (1, 1), (2, 1)],
        [(0, 1), (1, 1), (2, 1)],
    ]


@pytest.mark.parametrize("span", ["x", "-1", "0", "99999999999999999999", ""])
def test_a_nonsensical_span_is_one_column(span: str) -> None:
    seen = view(table(row(cell("A", properties=f'<w:gridSpan w:val="{span}"/>'), "B")))
    assert _columns(seen) == [[(0, 1), (1, 1)]]


def test_a_row_without_cells_is_no_line_and_a_cell_without_paragraphs_is_empty() -> None:
    assert lines(table("<w:tr/>", "<w:tr><w:tc/><w:tc/></w:tr>", row("A", ""))) == [["", ""], ["A", ""]]


def test_a_table_without_a_grid_is_read_all_the_same() -> None:
    assert lines(f"<w:tbl>{row('A', 'B')}</w:tbl>") == [["A", "B"]]


def test_an_embedded_document_is_named_where_it_stands() -> None:
    seen = view(para("Before") + '<w:altChunk r:id="rId9"/>')
    assert [(what, line and line.cells[0].text) for what, line in seen.unread] == [
        ("an embedded document", "Before")
    ]
    assert view('<w:altChunk r:id="rId9"/>').unread == [("an embedded document", None)]


def test_a_document_kept_elsewhere_is_named() -> None:
    seen = view(para('<w:subDoc r:id="rId9"/>'))
    assert [what for what, _ in seen.unread] == ["a document kept elsewhere"]


def test_formulas_between_paragraphs_are_seen() -> None:
    assert lines("<m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara>") == [["x=1"]]


def test_every_body_of_a_document_with_several_is_seen() -> None:
    assert lines(para("One") + f"</w:body><w:body>{para('Two')}") == [["One"], ["Two"]]


def test_what_is_written_twice_between_paragraphs_is_seen_once() -> None:
    twice = (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{para("New")}</mc:Choice>'
        f"<mc:Fallback>{para('Old')}</mc:Fallback></mc:AlternateContent>"
    )
    assert lines(twice) == [["New"]]


def test_a_picture_in_a_cell_is_noted_for_that_cell_alone() -> None:
    seen = view(table(row("Label", cell(para(PICTURE)))))
    assert [one.picture for one in seen.lines[0].cells] == [False, True]


def test_runs_and_paragraphs_where_none_belong_are_seen_all_the_same() -> None:
    assert lines(run("a") + f"<w:hyperlink>{run('b')}</w:hyperlink>" + para("c")) == [["a"], ["b"], ["c"]]
    assert lines(f"<w:ins>{run('a')}</w:ins>") == [["a"]]
    assert lines(table(f"<w:tr><w:tc>{run('a')}</w:tc></w:tr>", columns=1)) == [["a"]]
    assert lines(para(run("a"), control("x", "", content=para("b"))[12:], run("c"))) == [["abc"]]


def test_controls_in_each_other_all_say_the_same_and_too_many_lose_no_text() -> None:
    body = para("Deep")
    for depth in range(100):
        body = control(f"a{99 - depth}", "", content=body)
    seen = view(body)
    assert [line.cells[0].text for line in seen.lines] == ["Deep"]
    assert {one.tag: one.said for one in seen.controls} == {f"a{depth}": "Deep" for depth in range(32)}
