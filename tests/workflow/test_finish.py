"""Finishing and filing: documents proven before they are kept, filed whole or not at all."""

import hashlib
import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from schemas.record import get
from service.destinations import Destination, RecordOf
from service.errors import NotNow, Unfit
from service.lifecycle import Stage
from service.store import actions, documents, outcomes
from service.store.rows.outcomes import Filing
from service.wiring import Wired
from service.word.office import Office
from service.word.read import read
from service.work import Work
from service.workflow.accept import accept
from service.workflow.change_action import change_action
from service.workflow.correct import Put, correct
from service.workflow.do_not_file import do_not_file
from service.workflow.file import file
from service.workflow.finish import NO_OFFICE, finish
from service.workflow.look import finished_document
from service.workflow.reopen import reopen
from service.workflow.restrict import restrict
from tests.services import running
from tests.workflow.auditing import a_moderation, a_record, audit_of, form_of, returned

SECRET = "The neighbour, Perpetua Vole, rang the duty desk twice."


@pytest.fixture
def reference(work: Work) -> str:
    """An accepted audit of a foster carer's file."""
    record = a_record(form_of(work))
    record["overall"]["rationale"] = SECRET
    reference = returned(work, record).reference
    accept(work, reference)
    return reference


def document_of(work: Work, sha256: str | None) -> bytes:
    assert sha256 is not None
    with work.store.look() as session:
        return documents.content(session, sha256)


def folder_of(work: Work, filing: Filing) -> Path:
    return Path(work.config.destinations[filing.destination].url) / filing.name


def test_the_finished_document_says_what_the_record_says(work: Work, reference: str) -> None:
    made = finish(work, reference)
    form = form_of(work)
    reading = read(document_of(work, made.docx_sha256), [form], form)
    said = {one.tag: one.said for one in reading.answers if one.row is None}
    assert said["overall.rationale"] == SECRET
    assert reading.reference == reference
    assert audit_of(work, reference).stage == Stage.FINISHED


def test_without_libreoffice_the_pdf_is_named_as_not_made_and_nothing_blocks(
    work: Work, reference: str
) -> None:
    made = finish(work, reference)
    assert (made.pdf_sha256, made.pdf_why) == (None, NO_OFFICE)
    filing = file(work, reference)
    note = (folder_of(work, filing) / "filing-note.txt").read_text(encoding="utf-8")
    assert "No PDF was made" in note
    with pytest.raises(NotNow) as caught:
        finished_document(work, reference, 1, "pdf")
    assert (caught.value.code, NO_OFFICE in caught.value.message) == ("no-pdf", True)


def test_with_libreoffice_the_pdf_is_proven_too(tmp_path: Path, office: Office) -> None:
    with running("sqlite", tmp_path, office=office) as service:
        work = service.work()
        reference = returned(work, a_record(form_of(work))).reference
        accept(work, reference)
        made = finish(work, reference)
        assert made.pdf_why == ""
        pages = PdfReader(BytesIO(document_of(work, made.pdf_sha256))).pages
        words = "".join("".join(page.extract_text() for page in pages).split())
        assert "".join(str(a_record(form_of(work))["overall"]["rationale"]).split()) in words


def test_a_libreoffice_that_writes_nothing_blocks_nothing(tmp_path: Path) -> None:
    broken = Office("/bin/false", "/bin/false", seconds=5)
    with running("sqlite", tmp_path, office=broken) as service:
        work = service.work()
        reference = returned(work, a_record(form_of(work))).reference
        accept(work, reference)
        made = finish(work, reference)
        assert made.pdf_sha256 is None
        assert "wrote nothing" in made.pdf_why


def test_a_libreoffice_that_hangs_is_ended_and_blocks_nothing(tmp_path: Path) -> None:
    hanging = tmp_path / "soffice"
    hanging.write_text("#!/bin/sh\nsleep 600 & sleep 600\n", encoding="utf-8")
    hanging.chmod(0o755)
    with running("sqlite", tmp_path, office=Office(str(hanging), "/bin/false", seconds=0.5)) as service:
        work = service.work()
        reference = returned(work, a_record(form_of(work))).reference
        accept(work, reference)
        assert "took longer than 0.5 seconds" in finish(work, reference).pdf_why


def test_an_audit_that_is_not_accepted_is_not_finished(work: Work) -> None:
    reference = returned(work, a_record(form_of(work))).reference
    with pytest.raises(NotNow) as caught:
        finish(work, reference)
    assert caught.value.code == "wrong-stage"


