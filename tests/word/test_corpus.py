"""Real documents of others: everything they show is seen once, and none of them stops or slows the reading."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from lxml import etree

from service.errors import Refused, Unfit
from service.word.form import load_form
from service.word.package import Package, open_package
from service.word.read import read
from service.word.stories import stories_of, whole_view
from tests.word.shipped import SHIPPED
from tests.word.shipped import form as shipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SECONDS, MEGABYTES = 2.0, 300
_GONE = (f"{W}del", f"{W}moveFrom", FALLBACK)


def _files(shared: Path) -> Iterator[Path]:
    return (path for path in sorted((shared / "corpus").iterdir()) if path.suffix != ".csv")


def _opened(shared: Path) -> Iterator[tuple[str, Package]]:
    for path in _files(shared):
        try:
            package = open_package(path.read_bytes())
            package.xml(package.main)
        except Refused:
            continue
        yield path.name, package


def _shown(root: etree._Element) -> Iterator[str]:
    """Every text that is not deleted, hidden, or there for old programs only: counted without our own view."""
    for t in root.iter(f"{W}t"):
        above = list(t.iterancestors())
        hidden = any(one.find(f"{W}rPr/{W}vanish") is not None for one in above if one.tag == f"{W}r")
        gone = any(one.tag in _GONE for one in above) or any(
            one.find(f"{W}trPr/{W}del") is not None or one.find(f"{W}tcPr/{W}cellDel") is not None
            for one in above
        )
        if not hidden and not gone:
            yield t.text or ""


def _letters(texts: Iterator[str]) -> Counter[str]:
    return Counter(letter for text in texts for letter in text if not letter.isspace())


def test_nothing_that_word_shows_is_lost_and_nothing_is_seen_twice(shared: Path) -> None:
    seen = 0
    for name, package in _opened(shared):
        expected = _letters(text for _, root in stories_of(package) for text in _shown(root))
        lines = [line for line in whole_view(package).lines if line.story in ("body", "header", "footer")]
        found = _letters(cell.text for line in lines for cell in line.cells)
        assert not expected - found, name
        # what is more are boxes and list entries that only the properties of old fields tell, and symbols
        more = found - expected
        fields = sum(1 for _, root in stories_of(package) for _ in root.iter(f"{W}ffData", f"{W}sym"))
        assert bool(more) <= bool(fields), (name, more)
        seen += 1
    assert seen > 50


def test_text_is_seen_in_the_order_of_the_document(shared: Path) -> None:
    seen = 0
    for name, package in _opened(shared):
        main = package.xml(package.main)
        if any(next(main.iter(W + one), None) is not None for one in ("txbxContent", "ffData", "sym")):
            continue  # these stand after their paragraph, or are not written as text
        if any(next(table.iterancestors(f"{W}tc"), None) is not None for table in main.iter(f"{W}tbl")):
            continue  # a table in a cell comes after its row
        lines = [line for line in whole_view(package).lines if line.story == "body"]
        found = "".join(cell.text for line in lines for cell in line.cells)
        assert "".join(found.split()) == "".join("".join(_shown(main)).split()), name
        seen += 1
    assert seen > 30


def test_every_document_is_read_as_a_copy_in_two_seconds_or_refused(shared: Path) -> None:
    forms = [shipped(path) for path in SHIPPED]
    outcomes = Counter[str]()
    for path in _files(shared):
        start = time.process_time()
        try:
            read(path.read_bytes(), forms)
            outcomes["read"] += 1
        except Refused as refusal:
            outcomes[refusal.code] += 1
        assert time.process_time() - start < SECONDS, path.name
    assert outcomes["not-ours"] > 50
    assert not outcomes["read"]


def test_every_document_read_as_a_copy_of_a_form_by_name_is_read_or_refused(shared: Path) -> None:
    named = shipped(SHIPPED[0])
    for path in _files(shared):
        with pytest.raises(Refused):
            read(path.read_bytes(), [named], named)


def test_every_document_is_a_form_or_says_why_not(shared: Path) -> None:
    slots = 0
    for path in _files(shared):
        start = time.process_time()
        with suppress(Refused, Unfit):
            slots += len(load_form(path.read_bytes()).slots)
        assert time.process_time() - start < SECONDS, path.name
    assert slots > 150


def test_every_document_that_is_a_form_reads_itself_as_unanswered_or_prefilled(shared: Path) -> None:
    read_back = 0
    for path in _files(shared):
        data = path.read_bytes()
        try:
            form = load_form(data)
            reading = read(data, [form], form)
        except (Refused, Unfit):
            continue
        assert {answer.found_by for answer in reading.answers} <= {"control"}, path.name
        read_back += 1
    assert read_back > 30


def test_reading_every_document_takes_no_more_than_the_memory_allowed(shared: Path) -> None:
    code = (
        "import sys, pathlib; from service.errors import Refused, Unfit;"
        "from service.word.form import load_form\n"
        "for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):\n"
        "    try: load_form(path.read_bytes())\n"
        "    except (Refused, Unfit): pass\n"
        "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(shared / "corpus")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path.cwd(),
    )
    assert int(done.stdout) / 1000 < MEGABYTES
