"""What one paragraph shows: the text that Word shows, all of it and nothing else."""

import pytest

from tests.word.seen import said, text, view
from tests.word.tiny import (
    BY,
    PICTURE,
    box,
    control,
    deleted,
    inserted,
    para,
    run,
)

INK = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wpi"><w:drawing><w14:contentPart/></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict><v:imagedata/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def _run(inside: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr>{inside}</w:r>"


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        (_run("<w:t>one</w:t><w:br/><w:t>two</w:t>"), "one\ntwo"),
        (_run("<w:t>one</w:t><w:cr/><w:t>two</w:t>"), "one\ntwo"),
        (_run('<w:t>one</w:t><w:br w:type="page"/><w:t>two</w:t>'), "one\ntwo"),
        (_run("<w:t>one</w:t><w:lastRenderedPageBreak/>") + run("two"), "onetwo"),
        (_run("<w:t>one</w:t><w:tab/><w:t>two</w:t>"), "one\ttwo"),
        (_run("<w:t>one</w:t><w:ptab/><w:t>two</w:t>"), "one\ttwo"),
        (run("one\u00a0two"), "one\u00a0two"),
        (_run("<w:t>re</w:t><w:noBreakHyphen/><w:t>audit</w:t>"), "re\u2011audit"),
        (_run("<w:t>re</w:t><w:softHyphen/><w:t>audit</w:t>"), "re\u00adaudit"),
        (_run("<w:t>one two</w:t>", "<w:caps/>"), "one two"),
        (run("A & B < C"), "A & B < C"),
    ],
)
def test_breaks_tabs_and_hyphens_are_characters(markup: str, shown: str) -> None:
    assert text(markup) == shown


@pytest.mark.parametrize("wrapper", ["hyperlink", "smartTag", "customXml", "dir", "bdo", "fldSimple"])
def test_wrappers_show_what_they_hold(wrapper: str) -> None:
    assert text(run("a "), f"<w:{wrapper}>{run('b')}</w:{wrapper}>", run(" c")) == "a b c"


def test_marks_that_show_nothing_show_nothing() -> None:
    silent = (
        '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>'
        '<w:permStart w:id="2"/><w:permEnd w:id="2"/><w:moveFromRangeStart w:id="3"/>'
    )
    assert text(run("a"), silent, run("b")) == "ab"


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<w:t> one </w:t>", "one"),
        ('<w:t xml:space="preserve"> one </w:t>', " one "),
        ('<w:t xml:space="default"> one </w:t>', "one"),
        ("<w:t>\u00a0one\u00a0</w:t>", "\u00a0one\u00a0"),
        ("<w:t>one\ntwo</w:t>", "one two"),
        ("<w:t>\n  one\n</w:t>", "one"),
        ("<w:t> </w:t>", ""),
        ("<w:t/>", ""),
    ],
)
def test_spaces_at_the_ends_count_only_where_they_are_preserved(markup: str, shown: str) -> None:
    assert text(_run(markup)) == shown


def test_spaces_preserved_for_all_inside_an_element_count() -> None:
    assert text('<w:hyperlink xml:space="preserve"><w:r><w:t> one </w:t></w:r></w:hyperlink>') == " one "


def test_two_texts_side_by_side_are_one_in_running_text_and_two_lines_in_a_control() -> None:
    pair = _run("<w:t>one</w:t><w:t>two</w:t>")
    assert text(pair) == "onetwo"
    assert said(para(control("a", "", content=pair))) == {"a": "one\ntwo"}


def test_insertions_count_and_deletions_do_not() -> None:
    seen = view(para(run("It is "), deleted("bad"), inserted(run("good"))))
    assert seen.lines[0].cells[0].text == "It is good"
    assert seen.revisions == {("A Auditor", "2026-06-04T09:00:00Z")}


def test_what_was_moved_is_seen_where_it_went() -> None:
    moved = f"<w:moveFrom {BY}>{run('here')}</w:moveFrom>", f"<w:moveTo {BY}>{run('there')}</w:moveTo>"
    assert text(run("from "), moved[0], run("to "), moved[1]) == "from to there"


def test_an_insertion_that_was_deleted_again_does_not_count() -> None:
    assert text(run("a"), inserted(f"<w:del {BY}>{run('b')}</w:del>"), run("c")) == "ac"


