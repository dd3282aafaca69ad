"""Filings whose names are taken, and filings that a crash cut off before a decision."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.errors import NotNow
from service.filing.place import Place
from service.lifecycle import Stage
from service.store import outcomes
from service.work import Work
from service.workflow import file as filing
from service.workflow.accept import accept
from service.workflow.do_not_file import do_not_file
from service.workflow.file import file
from service.workflow.filing_pack import case_number
from service.workflow.finish import finish
from service.workflow.reopen import reopen
from service.workflow.withdraw import withdraw
from tests.workflow.auditing import a_record, audit_of, form_of, returned

CARER = "carer"


@pytest.fixture
def reference(work: Work) -> str:
    made = returned(work, a_record(form_of(work))).reference
    accept(work, made)
    finish(work, made)
    return made


def folders(work: Work) -> list[str]:
    return sorted(path.name for path in Path(work.config.destinations[CARER].url).glob("*"))


def states(work: Work, reference: str) -> list[str]:
    with work.store.look() as session:
        return [one.state for one in outcomes.filings(session, audit_of(work, reference))]


def finish_again(work: Work, reference: str, annex: bool) -> None:
    """Makes another finished document: with the annex, or without, it is never the one before."""
    reopen(work, reference, "To be made anew")
    accept(work, reference)
    finish(work, reference, annex=annex)


def cut_off_before_its_receipt(work: Work, reference: str) -> str:
    """A filing that stands whole at its place, though nobody was told: the power went."""
    pack, chosen = filing._begin(work, reference, None, None)
    return filing._put(Place(chosen.url, chosen.options), pack)


def cut_off_before_its_first_file(work: Work, reference: str) -> None:
    filing._begin(work, reference, None, None)


class TestNames:
    def test_each_document_of_an_audit_gets_one_though_the_pattern_tells_no_revision(
        self, work: Work, reference: str
    ) -> None:
        plain = replace(work.config.destinations[CARER], name="{record_id}_{form}_{date}")
        work.config = replace(work.config, destinations={CARER: plain})
        names = [file(work, reference).name]
        for annex in (True, False, True):
            finish_again(work, reference, annex)
            names.append(file(work, reference).name)
        assert len(set(names)) == 4
        assert folders(work) == sorted(names)

    def test_a_folder_that_somebody_else_made_is_left_alone(self, work: Work, reference: str) -> None:
        with work.store.look() as session:
            made = outcomes.latest(session, audit_of(work, reference))
        assert made is not None
        pack, chosen = filing._begin(work, reference, None, None)
        theirs = Path(chosen.url) / pack.names[0]
        theirs.mkdir(parents=True)
        (theirs / "manifest.json").write_text("theirs", encoding="utf-8")
        filed = file(work, reference)
        assert filed.name == pack.names[1]
        assert (theirs / "manifest.json").read_text(encoding="utf-8") == "theirs"

    @pytest.mark.parametrize("number", ["C-20417", "3835185", "LCS-0042", "AB/12/7"])
    def test_a_record_number_stands_in_the_name(self, number: str) -> None:
        assert case_number(number, "AF-2026-000001-Q") == number

    @pytest.mark.parametrize("said", ["Mia Lee 2", "Mia2", "Alfie Brown", "2 Lee", "J Lee 7", "", "C-1" * 20])
    def test_what_may_be_a_persons_name_or_is_too_long_does_not(self, said: str) -> None:
        assert case_number(said, "AF-2026-000001-Q") == "AF-2026-000001-Q"


def test_what_takes_the_place_of_an_earlier_filing_says_so(work: Work, reference: str) -> None:
    first = file(work, reference).name
    finish_again(work, reference, annex=True)
    second = file(work, reference).name
    notes = [
        (Path(work.config.destinations[CARER].url) / name / "filing-note.txt").read_text(encoding="utf-8")
        for name in (first, second)
    ]
    assert "takes the place" not in notes[0]
    assert f"takes the place of what was filed before: {first}." in notes[1]
    shown = [next(line for line in note.splitlines() if line.startswith("Display name")) for note in notes]
    assert shown[1] == f"{shown[0]} – version 2"


class TestCutOff:
    def test_a_filing_that_stands_at_its_place_is_known_before_anybody_decides_not_to_file(
        self, work: Work, reference: str
    ) -> None:
        name = cut_off_before_its_receipt(work, reference)
        with pytest.raises(NotNow) as caught:
            do_not_file(work, reference, "The family objects")
        assert (caught.value.code, "filed" in caught.value.message) == ("wrong-stage", True)
        assert audit_of(work, reference).stage == Stage.FILED
        assert (states(work, reference), folders(work)) == (["filed"], [name])

    def test_a_filing_that_does_not_stand_there_is_given_up(self, work: Work, reference: str) -> None:
        cut_off_before_its_first_file(work, reference)
        do_not_file(work, reference, "The family objects")
        assert audit_of(work, reference).stage == Stage.NOT_FILED
        assert (states(work, reference), folders(work)) == (["abandoned"], [])

    def test_a_filing_that_was_given_up_is_done_after_all(self, work: Work, reference: str) -> None:
        cut_off_before_its_first_file(work, reference)
        withdraw(work, reference, "Audited twice")
        reopen(work, reference, "It was not")
        accept(work, reference)
        finish(work, reference)
        assert file(work, reference).state == "filed"
        assert len(folders(work)) == 1

    def test_of_an_older_document_it_is_settled_when_the_new_one_is_filed(
        self, work: Work, reference: str
    ) -> None:
        name = cut_off_before_its_receipt(work, reference)
        reopen(work, reference, "A slip")
        accept(work, reference)
        finish(work, reference, annex=True)
        newer = file(work, reference)
        assert states(work, reference) == ["filed", "filed"]
        assert folders(work) == sorted([name, newer.name])

    def test_where_the_place_is_away_the_decision_is_taken_all_the_same(
        self, work: Work, reference: str
    ) -> None:
        cut_off_before_its_first_file(work, reference)
        away = replace(work.config.destinations[CARER], url="/proc/nowhere/at/all")
        there = work.config
        work.config = replace(work.config, destinations={CARER: away})
        withdraw(work, reference, "Audited twice")
        assert states(work, reference) == ["begun"]
        work.config = there
        reopen(work, reference, "It was not")
        assert states(work, reference) == ["abandoned"]
