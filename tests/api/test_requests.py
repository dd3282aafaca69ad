"""How requests are answered: versions, idempotency keys, limits, failures."""

import io
import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from service.api.problems import CODES
from service.app import create_app
from service.roles import Role
from service.wiring import Wired
from service.work import Work
from tests.api.conftest import PREFIX, Program, Programs
from tests.modules import ROOT
from tests.services import running
from tests.workflow.auditing import (
    a_record,
    audit_of,
    completed,
    form_of,
    problems_of,
    returned,
    sent_out,
    unwrapped,
)

HEADER = {"audit": {"date": "2026-06-01"}, "subject": {"record_id": "C-20417"}}


@pytest.fixture
def reference(work: Work) -> str:
    record = a_record(form_of(work))
    del record["overall"]["grade"]
    return returned(work, record).reference


def correction(value: str) -> dict[str, object]:
    return {"corrections": [{"tag": "overall.grade", "value": value}], "reason": "The auditor rang"}


class TestVersions:
    def test_a_change_names_the_version_that_it_is_of(self, administrator: Program, reference: str) -> None:
        answer = administrator.post(f"/audits/{reference}/corrections", correction("good"), match=None)
        assert (answer.status_code, answer.get_json()["code"]) == (428, "version-wanted")

    def test_two_people_correcting_one_record_do_not_overwrite_each_other(
        self, administrator: Program, work: Work, reference: str
    ) -> None:
        seen = administrator.get(f"/audits/{reference}").headers["ETag"]
        first = administrator.post(f"/audits/{reference}/corrections", correction("good"), match=seen)
        second = administrator.post(f"/audits/{reference}/corrections", correction("inadequate"), match=seen)
        assert (first.status_code, second.status_code) == (200, 412)
        assert audit_of(work, reference).grade == "good"
        told = second.get_json()
        assert told["version"] == audit_of(work, reference).version
        (change,) = [one for entry in told["difference"] for one in entry["changes"]]
        assert change == {"path": "overall.grade", "from": None, "to": "good"}

    def test_warnings_of_one_kind_are_settled_in_one_step_or_not_at_all(
        self, administrator: Program, work: Work
    ) -> None:
        there = unwrapped(work, a_record(form_of(work, "case_risk")), "case_risk").reference
        alike = [one.id for one in problems_of(work, there) if one.code == "answer.by_position"]
        address = f"/audits/{there}/problems/resolve"
        seen = administrator.get(f"/audits/{there}").headers["ETag"]
        wrong = administrator.post(address, {"problems": [*alike, 10**8]}, match=seen)
        assert (wrong.status_code, problems_of(work, there, "resolved")) == (422, [])
        assert wrong.get_json()["faults"][0]["path"] == f"problems[{10**8}]"
        right = administrator.post(address, {"problems": alike, "reason": "Compared"}, match=seen)
        assert right.status_code == 200
        told = [one for one in right.get_json()["problems"] if one["state"] == "resolved"]
        assert {(one["id"], one["reason"]) for one in told} == {(number, "Compared") for number in alike}
        assert administrator.post(address, {"problems": alike}, match=seen).status_code == 412

    def test_a_version_without_quotation_marks_is_understood(
        self, administrator: Program, reference: str
    ) -> None:
        seen = administrator.get(f"/audits/{reference}").headers["ETag"].strip('"')
        assert (
            administrator.post(f"/audits/{reference}/corrections", correction("good"), match=seen).status_code
            == 200
        )
        assert (
            administrator.post(f"/audits/{reference}/corrections", correction("good"), match=seen).status_code
            == 412
        )

    def test_the_answer_names_the_new_version(self, administrator: Program, reference: str) -> None:
        answer = administrator.post(f"/audits/{reference}/corrections", correction("good"))
        assert answer.headers["ETag"] == administrator.get(f"/audits/{reference}").headers["ETag"]

    @pytest.mark.parametrize("said", ["nonsense", 'W/"1"', '"99999999999999999999"', '""'])
    def test_a_version_that_was_never_there_matches_nothing(
        self, administrator: Program, reference: str, said: str
    ) -> None:
        answer = administrator.post(f"/audits/{reference}/corrections", correction("good"), match=said)
        assert answer.status_code == 412