@pytest.mark.parametrize(
    "change",
    [f"<w:rPrChange {BY}><w:rPr/></w:rPrChange>", f"<w:ins {BY}/>"],
)
def test_tracked_formatting_is_a_tracked_change(change: str) -> None:
    assert view(para(_run("<w:t>Good</w:t>", f"<w:b/>{change}"))).revisions


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("<w:vanish/>", "ac"),
        ('<w:vanish w:val="1"/>', "ac"),
        ('<w:vanish w:val="on"/>', "ac"),
        ('<w:vanish w:val="0"/>', "abc"),
        ('<w:vanish w:val="false"/>', "abc"),
        ("<w:webHidden/>", "abc"),
    ],
)
def test_hidden_text_does_not_count(hidden: str, shown: str) -> None:
    assert text(run("a"), run("b", hidden), run("c")) == shown


def test_text_that_was_hidden_before_a_tracked_change_counts() -> None:
    change = f"<w:rPrChange {BY}><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    assert text(run("a"), run("b", change)) == "ab"


def test_an_emoji_that_word_writes_twice_is_seen_once() -> None:
    twice = (
        '<mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F642"/>'
        "</mc:Choice><mc:Fallback><w:t>\U0001f642</w:t></mc:Fallback></mc:AlternateContent>"
    )
    assert text(run("fine "), _run(twice)) == "fine \U0001f642"
    alone = '<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F642"/>'
    assert text(_run(alone)) == "\U0001f642"


def test_runs_that_are_written_twice_are_seen_once() -> None:
    twice = (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{run("new")}</mc:Choice>'
        f"<mc:Fallback>{run('old')}</mc:Fallback></mc:AlternateContent>"
    )
    assert text(run("a "), twice, run(" b")) == "a new b"


def test_alternatives_without_any_branch_show_nothing() -> None:
    assert text(run("a"), "<mc:AlternateContent/>", _run("<mc:AlternateContent/><w:t>b</w:t>")) == "ab"


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        (PICTURE, "a picture"),
        ("<w:r><w:pict><v:imagedata/></w:pict></w:r>", "a picture"),
        ("<w:r><w:object/></w:r>", "an embedded object"),
        ('<w:r><w:contentPart r:id="rId3"/></w:r>', "handwriting"),
        (INK, "a picture"),
    ],
)
def test_what_is_no_text_is_named_and_noted_for_its_control(markup: str, what: str) -> None:
    seen = view(para(control("a", "", content=markup)))
    assert [named for named, _ in seen.unread] == [what]
    assert seen.controls[0].picture


def test_a_picture_beside_a_text_box_is_named_too() -> None:
    boxed = f"<wps:txbx><w:txbxContent>{para('Box')}</w:txbxContent></wps:txbx>"
    seen = view(para(f"<w:r><w:drawing><a:blip/>{boxed}</w:drawing></w:r>"))
    assert [what for what, _ in seen.unread] == ["a picture"]
    assert [line.cells[0].text for line in seen.lines] == ["", "Box"]
    assert not view(para(box(para("Box")))).unread


def test_formulas_show_their_letters() -> None:
    base, power = "<m:e><m:r><m:t>x</m:t></m:r></m:e>", "<m:sup><m:r><m:t>2</m:t></m:r></m:sup>"
    assert text(run("area "), f"<m:oMath><m:sSup>{base}{power}</m:sSup></m:oMath>") == "area x2"
    assert text(run("a"), f"<m:oMath><w:del {BY}><m:r><m:t>b</m:t></m:r></w:del></m:oMath>") == "a"


def test_small_text_above_others_follows_in_brackets() -> None:
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{run('ao')}</w:rt><w:rubyBase>{run('blue')}</w:rubyBase></w:ruby>"
    assert text(_run(ruby)) == "blue(ao)"


def test_references_to_notes_and_comments_are_noted() -> None:
    seen = view(
        para(
            run("a"),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            '<w:r><w:commentReference w:id="0"/></w:r>',
        )
    )
    assert (seen.notes, seen.commented) == ({("footnote", "2")}, True)


def test_a_run_inside_a_run_is_seen() -> None:
    assert text(_run(run("a") + "<w:t>b</w:t>")) == "ab"
