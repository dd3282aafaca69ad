"""The contests: which tools do which job on a case, and the proof that each did it before it is timed."""

from collections.abc import Callable

from bench.case import Case, Wrong, lacking, shown_in
from bench.fillers import Filler, by_docxtpl, by_mailmerge
from bench.floor import FillingFloor, parts_read, unzip_and_parse
from bench.node import TOOLS, Node
from bench.readers import READERS, strings
from bench.syntaxes import Braces, Jinja, MergeFields
from bench.templates import Syntax, template_of
from bench.timing import Contender, timed
from service.word.fill import fill
from service.word.read import read

FLOOR, OURS = "floor", "ours"
CHECKED, POSITIONS = "ours, with record and checks", "ours, every control gone"
KEPT = "docxtpl, controls kept"

NODE_WARM_UP = 40
"""Runs before the turns begin: V8 compiles what it has run often."""

_BLIND = {"python-docx": "does not see what content controls hold", "mammoth": "leaves tick boxes out"}
_TICKS = frozenset("\u2610\u2612")


def reading(case: Case) -> tuple[list[Contender], dict[str, str]]:
    """Who reads the filled copy, and what to note of them. Raises Wrong where a tool finds less than it should."""
    data = case.filled
    parts = parts_read(data, case.form)
    contenders = [
        timed(FLOOR, lambda: unzip_and_parse(data, parts)),
        timed(OURS, lambda: read(data, case.known)),
        timed(CHECKED, lambda: case.check(read(data, case.known))),
        timed(POSITIONS, lambda: read(case.stripped, case.known)),
    ]
    notes = {FLOOR: "unzip and parse " + ", ".join(part.rpartition("/")[2] for part in parts)}
    for name, reader in READERS.items():
        missing = lacking(case, strings(reader(data)))
        if not _may_lack(name, missing):
            raise Wrong(f"{name} did not find {missing[0]!r} in {case.name}")
        if missing:
            notes[name] = _BLIND[name]
        contenders.append(timed(name, lambda reader=reader: reader(data)))
    return contenders, notes


def filling(case: Case, node: Node | None) -> tuple[list[Contender], dict[str, str]]:
    """Who fills the form, and what to note of them. Raises Wrong where a tool did not place every text."""
    floor = FillingFloor(case.form.package.data, case.filled)
    contenders = [timed(FLOOR, floor.run), timed(OURS, lambda: fill(case.form, case.record))]
    notes = {
        FLOOR: "parse, serialise and deflate " + ", ".join(name.rpartition("/")[2] for name in floor.names),
        KEPT: "tags inside the controls, so that the document is still a form",
    }
    for name, syntax, filler, controls in (
        ("docxtpl", Jinja(), by_docxtpl, False),
        (KEPT, Jinja(), by_docxtpl, True),
        ("docx-mailmerge2", MergeFields(), by_mailmerge, False),
    ):
        contenders.append(timed(name, _filler(case, name, syntax, filler, controls=controls)))
    if node is not None:
        node.learn(case.name, template_of(case.form, Braces()), case.texts)
        for tool in TOOLS:
            _prove(case, tool, node.fill(tool, case.name))
            for _ in range(NODE_WARM_UP):
                node.once(tool, case.name)
            contenders.append(Contender(tool, lambda tool=tool: node.once(tool, case.name)))
    return contenders, notes


def _may_lack(name: str, missing: list[str]) -> bool:
    """Whether a tool is known to be blind to just this, so that it is timed all the same."""
    return not missing or name == "python-docx" or (name == "mammoth" and _TICKS.issuperset(missing))


def _filler(case: Case, name: str, syntax: Syntax, filler: Filler, *, controls: bool) -> Callable[[], bytes]:
    template = template_of(case.form, syntax, controls=controls)
    _prove(case, name, filler(template, case.texts))
    return lambda: filler(template, case.texts)


def _prove(case: Case, name: str, made: bytes) -> None:
    missing = lacking(case, shown_in(made))
    if missing:
        raise Wrong(f"{name} did not place {missing[0]!r} in {case.name}")
