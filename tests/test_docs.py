"""The pages for people tell only of what there is."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from schemas.edition import Kind
from service.cli import main
from service.commands.given import form_given
from service.problem import Level
from service.reading import FoundBy, State
from service.word.lint import lint
from service.word.outline.build import build
from service.word.outline.reader import read_outline
from tests.modules import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def targets() -> set[str]:
    """What the Makefile can make and says so."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([\w-]+):.*## ", makefile, re.MULTILINE))


def is_command(words: list[str]) -> bool:
    """Whether these words, as far as they name commands, call one."""
    command: click.Command = main
    for word in words:
        if not isinstance(command, click.Group):
            return True
        if word not in command.commands:
            return False
        command = command.commands[word]
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_only_targets_that_the_makefile_has(page: Path) -> None:
    named = set(re.findall(r"(?:^|[`>])make ([\w-]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_only_commands_that_there_are(page: Path) -> None:
    calls = re.findall(r"python -m service ([a-z]+)(?: ([a-z]+))?", page.read_text(encoding="utf-8"))
    assert not [call for call in calls if not is_command([word for word in call if word])]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_links_only_to_files_that_are_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [link for link in links if not (page.parent / link).exists()]


def test_the_readme_shows_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [name for name in main.commands if f"service {name}" in readme or f"make {name}" in readme]
    assert set(shown) == main.commands.keys()


def blocks(page: str, language: str) -> list[str]:
    """The blocks of code on a page, in their order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_commands_of_the_readme_work_one_after_the_other_and_leave_case_data_in_build_only(
    tmp_path: Path,
) -> None:
    (tmp_path / "docx_templates").symlink_to(ROOT / "docx_templates")
    script = "\n".join(block for block in blocks("README.md", "sh") if "python -m service" in block)
    search = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environ = os.environ | {"PYTHONPATH": str(ROOT), "PATH": search}
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "docx_templates"]
    assert "/build/" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert (tmp_path / "build" / "finished.docx").exists()


def test_the_readme_links_every_page_of_the_docs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [page.name for page in (ROOT / "docs").glob("*.md") if f"(docs/{page.name})" not in readme]


def test_the_example_of_an_outline_builds_a_form_with_nothing_wrong() -> None:
    (example,) = blocks("docs/outlines.md", "yaml")
    assert lint(build(read_outline(example))) == []


def test_the_example_of_a_record_fits_a_form() -> None:
    (example,) = blocks("docs/record.md", "json")
    given = json.loads(example)
    schema = form_given("fostering").schema
    record, remarks = schema.from_json(given)
    assert remarks == []
    assert {name: schema.to_json(record)[name] for name in given} == given


def test_the_page_of_the_record_tells_of_every_word_that_a_reading_uses() -> None:
    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", page))
    assert {*State, *FoundBy, *Level, *Kind, "identity", "shape", "named"} <= told
