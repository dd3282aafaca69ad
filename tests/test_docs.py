"""The pages for people tell only of what there is."""

import re
from pathlib import Path

import click
import pytest

from service.cli import main
from tests.modules import ROOT

PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "service" / "templates" / "home.html",
]


def targets() -> set[str]:
    """What the Makefile can make and says so."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^(\w+):.*## ", makefile, re.MULTILINE))


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
    named = set(re.findall(r"(?:^|[`>])make (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_only_commands_that_there_are(page: Path) -> None:
    calls = re.findall(r"python -m service ([a-z]+)(?: ([a-z]+))?", page.read_text(encoding="utf-8"))
    assert not [call for call in calls if not is_command([word for word in call if word])]


@pytest.mark.parametrize("page", PAGES[:-1], ids=lambda page: page.name)
def test_a_page_links_only_to_files_that_are_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [link for link in links if not (page.parent / link).exists()]


def test_the_readme_shows_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [name for name in main.commands if f"service {name}" in readme or f"make {name}" in readme]
    assert set(shown) == main.commands.keys()
