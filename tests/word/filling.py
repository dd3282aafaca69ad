"""Tiny forms filled and read back."""

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from schemas.record import Record, canonical, put
from service.reading import Reading, State
from service.word.fill import fill
from service.word.form import Form
from service.word.package import open_package
from service.word.read import read
from service.word.stories import whole_view


def read_back(form: Form, record: Record, *, final: bool = False) -> Reading:
    """What a copy filled with the record says."""
    return read(fill(form, record, final=final), [form], form)


def record_of(form: Form, reading: Reading) -> Record:
    """The record that the answers make up."""
    record: Record = {}
    by_tag = {slot.tag: slot for slot in form.slots}
    for answer in reading.answers:
        if answer.state is State.ANSWERED:
            put(record, answer.tag, form.schema.load_answer(by_tag[answer.tag], answer.said), answer.row)
    return canonical(record, form.slots)


def round_trip(form: Form, record: Record) -> Record:
    """The record filled in and read back, every answer by its control and nothing left over."""
    reading = read_back(form, record)
    assert {answer.found_by for answer in reading.answers} <= {"control"}
    assert not reading.unplaced
    return record_of(form, reading)


def lines_of(data: bytes) -> list[list[str]]:
    """The texts of a document's lines, cell by cell."""
    return [[one.text for one in line.cells] for line in whole_view(open_package(data)).lines]


@cache
def _validator(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("validate_docx", shared / "clients" / "validate_docx.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def faults(shared: Path, folder: Path, data: bytes) -> Iterator[str]:
    """What Word would not accept in a .docx."""
    path = folder / "checked.docx"
    path.write_bytes(data)
    yield from _validator(shared).faults(path)
