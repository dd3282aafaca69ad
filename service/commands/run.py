"""`run`: brings the database up, lets the first administrator in, and serves until it is stopped."""

import dataclasses
import errno
import os
import shutil
import socket

import click

from service.commands.counting import count_together
from service.commands.given import Stop
from service.commands.serving import opened, settings, told_plainly
from service.config import Config
from service.roles import Role
from service.wiring import Wired
from service.workflow.first_administrator import first_code
from service.workflow.people import add_person, everybody, make_token
from service.workflow.receive import settle_unread, still_unread

NAME, EMAIL = "First administrator", "administrator@localhost"


@click.command("run")
@click.option("--host", help="Address to listen on, instead of AUDIT_FORMS_HOST.")
@click.option(
    "--port", type=click.IntRange(1, 65_535), help="Port to listen on, instead of AUDIT_FORMS_PORT."
)
def command(host: str | None, port: int | None) -> None:
    """Start the service and serve until Ctrl-C.

    The database is made or brought to this version, the shipped forms are added, and what a crash left unread is
    read. The first time, a first administrator is made, whose token is shown once.

    \b
    Example:
      python -m service run --port 8080
    """
    config = settings()
    config = dataclasses.replace(config, host=host or config.host, port=port or config.port)
    listening = _listening(config)
    service = opened(config)
    with told_plainly():
        service.store.upgrade()
        service.load_shipped_forms()
        work = service.work()
        token = first_token(service)
        code = first_code(work)
        left = settle_unread(work)
        stuck = still_unread(work)
    if left:
        click.echo(f"Read {left} returns that had been kept and not yet read.")
    if stuck:
        click.echo(
            f"LOOK: {stuck} returns are kept and could not be read. They are tried again at each start.",
            err=True,
        )
    if service.office is None:
        click.echo(
            "LibreOffice is not here: documents are finished without PDF. `doctor` says more.", err=True
        )
    if code:
        where = f"{url_of(config)}first-administrator"
        click.echo(
            f"Nobody can sign in yet. Become the first administrator at {where} with this code:\n\n  {code}\n"
        )
    if token:
        click.echo(f"The first administrator's token, shown this once:\n\n  {token}\n")
    click.echo(f"Everything is kept in {config.data}")
    click.echo(f"Audit Forms is at {url_of(config)} (Ctrl-C stops it)")
    counted = count_together(config)
    from service.commands.server import serve  # noqa: PLC0415 -- the metrics look at the environment when imported

    try:
        serve(service, listening)
    finally:
        shutil.rmtree(counted, ignore_errors=True)


def first_token(service: Wired) -> str | None:
    """The token of a first administrator, made where there is nobody yet."""
    work = service.work()
    if everybody(work):
        return None
    person = add_person(work, NAME, EMAIL, [Role.ADMINISTRATOR, Role.HEAD_OF_QA])
    return make_token(work, person.id, "made at the first start")[1]


def url_of(config: Config) -> str:
    """Where a browser finds the service; an IPv6 address stands in brackets there."""
    host = f"[{config.host}]" if ":" in config.host and not config.host.startswith("[") else config.host
    return f"http://{host}:{config.port}/"


def _listening(config: Config) -> socket.socket:
    """The socket to serve on, opened before anything else is done. Raises Stop where it cannot be."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    try:
        return socket.create_server((config.host.strip("[]"), config.port), family=family, backlog=2_048)
    except OSError as error:
        raise Stop(_why_not(config, error)) from None


def _why_not(config: Config, error: OSError) -> str:
    unknown_name = (error.errno or 0) < 0  # the resolver's own numbers
    if unknown_name or error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
        return (
            f"cannot listen on {config.host}: it is no address of this machine. Choose another with --host or "
            "AUDIT_FORMS_HOST; 127.0.0.1 is this machine only."
        )
    reason = os.strerror(error.errno) if error.errno else str(error)
    return (
        f"cannot listen on {config.host} port {config.port} ({reason}); choose another with --port or "
        "AUDIT_FORMS_PORT"
    )
