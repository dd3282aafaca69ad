"""`demo`: the whole way of one form, by LibreOffice and without."""

import json
import time
from pathlib import Path

import pytest

from service.commands.auditor import complete
from service.commands.demo import FORM, HEADER, SEED
from service.commands.fill import read_back
from service.commands.forms_sample import sampled
from service.commands.given import form_given
from service.word.fill import fill
from tests.commands.running import done, run


def test_the_demo_keeps_every_step_and_proves_the_last_in_under_a_minute(tmp_path: Path) -> None:
    began = time.monotonic()
    told = done("demo", tmp_path / "steps" / "here").stdout
    assert time.monotonic() - began < 60
    kept = sorted(path.name for path in (tmp_path / "steps" / "here").iterdir())
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
    assert "Traceback" not in told


def test_what_the_demo_keeps_can_be_read_again(tmp_path: Path) -> None:
    done("demo", tmp_path)
    record = json.loads((tmp_path / "5-record.json").read_bytes())
    finished = json.loads(done("read", tmp_path / "6-finished.docx", "--json").stdout)
    assert finished["record"] == record
    completed = json.loads((tmp_path / "4-reading.json").read_bytes())
    assert (completed["record"], completed["reference"]) == (record, record["audit"]["reference"])


@pytest.mark.usefixtures("office")
def test_the_demo_completes_the_form_in_libreoffice_where_there_is_one(tmp_path: Path) -> None:
    assert "in LibreOffice, as a person would" in done("demo", tmp_path).stdout


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