class TestIdempotency:
    def send(self, program: Program, key: str, header: object = HEADER) -> tuple[int, dict[str, object]]:
        body = {"form": "fostering", "header": header}
        answer = program.post("/audits", body, headers={"Idempotency-Key": key})
        return answer.status_code, answer.get_json()

    def test_the_same_request_with_the_same_key_is_done_once(self, administrator: Program) -> None:
        first, second = self.send(administrator, "k"), self.send(administrator, "k")
        assert first == second
        assert administrator.get("/audits").get_json()["total"] == 1

    def test_another_key_is_another_request(self, administrator: Program) -> None:
        self.send(administrator, "k")
        self.send(administrator, "l")
        assert administrator.get("/audits").get_json()["total"] == 2

    def test_the_key_is_not_taken_for_another_request(self, administrator: Program) -> None:
        self.send(administrator, "k")
        status, said = self.send(administrator, "k", {"subject": {"record_id": "C-9"}})
        assert (status, said["code"]) == (422, "key-reused")

    def test_what_failed_may_be_tried_again_with_the_same_key(self, administrator: Program) -> None:
        assert self.send(administrator, "k", {"audit": {"date": "2026-02-30"}})[0] == 422
        assert self.send(administrator, "k")[0] == 201

    def test_keys_of_different_people_have_nothing_to_do_with_each_other(self, programs: Programs) -> None:
        one, other = programs.of(Role.ADMINISTRATOR), programs.of(Role.HEAD_OF_QA)
        assert self.send(one, "k")[1]["reference"] != self.send(other, "k")[1]["reference"]

    def test_uploads_are_told_apart_by_what_is_in_them(self, administrator: Program, work: Work) -> None:
        form = form_of(work)
        copies = [completed(form, sent_out(work, a_record(form, n)), a_record(form, n)) for n in (1, 2)]
        key = {"Idempotency-Key": "k"}
        answers = [
            administrator.post("/returns", data={"file": [(BytesIO(copy), "x.docx")]}, headers=key)
            for copy in copies
        ]
        assert [one.status_code for one in answers] == [200, 422]


