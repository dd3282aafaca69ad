"""The command line: one group, and the commands it offers."""

import click

from service.commands import demo, fill, forms, read, run
from service.commands.terminal import speak_plainly

COMMANDS = (demo.command, fill.command, forms.command, read.command, run.command)


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
