"""The pages of a form look the same after it was adopted: a representative part of what `make pictures` shows."""

from pathlib import Path

import pytest

from service.word.office import Office
from tests.modules import ROOT
from tools.adoption.pictures import FORMS, PICTURES, compared, keep

_SAME = 0.003
"""Of a page's points. In a justified line LibreOffice spaces words by the runs they stand in, which controls divide."""


@pytest.mark.parametrize("key", ["case_risk", "fostering"])
def test_without_prompts_no_page_of_a_shipped_form_changes(office: Office, key: str) -> None:
    pages = list(compared((ROOT / "docx_templates" / f"{key}.docx").read_bytes(), office, prompts=False))
    assert pages
    assert [page.changed for page in pages if page.changed > _SAME] == []


@pytest.mark.parametrize("name", FORMS, ids=lambda name: name.partition(".")[0][:20])
def test_nor_does_a_page_of_a_real_form(shared: Path, office: Office, name: str) -> None:
    pages = list(compared((shared / "corpus" / name).read_bytes(), office, prompts=False))
    keep(pages, PICTURES, name.partition(".")[0])
    assert pages
    assert [
        (number, page.changed, page.box) for number, page in enumerate(pages, 1) if page.changed > _SAME
    ] == []


def test_with_prompts_nothing_that_stood_there_is_gone(office: Office) -> None:
    """A prompt darkens what was white; what was dark stays dark where it was."""
    for page in compared((ROOT / "docx_templates" / "case_risk.docx").read_bytes(), office, prompts=True):
        assert page.before is not None
        assert page.after is not None
        assert page.box is not None, "prompts are seen"
        lost = sum(
            dark < 64 and now > 192
            for dark, now in zip(page.before.tobytes(), page.after.tobytes(), strict=True)
        )
        assert lost == 0