def test_finished_again_it_is_the_same_document(work: Work, reference: str) -> None:
    assert finish(work, reference).number == finish(work, reference).number == 1


def test_after_a_correction_it_is_another_one(work: Work, reference: str) -> None:
    finish(work, reference)
    reopen(work, reference, "A word was wrong")
    correct(work, reference, [Put("overall.strengths", None, "Mended.")], "A word was wrong")
    accept(work, reference)
    assert finish(work, reference).number == 2


def test_the_annex_tells_of_the_actions_and_the_record_stays(work: Work, reference: str) -> None:
    made = finish(work, reference, annex=True)
    content = document_of(work, made.docx_sha256)
    table = docx.Document(BytesIO(content)).tables[-1]
    assert table.rows[0].cells[0].text == "Number"
    actions = a_record(form_of(work))["actions"]
    assert [row.cells[1].text for row in table.rows[1:]] == [action["what"] for action in actions]
    assert made.record == finish(work, reference).record


def test_the_annex_tells_nothing_of_what_was_taken_out_of_the_record(work: Work) -> None:
    record = a_record(form_of(work))
    record["actions"] = [{"what": "Ask Perpetua Vole, the neighbour, what she heard", "owner": "Wren Alder"}]
    reference = returned(work, record).reference
    accept(work, reference)
    reopen(work, reference, "It names a neighbour")
    dated = "Put a date to every step of the plan"
    correct(work, reference, [Put("actions.what", 0, dated)], "It names a neighbour")
    accept(work, reference)
    opened = docx.Document(BytesIO(document_of(work, finish(work, reference, annex=True).docx_sha256)))
    assert not [part for part in opened.element.iter() if part.text and "Perpetua" in part.text]
    rows = [[cell.text for cell in row.cells] for row in opened.tables[-1].rows[1:]]
    assert rows == [
        ["1", "No longer asked for", "", "", "Open"],
        ["2", dated, "Wren Alder", "no date", "Open"],
    ]


@pytest.mark.parametrize("what", ["Update the chronology.\n", " Update\tit ", "Two\n\nlines", "Grade", "No"])
def test_whatever_an_action_says_can_stand_in_the_annex(work: Work, what: str) -> None:
    record = a_record(form_of(work))
    record["actions"][0]["what"] = what
    reference = returned(work, record).reference
    accept(work, reference)
    made = finish(work, reference, annex=True)
    table = docx.Document(BytesIO(document_of(work, made.docx_sha256))).tables[-1]
    assert table.rows[1].cells[1].text.split() == what.split()


@pytest.mark.parametrize("owner", ["Wren\x0bAlder", "Wren \x07Alder", "Wren Alder ", "\n Wren Alder"])
def test_whatever_was_typed_as_an_owner_can_stand_in_the_annex(
    work: Work, reference: str, owner: str
) -> None:
    with work.store.look() as session:
        first = actions.of_audit(session, audit_of(work, reference))[0]
    assert (change_action(work, first.id, {"owner": owner}).owner or "").split() == ["Wren", "Alder"]
    made = finish(work, reference, annex=True)
    table = docx.Document(BytesIO(document_of(work, made.docx_sha256))).tables[-1]
    assert table.rows[1].cells[2].text.split() == ["Wren", "Alder"]


class TestRestricting:
    def test_a_restricted_answer_is_in_nothing_that_is_filed(self, work: Work, reference: str) -> None:
        restrict(work, reference, "overall.rationale", None, "It names a neighbour")
        finish(work, reference)
        folder = folder_of(work, file(work, reference))
        for path in folder.iterdir():
            content = path.read_bytes()
            if path.suffix == ".docx":
                content = "".join(
                    p.text for p in docx.Document(BytesIO(content)).element.iter() if p.text
                ).encode()
            assert b"Perpetua" not in content, path.name
        assert "left out" in (folder / "filing-note.txt").read_text(encoding="utf-8")

    def test_the_document_says_that_it_was_left_out_and_where_it_is(self, work: Work, reference: str) -> None:
        restrict(work, reference, "overall.rationale", None, "It names a neighbour")
        said = str(get(finish(work, reference).record, "overall.rationale"))
        assert said.startswith("Left out here")
        assert reference in said

    def test_the_record_itself_keeps_it(self, work: Work, reference: str) -> None:
        restrict(work, reference, "overall.rationale", None, "It names a neighbour")
        kept = audit_of(work, reference).record
        assert kept is not None
        assert kept["overall"]["rationale"] == SECRET

    def test_a_text_that_changed_since_has_to_be_marked_anew(self, work: Work, reference: str) -> None:
        restrict(work, reference, "overall.rationale", None, "It names a neighbour")
        reopen(work, reference, "A word was wrong")
        correct(work, reference, [Put("overall.rationale", None, SECRET + " Again.")], "A word was wrong")
        accept(work, reference)
        with pytest.raises(NotNow) as caught:
            finish(work, reference)
        assert caught.value.code == "restricted-changed"

    @pytest.mark.parametrize("tag", ["overall.grade", "audit.date", "subject.record_id", "nope"])
    def test_only_text_can_be_left_out(self, work: Work, reference: str, tag: str) -> None:
        with pytest.raises(Unfit):
            restrict(work, reference, tag, None, "Because")