def test_files_that_an_outage_cut_off_are_taken_when_the_same_request_comes_again(tmp_path: Path) -> None:
    with running("sqlite", tmp_path) as service:
        work = service.work()
        form = form_of(work)
        copies = [completed(form, sent_out(work, a_record(form, n)), a_record(form, n)) for n in range(4)]
        administrator = Programs(service).of(Role.ADMINISTRATOR)
        key = {"Idempotency-Key": "k"}
        before = pages(service)
        administrator.upload("/returns", ("0.docx", copies[0]))
        one = pages(service) - before
        three = [(f"{number}.docx", copies[number]) for number in (1, 2, 3)]
        hold_to(service, pages(service) + one + one // 2)
        cut_off = administrator.upload("/returns", *three, headers=key)
        assert (cut_off.status_code, cut_off.get_json()["code"]) == (503, "database-away")
        hold_to(service, 1_000_000)
        again = administrator.upload("/returns", *three, headers=key).get_json()
        outcomes = [received["outcome"] for received in again["received"]]
        assert outcomes == ["same_again", "first_return", "first_return"]


def pages(service: Wired) -> int:
    """How many pages the database has."""
    with service.store.look() as session:
        return int(session.connection().exec_driver_sql("PRAGMA page_count").scalar_one())


def hold_to(service: Wired, most: int) -> None:
    """Lets the database have so many pages at most, as a disk does that is nearly full."""
    with service.store.look() as session:
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {most}")


class TestReturns:
    def test_many_files_and_zips_are_answered_each_on_its_own(
        self, administrator: Program, work: Work
    ) -> None:
        form = form_of(work)
        copies = [completed(form, sent_out(work, a_record(form, n)), a_record(form, n)) for n in range(3)]
        packed = io.BytesIO()
        with ZipFile(packed, "w") as archive:
            archive.writestr("inner/two.docx", copies[1])
            archive.writestr("inner/letter.txt", "Dear Ms Lantern")
            archive.writestr("inner/~$two.docx", "Word's own mark")
        answer = administrator.upload(
            "/returns", ("one.docx", copies[0]), ("more.zip", packed.getvalue()), ("empty.docx", b"")
        ).get_json()
        names = ["one.docx", "inner/two.docx", "inner/letter.txt", "empty.docx"]
        assert [one["file"] for one in answer["received"]] == names
        assert [one.get("outcome") for one in answer["received"]] == [
            "first_return",
            "first_return",
            None,
            None,
        ]
        assert (answer["taken"], answer["refused"]) == (2, 2)
        (left,) = answer["left_out"]
        assert (left["file"], left["names"]) == ("more.zip", ["inner/~$two.docx"])
        assert left["message"].startswith("Left out: 1 file that a program put beside documents")

    def test_more_files_than_are_taken_at_once_are_all_refused(
        self, service: Wired, programs: Programs
    ) -> None:
        service.config = replace(service.config, files=2)
        answer = programs.of(Role.ADMINISTRATOR).upload("/returns", *[(f"{n}.docx", b"x") for n in range(3)])
        assert (answer.status_code, answer.get_json()["code"]) == (413, "too-many-files")

    def test_a_request_larger_than_is_taken_is_refused(self, programs: Programs) -> None:
        program = programs.of(Role.ADMINISTRATOR)
        program.client.application.config["MAX_CONTENT_LENGTH"] = 10_000
        answer = program.upload("/returns", ("large.docx", b"x" * 20_000))
        assert (answer.status_code, answer.get_json()["code"]) == (413, "too-large")

    def test_a_named_form_that_there_is_not_is_told(self, administrator: Program) -> None:
        answer = administrator.upload("/returns", ("x.docx", b"x"), form="no-such-form")
        assert (answer.status_code, answer.get_json()["code"]) == (404, "not-found")

    def test_reading_without_keeping_keeps_nothing(self, administrator: Program, work: Work) -> None:
        form = form_of(work)
        copy = completed(form, "AF-2020-000001-H", a_record(form))
        reading = administrator.upload("/read", ("x.docx", copy)).get_json()
        assert reading["reference"] == "AF-2020-000001-H"
        assert reading["record"]["overall"]["grade"] == a_record(form)["overall"]["grade"]
        assert administrator.get("/audits").get_json()["total"] == 0


class TestCases:
    LIST = "Child unique ID,Date of birth,Allocated team,Allocated worker,Ethnicity\n"

    def sent(self, program: Program, text: str) -> dict[str, Any]:
        answer = program.upload("/audits/cases", ("cases.csv", text.encode()), form="cin")
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.get_json()
        return found

    def test_each_case_gets_its_form(self, administrator: Program, work: Work) -> None:
        sent = self.sent(administrator, self.LIST + "C-1,01/02/2015,Harbour,Q. Vane-Holt,WBRI\nC-2,,,,\n")
        references = [str(one["reference"]) for one in sent["made"]]
        assert [one["row"] for one in sent["made"]] == [2, 3]
        assert sent["unused_columns"] == ["Ethnicity"]
        audit = audit_of(work, references[0])
        assert (audit.record_id, audit.team.name if audit.team else "") == ("C-1", "Harbour")
        assert audit.sent is not None
        assert audit.sent["subject"]["date_of_birth"] == "2015-02-01"
        query = "&".join(f"reference={one}" for one in references)
        with ZipFile(BytesIO(administrator.get(f"/audits/forms?{query}").data)) as archive:
            assert archive.namelist() == [f"{one}_cin.docx" for one in references]

    def test_a_bad_row_is_named_and_nothing_of_it_is_made(self, administrator: Program) -> None:
        sent = self.sent(administrator, self.LIST + "C-1,31/02/2015,,,\nC-2,01/02/2015,,,\n")
        assert [one["row"] for one in sent["made"]] == [3]
        (bad,) = sent["not_made"]
        assert (bad["row"], bad["column"]) == (2, "Date of birth")
        assert administrator.get("/audits").get_json()["total"] == 1

    def test_what_was_noticed_is_told_with_its_rows(self, administrator: Program) -> None:
        sent = self.sent(administrator, self.LIST + "C-1,01/02/15,,,\nC-1,2015-02-01,,,\n")
        assert len(sent["made"]) == 2
        assert [(one["rows"], one["column"]) for one in sent["noticed"]] == [
            ([2, 3], ""),
            ([2], "Date of birth"),
            ([3], ""),
        ]
        assert "only people who belong to no team" in sent["noticed"][0]["message"]

    def test_a_misspelled_team_is_named_unless_the_whole_list_has_one(self, administrator: Program) -> None:
        text = self.LIST + "C-1,,Harbor,,\n"
        (bad,) = self.sent(administrator, text)["not_made"]
        assert (bad["row"], bad["column"]) == (2, "Allocated team")
        for team, status in (("Lantern", 201), ("Lanten", 422)):
            answer = administrator.upload("/audits/cases", ("c.csv", text.encode()), form="cin", team=team)
            assert answer.status_code == status, answer.text

    def test_a_misspelled_team_of_one_audit_is_refused_unless_it_is_said_whose_it_is(
        self, administrator: Program
    ) -> None:
        body: dict[str, Any] = {"form": "cin", "header": {**HEADER, "audit": {"team": "harbor"}}}
        refused = administrator.post("/audits", body)
        assert refused.status_code == 422
        assert "There are: Harbour, Lantern." in refused.text
        assert administrator.post("/audits", body | {"team": "-"}).get_json()["team"] is None
        assert administrator.post("/audits", body | {"team": "Lantern"}).get_json()["team"] == "Lantern"

    def test_the_same_list_with_the_same_key_is_sent_out_once(self, administrator: Program) -> None:
        text = (self.LIST + "C-1,,,,\nC-2,,,,\n").encode()
        first, second = (
            administrator.upload(
                "/audits/cases", ("c.csv", text), headers={"Idempotency-Key": "june"}, form="cin"
            )
            for _ in range(2)
        )
        assert first.get_json() == second.get_json()
        assert administrator.get("/audits").get_json()["total"] == 2

    @pytest.mark.parametrize("text", ["", "Child unique ID\n", "Colour,Size\nred,9\n", "\x00\x01"])
    def test_what_is_no_list_of_cases_is_refused(self, administrator: Program, text: str) -> None:
        answer = administrator.upload("/audits/cases", ("cases.csv", text.encode()), form="cin")
        assert (answer.status_code, answer.get_json()["code"]) == (422, "file-refused")


class TestFailures:
    def test_what_no_text_holds_is_refused_and_not_crashed_on(
        self, administrator: Program, reference: str
    ) -> None:
        for text in (r"\u0000", r"\ud800", r"a\u0000b"):
            body, kind = f'{{"reason": "{text}"}}', "application/json"
            answer = administrator.post(f"/audits/{reference}/reopen", data=body, content_type=kind)
            assert answer.status_code == 400, answer.text
        assert administrator.get("/audits?q=%00").status_code == 400

    def test_a_number_of_more_digits_than_python_reads_is_refused_and_not_crashed_on(
        self, administrator: Program, reference: str
    ) -> None:
        for digits, status in ((5_000, 400), (3, 422)):
            number = "9" * digits
            body = f'{{"reason": "Typing", "corrections": [{{"tag": "nope", "value": {number}}}]}}'
            answer = administrator.post(
                f"/audits/{reference}/corrections", data=body, content_type="application/json"
            )
            assert answer.status_code == status, answer.text

    @pytest.mark.parametrize("method", ["DELETE", "PUT", "TRACE", "PATCH"])
    def test_a_method_that_an_address_does_not_take_is_told(
        self, administrator: Program, method: str
    ) -> None:
        answer = administrator.call(method, "/audits")
        assert (answer.status_code, answer.get_json()["code"]) == (405, "no-such-method")
        assert "POST" in answer.headers["Allow"]

    def test_too_many_requests_wait(self, service: Wired) -> None:
        service.config = replace(service.config, rate=3)
        client = create_app(service).test_client()
        answers = [client.get(f"{PREFIX}/audits") for _ in range(5)]
        assert [one.status_code for one in answers] == [401, 401, 401, 429, 429]
        assert answers[-1].headers["Retry-After"] == "60"
        assert answers[-1].get_json()["code"] == "too-many-requests"

    def test_a_database_that_is_away_is_told_and_is_used_again_when_it_is_back(
        self, service: Wired, administrator: Program
    ) -> None:
        assert administrator.get("/audits").status_code == 200
        away = create_app(away_of(service)).test_client()
        answer = away.get(f"{PREFIX}/audits", headers={"Authorization": "Bearer af_x_y"})
        assert (answer.status_code, answer.get_json()["code"]) == (503, "database-away")
        assert away.get("/readyz").status_code == 503
        assert administrator.get("/audits").status_code == 200

    def test_every_code_is_used_and_every_code_that_is_used_is_in_the_table(self) -> None:
        sources = [path.read_text(encoding="utf-8") for path in (ROOT / "service").rglob("*.py")]
        used = set()
        for source in sources:
            used |= set(re.findall(r'(?:NotNow|Failed|failure)\(\s*"([a-z-]+)"', source))
            used |= set(re.findall(r'HTTPStatus\.\w+: \(\s*"([a-z-]+)"', source))
        assert used <= CODES.keys()
        unused = CODES.keys() - used - {"internal", "file-refused", "bad-request", "unfit"}
        assert not unused

    def test_a_log_line_holds_nothing_of_a_case(
        self, administrator: Program, reference: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        administrator.post(f"/audits/{reference}/reopen", {"reason": "Meadow Lane"})
        administrator.get(f"/audits/{reference}?q=Meadow")
        said = capsys.readouterr()
        assert "Meadow" not in said.out + said.err
        assert reference not in said.out + said.err


def away_of(service: Wired) -> Wired:
    """The same service with a database that nobody serves."""
    url = (
        "postgresql://nobody@127.0.0.1:1/none" if not service.store.sqlite else "sqlite:////nowhere/at/all.db"
    )
    return Wired(replace(service.config, database=url))


def test_the_description_is_there_with_a_page_whose_every_part_is_local(administrator: Program) -> None:
    client = administrator.client
    description = json.loads(client.get(f"{PREFIX}/openapi.json").data)
    assert description["openapi"] == "3.1.0"
    page = client.get(f"{PREFIX}/")
    assert not re.search(r"https?://", page.text)
    for part in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        with client.get(part) as found:
            assert found.status_code == 200, part
