"""The command line: one group, and the commands it offers."""

import click

from service.commands import backup, db, demo, doctor, export, fill, forms, ingest, read, run, trail, users
from service.commands.terminal import speak_plainly

COMMANDS = (
    backup.backup,
    backup.restore,
    db.command,
    demo.command,
    doctor.command,
    export.command,
    fill.command,
    forms.command,
    ingest.command,
    read.command,
    run.command,
    trail.command,
    users.tokens,
    users.users,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Fill Word audit forms, and read completed ones back as checked records.

    \b
    Example:
      python -m service demo
    """
    speak_plainly()


for command in COMMANDS:
    main.add_command(command)
