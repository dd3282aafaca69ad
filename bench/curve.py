"""How cost grows with a form's slots and with its action rows."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.case import Case, case_of
from bench.outlines import form_of
from bench.timing import Times, take_turns, timed
from service.word.fill import fill
from service.word.read import read

SLOTS = (10, 20, 50, 100, 200, 500, 1000, 2000)
ROWS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
JOBS = ("fill", "read", "read by position")
_SLOTS_BESIDE_ROWS = 10
_FROM = 100


@dataclass(frozen=True, slots=True)
class Point:
    """The cost of each job at one size; `answers` is the number of slots, those of every row among them."""

    size: int
    answers: int
    times: dict[str, Times]

    def each(self, job: str) -> float:
        """Microseconds an answer."""
        return self.times[job].median * 1000 / self.answers


def over_slots(runs: int) -> list[Point]:
    """The cost of forms from 10 to 2,000 slots."""
    return [_point(case, size, runs) for size, case in _by_slots()]


def over_rows(runs: int) -> list[Point]:
    """The cost of a small form with 1 to 500 action rows."""
    form = form_of("rows", _SLOTS_BESIDE_ROWS, actions=True)
    return [_point(case_of(form, [form], rows), rows, runs) for rows in ROWS]


def growth(points: Sequence[Point], job: str) -> float:
    """The power of the size that cost grows with, among the larger sizes: 1 is linear, 2 quadratic."""
    large = [point for point in points if point.answers >= _FROM]
    xs = [math.log(point.answers) for point in large]
    ys = [math.log(point.times[job].median) for point in large]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def _by_slots() -> Iterator[tuple[int, Case]]:
    for size in SLOTS:
        form = form_of(f"slots_{size}", size)
        yield size, case_of(form, [form], 0)


def _point(case: Case, size: int, runs: int) -> Point:
    contenders = [
        timed("fill", lambda: fill(case.form, case.record)),
        timed("read", lambda: read(case.filled, case.known)),
        timed("read by position", lambda: read(case.stripped, case.known)),
    ]
    answers = len(read(case.filled, case.known).answers)
    return Point(size, answers, take_turns(contenders, runs, warm_up=2))
