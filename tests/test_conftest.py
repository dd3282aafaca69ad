"""How a run of the tests treats what is not there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.modules import ROOT

SKIPS = """
import pytest

def test_that_needs_a_program():
    pytest.skip("needs a program")

@pytest.mark.xfail(reason="known")
def test_that_is_known_to_fail():
    assert False
"""
SKIPS_WHOLE = """
import pytest

pytest.skip("needs a program", allow_module_level=True)
"""
NEEDS_SHARED = """
def test_that_needs_outside_material(shared):
    assert False

def test_that_stands_alone():
    pass
"""

ON_BOTH = """
import pytest

@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("what", range(20))
def test_on_both(kind, what):
    pass

def test_on_none():
    pass
"""


def run(path: Path, source: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs these tests as the project's own are run."""
    path.write_text(source, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        str(ROOT / "pyproject.toml"),
        "-p",
        "tests.conftest",
        str(path),
    ]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AUDIT_FORMS_")}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=kept | environment
    )


@pytest.mark.parametrize("source", [SKIPS, SKIPS_WHOLE], ids=["one test", "a whole module"])
def test_a_skip_passes_but_where_none_is_allowed_it_fails(tmp_path: Path, source: str) -> None:
    allowed = run(tmp_path / "test_skipping.py", source)
    assert "1 skipped" in allowed.stdout
    refused = run(tmp_path / "test_skipping.py", source, AUDIT_FORMS_NO_SKIP="1")
    assert refused.returncode != 0
    assert "skipped where no skip is allowed" in refused.stdout


def test_a_known_failure_is_no_skip(tmp_path: Path) -> None:
    ended = run(tmp_path / "test_known.py", SKIPS, AUDIT_FORMS_NO_SKIP="1")
    assert "1 failed, 1 xfailed" in ended.stdout


def test_a_folder_of_outside_material_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    ended = run(tmp_path / "test_outside.py", NEEDS_SHARED, AUDIT_FORMS_SHARED=str(tmp_path / "none"))
    assert ended.returncode != 0
    assert "which is no folder" in ended.stderr + ended.stdout


def test_a_part_of_all_takes_each_test_on_one_database_and_both_databases_in_turns(tmp_path: Path) -> None:
    whole = run(tmp_path / "test_both.py", ON_BOTH)
    assert "41 passed" in whole.stdout
    part = run(tmp_path / "test_both.py", ON_BOTH, AUDIT_FORMS_PART="1", PYTEST_ADDOPTS="-v")
    assert "21 passed, 20 deselected" in part.stdout
    assert "test_on_none" in part.stdout
    taken = [
        kind for kind in ("sqlite", "postgresql") for what in range(20) if f"[{what}-{kind}]" in part.stdout
    ]
    assert set(taken) == {"sqlite", "postgresql"}
