"""The round trip at scale: sent out, completed, taken in, accepted, finished, filed; every answer accounted for."""

import json
import os
from collections import Counter
from copy import deepcopy
from pathlib import Path

import pytest

from schemas.edition import Kind
from schemas.record import Record, items, put
from service.check import check
from service.store import trail
from service.wiring import Wired
from service.word.fill import fill
from service.word.office import Office
from service.word.read import read
from service.workflow.accept import accept
from service.workflow.file import file
from service.workflow.finish import finish
from service.workflow.receive import receive_many
from service.workflow.send_out import send_out
from service.workflow.settle import override
from tests.services import DATABASES, running
from tests.workflow.auditing import a_record, audit_of, header_of, problems_of

FORMS = int(os.environ.get("AUDIT_FORMS_FORMS", "24"))
"""How many forms: `make faults` sends out 1,500."""

BY_HAND = 10
"""One in so many is completed in a real LibreOffice, and made into a PDF by it."""

TYPED = "Typed by hand in LibreOffice, and nowhere else."


@pytest.mark.slow
@pytest.mark.parametrize("kind", DATABASES)
def test_every_answer_comes_out_where_it_went_in(kind: str, tmp_path: Path, office: Office) -> None:
    with running(kind, tmp_path) as service:
        said: dict[str, Record] = {}
        files = []
        for number in range(FORMS):
            reference, record, copy = completed_copy(service, number, office)
            said[reference] = record
            files.append((f"{reference}.docx", copy))
        work = service.work()
        received = receive_many(work, files)
        assert Counter(type(one).__name__ for one in received) == {"Received": FORMS}
        counted: Counter[str] = Counter()
        for number, (reference, record) in enumerate(said.items()):
            work.office = office if number % BY_HAND == 0 else None
            for problem in problems_of(work, reference):
                if problem.level == "error":
                    override(work, reference, problem.id, "The sample means it so")
            accept(work, reference)
            made = finish(work, reference)
            assert (made.pdf_sha256 is not None) == (work.office is not None), made.pdf_why
            filing = file(work, reference)
            folder = Path(work.config.destinations[filing.destination].url) / filing.name
            form = work.form(audit_of(work, reference).edition)
            filed, _ = form.schema.from_json(json.loads((folder / "record.json").read_text(encoding="utf-8")))
            assert filed == record, reference
            document = next(folder.glob("*.docx")).read_bytes()
            assert check(read(document, [form], form), form.schema, today=work.today()).record == record
            counted["PDFs"] += len(list(folder.glob("*.pdf")))
            counted["answers"] += sum(value not in (None, False) for _, _, value in items(filed))
            counted["filed"] += 1
        went_in = sum(value not in (None, False) for record in said.values() for _, _, value in items(record))
        assert counted == {"answers": went_in, "filed": FORMS, "PDFs": -(-FORMS // BY_HAND)}
        with work.store.look() as session:
            assert trail.verify(session) is None


def completed_copy(service: Wired, number: int, office: Office) -> tuple[str, Record, bytes]:
    """A form sent out and completed: its reference, what was answered, and the copy that came back."""
    work = service.work()
    forms = [form for form in work.catalogue if form.declaration.subject != "audit"]
    form = forms[number % len(forms)]
    record = a_record(form, number)
    sent = send_out(work, form, header_of(form, record))
    record["audit"]["reference"] = sent.reference
    if number % BY_HAND:
        return sent.reference, record, fill(form, record)
    texts = (Kind.TEXT, Kind.RICH_TEXT)
    body = [
        tag for tag, row, value in items(record) if row is None and value and form.by_tag[tag].kind in texts
    ]
    tag = next(tag for tag in reversed(body) if tag.startswith(("overall.", "sections.", "experience.")))
    blank = deepcopy(record)
    *parts, last = tag.split(".")
    holder = blank
    for part in parts:
        holder = holder[part]
    del holder[last]
    put(record, tag, TYPED)
    return sent.reference, record, office.complete(fill(form, blank), {tag: TYPED})