class TestFiling:
    def test_everything_is_there_and_vouched_for(self, work: Work, reference: str) -> None:
        made = finish(work, reference)
        filing = file(work, reference)
        folder = folder_of(work, filing)
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
        assert there == filing.files
        assert {name: one["sha256"] for name, one in manifest["files"].items()} == {
            name: digest for name, digest in there.items() if name != "manifest.json"
        }
        assert manifest["audit"] == reference
        assert manifest["retention"]["rule"].startswith("As the foster carer's record, at least 10 years")
        assert json.loads((folder / "record.json").read_text(encoding="utf-8")) == made.record
        assert audit_of(work, reference).stage == Stage.FILED

    def test_the_name_is_short_plain_and_holds_no_name_of_a_person(self, work: Work, reference: str) -> None:
        finish(work, reference)
        name = file(work, reference).name
        record = a_record(form_of(work))
        assert name == f"{record['subject']['record_id']}_fostering_{record['audit']['date']}_reaudit_v1"

    def test_a_record_number_that_could_be_a_name_gives_way_to_the_reference(self, work: Work) -> None:
        record = a_record(form_of(work))
        record["subject"]["record_id"] = "Vole, Perpetua 2"
        reference = returned(work, record).reference
        accept(work, reference)
        finish(work, reference)
        assert file(work, reference).name.startswith(reference)

    def test_the_note_tells_no_finding(self, work: Work, reference: str) -> None:
        finish(work, reference)
        note = (folder_of(work, file(work, reference)) / "filing-note.txt").read_text(encoding="utf-8")
        assert "Category: documents > general documents > audit" in note
        assert "Case file audit completed" in note
        assert "Vole" not in note
        assert "equires" not in note

    def test_filed_twice_nothing_is_new(self, work: Work, reference: str) -> None:
        finish(work, reference)
        first = file(work, reference)
        before = {path: path.stat().st_mtime_ns for path in folder_of(work, first).iterdir()}
        version = audit_of(work, reference).version
        assert file(work, reference).id == first.id
        assert {path: path.stat().st_mtime_ns for path in folder_of(work, first).iterdir()} == before
        assert audit_of(work, reference).version == version

    @pytest.mark.parametrize("key", ["child", "staff", "young_person", "family"])
    def test_a_fostering_audit_is_filed_on_no_other_record(
        self, work: Work, reference: str, key: str
    ) -> None:
        finish(work, reference)
        with pytest.raises(Unfit) as caught:
            file(work, reference, key)
        assert "never filed on this record" in caught.value.faults[0].message

    def test_a_supervision_audit_is_never_filed_on_a_childs_record(self, work: Work) -> None:
        reference = returned(work, a_record(form_of(work, "supervision")), "supervision").reference
        accept(work, reference)
        finish(work, reference)
        with pytest.raises(Unfit):
            file(work, reference, "child")
        assert file(work, reference).destination == "staff"

    def test_another_filing_of_the_name_is_left_alone(self, work: Work, reference: str) -> None:
        finish(work, reference)
        first = file(work, reference)
        other = returned(work, a_record(form_of(work))).reference
        accept(work, other)
        finish(work, other)
        second = file(work, other)
        assert second.name == f"{first.name}_{other.split('-')[2]}"
        manifest = json.loads((folder_of(work, first) / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["audit"] == reference

    def test_a_place_that_is_away_is_told_and_filed_to_once_it_is_back(
        self, service: Wired, reference: str, tmp_path: Path
    ) -> None:
        blocked = tmp_path / "share"
        blocked.write_text("a file where the folder should be", encoding="utf-8")
        away = Destination(key="carer", title="Away", record=RecordOf.CARER, url=str(blocked / "carers"))
        service.config = replace(service.config, destinations={"carer": away})
        work = service.work()
        finish(work, reference)
        with pytest.raises(NotNow) as caught:
            file(work, reference)
        assert caught.value.code == "filing-failed"
        assert audit_of(work, reference).stage == Stage.FINISHED
        blocked.unlink()
        assert file(work, reference).state == "filed"
        with work.store.look() as session:
            assert len(outcomes.filings(session, audit_of(work, reference))) == 1

    def test_what_somebody_changed_at_the_place_is_told_and_not_written_over(
        self, work: Work, reference: str
    ) -> None:
        finish(work, reference)
        folder = folder_of(work, file(work, reference))
        (folder / "record.json").write_text("{}", encoding="utf-8")
        with pytest.raises(NotNow) as caught:
            file(work, reference)
        assert caught.value.code == "filing-changed"
        assert (folder / "record.json").read_text(encoding="utf-8") == "{}"
        assert [path.name for path in folder.parent.iterdir()] == [folder.name]

    def test_a_file_that_somebody_took_out_of_the_folder_is_named(self, work: Work, reference: str) -> None:
        finish(work, reference)
        folder = folder_of(work, file(work, reference))
        (folder / "record.json").unlink()
        with pytest.raises(NotNow, match=r"record\.json taken away there since"):
            file(work, reference)
        (folder / "manifest.json").unlink()
        (folder / "filing-note.txt").write_text("kept by hand", encoding="utf-8")
        with pytest.raises(NotNow, match=r"taken away and filing-note\.txt changed") as caught:
            file(work, reference)
        assert {"record.json", "manifest.json"} <= set(re.findall(r"[\w-]+\.json", str(caught.value)))
        assert (folder / "filing-note.txt").read_text(encoding="utf-8") == "kept by hand"

    def test_what_has_gone_from_the_place_is_filed_again(self, work: Work, reference: str) -> None:
        finish(work, reference)
        folder = folder_of(work, file(work, reference))
        shutil.rmtree(folder)
        file(work, reference)
        assert (folder / "manifest.json").exists()

    @pytest.mark.parametrize("tag", ["subject.record_id", "audit.date"])
    def test_nothing_is_filed_without_a_record_number_and_a_day(self, work: Work, tag: str) -> None:
        record = a_record(form_of(work))
        part, name = tag.split(".")
        del record[part][name]
        reference = returned(work, record).reference
        accept(work, reference)
        finish(work, reference)
        with pytest.raises(NotNow) as caught:
            file(work, reference)
        assert (caught.value.code, [one.path for one in caught.value.faults]) == ("case-unknown", [tag])

    def test_two_audits_filed_at_once_under_one_name_are_both_there(self, service: Wired, work: Work) -> None:
        references = [returned(work, a_record(form_of(work))).reference for _ in range(2)]
        for reference in references:
            accept(work, reference)
            finish(work, reference)
        with ThreadPoolExecutor(2) as pool:
            filings = list(pool.map(lambda one: file(service.work(), one), references))
        manifests = [
            json.loads((folder_of(work, one) / "manifest.json").read_text(encoding="utf-8"))
            for one in filings
        ]
        assert [one["audit"] for one in manifests] == references

    def test_not_to_file_is_a_decision_too(self, work: Work, reference: str) -> None:
        do_not_file(work, reference, "The record is closed")
        assert audit_of(work, reference).stage == Stage.NOT_FILED
        reopen(work, reference, "It was opened again")
        assert audit_of(work, reference).stage == Stage.IN_REVIEW


def test_a_moderation_is_filed_beside_the_audit_that_it_judges(work: Work, reference: str) -> None:
    finish(work, reference)
    first = file(work, reference)
    moderation = returned(work, a_moderation(work, reference), "moderation").reference
    accept(work, moderation)
    finish(work, moderation)
    beside = file(work, moderation)
    assert beside.destination == first.destination
    assert "_fostering_" in beside.name
    assert "_moderated_" in beside.name


def test_a_moderation_of_an_unknown_audit_waits(work: Work) -> None:
    record = a_record(form_of(work, "moderation"))
    record["subject"]["audit_reference"] = "AF-2020-000001-H"
    moderation = returned(work, record, "moderation").reference
    accept(work, moderation)
    finish(work, moderation)
    with pytest.raises(NotNow) as caught:
        file(work, moderation)
    assert caught.value.code == "first-audit-unknown"
