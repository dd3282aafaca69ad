"""How well plain forms are adopted, as `make adoption` measures it: ours and real ones, stripped of their controls."""

from pathlib import Path

import pytest
import yaml

from schemas.tags import is_shared
from tests.modules import ROOT
from tools.adoption.__main__ import REVIEWED, cells_of
from tools.adoption.judge import Verdict, judge

SHIPPED = sorted((ROOT / "docx_templates").glob("*.docx"))
variants = pytest.mark.parametrize("prompts", [True, False], ids=["prompts kept", "prompts removed"])


@variants
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_places_of_a_shipped_form_are_found_again(path: Path, prompts: bool) -> None:
    verdict = judge(path.read_bytes(), prompts=prompts)
    assert verdict.truths >= 30
    assert verdict.recall >= 0.98, verdict.missed
    assert verdict.strict >= 0.98, verdict.false
    assert verdict.right >= 0.83, verdict.mistaken


@variants
def test_they_are_given_the_tags_of_the_shared_vocabulary_and_never_a_wrong_one(prompts: bool) -> None:
    total = Verdict()
    for path in SHIPPED:
        total.add(judge(path.read_bytes(), prompts=prompts))
    assert total.shared > 500
    assert total.named >= 0.95, total.misnamed
    given = [one.partition(": ")[2] for one in total.misnamed]
    assert not [tag for tag in given if is_shared(tag)], total.misnamed


@pytest.mark.parametrize(("prompts", "recall"), [(True, 0.95), (False, 0.85)], ids=["kept", "removed"])
def test_the_places_of_real_forms_are_found_again(shared: Path, prompts: bool, recall: float) -> None:
    total = Verdict()
    for name, about in yaml.safe_load(REVIEWED.read_text(encoding="utf-8"))["forms"].items():
        data = (shared / "corpus" / name).read_bytes()
        total.add(judge(data, prompts=prompts, blanks=cells_of(about.get("blanks", {}))))
    assert total.truths > 400
    assert total.recall >= recall, total.missed
    assert total.precision >= 0.85, total.false
    assert total.right >= 0.85, total.mistaken
