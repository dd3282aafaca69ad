"""What no page of ours sends, and what is sent twice at once: a page says so, and nothing is done twice."""

import io
import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from service.errors import NotNow
from service.lifecycle import ActionState
from service.roles import Role
from service.store.people import actor_of
from service.store.rows.audits import Audit
from service.wiring import Wired
from service.word.fill import fill
from service.workflow.accept import accept
from service.workflow.change_action import change_action, verify_action
from service.workflow.receive import receive
from service.workflow.sampled import sampled
from tests.pages.visiting import Visitor, Visitors
from tests.workflow.auditing import a_record, form_of, problems_of, returned

LARGE = 10**30
ODD = (
    f"/adoptions/{2**40}", f"/additions/{LARGE}", f"/forms/adopt?x={LARGE}", "/audits?_anchor=x",
    "/audits?_method=POST",
    "/audits?_scheme=javascript", "/audits?endpoint=x", "/actions?endpoint=x&_external=1", "/trail?endpoint=x",
    "/trail?_method=POST", f"/trail?before={LARGE}", f"/people?page={LARGE}", "/audits?form=a&form=%00",
    "/actions?form=a&form=%00", "/audits?grade=a&grade=%00", "/audits?page=-1", f"/audits?page={LARGE}",
    "/audits?%00=a",
)  # fmt: skip
CASES = "Carer record number,Date of audit,Auditor\n" + "".join(
    f"C-{number},2026-06-01,Wren Alder\n" for number in range(8)
)


@pytest.mark.parametrize("path", ODD)
def test_an_odd_address_is_answered_with_a_page(administrator: Visitor, path: str) -> None:
    assert administrator.get(path).status_code in (200, 302, 404)


@pytest.fixture
def reference(service: Wired) -> str:
    form = service.catalogue().find("cin")
    assert form is not None
    return str(receive(service.work(), fill(form, sampled(form, 3)), "return.docx").reference)


@pytest.mark.parametrize("asked", ["before=-1&now=1099511627776", "before=1&now=2", "before=x"])
def test_returns_that_are_none_have_no_differences(
    administrator: Visitor, reference: str, asked: str
) -> None:
    assert administrator.get(f"/audits/{reference}/differences?{asked}").status_code in (200, 404)


@pytest.mark.parametrize(
    "fields",
    [
        {"place": "audit.date", "value": "1/1/" + "9" * 12, "reason": "r"},
        {"place": "audit.date", "value": "x" * 5000, "reason": "r"},
    ],
)
def test_a_date_that_is_none_is_told(administrator: Visitor, reference: str, fields: dict[str, str]) -> None:
    administrator.get(f"/audits/{reference}/review")
    assert administrator.post(f"/audits/{reference}/review/correct", fields).status_code < 500


@pytest.mark.parametrize("by", ["²", "9" * 5000, "x", ""])
def test_nobody_can_be_told_of_by_what_is_no_number(administrator: Visitor, by: str) -> None:
    sent = administrator.client.post(
        "/people/new",
        data={"csrf_token": "of another sign-in", "sent_by": by},
        headers={"Origin": "http://localhost"},
    )
    assert sent.status_code == 400
    assert "Open this page again" in sent.text


@pytest.mark.parametrize("problems", ["²", "9" * 5000])
def test_problems_that_are_none_are_not_asked_for(
    administrator: Visitor, reference: str, problems: str
) -> None:
    administrator.get(f"/audits/{reference}/send-back")
    sent = administrator.post(
        f"/audits/{reference}/send-back", {"problems": problems, "words": "", "version": "1"}
    )
    assert sent.status_code < 500


@pytest.mark.parametrize("changes", ["[" * 100_000, '[{"id": 1, "version": 1, "owner": "\\ud800"}]', "{"])
def test_changes_that_are_none_are_refused(administrator: Visitor, changes: str) -> None:
    administrator.get("/actions/upload")
    assert administrator.post("/actions/upload/confirm", {"changes": changes}).status_code == 422


def test_a_file_whose_name_is_no_text_is_refused(administrator: Visitor) -> None:
    administrator.get("/forms/add")
    sent = administrator.post(
        "/forms/add", {"file": (io.BytesIO(b"PK"), "a\0b.docx")}, content_type="multipart/form-data"
    )
    assert sent.status_code < 500


@pytest.mark.parametrize("more", ["", '; filename="a.docx"'])
def test_a_part_of_a_form_without_a_name_is_refused(administrator: Visitor, more: str) -> None:
    administrator.get("/upload")
    part = f"--part\r\nContent-Disposition: form-data{more}\r\n\r\nx\r\n--part--\r\n"
    sent = administrator.client.post(
        "/upload",
        data=part,
        content_type="multipart/form-data; boundary=part",
        headers={"X-CSRFToken": administrator._token},
    )
    assert sent.status_code == 400
    assert "<h1" in sent.text


def test_a_list_that_is_sent_twice_at_once_makes_each_audit_once(visitors: Visitors) -> None:
    visitor = visitors.of(Role.ADMINISTRATOR)
    page = visitor.get("/send-out/fostering/many").text
    once = page.partition('name="once" value="')[2].partition('"')[0]
    assert once
    answers: list[int] = []

    def send() -> None:
        fields: dict[str, Any] = {"once": once, "file": (io.BytesIO(CASES.encode()), "cases.csv")}
        sent = visitor.client.post(
            "/send-out/fostering/many",
            data={"csrf_token": visitor._token, **fields},
            content_type="multipart/form-data",
        )
        answers.append(sent.status_code)

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    send()
    assert 200 in answers
    assert set(answers) <= {200, 409}
    with visitors.service.store.look() as session:
        assert session.scalar(select(func.count(Audit.id))) == 8


def test_who_only_moves_the_day_of_an_action_has_not_said_that_it_is_done(visitors: Visitors) -> None:
    service = visitors.service
    work = service.work()
    record = a_record(form_of(work, "cin"))
    record["actions"] = [
        {"what": "Send the minutes of the review to all", "owner": "P. Vane-Holt", "due": work.today()}
    ]
    reference = returned(work, record, "cin").reference
    for one in problems_of(work, reference):
        assert one.level != "error", one.message
    accept(work, reference)
    doer, mover = (visitors.of(role).person for role in (Role.HEAD_OF_QA, Role.ADMINISTRATOR))
    assert doer is not None
    assert mover is not None
    done = {"state": ActionState.DONE, "done_on": work.today(), "evidence": "The minutes are on the file."}
    change_action(service.work(actor_of(doer)), 1, done)
    moved = change_action(service.work(actor_of(mover)), 1, {"due": work.today() + timedelta(days=7)})
    assert moved.done_by == doer.name
    with pytest.raises(NotNow, match="Somebody else has to verify it"):
        verify_action(service.work(actor_of(doer)), 1)
