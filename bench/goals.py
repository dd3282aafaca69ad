"""What speed is aimed at, and whether this run reached it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.contest import CHECKED, FLOOR, OURS
from bench.timing import Times


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal and its outcome: `figure` is a ratio of medians that is to be at most, or at least, `aim`."""

    case: str
    what: str
    figure: float
    aim: float
    at_most: bool

    @property
    def reached(self) -> bool:
        """Whether the figure is within the aim."""
        return self.figure <= self.aim if self.at_most else self.figure >= self.aim

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        outcome = "pass" if self.reached else "miss"
        return f"{outcome}  {self.case}: {self.what}: {self.figure:.2f} (goal {sign} {self.aim:g})"


_AT_MOST = {
    "read": (
        (OURS, "read, times its floor", 3.0),
        (CHECKED, "read, record and checks, times the floor", 6.0),
    ),
    "fill": ((OURS, "fill, times its floor", 3.0),),
}
_AT_LEAST = {
    "read": (("docx2python", 20.0),),
    "fill": (("docxtpl", 15.0), ("docxtemplater", 2.0)),
}


def goals_of(case: str, job: str, times: Mapping[str, Times]) -> Iterator[Goal]:
    """The goals of a job on a case; none for a tool that did not run."""
    for name, what, aim in _AT_MOST[job]:
        yield Goal(case, what, times[name].median / times[FLOOR].median, aim, at_most=True)
    for name, aim in _AT_LEAST[job]:
        if name in times:
            ratio = times[name].median / times[OURS].median
            yield Goal(case, f"{job}, times faster than {name}", ratio, aim, at_most=False)
