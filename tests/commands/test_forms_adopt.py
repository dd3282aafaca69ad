"""`forms adopt`: a plain form's places, the map of them, and the form made two-way."""

from pathlib import Path

import pytest

from service.word.form import load_form
from service.word.package import open_package
from service.word.stories import whole_view
from tests.commands import running
from tests.commands.running import done
from tests.word.tiny import box, document, para, row, run, table

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


def test_what_is_doubtful_or_stands_in_a_text_box_is_told(tmp_path: Path) -> None:
    form = tmp_path / "theirs.docx"
    boxed = para(run("Note"), box(para("Team: ________")))
    form.write_bytes(document(table(row("Team", "")) + para("Male \u2610 Female \u2610 please say") + boxed))
    shown = " ".join(done("forms", "adopt", form).stdout.split())
    assert "2 places doubtful: look at them first." in shown
    assert "1 place in text boxes left out" in shown


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
    stopped = running.run("forms", "adopt", theirs)
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
    stopped = running.run("forms", "adopt", tmp_path / "theirs.docx")
    assert (stopped.exit_code, says in " ".join(stopped.output.split())) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["theirs.docx"]


@pytest.mark.parametrize(
    ("change", "target", "says"),
    [(("kind: date", "kind: day"), "adopted.docx", "audit.date.kind: “day” is none of"),
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
    stopped = running.run("forms", "adopt", theirs, "--map", mapped, *output)
    assert (stopped.exit_code, says in " ".join(stopped.output.split())) == (2, True), stopped.output
    assert sorted(path.name for path in theirs.parent.iterdir()) == ["theirs.docx", "theirs.map.yaml"]
    assert theirs.read_bytes() == PLAIN


def test_a_label_that_a_changed_map_takes_out_is_named(theirs: Path) -> None:
    done("forms", "adopt", theirs)
    mapped = theirs.parent / "theirs.map.yaml"
    text = mapped.read_text(encoding="utf-8")
    assert "at: 2.1:0-0" in text
    mapped.write_text(text.replace("at: 2.1:0-0", "at: 2.0:0-7"), encoding="utf-8")
    ended = running.run("forms", "adopt", theirs, "--map", mapped, "-o", theirs.parent / "adopted.docx")
    assert "“Auditor” gives way to an answer" in " ".join(ended.stderr.split())


class TestCopies:
    @pytest.fixture
    def returned(self, tmp_path: Path) -> Path:
        """A folder of copies that were completed on the form."""
        folder = tmp_path / "returned"
        folder.mkdir()
        said = (
            ("04/06/2025", "R. Marsh", "Good"),
            ("5 June 2025", "P. Vole", "Inadequate"),
            ("6.6.25", "A. Wren", "Good"),
        )
        for number, (day, auditor, grade) in enumerate(said, 1):
            (folder / f"{number}.docx").write_bytes(_completed(day, auditor, grade, number))
        return folder

    def test_copies_beside_a_form_are_looked_at_and_others_put_aside(
        self, theirs: Path, returned: Path
    ) -> None:
        (returned / "letter.docx").write_bytes(document(para("Dear Ms Lantern, thank you for the biscuits.")))
        (returned / "~$1.docx").write_bytes(b"Word's own")
        ended = done("forms", "adopt", theirs, "--copies", returned)
        assert "3 completed files looked at." in ended.stdout
        assert "3 answers in copies fill it" in " ".join(ended.stdout.split())
        assert "letter.docx was put aside: it is no copy of this form" in ended.stderr
        assert "~$" not in ended.output

    def test_the_blank_form_is_recovered_from_copies_alone_once_its_words_were_read(
        self, tmp_path: Path, returned: Path
    ) -> None:
        target, words = tmp_path / "blank.docx", tmp_path / "blank.words.yaml"
        told = done("forms", "adopt", "--copies", returned, "-o", target).stdout
        assert "No form is written yet" in " ".join(told.split())
        assert not target.exists()
        again = running.run("forms", "adopt", "--copies", returned, "-o", target)
        assert (again.exit_code, "is there already" in " ".join(again.output.split())) == (2, True)
        listed = words.read_text(encoding="utf-8")
        assert "Record audit" in listed
        words.write_text(listed.replace("Record audit", "Record"), encoding="utf-8")
        told = done("forms", "adopt", "--copies", returned, "--words", words, "-o", target).stdout
        assert "blank.docx: the blank form, as 3 files have it in common" in " ".join(told.split())
        shown = [
            cell.text for line in whole_view(open_package(target.read_bytes())).lines for cell in line.cells
        ]
        assert "Auditor" in shown
        assert shown[0] == "Record"
        assert not [text for text in shown if "Marsh" in text or "2025" in text]
        assert (tmp_path / "blank.map.yaml").exists()

    def test_words_that_are_not_of_these_copies_leave_nothing_behind(
        self, tmp_path: Path, returned: Path
    ) -> None:
        target, words = tmp_path / "blank.docx", tmp_path / "blank.words.yaml"
        done("forms", "adopt", "--copies", returned, "-o", target)
        (returned / "4.docx").write_bytes(_completed("7 June 2025", "T. Otter", "Good", 1))
        for given, says in (
            (words, "of: this list was made of other copies"),
            (tmp_path, "This is a folder"),
        ):
            stopped = running.run("forms", "adopt", "--copies", returned, "--words", given, "-o", target)
            assert (stopped.exit_code, says in " ".join(stopped.output.split())) == (2, True), stopped.output
        assert not target.exists()

    def test_copies_of_several_forms_are_listed_and_nothing_is_made(
        self, tmp_path: Path, returned: Path
    ) -> None:
        for number in range(3):
            other = table(*(row(f"Question {number} of the visit audit, {at}", "Yes") for at in range(6)))
            (returned / f"visit{number}.docx").write_bytes(document(para("Visit audit") + other))
        stopped = running.run("forms", "adopt", "--copies", returned, "-o", tmp_path / "blank.docx")
        assert stopped.exit_code == 2
        assert "3 files: 1.docx, 2.docx, 3.docx" in " ".join(stopped.output.split())
        assert not (tmp_path / "blank.docx").exists()

    @pytest.mark.parametrize(
        ("words", "says"),
        [((), "Name the form to adopt"), (("--copies", "nowhere"), "nowhere is no folder"),
         (("--copies", "{returned}"), "Say with -o where"),
         (("{returned}/1.docx", "--words", "any.yaml"), "--words goes with --copies alone"),
         (("--copies", "{two}", "-o", "{two}/blank.docx"), "3 copies are needed to tell the form from its answers; 2")],
        ids=["nothing", "no folder", "no name", "a form", "too few"],
    )  # fmt: skip
    def test_what_cannot_be_done_is_said(
        self, tmp_path: Path, returned: Path, words: tuple[str, ...], says: str
    ) -> None:
        two = tmp_path / "two"
        two.mkdir()
        for name in ("1.docx", "2.docx"):
            (two / name).write_bytes((returned / name).read_bytes())
        given = [word.format(returned=returned, two=two) for word in words]
        stopped = running.run("forms", "adopt", *given)
        assert (stopped.exit_code, says in " ".join(stopped.output.split())) == (2, True), stopped.output


def _completed(day: str, auditor: str, grade: str, actions: int) -> bytes:
    said = [row(f"Write to family {number}", auditor, day) for number in range(actions)]
    return document(
        para("Record audit", style="Title")
        + table(row("Date of audit", day), row("Auditor", auditor), row("Overall judgement", grade))
        + para("Actions", style="Heading1")
        + table(row("Action", "Owner", "By when"), *said, columns=3)
    )
