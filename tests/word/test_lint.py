"""What `forms check` finds: for each rule a good form with the one thing changed that breaks it."""

import contextlib
import re
from functools import cache
from pathlib import Path

import pytest

from service.errors import Refused
from service.word.lint import lint
from service.word.linting.finding import Finding
from service.word.pack import rewrite
from service.word.package import open_package
from tests.word.shipped import built
from tests.word.tiny import control, document, para, row, table, tick

SMALL = Path(__file__).parent / "outlines" / "small.yaml"
SHIPPED = sorted((Path(__file__).resolve().parents[2] / "docx_templates").glob("*.docx"))
BODY = "word/document.xml"
SMART = re.compile(r'<w:sdt><w:sdtPr><w:alias w:val="[^"]*"/><w:tag w:val="sections.plan.smart"/>.*?</w:sdt>')


@cache
def text_of(part: str = BODY) -> str:
    """A part of the good form."""
    return open_package(built(SMALL)).read(part).decode()


def changed(
    old: str | re.Pattern[str], new: str, part: str = BODY, *, everywhere: bool = False
) -> list[Finding]:
    """What is found once the first `old` of the good form's part is `new`."""
    pattern = old if isinstance(old, re.Pattern) else re.compile(re.escape(old))
    made, times = pattern.subn(lambda found: found.expand(new), text_of(part), count=0 if everywhere else 1)
    assert times, f"{old} is not there"
    return lint(rewrite(open_package(built(SMALL)), {part: made.encode()}))


def rules(findings: list[Finding]) -> set[str]:
    """The rules that were broken."""
    for one in findings:
        assert one.where, one
        assert one.message.rstrip("”)").endswith((".", "?")), one
        assert one.mend.rstrip("”)").endswith("."), one
    return {one.rule for one in findings}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_nothing_is_wrong_with_a_shipped_form(path: Path) -> None:
    assert lint(path.read_bytes()) == []


def test_nothing_is_wrong_with_the_form_that_the_other_tests_break() -> None:
    assert lint(built(SMALL)) == []


def test_a_tag_outside_the_grammar_is_found_where_it_stands() -> None:
    (found,) = changed('w:val="sections.plan.smart"', 'w:val="Sections.Plan.Smart"')
    assert found.rule == "tag"
    assert found.where == "under “1. Plan”, table 3, row 2, column 3"
    assert "“Sections”" in found.message
    assert "Sections.Plan.Smart" in found.mend


def test_a_tag_that_begins_with_no_known_word_is_found() -> None:
    (found,) = changed('w:val="sections.plan.smart"', 'w:val="plan.smart"')
    assert (found.rule, "begins with" in found.message) == ("tag", True)


def test_a_known_tag_on_a_control_of_another_kind_is_found() -> None:
    (found,) = changed('w:val="audit.team"', 'w:val="audit.period_from"', everywhere=True)[:1]
    assert (found.rule, "date" in found.message) == ("kind", True)


def test_a_tag_that_stands_twice_is_found_once_with_both_places() -> None:
    found = changed('w:val="sections.plan.shared"', 'w:val="sections.plan.smart"')
    assert rules(found) == {"tag-twice"}
    assert (found[0].where, len(found)) == ("under “1. Plan”, table 3, row 2, column 3", 1)
    assert "table 3, row 3, column 3" in found[0].message


def test_a_tag_that_stands_twice_in_one_row_that_repeats_is_found() -> None:
    assert rules(changed('w:val="actions.owner"', 'w:val="actions.what"')) >= {"tag-twice"}


def test_an_action_row_that_does_not_repeat_is_found() -> None:
    cells = (
        control("actions.what", "Write the action", title="Action"),
        control("actions.due", "dd", "<w:date/>", title="Due"),
    )
    assert "no-repeat" in rules(lint(document(table(row("What is to be done", "By when"), row(*cells)))))


def test_action_rows_may_repeat_without_a_repeating_section() -> None:
    cells = (
        control("actions.what", "Write the action", title="Action"),
        control("actions.due", "dd/mm", "<w:date/>", title="Due"),
    )
    form = document(table(row("What is to be done", "By when"), row(*cells), row(*cells)))
    assert rules(lint(form)) == {"no-declaration"}


def test_a_control_without_a_title_is_found() -> None:
    (found,) = changed(re.compile(r'<w:alias w:val="[^"]*"/>(<w:tag w:val="sections.plan.smart"/>)'), r"\1")
    assert (found.rule, "sections.plan.smart" in found.message) == ("no-title", True)


def test_a_title_longer_than_word_takes_is_found() -> None:
    assert rules(changed('<w:alias w:val="Team"/>', f'<w:alias w:val="{"Team " * 14}"/>')) == {"long-title"}


def test_a_control_without_a_tag_is_found_by_what_it_shows() -> None:
    (found,) = changed('<w:tag w:val="sections.plan.smart"/>', "")
    assert (found.rule, "evidenced" in found.message) == ("no-tag", True)


def test_an_old_form_field_without_a_name_is_found() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val=""/><w:textInput/></w:ffData></w:fldChar></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Write here</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert rules(changed(SMART, field)) == {"field-name"}
    (named,) = changed(SMART, field.replace('w:name w:val=""', 'w:name w:val="Text1"'))
    assert (named.rule, "content control" in named.mend) == ("tag", True)


