"""A finished document breaks over pages where little is lost: within long answers, not within short rows."""

import pytest

from service.word.fill import fill
from service.word.names import w
from service.word.package import open_package
from service.word.slots import Element
from tests.word.seen import form
from tests.word.tiny import cell, control, para, row, table

HEAD = para("Review of the file")
WIDE = '<w:tcW w:w="4800" w:type="dxa"/>'
SHORT, LONG = "The plan is clear.", "Two of five visits fell outside the local standard. " * 40


def asked(label: str, tag: str, properties: str = "", *, kept: bool = False) -> str:
    words = para(label)
    if kept:
        words = words.replace("<w:p>", "<w:p><w:pPr><w:keepNext/></w:pPr>")
    slot = cell(para(control(tag, "Write here", "<w:richText/>")), properties=WIDE)
    return row(cell(words, properties=WIDE), slot, properties=properties)


def rows_of(body: str, record: dict[str, str], *, final: bool = True) -> list[Element]:
    package = open_package(fill(form(HEAD + body), record, final=final))
    return list(package.xml(package.main).iter(w("tr")))


def has(element: Element, name: str) -> bool:
    return next(element.iter(w(name)), None) is not None


@pytest.mark.parametrize("before", ["", "<w:cantSplit/>"])
def test_long_answers_may_break_and_short_rows_stay_whole(before: str) -> None:
    body = table(asked("Plan", "a", before), asked("Visits", "b", before))
    short, long = rows_of(body, {"a": SHORT, "b": LONG})
    assert (has(short, "cantSplit"), has(long, "cantSplit")) == (True, False)


def test_lines_of_a_list_count_as_well_as_long_ones() -> None:
    (listed,) = rows_of(table(asked("Plan", "a", "<w:cantSplit/>")), {"a": "\n".join("abcdefghijklmno")})
    assert not has(listed, "cantSplit")


def test_a_long_question_with_a_short_answer_stays_whole() -> None:
    (one,) = rows_of(table(asked(LONG, "a")), {"a": SHORT})
    assert has(one, "cantSplit")


def test_room_for_writing_goes_and_a_drawn_height_stays() -> None:
    room, drawn = '<w:trHeight w:val="900" w:hRule="atLeast"/>', '<w:trHeight w:val="900" w:hRule="exact"/>'
    body = table(asked("Plan", "a", room), asked("Visits", "b", drawn))
    first, second = rows_of(body, {})
    assert (has(first, "trHeight"), has(second, "trHeight")) == (False, True)
    assert all(has(one, "trHeight") for one in rows_of(body, {}, final=False))


def test_a_short_table_is_held_together_and_a_long_one_is_not() -> None:
    body = table(asked("Plan", "a", kept=True), asked("Visits", "b"))
    assert has(rows_of(body, {"b": SHORT})[0], "keepNext")
    assert not has(rows_of(body, {"b": LONG})[0], "keepNext")


def test_rows_without_answers_are_left_as_the_form_has_them() -> None:
    plain = row("What it means", LONG, properties="<w:cantSplit/>")
    first, _ = rows_of(table(plain, asked("Plan", "a")), {})
    assert has(first, "cantSplit")
