"""The whole way: a form filled, completed in a real word processor, read back."""

import io
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfReader

from schemas.edition import Kind
from schemas.record import Record, get, put
from service.catalogue import load_catalogue
from service.reading import State
from service.word.compose import REFERENCE
from service.word.fill import fill
from service.word.form import Form
from service.word.office import Office
from service.word.read import read
from tools.fidelity.audits import make_audit
from tools.fidelity.copies import copies_of
from tools.fidelity.judge import EXACT, WRONG, judge

CATALOGUE = load_catalogue()
FORMS = list(CATALOGUE.newest())


@pytest.mark.parametrize("overtype", [False, True], ids=["typed", "overtyped"])
def test_the_fostering_form_completed_in_libreoffice_is_read_back(office: Office, overtype: bool) -> None:
    form = CATALOGUE.find("fostering")
    assert form is not None
    audit = make_audit(form, 11)
    typed = {tag: text for tag, text in audit.typed.items() if text is not None}
    copy = office.complete(audit.sent, typed, {tuple(audit.header): audit.rows}, overtype=overtype)
    reading = read(copy, CATALOGUE.forms)
    assert reading.reference == audit.expected["audit.reference", None]
    assert said_in(copy) == {place: text for place, text in audit.expected.items() if text is not None}
    assert reading.unplaced == ()


def test_the_lines_of_a_short_answer_stay_lines_in_libreoffice_and_on_its_pages(office: Office) -> None:
    form = CATALOGUE.find("fostering")
    assert form is not None
    record: Record = {}
    plain = (slot.tag for slot in form.slots if slot.kind is Kind.TEXT and not slot.repeating)
    tags = [tag for tag in plain if tag != REFERENCE]
    for tag in tags:
        put(record, tag, f"{tag.rpartition('.')[2]}-first\nsecond\twith a tab")
    filled = fill(form, record)
    copy = office.convert(filled, ".docx", ".docx")
    said = {answer.tag: answer.said for answer in read(copy, [form], form).answers}
    assert {tag: said[tag] for tag in tags} == {tag: get(record, tag) for tag in tags}
    pages = PdfReader(io.BytesIO(office.convert(filled, ".docx", ".pdf"))).pages
    shown = "\n".join(page.extract_text() for page in pages)
    assert shown.count("second") == len(tags)
    assert "firstsecond" not in shown


@pytest.mark.slow
@pytest.mark.fidelity
@pytest.mark.usefixtures("shared", "office", "pandoc")
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.declaration.key)
def test_no_copy_from_a_real_office_is_read_silently_wrong(form: Form, tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for audit, kind, copy in copies_of([make_audit(form, 21)], tmp_path):
        found, lines = judge(audit, kind, copy, CATALOGUE)
        counts += found
        faults += lines
    assert counts[WRONG] == 0, faults
    assert counts[EXACT] >= 0.998 * sum(counts.values()), faults


def said_in(copy: bytes) -> dict[tuple[str, int | None], str]:
    """The clear answers of a copy, an unticked box counting as none."""
    answers = read(copy, CATALOGUE.forms).answers
    return {(one.tag, one.row): one.said for one in answers if one.state is State.ANSWERED}
