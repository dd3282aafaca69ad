"""The command line: one group, and the commands it offers."""

import click

from service.commands import run

COMMANDS = (run.command,)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Fill Word audit forms, and read completed ones back as checked records.

    \b
    Example:
      python -m service demo
    """


for command in COMMANDS:
    main.add_command(command)
