"""What is typed is kept or asked about: never read as something else, and never dropped without a word."""

import re
from typing import Any

import pytest

from service.word.fill import fill
from service.workflow.look import look_at
from service.workflow.receive import receive
from tests.pages.doubtful import received_doubtful
from tests.pages.visiting import Visitor, Visitors
from tests.workflow.auditing import a_record, audit_of, form_of, sent_out

NOTHING = "\u200b \u200b\ufeff"
"""What is drawn as nothing, though it has characters."""


@pytest.fixture
def reference(visitors: Visitors) -> str:
    """An audit in review."""
    return received_doubtful(visitors.service).reference


def corrected(visitor: Visitor, reference: str, **said: str) -> Any:
    """Sends a correction as its page has it now."""
    address = f"/audits/{reference}/review/correct"
    page = visitor.get(f"{address}?place={said['place']}").text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    return visitor.post(address, {"version": version[1], "reason": "The auditor rang", **said})


class TestAnAnswer:
    def test_is_not_dropped_beside_the_word_that_there_is_none(
        self, visitors: Visitors, administrator: Visitor, reference: str
    ) -> None:
        both = {"place": "overall.strengths", "value": "Newly typed with care", "none": "yes"}
        answer = corrected(administrator, reference, **both)
        assert answer.status_code == 422
        assert "You entered an answer and ticked that there is none" in answer.text
        assert "Newly typed with care" in answer.text
        whole = look_at(visitors.service.work(), reference)
        assert whole.standing is not None
        assert not whole.standing.corrections
        stood = (whole.audit.record or {})["overall"]["strengths"]
        as_shown = {**both, "value": stood.replace("\n", "\r\n")}
        assert corrected(administrator, reference, **as_shown).status_code == 302
        assert "strengths" not in (look_at(visitors.service.work(), reference).audit.record or {})["overall"]

    def test_of_characters_that_are_drawn_as_nothing_is_none_and_asked_about(
        self, administrator: Visitor, reference: str
    ) -> None:
        answer = corrected(administrator, reference, place="overall.strengths", value=NOTHING)
        assert answer.status_code == 422
        assert "Enter the answer, or tick that there is none" in answer.text

    @pytest.mark.parametrize("said", ["1_2/06/2026", "+4/06/2026", "٠٤/٠٦/٢٠٢٦", "4/+6/2026"])
    def test_a_date_takes_plain_digits_alone(self, administrator: Visitor, reference: str, said: str) -> None:
        answer = corrected(administrator, reference, place="audit.date", value=said)
        assert answer.status_code == 422
        assert "is not a calendar date" in answer.text


class TestAReason:
    def test_of_characters_that_are_drawn_as_nothing_is_none(
        self, visitors: Visitors, administrator: Visitor, reference: str
    ) -> None:
        answer = corrected(administrator, reference, place="overall.grade", value="good", reason=NOTHING)
        assert answer.status_code == 422
        assert "Say why it is put right" in answer.text
        path = f"/audits/{reference}/withdraw"
        version = look_at(visitors.service.work(), reference).audit.version
        administrator.get(path)
        assert administrator.post(path, {"version": str(version), "reason": NOTHING}).status_code == 422
        assert audit_of(visitors.service.work(), reference).stage == "in_review"


class TestAName:
    def test_of_characters_that_are_drawn_as_nothing_is_none(self, administrator: Visitor) -> None:
        administrator.get("/teams")
        assert administrator.post("/teams", {"name": NOTHING}).status_code == 400
        administrator.get("/people/new")
        said = {"name": NOTHING, "email": "a@example.org", "roles": "moderator"}
        answer = administrator.post("/people/new", said)
        assert answer.status_code == 400
        assert "Enter a name of 200 characters or fewer" in answer.text


class TestWhereAReturnBelongs:
    def test_one_audit_is_chosen_and_another_written_is_asked_about(
        self, visitors: Visitors, administrator: Visitor
    ) -> None:
        work = visitors.service.work()
        record = a_record(form_of(work))
        first, second = sent_out(work, record), sent_out(work, a_record(form_of(work), 2))
        stray = receive(work, fill(form_of(work), record), "stray.docx").reference
        path = f"/audits/{stray}/attach"
        version = re.search(r'name="version" value="(\d+)"', administrator.get(path).text)
        assert version is not None
        both = {"version": version[1], "reference": first, "other": second}
        answer = administrator.post(path, both)
        assert answer.status_code == 422
        assert f"You chose {first} and also wrote {second}" in answer.text
        assert audit_of(work, stray).stage == "in_review"
        assert administrator.post(path, {**both, "other": first.lower()}).status_code == 303
        assert audit_of(work, first).stage == "in_review"
