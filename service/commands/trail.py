"""`trail`: whether the trail is whole."""

import re

import click

from service.commands.given import Stop
from service.commands.serving import serving, whoever_runs_this
from service.workflow.trail import verify_trail


@click.group("trail")
def command() -> None:
    """Look after the trail of who did and saw what.

    \b
    Example:
      python -m service trail verify
    """


@command.command("verify")
@click.option(
    "--head", help="The digest that the last entry had at an earlier time: whether it is still there."
)
def verify(head: str | None) -> None:
    """Go through the whole trail and name its first broken link, if there is one (exit status 2).

    \b
    Example:
      python -m service trail verify
    """
    if head is not None and not re.fullmatch(r"[0-9a-f]{64}", head := head.strip().lower()):
        raise Stop(
            "--head is no digest: it has 64 characters, 0–9 and a–f. Copy it as `trail verify` printed it."
        )
    with serving() as service:
        found = verify_trail(service.work(whoever_runs_this()), head)
    if found.broken is not None:
        raise Stop(f"The trail is broken: {found.broken.message}.")
    click.echo(f"The trail is whole: {found.entries} entries. The last one's digest is {found.head}.")
