"""The shape of the project: which way imports point, where each library lives, how long a file may be."""

import ast
import sys
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

import pytest

from service.problem import CODES
from tests.modules import PACKAGES, ROOT, Module, imports, modules, within
from tools import pages

LAYERS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("service.__main__", "service.app", "service.cli", "service.commands"),),
    (("service.api",), ("service.pages",), ("service.wiring",)),
    (("service.workflow",),),
    (("service.work",),),
    (("service.catalogue",),),
    (
        ("service.word",),
        ("service.check", "service.rules"),
        ("service.sample", "service.sample_prose"),
        ("service.store",),
        ("service.filing",),
        ("service.passwords",),
    ),
    (
        (
            "schemas",
            "service.reading",
            "service.reading_json",
            "service.problem",
            "service.errors",
            "service.config",
            "service.destinations",
            "service.lifecycle",
            "service.provider",
            "service.retention",
            "service.roles",
        ),
    ),
)
"""From the top down: a layer holds units, a unit modules. A unit imports itself and lower layers only."""

WORD = ("service.word",)
ENTRY = ("service.app", "service.cli", "service.commands")
COMMANDS = ("service.cli", "service.commands")
HOMES: dict[str, tuple[str, ...]] = {
    "alembic": ("service.store",),
    "authlib": ("service.pages.openid_client",),
    "argon2": ("service.passwords",),
    "click": COMMANDS,
    "com": ("service.word.office_typist",),
    "dateparser": ("schemas",),
    "docx": WORD,
    "docxtpl": WORD,
    "flask": (*ENTRY, "service.api", "service.pages"),
    "flask_limiter": ("service.api.limits",),
    "flask_smorest": ("service.api",),
    "flask_swagger_ui": ("service.api.described",),
    "flask_wtf": ("service.pages.mount", "service.pages.refusals"),
    "fsspec": ("service.filing",),
    "govuk_frontend_jinja": ("service.pages.mount",),
    "gunicorn": ("service.commands.server",),
    "holidays": ("service.rules",),
    "itsdangerous": ("service.pages.held",),
    "jinja2": (*WORD, "service.pages.mount"),
    "joserfc": ("service.pages.openid_client",),
    "leather": ("service.pages.charts",),
    "lxml": WORD,
    "markupsafe": ("service.pages.charts",),
    "openpyxl": (
        "service.workflow.export",
        "service.workflow.cases",
        "service.workflow.sheets",
        "service.workflow.tracker",
    ),
    "platformdirs": ("service.config",),
    "prometheus_client": ("service.api.health", "service.commands.server"),
    "pypdf": (
        "service.word.pdf",
        "service.word.pdf_marks",
        "service.word.pdf_pages",
        "service.word.pdf_places",
        "service.word.pdf_text",
    ),
    "pypdfium2": ("service.word.pdf_picture",),
    "marshmallow": ("schemas",),
    "olefile": WORD,
    "rapidfuzz": (*WORD, "schemas", "service.workflow.same_rows"),
    "rich": COMMANDS,
    "sqlalchemy": ("service.store",),
    "stdnum": ("schemas",),
    "structlog": ("service.api", "service.commands", "service.pages.openid", "service.pages.refusals"),
    "uno": ("service.word.office_typist",),
    "waitress": ("service.commands.server",),
    "werkzeug": ("service.app", "service.api.mount", "service.api.uploads", "service.pages"),
    "zxcvbn": ("service.passwords",),
    "yaml": ("service.word.adopt", "service.word.outline"),
    # of the standard library, what opens files of strangers or starts programs
    "pickle": (),
    "subprocess": ("service.word.office", "service.word.office_typist"),
    "xml": ("service.word.office_typist",),
    "zipfile": WORD,
    # nothing is ever fetched, but what the OpenID provider that is set says
    "ftplib": (),
    "http.client": (),
    "requests": ("service.pages.openid_client",),
    "socket": ("service.commands.run", "service.commands.server"),
    "urllib.request": (),
}
"""One library, one home: the modules that may import it."""

LONGEST = 250


def each_module() -> list[Module]:
    return list(modules().values())


def unit_of(name: str) -> tuple[int, tuple[str, ...]] | None:
    """The number of a module's layer (0 is the top) and its unit; None where it stands in none."""
    for number, layer in enumerate(LAYERS):
        for unit in layer:
            if any(within(name, prefix) for prefix in unit):
                return number, unit
    return None


@pytest.mark.parametrize("module", each_module(), ids=lambda module: module.name)
def test_a_module_imports_only_downward(module: Module) -> None:
    own = unit_of(module.name)
    if own is None:
        assert module.is_package, f"{module.name} stands in no layer: add it to LAYERS"
        return
    for name in imports(module):
        other = unit_of(name)
        if other is not None and other != own:
            assert other[0] > own[0], f"{module.name} imports {name}, which stands beside or above it"


def test_no_module_is_in_a_cycle_of_imports() -> None:
    names = modules()
    graph = {name: {other for other in imports(module) if other in names} for name, module in names.items()}
    assert cycle_in(graph) == ""


def cycle_in(graph: Mapping[str, Iterable[str]]) -> str:
    """The first cycle of a graph, in writing; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as cycle:
        return " → ".join(cycle.args[1])
    return ""


def test_a_cycle_would_be_seen() -> None:
    assert cycle_in({"a": ["b"], "b": ["c"], "c": ["a"]}) == "a → c → b → a"


@pytest.mark.parametrize("module", each_module(), ids=lambda module: module.name)
def test_a_library_is_imported_only_in_its_home(module: Module) -> None:
    for name in imports(module):
        home = next((homes for library, homes in HOMES.items() if within(name, library)), None)
        if home is None:
            top = name.partition(".")[0]
            assert top in PACKAGES or top in sys.stdlib_module_names, f"{name} has no home: add it to HOMES"
        else:
            assert any(within(module.name, prefix) for prefix in home), f"{module.name} imports {name}"


@pytest.mark.parametrize("module", each_module(), ids=lambda module: module.name)
def test_a_module_says_what_it_is_for_and_a_package_holds_nothing_else(module: Module) -> None:
    assert ast.get_docstring(module.tree), f"{module.name} has no docstring"
    if module.is_package:
        assert len(module.tree.body) == 1, f"{module.path} holds more than its docstring"


def test_a_file_is_one_idea_and_no_longer_than_that() -> None:
    sources = [path for folder in (*PACKAGES, "tools", "bench") for path in (ROOT / folder).rglob("*.py")]
    lengths = {str(path.relative_to(ROOT)): len(path.read_bytes().splitlines()) for path in sources}
    assert not {name: length for name, length in lengths.items() if length > LONGEST}


@pytest.mark.parametrize("name", pages.PAGES)
def test_a_page_that_is_written_says_what_the_code_says(name: str) -> None:
    assert (pages.DOCS / name).read_text(encoding="utf-8") == pages.PAGES[name](), "run `make docs`"


def test_every_problem_that_is_raised_is_in_the_list() -> None:
    raised = {
        call.args[0].value
        for module in each_module()
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "problem"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    assert raised <= CODES.keys()
