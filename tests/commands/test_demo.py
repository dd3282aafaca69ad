"""`demo`: the whole way of one form, by LibreOffice and without."""

import json
import re
import time
from pathlib import Path

import pytest

from service.commands.auditor import complete
from service.commands.demo import FORM, HEADER, SEED
from service.commands.fill import read_back
from service.commands.given import form_given
from service.word.fill import fill
from service.word.package import open_package
from service.workflow.sampled import sampled
from tests.commands.running import answer, done, run


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, float]:
    """The folder that one demo left, what it told, and how many seconds it took."""
    folder = tmp_path_factory.mktemp("demo") / "steps" / "here"
    began = time.monotonic()
    told = done("demo", folder).stdout
    return folder, told, time.monotonic() - began


def test_the_demo_keeps_every_step_and_proves_the_last_in_under_a_minute(
    steps: tuple[Path, str, float],
) -> None:
    folder, told, seconds = steps
    kept = sorted(path.name for path in folder.iterdir())
    assert kept == [
        "1-header.json",
        "2-form.docx",
        "3-completed.docx",
        "4-reading.json",
        "5-record.json",
        "6-finished.docx",
    ]
    assert all(name in told for name in kept)
    assert "it equals the record" in told
    assert seconds < 60


def test_the_numbers_that_the_demo_tells_add_up(steps: tuple[Path, str, float]) -> None:
    folder, told, _ = steps
    header, more, total = (
        int(number) for number in re.findall(r"(?:JSON: |: |makes )(\d+) answers(?: more|\.)", told)
    )
    assert header + more == total
    values = f"{total} answers and {unticked(folder / '5-record.json')} boxes left unticked"
    assert told.count(values) == 2


def unticked(record: Path) -> int:
    """How many boxes a record says were not ticked."""
    return record.read_text(encoding="utf-8").count(": false")


def test_what_the_demo_says_of_blanks_is_true_of_the_finished_document(
    steps: tuple[Path, str, float],
) -> None:
    folder, told, _ = steps
    package = open_package((folder / "6-finished.docx").read_bytes())
    body = package.read(package.main).decode()
    assert "says “Not answered”; a box that was not ticked stays empty" in told
    assert ">Not answered<" in body
    assert body.count(">☐<") == unticked(folder / "5-record.json")


def test_what_the_demo_keeps_can_be_read_again(steps: tuple[Path, str, float]) -> None:
    folder, _, _ = steps
    record = json.loads((folder / "5-record.json").read_bytes())
    assert answer("read", folder / "6-finished.docx", "--json")["record"] == record
    completed = json.loads((folder / "4-reading.json").read_bytes())
    assert (completed["record"], completed["reference"]) == (record, record["audit"]["reference"])


@pytest.mark.usefixtures("office")
def test_the_demo_completes_the_form_in_libreoffice_where_there_is_one(
    steps: tuple[Path, str, float],
) -> None:
    assert "in LibreOffice, as a person would" in steps[1]


def test_without_libreoffice_the_answers_are_written_into_the_form() -> None:
    form = form_given(FORM)
    record = sampled(form, SEED)
    sent = fill(form, {name: record[name] for name in HEADER})
    copy, how = complete(sent, form, record, HEADER, None)
    assert "no LibreOffice" in how
    assert read_back(form, copy) == record


def test_a_folder_that_cannot_be_made_is_answered_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    result = run("demo", tmp_path / "file" / "inside")
    assert result.exit_code == 2
    assert "cannot be made" in result.stderr
