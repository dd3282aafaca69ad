"""Measures reading and filling beside other tools and beside the floor: one run, one table, one JSON file.

python -m bench.speed [--runs N] [--keep]
"""

import argparse
import json
import re
import sys
from contextlib import ExitStack
from pathlib import Path

from bench.answers import ROWS
from bench.case import Case, Wrong, case_of
from bench.contest import filling, reading
from bench.curve import over_rows, over_slots
from bench.goals import goals_of
from bench.node import Node, NoNode
from bench.node import versions as node_versions
from bench.outlines import whole_form
from bench.report import Contest, Run, versions
from bench.timing import take_turns
from service.catalogue import load_catalogue

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "build" / "bench.json"
PAGE = ROOT / "docs" / "benchmark.md"
_LAST_RUN = re.compile(r"(<!-- last run -->\n).*(<!-- end of run -->\n)", re.DOTALL)
WARM_UP = 5
SLOTS = 200


def main() -> None:
    """Runs and prints. Ends with status 1 only where a tool, ours or another, did not do its job."""
    asked = _asked()
    try:
        run = _run(asked.runs)
    except Wrong as wrong:
        sys.exit(str(wrong))
    text = run.to_text()
    print(text)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(run.to_json(), indent=1, ensure_ascii=False), encoding="utf-8")
    print(f"Written to {RESULT.relative_to(ROOT)}")
    if asked.keep:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(_LAST_RUN.sub(lambda m: f"{m[1]}\n{text}\n{m[2]}", page), encoding="utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument(
        "--runs", type=int, default=30, help="turns of each tool (default 30; CI takes fewer)"
    )
    parser.add_argument("--keep", action="store_true", help="put the table into docs/benchmark.md")
    return parser.parse_args()


def _run(runs: int) -> Run:
    run = Run(versions=versions())
    catalogue = load_catalogue()
    own = whole_form("measured", SLOTS)
    fostering = catalogue.find("fostering")
    assert fostering is not None
    known = (*catalogue.forms, own)
    cases = [case_of(form, known, ROWS) for form in (fostering, own)]
    with ExitStack() as ending:
        node = None
        try:
            node = ending.enter_context(Node())
            run.versions |= {"Node": node.version} | node_versions()
        except NoNode as why:
            run.without = str(why)
        for case in cases:
            _measure(run, case, node, runs)
    few = max(3, runs // 4)
    run.curves["slots"] = over_slots(few)
    run.curves["action rows"] = over_rows(few)
    return run


def _measure(run: Run, case: Case, node: Node | None, runs: int) -> None:
    for job, (contenders, notes) in (("read", reading(case)), ("fill", filling(case, node))):
        _say(f"{case.name}: {job}")
        times = take_turns(contenders, runs, WARM_UP)
        run.contests.append(Contest(case.name, job, times, notes))
        run.goals.extend(goals_of(case.name, job, times))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
