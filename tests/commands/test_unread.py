from service.commands.unread import KEPT_FOR, go_on_reading
from service.lifecycle import Stage
from service.wiring import Wired
from service.workflow.receive import keep, still_unread
from tests.servers import wait_for
from tests.services import Clock
from tests.workflow.auditing import a_record, audit_of, completed, form_of, sent_out


def a_return_left_unread(service: Wired) -> str:
    work = service.work()
    form = form_of(work)
    reference = sent_out(work, a_record(form))
    keep(work, [("left.docx", completed(form, reference, a_record(form)))])
    return reference


def test_a_return_that_an_outage_left_unread_is_read_while_the_service_runs(
    service: Wired, clock: Clock
) -> None:
    reference = a_return_left_unread(service)
    clock.move(seconds=KEPT_FOR.total_seconds() + 1)
    stop = go_on_reading(service, seconds=0.05)
    try:
        wait_for(lambda: still_unread(service.work()) == 0)
    finally:
        stop()
    assert audit_of(service.work(), reference).stage == Stage.IN_REVIEW


def test_a_return_that_came_a_moment_ago_is_left_to_who_is_reading_it(service: Wired, clock: Clock) -> None:
    left = a_return_left_unread(service)
    clock.move(seconds=KEPT_FOR.total_seconds() + 1)
    fresh = a_return_left_unread(service)
    stop = go_on_reading(service, seconds=0.05)
    try:
        wait_for(lambda: audit_of(service.work(), left).stage == Stage.IN_REVIEW)
    finally:
        stop()
    assert audit_of(service.work(), fresh).stage == Stage.SENT_OUT
