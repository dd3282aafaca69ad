"""The project's modules and what they import, read from their source."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("service", "schemas")


@dataclass(frozen=True, slots=True)
class Module:
    """One source file: its dotted name, its path and its syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"


@cache
def modules() -> dict[str, Module]:
    """Every module of the packages, by name."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    found = (Module(_name(path), path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)
    return {module.name: module for module in found}


def imports(module: Module) -> Iterator[str]:
    """The dotted names a module imports, anywhere in it: also inside functions and under TYPE_CHECKING.

    `from package import module` names the module, `from module import name` the module.
    """
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = (f"{node.module}.{alias.name}" for alias in node.names)
            submodules = [name for name in inner if name in modules()]
            yield from submodules or [node.module]


def within(name: str, prefix: str) -> bool:
    """Whether a dotted name is `prefix` or stands below it."""
    return name == prefix or name.startswith(prefix + ".")


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
