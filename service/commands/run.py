"""`run`: serves the pages until it is stopped."""

import dataclasses
import errno
import os

import click
import waitress

from service.app import create_app
from service.config import Config, read_config
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
    app = create_app(config)
    try:
        server = waitress.create_server(app, host=config.host, port=config.port)
    except (OSError, ValueError) as error:
        raise click.ClickException(_why_not(config, error)) from None
    click.echo(f"Audit Forms is at {url_of(config)} (Ctrl-C stops it)")
    server.run()


def url_of(config: Config) -> str:
    """Where a browser finds the service; an IPv6 address stands in brackets there."""
    host = f"[{config.host}]" if ":" in config.host and not config.host.startswith("[") else config.host
    return f"http://{host}:{config.port}/"


def _why_not(config: Config, error: OSError | ValueError) -> str:
    # waitress makes a ValueError of a name that it cannot look up
    if isinstance(error, ValueError) or error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
        return (
            f"cannot listen on {config.host}: it is no address of this machine. Choose another with --host or "
            "AUDIT_FORMS_HOST; 127.0.0.1 is this machine only."
        )
    return f"cannot listen on {config.host} port {config.port} ({error}); choose another with --port"
