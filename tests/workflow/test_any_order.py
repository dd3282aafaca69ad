"""Decisions in any order: each return belongs to one audit, each audit stands on one return and says what that says."""

import os
import random
from collections import Counter
from collections.abc import Callable
from copy import deepcopy

import pytest
from sqlalchemy import func, select

from schemas.record import Record
from service.errors import NotNow, Unfit
from service.store import actions, revisions, trail
from service.store.rows.audits import Audit, Return, Revision
from service.word.fill import fill
from service.work import Work
from service.workflow.accept import accept
from service.workflow.attach import attach
from service.workflow.correct import Put, correct
from service.workflow.detach import detach
from service.workflow.do_not_file import do_not_file
from service.workflow.file import file
from service.workflow.finish import finish
from service.workflow.receive import receive
from service.workflow.reopen import reopen
from service.workflow.restrict import restrict
from service.workflow.send_back import send_back
from service.workflow.stand_on import decline, stand_on
from service.workflow.standing import keep_record, standing_of
from service.workflow.withdraw import withdraw
from tests.workflow.auditing import a_record, form_of, sent_out

STEPS = int(os.environ.get("AUDIT_FORMS_STEPS", "60"))
"""How many decisions are drawn in each walk."""

WHY = "Because it was drawn by lot"


class Walk:
    """Audits of one form about which decisions are drawn, and what was sent in of them."""

    def __init__(self, work: Work, seed: int) -> None:
        self.work = work
        self.lot = random.Random(seed)
        self.form = form_of(work)
        self.sent: list[bytes] = []
        self.done: Counter[str] = Counter()
        for number in range(2):
            sent_out(work, a_record(self.form, number))

    def step(self) -> None:
        """One decision, taken or refused with a reason."""
        verb = self.lot.choice(self.verbs())
        try:
            verb()
        except (NotNow, Unfit):
            self.done["refused"] += 1
        else:
            self.done[verb.__name__] += 1

    def verbs(self) -> list[Callable[[], object]]:
        return [
            self.return_, self.return_, self.stray, self.again, self.correct, self.accept, self.accept, self.reopen,
            self.finish, self.file, self.do_not_file, self.withdraw, self.send_back, self.stand_on, self.decline,
            self.detach, self.attach, self.restrict,
        ]  # fmt: skip

    def audit(self) -> str:
        with self.work.store.look() as session:
            return self.lot.choice(list(session.scalars(select(Audit.reference).order_by(Audit.id))))

    def record(self) -> Record:
        record = a_record(self.form, self.lot.randrange(3))
        record["overall"]["rationale"] = f"A text drawn by lot, number {self.lot.randrange(10**9)}."
        record["actions"] = self.lot.sample(record.get("actions", []), k=len(record.get("actions", [])))
        return record

    def taken(self, record: Record) -> None:
        self.sent.append(fill(self.form, record))
        receive(self.work, self.sent[-1], "drawn.docx")

    def return_(self) -> None:
        record = self.record()
        record["audit"]["reference"] = self.audit()
        self.taken(record)

    def stray(self) -> None:
        record = self.record()
        record["audit"].pop("reference", None)
        self.taken(record)

    def again(self) -> None:
        if self.sent:
            receive(self.work, self.lot.choice(self.sent), "again.docx")

    def correct(self) -> None:
        correct(self.work, self.audit(), [Put("overall.impact", None, f"Put right {self.lot.random()}")], WHY)

    def accept(self) -> None:
        accept(self.work, self.audit())

    def reopen(self) -> None:
        reopen(self.work, self.audit(), WHY)

    def finish(self) -> None:
        finish(self.work, self.audit(), annex=self.lot.random() < 0.5)

    def file(self) -> None:
        file(self.work, self.audit())

    def do_not_file(self) -> None:
        do_not_file(self.work, self.audit(), WHY)

    def withdraw(self) -> None:
        if self.lot.random() < 0.3:
            withdraw(self.work, self.audit(), WHY)

    def send_back(self) -> None:
        send_back(self.work, self.audit(), "Please say more.")

    def numbered(self) -> tuple[str, int]:
        reference = self.audit()
        with self.work.store.look() as session:
            audit = session.scalars(select(Audit).where(Audit.reference == reference)).one()
            numbers = [one.number for one in revisions.of_audit(session, audit)]
        if not numbers:
            raise NotNow("no-return", "It has none.")
        return reference, self.lot.choice(numbers)

    def stand_on(self) -> None:
        stand_on(self.work, *self.numbered())

    def decline(self) -> None:
        decline(self.work, *self.numbered(), WHY)

    def detach(self) -> None:
        detach(self.work, *self.numbered(), WHY)

    def attach(self) -> None:
        attach(self.work, self.audit(), self.audit())

    def restrict(self) -> None:
        marked = self.lot.random() < 0.5
        restrict(self.work, self.audit(), "overall.strengths", None, WHY, restricted=marked)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_decided_in_whatever_order(work: Work, seed: int) -> None:
    walk = Walk(work, seed)
    for _ in range(STEPS):
        walk.step()
        must_hold(work, len(set(walk.sent)))
    assert len(walk.done) > 8, walk.done
    with work.store.look() as session:
        assert trail.verify(session) is None


def must_hold(work: Work, sent: int) -> None:
    """No return is lost or counts twice, and each audit says what the return that it stands on comes to."""
    with work.store.look() as session:
        assert session.scalar(select(func.count(Return.id))) == sent
        assert session.scalar(select(func.count(Revision.id))) == sent
        assert all(one.audit_id for one in session.scalars(select(Return)))
        for audit in session.scalars(select(Audit)):
            kept = revisions.of_audit(session, audit)
            states = Counter(one.state for one in kept)
            current = revisions.current(session, audit)
            assert states["current"] <= 1
            assert audit.revision == (current.number if current else 0)
            assert audit.waiting == states["proposed"]
            assert audit.last_revision >= max((one.number for one in kept), default=0)
            assert all(one.came_as.audit_id == audit.id for one in kept)
            numbers = [one.number for one in actions.of_audit(session, audit)]
            assert numbers == list(range(1, len(numbers) + 1))
            standing = standing_of(work, session, audit)
            if standing is None:
                assert audit.record is None
                continue
            stored = deepcopy(audit.record)
            keep_record(audit, standing.form, standing.checked.record)
            assert audit.record == stored, audit.reference
