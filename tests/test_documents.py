"""Every document we write is one that Word would accept and LibreOffice opens."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from service.catalogue import load_catalogue
from service.word.fill import fill
from service.word.form import Form
from service.word.office import Office
from service.workflow.sampled import sampled

CATALOGUE = load_catalogue()
FORMS = list(CATALOGUE.newest())
PDF_START = b"%PDF-"


@pytest.fixture(scope="module")
def validator(shared: Path) -> ModuleType:
    """The checker of documents against the ISO schemas."""
    spec = importlib.util.spec_from_file_location("validate_docx", shared / "clients" / "validate_docx.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def written(form: Form) -> Iterator[tuple[str, bytes]]:
    """The documents made of a form: sent out blank, filled, and finished, with few answers and with many."""
    yield "sent out", fill(form, {})
    yield "finished without an answer", fill(form, {}, final=True)
    for seed in (1, 2, 3):
        record = sampled(form, seed)
        yield f"filled with sample {seed}", fill(form, record)
        yield f"finished with sample {seed}", fill(form, record, final=True)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.declaration.key)
def test_every_document_keeps_to_the_standard(form: Form, validator: ModuleType, tmp_path: Path) -> None:
    target = tmp_path / "document.docx"
    target.write_bytes(form.package.data)
    assert list(validator.faults(target, template=True)) == []
    for what, data in written(form):
        target.write_bytes(data)
        assert list(validator.faults(target)) == [], what


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.declaration.key)
def test_the_finished_document_opens_in_libreoffice(form: Form, office: Office) -> None:
    record = sampled(form, 1)
    assert office.convert(fill(form, record, final=True), ".docx", ".pdf").startswith(PDF_START)
