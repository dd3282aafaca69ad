"""What is pinned is what is needed: everything imported, with all it brings along, and nothing more."""

import sys
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.modules import PACKAGES, ROOT, imports, modules

FILES = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt")
BROUGHT_ALONG = "# --- brought along"


def requirements(path: Path, *, stop: str = "\0") -> dict[str, Requirement]:
    """The requirements a file lists, up to the line `stop`, and those of the files it refers to."""
    found: dict[str, Requirement] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line == stop:
            break
        if line.startswith("-r "):
            found |= requirements(path.with_name(line.removeprefix("-r ")))
        elif text := line.partition("#")[0].strip():
            requirement = Requirement(text)
            found[canonicalize_name(requirement.name)] = requirement
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_requirement_is_pinned_to_one_version(name: str) -> None:
    loose = [str(r) for r in requirements(ROOT / name).values() if not str(r.specifier).startswith("==")]
    assert not loose


@pytest.mark.parametrize("name", FILES[:2])
def test_what_a_requirement_needs_is_pinned_too(name: str) -> None:
    pinned = requirements(ROOT / name)
    here = [key for key, pin in pinned.items() if pin.marker is None or pin.marker.evaluate()]
    needed = {
        canonicalize_name(need.name): key
        for key in here
        for need in map(Requirement, distribution(key).requires or ())
        if need.marker is None or need.marker.evaluate({"extra": ""})
    }
    assert needed.keys() <= pinned.keys()


@pytest.mark.parametrize("name", FILES[:2])
def test_what_is_installed_is_what_is_pinned(name: str) -> None:
    pins = [pin for pin in requirements(ROOT / name).values() if pin.marker is None or pin.marker.evaluate()]
    assert not {pin.name for pin in pins if not pin.specifier.contains(distribution(pin.name).version)}


def test_the_service_imports_what_its_requirements_name_and_nothing_else() -> None:
    named = requirements(ROOT / "requirements.txt", stop=BROUGHT_ALONG).keys()
    tops = {name.partition(".")[0] for module in modules().values() for name in imports(module)}
    ours = {
        *PACKAGES,
        *sys.stdlib_module_names,
        "uno",
        "com",
    }  # the last two stand in LibreOffice's own Python
    outside = tops - ours
    owners = packages_distributions()
    imported = {canonicalize_name(owners[top][0]) for top in outside}
    assert imported == set(named)
