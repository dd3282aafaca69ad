"""`db`: the tables of the database, brought to the version of this code."""

import click

from service.commands.serving import serving


@click.group("db")
def command() -> None:
    """Look after the tables of the database.

    \b
    Example:
      python -m service db upgrade
    """


@command.command("upgrade")
def upgrade() -> None:
    """Make the tables, or bring them to the version of this code, and add the shipped forms.

    \b
    Example:
      python -m service db upgrade
    """
    with serving(current=False) as service:
        before, wanted = service.store.version()
        service.store.upgrade()
        service.load_shipped_forms()
        click.echo(f"The database was at version {before or 'none'} and is at {wanted} now.")


@command.command("downgrade")
@click.argument("version")
@click.confirmation_option(prompt="Tables and what they hold are lost. Is there a backup?")
def downgrade(version: str) -> None:
    """Take the tables back to an earlier VERSION; `base` is none at all.

    \b
    Example:
      python -m service db downgrade 0001 --yes
    """
    with serving(current=False) as service:
        service.store.downgrade(version)
        click.echo(f"The database is at version {service.store.version()[0] or 'none'} now.")
