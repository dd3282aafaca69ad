"""Fields show their results; one that is not whole hides nothing."""

import pytest

from tests.word.seen import text, view
from tests.word.tiny import BY, complex_field, mark, para, run


def test_a_simple_field_shows_its_result() -> None:
    assert text(run("Page "), f'<w:fldSimple w:instr=" PAGE ">{run("2")}</w:fldSimple>') == "Page 2"


def test_a_complex_field_shows_its_result_and_not_its_instruction() -> None:
    assert text(run("Page "), complex_field("PAGE", run("2")), run(" of 3")) == "Page 2 of 3"


def test_a_field_in_the_instruction_of_another_is_not_shown() -> None:
    inner = complex_field("MERGEFIELD sex", run("F"))
    outer = (
        mark("begin") + f"<w:r><w:instrText> IF </w:instrText></w:r>{inner}" + mark("separate") + run("She")
    )
    assert text(run("Said: "), outer + mark("end"), run(" came")) == "Said: She came"


def test_a_field_in_the_result_of_another_is_shown() -> None:
    assert text(complex_field("TOC", run("1 ") + complex_field("PAGEREF", run("7")))) == "1 7"


def test_a_field_without_a_separator_shows_nothing_and_hides_nothing_after_it() -> None:
    assert text(run("a"), complex_field("TC", None), run("b")) == "ab"


@pytest.mark.parametrize(
    "broken", [["begin"], ["separate"], ["end"], ["begin", "separate"], ["separate", "end"], ["end", "begin"]]
)
def test_a_field_that_is_not_whole_hides_nothing(broken: list[str]) -> None:
    assert text(run("a"), *map(mark, broken), run("b")) == "ab"


def test_a_field_over_several_paragraphs_hides_none_of_them() -> None:
    body = para(run("a"), mark("begin")) + para("b") + para(mark("separate"), run("c"), mark("end"))
    assert [line.cells[0].text for line in view(body).lines] == ["a", "b", "c"]


def test_marks_of_a_field_in_one_run_with_text_count() -> None:
    marks = "".join(f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate"))
    assert (
        text(f'<w:r><w:t>a</w:t>{marks}<w:t>b</w:t><w:fldChar w:fldCharType="end"/><w:t>c</w:t></w:r>')
        == "abc"
    )


def test_a_field_whose_end_is_hidden_ends_all_the_same() -> None:
    hidden_end = '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
    hidden_separator = hidden_end.replace("end", "separate")
    assert text(mark("begin"), hidden_separator, run("a"), hidden_end, run("b")) == "ab"


def test_deleted_marks_of_a_field_are_no_marks() -> None:
    gone = f"<w:del {BY}>{mark('begin')}</w:del>"
    assert text(run("a"), gone, run("b"), mark("separate"), mark("end"), run("c")) == "abc"
