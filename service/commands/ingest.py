"""`ingest`: completed copies from files, folders and zips, taken in by several processes."""

import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from service.commands.given import Stop
from service.commands.ingest_items import Aside, Item, items_of
from service.commands.ingest_pool import CHUNK, FAILED, Taken, pool_of
from service.commands.ingest_watch import watch
from service.commands.serving import serving, settings
from service.commands.terminal import as_json, console, legible, watching
from service.workflow.receive import settle_unread

_FEW = 100
"""Of so many files each is told; of more only those that were not taken, and the sum."""
UNREAD = 2


@click.command("ingest")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH..."
)
@click.option("--form", help="The key of the form they are copies of, where they may not say so themselves.")
@click.option("--watch", "watching_on", is_flag=True, help="Go on watching the folder PATH for new files.")
@click.option("--json", "json_wanted", is_flag=True, help="Print a line of JSON for each file.")
def command(paths: Sequence[Path], form: str | None, *, watching_on: bool, json_wanted: bool) -> None:
    """Take in completed copies: files, folders with all that is in them, zips.

    What is said to be taken is kept. Stopped and started again, it goes on: the same file again changes nothing. The
    exit status is 2 if any file was refused. With --watch each file is moved to `done` or `refused`, beside a note.

    \b
    Examples:
      python -m service ingest returned/
      python -m service ingest drop/ --watch
    """
    config = settings()
    with serving(config) as service:
        if form is not None and service.catalogue().find(form) is None:
            raise Stop(f"There is no form “{form}”. See: python -m service forms list")
        settle_unread(service.work())
    if watching_on:
        if len(paths) != 1 or not paths[0].is_dir():
            raise Stop("With --watch, name one folder.")
        watch(config, paths[0], form)
        return
    counted: Counter[str] = Counter()
    began = time.perf_counter()
    aside = Aside()
    items = list(items_of(paths, aside))
    with pool_of(config, form) as pool:
        stopped = _stoppable()
        for taken in _shown(pool.take(_chunks(items, stopped)), len(items)):
            counted[taken.outcome] += 1
            counted["with errors"] += bool(taken.errors)
            _tell(taken, json_wanted=json_wanted, each=len(items) <= _FEW)
    _sum_up(counted, len(items), time.perf_counter() - began)
    for left in aside.left_out:
        click.echo(legible(f"Left out of {left.place}: {left.said}"), err=True)
    for path in aside.alone:
        click.echo(
            legible(f"Left alone, as it is hidden or no word processor writes such files: {path}"), err=True
        )
    if counted["refused"] or counted[FAILED]:
        raise SystemExit(UNREAD)


def _chunks(items: Sequence[Item], stopped: list[bool]) -> Iterator[Sequence[Item]]:
    for at in range(0, len(items), CHUNK):
        if stopped:
            return
        yield items[at : at + CHUNK]


def _stoppable() -> list[bool]:
    """Lets Ctrl-C end the work once what is under way is done; a second one ends it at once."""
    stopped: list[bool] = []

    def stop(number: int, _: FrameType | None) -> None:
        stopped.append(True)
        signal.signal(number, signal.SIG_DFL)
        click.echo("Stopping once the files under way are done. Start again to go on.", err=True)

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, stop)
    return stopped


def _shown(taken: Iterator[Taken], total: int) -> Iterator[Taken]:
    """What is taken, with a bar that tells how far it is, how fast, and how long it will take."""
    if not watching():
        yield from taken
        return
    columns = (
        TextColumn("Taking in"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    began = time.perf_counter()
    with Progress(*columns, console=console(err=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=total, rate="")
        for number, one in enumerate(taken, 1):
            rate = number / max(time.perf_counter() - began, 0.001)
            progress.update(task, advance=1, rate=f"{rate:.0f} a second")
            yield one


def _tell(taken: Taken, *, json_wanted: bool, each: bool) -> None:
    if json_wanted:
        click.echo(as_json(taken.said()))
    elif each and not taken.message:
        told = f"{taken.outcome.replace('_', ' ')}, {taken.reference}"
        errors = f", {taken.errors} to be put right" if taken.errors else ""
        click.echo(legible(f"{taken.file}: {told}{errors}"))
    elif taken.message:
        click.echo(legible(f"{taken.file}: {taken.message}"), err=True)


def _sum_up(counted: Counter[str], total: int, seconds: float) -> None:
    errors = counted.pop("with errors", 0)
    done = sum(counted.values())
    names = {
        "first_return": "returns of audits that were sent out",
        "new_audit": "new audits",
        "new_revision": "new revisions",
        "proposed_revision": "wait for a decision, their audits are accepted already",
        "same_again": "the same as before",
        "refused": "refused",
        FAILED: "could not be taken in",
    }
    click.echo(
        f"{done} of {total} files in {seconds:.1f} s ({done / max(seconds, 0.001):.0f} a second).", err=True
    )
    for name, said in names.items():
        if counted[name]:
            click.echo(f"  {counted[name]:6} {said}", err=True)
    if errors:
        click.echo(f"  {errors:6} of these have errors that stop them from being accepted", err=True)
