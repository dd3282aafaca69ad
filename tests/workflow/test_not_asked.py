"""What a form does not ask for a case and is answered all the same: kept, asked about, and in the finished document."""

import pytest

from schemas.record import get, put
from service.reading import State
from service.wiring import Wired
from service.word.read import read
from service.word.unasked import unasked
from service.workflow.accept import accept
from service.workflow.correct import Put, correct
from service.workflow.finish import finish
from service.workflow.look import finished_document
from service.workflow.receive import receive
from tests.word.filling import lines_of
from tests.workflow.auditing import a_record, audit_of, completed, form_of, problems_of, sent_out

WHERE, FAMILY_TIME = "subject.living_arrangement", "sections.family_time.grade"
CODE = "answer.not_asked"
_REASONS = "Family time is seen through the child's eyes."


@pytest.fixture
def contradicted(service: Wired) -> str:
    """An audit whose form was sent out before it was known where the child lives, and says both in the end."""
    work = service.work()
    form = form_of(work, "cin")
    record = a_record(form, 5)
    record["subject"].pop("living_arrangement", None)
    reference = sent_out(work, record, "cin")
    for section in ("accommodation", "placement"):
        record["sections"].pop(section)
    put(record, WHERE, "at_home")
    put(record, FAMILY_TIME, "good")
    put(record, "sections.family_time.rationale", _REASONS)
    receive(work, completed(form, reference, record), "return.docx")
    return reference


def test_it_is_asked_about_where_it_stands_and_names_what_decides_it(
    service: Wired, contradicted: str
) -> None:
    found = [one for one in problems_of(service.work(), contradicted) if one.code == CODE]
    assert {one.tag for one in found} == {FAMILY_TIME, "sections.family_time.rationale"}
    title = form_of(service.work(), "cin").by_tag[WHERE].title
    assert all(title in one.message and "At home" in one.message for one in found)
    assert all(one.level == "warning" for one in found)


def test_it_is_accepted_and_stands_in_the_finished_document(service: Wired, contradicted: str) -> None:
    work = service.work()
    accept(work, contradicted)
    finish(work, contradicted)
    document = finished_document(work, contradicted, 1, "docx")
    assert any(_REASONS in cell for line in lines_of(document) for cell in line)
    form = form_of(work, "cin")
    back = {answer.tag: answer for answer in read(document, [form], form).answers}
    assert back[FAMILY_TIME].said == "Good"
    assert back["sections.accommodation.grade"].state is State.MISSING, (
        "what is not answered is still left out"
    )


def test_it_is_settled_by_putting_right_what_decides_it(service: Wired, contradicted: str) -> None:
    work = service.work()
    correct(work, contradicted, [Put(WHERE, None, "relative")], "Seen on the file")
    assert not [one for one in problems_of(work, contradicted) if one.code == CODE]
    assert get(audit_of(work, contradicted).record or {}, FAMILY_TIME) == "good"


def test_nothing_is_said_where_the_two_go_together(service: Wired) -> None:
    form = form_of(service.work(), "cin")
    family = {"sections.family_time.grade": "good"}
    assert unasked(form, {WHERE: "relative", **family}) == {}
    assert unasked(form, {WHERE: "at_home"}) == {}
    assert set(unasked(form, {WHERE: "at_home", **family})) >= {FAMILY_TIME, "sections.accommodation.grade"}
    assert unasked(form_of(service.work()), family) == {}
