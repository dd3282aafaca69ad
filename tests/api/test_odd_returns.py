"""Odd files through the door: real documents nobody here wrote, hostile ones, copies whose parts were shuffled."""

import random
from pathlib import Path

import pytest
from lxml import etree
from sqlalchemy import func, select

from service.store import trail
from service.store.rows.audits import Audit, Return
from service.store.rows.forms import Document
from service.word.pack import rewrite
from service.word.package import open_package
from service.work import Work
from tests.api.conftest import Program
from tests.word.test_broken_structure import CHANGES
from tests.word.test_hostile_files import KINDS, hostile
from tests.workflow.auditing import a_record, completed, form_of, sent_out


def counts(work: Work) -> list[int]:
    with work.store.look() as session:
        return [
            session.scalar(select(func.count()).select_from(one)) or 0 for one in (Return, Audit, Document)
        ]


def sent_in(administrator: Program, work: Work, name: str, content: bytes) -> str | None:
    """What one file was refused with, or None where it was taken. Either way nothing is half done."""
    before = counts(work)
    answer = administrator.upload("/returns", (name, content))
    assert answer.status_code == 200, answer.text
    (found,) = answer.get_json()["received"]
    if "refused" in found:
        assert counts(work) == before
        assert found["refused"]["message"].endswith((".", "?"))
        return str(found["refused"]["code"])
    shown = administrator.get(f"/audits/{found['reference']}")
    assert shown.status_code == 200
    assert len([one for one in shown.get_json()["problems"] if one["level"] == "error"]) == found["errors"]
    return None


def whole(work: Work) -> None:
    with work.store.look() as session:
        assert trail.verify(session) is None
        assert session.scalar(select(func.count(Return.id)).where(Return.audit_id.is_(None))) == 0


@pytest.mark.parametrize("kind", [kind for kind, code in KINDS.items() if code != "opened"])
def test_a_hostile_file_is_refused_and_leaves_nothing(administrator: Program, work: Work, kind: str) -> None:
    assert sent_in(administrator, work, f"{kind}.docx", hostile(kind))


def test_real_documents_are_refused_or_taken_and_nothing_crashes(
    administrator: Program, work: Work, shared: Path
) -> None:
    files = [path for path in sorted((shared / "corpus").iterdir()) if path.suffix != ".csv"]
    for path in files:
        sent_in(administrator, work, path.name, path.read_bytes())
    assert len(files) > 50
    whole(work)


def test_copies_whose_parts_were_shuffled_are_refused_or_taken_and_nothing_crashes(
    administrator: Program, work: Work
) -> None:
    form = form_of(work)
    taken = 0
    for seed in range(60):
        chance = random.Random(seed)
        record = a_record(form, seed)
        package = open_package(completed(form, sent_out(work, record), record))
        root = package.xml(package.main)
        for change in chance.choices(CHANGES, k=chance.randint(1, 12)):
            change(list(root.iter())[1:] or [root], chance)
        copy = rewrite(package, {package.main: etree.tostring(root)})
        taken += sent_in(administrator, work, f"{seed}.docx", copy) is None
    assert taken > 20
    whole(work)
