import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.edition import Kind, Slot
from schemas.ticks import Tick
from schemas.trouble import Trouble


def field(tag: str = "sections.plan.seen") -> Tick:
    return Tick(Slot(tag, "Seen", Kind.TICK))


@pytest.mark.parametrize(
    "said",
    [
        *(
            "☑",
            "✓",
            "✔",
            "√",
            "x",
            "X",
            "yes",
            "Yes",
            "Y",
            "true",
            "TRUE",
            "1",
            "on",
            "■",
            "✅",
            "✔\ufe0f",
            "[x]",
            "[X]",
        ),
        *("\uf0fe", "\uf0fc", "\uf0fd", "\uf078", "\uf052"),
    ],
)
def test_a_mark_in_the_box_is_a_tick_and_remarked_on(said: str) -> None:
    ticked, remark = field().read(said)
    assert ticked
    assert remark is not None
    assert remark.code == "value.normalised"


@pytest.mark.parametrize("said", ["no", "NO", "n", "false", "0", "off", "□", "[ ]", "[]", "\uf0a8", "\uf06f"])
def test_an_empty_box_and_a_denial_are_no_tick_and_remarked_on(said: str) -> None:
    ticked, remark = field().read(said)
    assert not ticked
    assert remark is not None


@pytest.mark.parametrize(
    ("said", "ticked"), [("☒", True), (" ☒ ", True), ("☐", False), ("", False), (" \n", False)]
)
def test_the_forms_own_glyphs_and_an_empty_cell_call_for_no_remark(said: str, *, ticked: bool) -> None:
    assert field().read(said) == (ticked, None)


@pytest.mark.parametrize(
    "said",
    [
        "✗",
        "✘",
        "❌",
        "\uf0fb",
        "n/a",
        "-",
        "?",
        "see comments",
        "☒☐",
        "☒ ☐",
        "yes, late",
        "maybe",
        "2",
        "✓ ✗",
        "х",
    ],
)
def test_anything_else_is_asked_about(said: str) -> None:
    with pytest.raises(Trouble) as caught:
        field().read(said)
    assert caught.value.code == "answer.unreadable"


def test_a_word_in_one_of_several_boxes_is_read_only_where_it_can_mean_one_thing() -> None:
    assert field("sections.plan.visits_yes").read("Yes")[0]
    assert field("sections.plan.visits_no").read("x")[0]
    for column, said in (("no", "No"), ("na", "n/a"), ("na", "Not applicable"), ("partly", "In part")):
        ticked, remark = field(f"sections.plan.visits_{column}").read(said)
        assert ticked
        assert remark is not None, "a person is told"
    for tag, said in (
        ("visits_no", "yes"),
        ("visits_yes", "no"),
        ("visits_yes", "true"),
        ("visits_na", "no"),
        ("visits_na", "0"),
    ):
        with pytest.raises(Trouble):
            field(f"sections.plan.{tag}").read(said)


@given(st.booleans())
def test_a_tick_says_what_it_reads(ticked: bool) -> None:
    assert field().read(field().say(ticked)) == (ticked, None)
    assert field().from_json(field().to_json(ticked)) is ticked


@pytest.mark.parametrize("found", ["true", 1, 0, "☒", [True]])
def test_json_knows_true_and_false_only(found: object) -> None:
    with pytest.raises(Trouble):
        field().from_json(found)
