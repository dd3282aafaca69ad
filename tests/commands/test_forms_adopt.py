"""`forms adopt`: a plain form's places, the map of them, and the form made two-way."""

from pathlib import Path

import pytest

from service.word.form import load_form
from tests.commands.running import done, run
from tests.word.tiny import document, para, row, table

PLAIN = document(
    para("Record audit", style="Title")
    + table(row("Date of audit", ""), row("Auditor", ""), row("Overall judgement", "Choose a grade"))
    + para("Actions", style="Heading1")
    + table(row("Action", "Owner", "By when"), *[row("", "", "")] * 3, columns=3)
)


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A council's plain form."""
    path = tmp_path / "theirs.docx"
    path.write_bytes(PLAIN)
    return path


def test_the_places_are_shown_and_written_to_a_map_beside_the_form(theirs: Path) -> None:
    shown = " ".join(done("forms", "adopt", theirs).stdout.split())
    assert "Date of audit audit.date date an empty cell beside “Date of audit”" in shown
    assert "By when actions.due" in shown
    assert "(each row)" in shown
    assert "6 places written to" in shown
    assert (theirs.parent / "theirs.map.yaml").read_text(encoding="utf-8").count("- tag: ") == 6


def test_by_its_map_the_form_becomes_one_that_nothing_is_wrong_with(theirs: Path) -> None:
    done("forms", "adopt", theirs, "-o", theirs.parent / "theirs.yaml")
    target = theirs.parent / "adopted.docx"
    told = done("forms", "adopt", theirs, "--map", theirs.parent / "theirs.yaml", "-o", target).stdout
    assert "6 slots; nothing else of the form was changed." in " ".join(told.split())
    assert "nothing is wrong with this form" in " ".join(done("forms", "check", target).stdout.split())
    assert list(load_form(target.read_bytes()).by_tag) == [
        "audit.date", "audit.auditor", "overall.grade", "actions.what", "actions.owner", "actions.due",
    ]  # fmt: skip
    assert theirs.read_bytes() == PLAIN


def test_a_map_that_is_there_is_never_written_over(theirs: Path) -> None:
    (theirs.parent / "theirs.map.yaml").write_text("mine", encoding="utf-8")
    stopped = run("forms", "adopt", theirs)
    assert (stopped.exit_code, "somebody may have changed it" in " ".join(stopped.output.split())) == (
        2,
        True,
    )
    assert (theirs.parent / "theirs.map.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("content", "says"),
    [(document(para("Dear Ms Lantern, thank you for the biscuits.")), "no place for an answer"),
     (b"%PDF-1.7", "theirs.docx: ")],
    ids=["a letter", "a PDF"],
)  # fmt: skip
def test_what_is_no_form_leaves_no_map(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "theirs.docx").write_bytes(content)
    stopped = run("forms", "adopt", tmp_path / "theirs.docx")
    assert (stopped.exit_code, says in " ".join(stopped.output.split())) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["theirs.docx"]


@pytest.mark.parametrize(
    ("change", "target", "says"),
    [(("kind: date", "kind: day"), "adopted.docx", "“day” is none of"),
     (("at: 1.1:0-0", "at: 900.1:0-0"), "adopted.docx", "cannot be adopted by this map"),
     (("title: Auditor", "title: Auditor"), "adopted.pdf", "must end in .docx"),
     (("title: Auditor", "title: Auditor"), "", "Say with -o"),
     (("title: Auditor", "title: Auditor"), "theirs.docx", "is where this is made from")],
    ids=["a kind", "a place", "an ending", "no name", "the form itself"],
)  # fmt: skip
def test_a_map_that_cannot_be_followed_leaves_nothing_behind(
    theirs: Path, change: tuple[str, str], target: str, says: str
) -> None:
    done("forms", "adopt", theirs)
    mapped = theirs.parent / "theirs.map.yaml"
    changed = mapped.read_text(encoding="utf-8").replace(*change, 1)
    mapped.write_text(changed, encoding="utf-8")
    output = ("-o", theirs.parent / target) if target else ()
    stopped = run("forms", "adopt", theirs, "--map", mapped, *output)
    assert (stopped.exit_code, says in " ".join(stopped.output.split())) == (2, True), stopped.output
    assert sorted(path.name for path in theirs.parent.iterdir()) == ["theirs.docx", "theirs.map.yaml"]
    assert theirs.read_bytes() == PLAIN
