"""The run as a table for people and as JSON for programs."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version

from bench.contest import FLOOR, OURS
from bench.curve import JOBS, Point, growth
from bench.goals import Goal
from bench.timing import Times

_PACKAGES = ("docx2python", "mammoth", "python-docx", "docxtpl", "docx-mailmerge2", "lxml")
_BAR = 24


@dataclass(slots=True)
class Contest:
    """The times of everyone who did a job on a case, and what is to be said of some of them."""

    case: str
    job: str
    times: Mapping[str, Times]
    notes: Mapping[str, str]


@dataclass(slots=True)
class Run:
    """All that one run found out. `without` says why tools are missing, "" where none is."""

    contests: list[Contest] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    curves: dict[str, list[Point]] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    without: str = ""

    def to_json(self) -> dict[str, object]:
        """The run as JSON holds it; times in milliseconds."""
        return {
            "machine": machine(),
            "versions": self.versions,
            "without": self.without,
            "contests": [asdict(contest) for contest in self.contests],
            "goals": [asdict(goal) | {"reached": goal.reached} for goal in self.goals],
            "curves": {
                name: {
                    "points": [asdict(point) for point in points],
                    "growth": {job: growth(points, job) for job in JOBS},
                }
                for name, points in self.curves.items()
            },
        }

    def to_text(self) -> str:
        """The run as a page of Markdown that also reads well in a terminal."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"{machine()}; " + ", ".join(f"{name} {given}" for name, given in self.versions.items()) + "."
        runs = {times.runs for contest in self.contests for times in contest.times.values()}
        yield f"Milliseconds; medians of {'/'.join(map(str, sorted(runs)))} runs, the tools taking turns."
        yield ""
        yield from _table(
            ("Form", "Job", "Tool", "least", "median", "most", "× floor", "× ours"),
            [row for contest in self.contests for row in _rows(contest)],
        )
        if self.without:
            yield from ("", f"docxtemplater and easy-template-x are missing: {self.without}.")
        notes = {f"{c.job}, {name}": note for c in self.contests for name, note in c.notes.items()}
        yield ""
        yield from (f"- {about}: {note}" for about, note in notes.items())
        yield ""
        yield from (f"- {goal}" for goal in self.goals)
        for name, points in self.curves.items():
            yield from ("", f"Cost by {name} (milliseconds; microseconds an answer):", "")
            yield from _curve(name, points)


def versions() -> dict[str, str]:
    """The versions of what is measured in this process."""
    return {"Python": platform.python_version()} | {name: version(name) for name in _PACKAGES}


def machine() -> str:
    """What the run was made on, as far as it matters."""
    return f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores"


def _rows(contest: Contest) -> Iterator[tuple[str, ...]]:
    floor, ours = contest.times[FLOOR].median, contest.times[OURS].median
    for name, times in contest.times.items():
        shown = (f"{taken:.2f}" for taken in (times.least, times.median, times.most))
        yield (
            contest.case,
            contest.job,
            f"**{name}**" if name == OURS else name,
            *shown,
            f"{times.median / floor:.2f}",
            f"{times.median / ours:.2f}",
        )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], left: int = 3) -> Iterator[str]:
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]

    def line(row: Sequence[str]) -> str:
        cells = (
            text.ljust(width) if at < left else text.rjust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        return f"| {' | '.join(cells)} |"

    yield line(heads)
    yield (
        "|"
        + "|".join(
            "-" * (width + 2) if at < left else "-" * (width + 1) + ":" for at, width in enumerate(widths)
        )
        + "|"
    )
    yield from map(line, rows)


def _curve(name: str, points: Sequence[Point]) -> Iterator[str]:
    heads = [name, "answers"]
    for job in JOBS:
        heads += [job, "each"]
    rows = [
        [
            str(point.size),
            str(point.answers),
            *(
                shown
                for job in JOBS
                for shown in (f"{point.times[job].median:.2f}", f"{point.each(job):.1f}")
            ),
        ]
        for point in points
    ]
    yield from _table(heads, rows, left=0)
    yield ""
    for job in JOBS:
        most = max(point.each(job) for point in points)
        yield f"    {job}: cost grows with answers to the power {growth(points, job):.2f} (1 is linear)"
        for point in points:
            bar = "█" * max(1, round(_BAR * point.each(job) / most))
            yield f"    {point.size:6} {bar} {point.each(job):.1f} µs an answer"