@pytest.mark.parametrize(
    ("pattern", "around"),
    [(r'<w:tc>(?:(?!<w:tc>).)*?"sections.plan.smart"/>.*?</w:tc>', "a table cell"),
     (r'<w:tr>(?:(?!<w:tr>).)*?"sections.plan.smart"/>.*?</w:tr>', "a table row")],
)  # fmt: skip
def test_a_control_around_a_cell_or_a_row_is_found(pattern: str, around: str) -> None:
    wrapped = r'<w:sdt><w:sdtPr><w:alias w:val="Around"/></w:sdtPr><w:sdtContent>\g<0></w:sdtContent></w:sdt>'
    (found,) = changed(re.compile(pattern), wrapped)
    assert (found.rule, around in found.message) == ("control-around", True)


@pytest.mark.parametrize("kind", ["<w:text/>", "<w:richText/>"])
def test_of_two_tagged_controls_one_in_the_other_the_one_that_is_no_slot_is_found(kind: str) -> None:
    wrapped = (
        rf'<w:sdt><w:sdtPr><w:alias w:val="Outer"/><w:tag w:val="sections.plan.outer"/>{kind}</w:sdtPr>'
        r"<w:sdtContent>\g<0></w:sdtContent></w:sdt>"
    )
    assert rules(changed(SMART, wrapped)) == {"no-slot"}


def test_a_missing_declaration_is_found() -> None:
    (found,) = changed("urn:audit-forms:form:1", "urn:something-else", "customXml/item1.xml")
    assert (found.rule, found.where) == ("no-declaration", "the form as a whole")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [(' edition="1"', ' edition=""', "no edition"), (' key="small"', ' key="Small audit"', "Small audit"),
     ('tag="subject.moves"', 'tag="subject.gone"', "subject.gone"),
     ("</form>", '<off code="no.such"/></form>', "no.such"),
     ('scale="ofsted"', 'scale="stars"', "stars")],
)  # fmt: skip
def test_a_declaration_that_does_not_fit_the_form_is_found(old: str, new: str, says: str) -> None:
    (found,) = changed(old, new, "customXml/item1.xml")
    assert (found.rule in ("declaration", "unsound"), says in found.message) == (True, True)


def test_a_table_without_a_grid_is_found_by_its_number() -> None:
    (found,) = changed(re.compile(r"<w:tblGrid>.*?</w:tblGrid>"), "")
    assert (found.rule, found.where) == ("no-grid", "under “The audit”, table 1")


def _with_box(inside: str) -> list[Finding]:
    box = f"<w:txbxContent><w:p><w:r><w:t>Ask the manager</w:t></w:r>{inside}</w:p></w:txbxContent>"
    shape = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    return changed(re.compile(r"(Is it clear who does what by when\?</w:t></w:r>)"), rf"\1{shape}")


def test_a_place_in_a_text_box_is_found_once_though_it_is_stored_twice() -> None:
    found = _with_box(control("sections.plan.advice", "Write the advice", title="Advice"))
    (one,) = [one for one in found if one.rule == "text-box"]
    assert one.where == "under “1. Plan”, table 3"
    assert "Ask the manager" in one.message


def test_a_text_box_that_only_says_something_does_no_harm() -> None:
    assert _with_box("") == []


def test_a_form_saved_as_strict_open_xml_is_found() -> None:
    strict = text_of().replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    related = text_of("_rels/.rels").replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    )
    parts = {BODY: strict.encode(), "_rels/.rels": related.encode()}
    assert rules(lint(rewrite(open_package(built(SMALL)), parts))) == {"strict"}


def test_tracked_changes_and_comments_in_a_form_are_found() -> None:
    run = '<w:ins w:id="900" w:author="A" w:date="2026-01-05T10:00:00Z"><w:r><w:t>?</w:t></w:r></w:ins>'
    assert rules(changed(re.compile(r"(by when\?</w:t></w:r>)"), rf"\1{run}")) == {"tracked-changes"}
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    assert rules(changed(re.compile(r"(by when\?</w:t></w:r>)"), rf"\1{mark}")) == {"comments"}


def test_an_answer_left_in_a_form_is_told_beside_what_else_is_wrong() -> None:
    ticked = tick("sections.plan.shared", on=True)
    assert rules(lint(document(table(row("Was the plan shared?", ticked))))) >= {
        "reads-answered",
        "no-declaration",
    }
    (found,) = [one for one in lint(document(table(row("Was it?", ticked)))) if one.rule == "reads-answered"]
    assert found.mend == "Take its tick off and save the form in Word."
    empty = tick("sections.plan.shared")
    assert "reads-answered" not in rules(lint(document(table(row("Was the plan shared?", empty)))))


def test_a_form_without_slots_says_so() -> None:
    assert "no-slots" in rules(lint(document(para("Only text"))))


def test_what_is_no_word_document_is_refused_as_ever() -> None:
    with pytest.raises(Refused):
        lint(b"%PDF-1.7")


def test_no_real_document_is_a_form_by_chance_and_none_stops_the_check(shared: Path) -> None:
    for path in sorted((shared / "corpus").iterdir()):
        with contextlib.suppress(Refused):
            assert rules(lint(path.read_bytes())), path.name
