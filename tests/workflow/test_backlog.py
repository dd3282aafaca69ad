"""A copy from before its form was adopted comes in as a new audit, marked as what it is."""

from schemas.record import get, put
from service.wiring import Wired
from service.word.fill import fill
from service.workflow.add_edition import add_edition
from service.workflow.place import Outcome
from service.workflow.receive import receive
from service.workflow.sampled import sampled
from tests.word.shipped import ROOT, built
from tests.workflow.auditing import audit_of, problems_of
from tools.adoption.anew import adopted_anew
from tools.adoption.backlog import completed

SMALL = ROOT / "tests" / "word" / "outlines" / "small.yaml"


def test_it_is_read_by_its_place_and_says_how_its_form_is_known(service: Wired) -> None:
    form = adopted_anew(built(SMALL), "small", prompts=False, printed=True)
    add_edition(service.work(), form.package.data)
    record = sampled(form, 3)
    del record["audit"]["reference"]
    received = receive(service.work(), completed(fill(form, record), 3), "2019 audit.docx")
    work = service.work()
    assert received.outcome is Outcome.NEW_AUDIT
    audit = audit_of(work, received.reference)
    put(record, "audit.reference", received.reference)
    read, _ = form.schema.from_json(audit.record)
    assert audit.edition.key == form.declaration.key
    assert get(read, "overall.grade") == get(record, "overall.grade")
    told = {(one.code, one.message.partition(",")[0]) for one in problems_of(work, received.reference)}
    assert (
        "identity.absent",
        "The copy does not say which form it is. By its text it is Small audit",
    ) in told
    assert "document.converted" in {code for code, _ in told}
