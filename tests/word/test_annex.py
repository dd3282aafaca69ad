"""The annex behind a finished document looks like the rest of it, and Word accepts it."""

from pathlib import Path

import pytest

from service.catalogue import load_catalogue
from service.word.annex import with_annex
from service.word.fill import fill
from service.word.names import VAL, w
from service.word.package import open_package
from service.word.slots import Element
from tests.word.filling import faults
from tests.word.tiny import document, para

FORM = load_catalogue().forms[0]
SHIPPED = fill(FORM, {}, final=True)
BARE = document(para("Review of the file"))
ANNEX = ("Actions on 3 June 2026", ("Action", "Stands"), [("Write to the child", "Done")])


def body_of(data: bytes) -> list[Element]:
    package = open_package(data)
    body = package.xml(package.main).find(w("body"))
    assert body is not None
    return list(body)


def test_its_heading_is_one_of_the_documents_own() -> None:
    heading = body_of(with_annex(SHIPPED, *ANNEX))[-4]
    style = heading.find(f"{w('pPr')}/{w('pStyle')}")
    assert style is not None
    assert style.get(VAL) == "Heading1"
    assert heading.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None


def test_in_a_document_without_headings_it_is_one_all_the_same() -> None:
    heading = body_of(with_annex(BARE, *ANNEX))[-4]
    assert heading.find(f"{w('pPr')}/{w('outlineLvl')}") is not None


def test_its_header_row_repeats_and_stays_with_the_first_action() -> None:
    first, second = body_of(with_annex(SHIPPED, *ANNEX))[-3].iter(w("tr"))
    assert first.find(f"{w('trPr')}/{w('tblHeader')}") is not None
    assert all(cell.find(f"{w('p')}/{w('pPr')}/{w('keepNext')}") is not None for cell in first.iter(w("tc")))
    assert second.find(f"{w('trPr')}/{w('tblHeader')}") is None


@pytest.mark.parametrize("data", [SHIPPED, BARE], ids=["shipped", "bare"])
def test_word_accepts_it(data: bytes, shared: Path, tmp_path: Path) -> None:
    assert not list(faults(shared, tmp_path, with_annex(data, *ANNEX)))
