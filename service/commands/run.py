"""`run`: serves the pages until it is stopped."""

import dataclasses
import os

import click
import waitress

from service.app import create_app
from service.config import read_config
from service.errors import Unfit


@click.command("run")
@click.option("--host", help="Address to listen on, instead of AUDIT_FORMS_HOST.")
@click.option(
    "--port", type=click.IntRange(1, 65_535), help="Port to listen on, instead of AUDIT_FORMS_PORT."
)
def command(host: str | None, port: int | None) -> None:
    """Start the service and serve its pages until Ctrl-C.

    \b
    Example:
      python -m service run --port 8080
    """
    try:
        config = read_config(os.environ)
    except Unfit as unfit:
        raise click.ClickException(str(unfit)) from None
    config = dataclasses.replace(config, host=host or config.host, port=port or config.port)
    try:
        server = waitress.create_server(create_app(config), host=config.host, port=config.port)
    except (OSError, ValueError) as error:
        raise click.ClickException(
            f"cannot listen on {config.host} port {config.port} ({error}); choose another with --port"
        ) from None
    click.echo(f"Audit Forms is at http://{config.host}:{config.port}/ (Ctrl-C stops it)")
    server.run()
