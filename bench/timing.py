"""Taking turns with a stopwatch: every contender once in each round, so that a busy machine slows all alike."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to do a job. `once` does it and returns the seconds it took."""

    name: str
    once: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Times:
    """What the runs of one contender took, in milliseconds."""

    runs: int
    least: float
    median: float
    most: float


def timed(name: str, work: Callable[[], object]) -> Contender:
    """A contender that works in this process."""

    def once() -> float:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun

    return Contender(name, once)


def take_turns(contenders: Sequence[Contender], runs: int, warm_up: int) -> dict[str, Times]:
    """The times of every contender by its name.

    In each turn a contender runs twice and the second run is timed: the one before it has pushed its code and
    data out of the processor's caches, which is nothing to hold against it. The collector clears up between
    turns and works on in them.
    """
    gc.collect()
    gc.freeze()  # what stands ready is no more looked through than the editions of a running service
    taken: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for turn in range(warm_up + runs):
        for contender in contenders:
            gc.collect()
            contender.once()
            seconds = contender.once()
            if turn >= warm_up:
                taken[contender.name].append(seconds * 1000)
    return {
        name: Times(len(found), min(found), statistics.median(found), max(found))
        for name, found in taken.items()
    }
