"""The controls of every shipped form: each can be found, told from the others, and not lost by accident."""

import re
from pathlib import Path

from schemas.tags import check_kind, check_tag
from tests.word.shipped import W14, W15, W, body, each, form, properties, text, val


@each
def test_tags_keep_to_the_grammar_and_the_vocabulary(path: Path) -> None:
    for slot in form(path).slots:
        assert check_tag(slot.tag) is None
        assert check_kind(slot.tag, slot.kind) is None


@each
def test_every_control_has_a_title_of_its_own_and_an_id_of_its_own(path: Path) -> None:
    controls = [properties(sdt) for sdt in body(path).iter(W + "sdt")]
    assert all(val(control, "alias") for control in controls)
    assert all(len(val(control, "alias") or "") <= 64 for control in controls)
    ids = [int(val(control, "id") or 0) for control in controls]
    assert len(set(ids)) == len(ids)
    assert all(0 < number < 2**31 for number in ids)
    titles = [slot.title for slot in form(path).slots]
    assert len(set(titles)) == len(titles)


@each
def test_every_slot_stands_alone_in_its_cell(path: Path) -> None:
    for sdt in body(path).iter(W + "sdt"):
        if properties(sdt).find(W15 + "repeatingSection") is not None:
            continue
        if properties(sdt).find(W15 + "repeatingSectionItem") is not None:
            continue
        cell = next(sdt.iterancestors(W + "tc"))
        assert len(list(cell.iter(W + "sdt"))) == 1
        assert text(cell) == text(sdt)
        assert len(list(cell.iter(W + "p"))) == 1


@each
def test_controls_cannot_be_deleted_by_accident_but_action_rows_can(path: Path) -> None:
    for sdt in body(path).iter(W + "sdt"):
        control = properties(sdt)
        tag = val(control, "tag") or ""
        if tag == "audit.reference":
            assert val(control, "lock") == "sdtContentLocked"
        elif tag.startswith("actions.") or control.find(W15 + "repeatingSectionItem") is not None:
            assert val(control, "lock") is None
        else:
            assert val(control, "lock") == "sdtLocked"


@each
def test_unanswered_slots_show_their_prompt_in_the_prompts_style(path: Path) -> None:
    for sdt in body(path).iter(W + "sdt"):
        control = properties(sdt)
        if val(control, "tag") is None or control.find(W15 + "repeatingSection") is not None:
            continue
        look = next(sdt.iter(W + "r")).find(f"{W}rPr/{W}rStyle")
        assert text(sdt)
        if control.find(W14 + "checkbox") is not None:
            assert (text(sdt), look) == ("☐", None)
        else:
            assert control.find(W + "showingPlcHdr") is not None
            assert look is not None
            assert look.get(W + "val") == "PlaceholderText"


@each
def test_template_tags_stand_in_paragraphs_of_their_own_and_in_no_control(path: Path) -> None:
    for paragraph in body(path).iter(W + "p"):
        if "{%" in text(paragraph):
            assert re.fullmatch(r"\{%p (if .+|else|endif) %\}", text(paragraph))
            assert len(list(paragraph.iter(W + "t"))) == 1
    assert not any("{" in text(sdt) for sdt in body(path).iter(W + "sdt"))
