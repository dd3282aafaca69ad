"""`make adoption`: recall, precision and kinds of the places found in plain forms, by document and in sum."""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

import yaml

from service.word.adopt.applying.apply import adopted
from service.word.adopt.mapping import read_map, written
from service.word.adopt.proposing import propose
from service.word.fill import fill
from service.word.form import Form, load_form
from service.word.read import read
from service.workflow.sampled import sampled
from tools.adoption.anew import adopted_anew
from tools.adoption.judge import Verdict, judge
from tools.adoption.plain import plain, unwrapped

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted((ROOT / "docx_templates").glob("*.docx"))
CORPUS = Path(os.environ.get("AUDIT_FORMS_SHARED") or ROOT.parent / "shared") / "corpus"
REVIEWED = Path(__file__).with_name("reviewed.yaml")
_GOALS = {"kept": 0.95, "removed": 0.85}


def main() -> None:
    """Prints the tables; ends with 1 where a goal is not met."""
    parser = argparse.ArgumentParser(prog="python -m tools.adoption", description=__doc__)
    parser.add_argument("--list", action="store_true", help="every miss, false find and wrong kind as well")
    wanted = parser.parse_args()
    met = _table(
        "The shipped forms, stripped",
        SHIPPED,
        {},
        goal={"kept": 0.98, "removed": 0.98},
        least=0.98,
        listed=wanted.list,
    )
    reviewed = yaml.safe_load(REVIEWED.read_text(encoding="utf-8"))
    if not CORPUS.is_dir():
        print(f"\nThe real forms are not here ({CORPUS}); their table is left out.")
    else:
        forms = [CORPUS / name for name in reviewed["forms"]]
        blanks = {name: cells_of(about.get("blanks", {})) for name, about in reviewed["forms"].items()}
        met &= _table("Real forms, stripped", forms, blanks, goal=_GOALS, least=0.85, listed=wanted.list)
    _times()
    sys.exit(0 if met else 1)


def _times() -> None:
    """Prints how long the longest of our forms takes to adopt, and a copy without marks to read beside one with."""
    longest = max(SHIPPED, key=lambda path: len(load_form(path.read_bytes()).slots))
    theirs, _ = plain(longest.read_bytes(), prompts=False)
    begun = time.perf_counter()
    proposal = propose(theirs, longest.stem)
    mapped = read_map(written(proposal, theirs, longest.name), theirs)
    adopted(theirs, *mapped)
    print(
        f"\nTime: {longest.stem}, {len(proposal.slots)} places, adopted in {time.perf_counter() - begun:.2f} s",
        end="; ",
    )
    forms = [adopted_anew(path.read_bytes(), path.stem) for path in SHIPPED]
    issued = fill(forms[0], sampled(forms[0], 1))
    with_marks, without = (_median(copy, forms) for copy in (issued, unwrapped(issued)))
    print(
        f"a copy read in {with_marks:.1f} ms, without controls in {without:.1f} ms, {without / with_marks:.1f} times"
    )


def _median(copy: bytes, forms: list[Form]) -> float:
    times = []
    for _ in range(15):
        begun = time.perf_counter()
        read(copy, forms)
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1_000


def _table(
    title: str,
    forms: list[Path],
    blanks: dict[str, set[tuple[int, int]]],
    *,
    goal: dict[str, float],
    least: float,
    listed: bool,
) -> bool:
    met = True
    for prompts, variant in ((True, "kept"), (False, "removed")):
        print(f"\n{title}, prompts {variant}\n{'':38} places recall precision strictly kinds tags")
        total = Verdict()
        for path in forms:
            verdict = judge(path.read_bytes(), prompts=prompts, blanks=blanks.get(path.name, ()))
            _row(path.name, verdict)
            total.add(verdict)
            for what in ("missed", "false", "mistaken", "misnamed") if listed else ():
                for one in getattr(verdict, what):
                    print(f"      {what}: {one}")
        _row("in sum", total)
        met &= total.recall >= goal[variant] and total.precision >= least and total.right >= 0.85
        met &= total.named >= 0.95
    return met


def _row(name: str, verdict: Verdict) -> None:
    print(
        f"{name[:37]:38} {verdict.truths:6} {verdict.recall:6.2f} {verdict.precision:9.2f} {verdict.strict:8.2f} "
        f"{verdict.right:5.2f} {verdict.named:4.2f}"
    )


def cells_of(blanks: dict[str, str]) -> set[tuple[int, int]]:
    """The cells of ranges such as `8-14.1-5`: the cells 1 to 5 of the lines 8 to 14."""
    cells: set[tuple[int, int]] = set()
    for where in blanks:
        lines, columns = (_range(part) for part in str(where).split("."))
        cells |= {(line, column) for line in lines for column in columns}
    return cells


def _range(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


if __name__ == "__main__":
    main()
