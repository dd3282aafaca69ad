"""`doctor`: what is configured, what is missing, and what waits, in plain words."""

import click

from service.commands.serving import opened, settings
from service.commands.terminal import legible
from service.roles import MACHINE
from service.workflow.condition import condition


@click.command("doctor")
def command() -> None:
    """Say what is configured, what is missing and what to do about it. The exit status is 1 if anything is wrong.

    \b
    Example:
      python -m service doctor
    """
    service = opened(settings())
    well = True
    try:
        for good, said in condition(service, MACHINE, places=True):
            well = well and good
            click.echo(legible(f"{'  ok  ' if good else ' LOOK '} {said}"))
    finally:
        service.store.close()
    if not well:
        raise SystemExit(1)
