"""A completed copy with what a person has to settle: a relative date, a grade that is none, a text out of place."""

from lxml import etree

from schemas.record import put
from service.wiring import Wired
from service.word.markup import serialised
from service.word.names import VAL, w
from service.word.pack import rewrite
from service.word.package import open_package
from service.workflow.place import Received
from service.workflow.receive import receive
from service.workflow.send_out import send_out
from tests.workflow.auditing import a_record, completed, form_of, header_of, whose

DUE = "within 5 working days"
"""Counted from the audit on Wednesday 3 June 2026: that is Wednesday 10 June."""
GRADE = "Good/RI"
STRAY = "Grandmother rang to say that the visits help."


def received_doubtful(service: Wired, *, team: str | None = None) -> Received:
    """An audit in review, on the form for children in need, with all that has to be settled."""
    return receive(service.work(), doubtful_copy(service, team=team), "return.docx")


def doubtful_copy(service: Wired, *, seed: int = 1, team: str | None = None) -> bytes:
    """The copy of an audit that is sent out for it."""
    work = service.work()
    form = form_of(work, "cin")
    record = a_record(form, seed)
    put(record, "audit.date", work.today())
    put(record, "overall.grade", "good")
    record["actions"] = [
        {"what": "Send the minutes of the review to all", "owner": "P. Vane-Holt", "due": work.today()}
    ]
    header = header_of(form, record)
    reference = send_out(work, form, header, team or whose(work, header)).reference
    return _doubted(completed(form, reference, record))


def _doubted(copy: bytes) -> bytes:
    package = open_package(copy)
    root = package.xml(package.main)
    _overwrite(root, "actions.due", DUE)
    _overwrite(root, "overall.grade", GRADE)
    body = root.find(w("body"))
    assert body is not None
    stray = etree.fromstring(
        f'<w:p xmlns:w="{w("p")[1:].partition("}")[0]}"><w:r><w:t>{STRAY}</w:t></w:r></w:p>'
    )
    body.insert(len(body) - 2, stray)
    return rewrite(package, {package.main: serialised(root)})


def _overwrite(root: etree._Element, tag: str, said: str) -> None:
    control = next(
        one
        for one in root.iter(w("sdt"))
        if (named := one.find(f"{w('sdtPr')}/{w('tag')}")) is not None and named.get(VAL) == tag
    )
    for stored in control.iter(w("date")):
        if w("fullDate") in stored.attrib:
            del stored.attrib[w("fullDate")]
    first, *rest = control.iter(w("t"))
    first.text = said
    for one in rest:
        one.text = ""
