"""`users` and `tokens`: who may come in, and with what."""

from datetime import datetime

import click
from rich.table import Table

from service.commands.given import Stop
from service.commands.serving import serving, whoever_runs_this
from service.commands.terminal import console, legible
from service.roles import Role
from service.store.rows.people import Person
from service.wiring import Wired
from service.workflow import people

_ROLES = [role.value for role in Role]


@click.group("users")
def users() -> None:
    """List, add and change people, and add teams.

    \b
    Example:
      python -m service users list
    """


@users.command("list")
def list_users() -> None:
    """List everybody.

    \b
    Example:
      python -m service users list
    """
    with serving() as service:
        table = Table(
            "E-mail", "Name", "Roles", "Team", "May come in", box=None, header_style="bold", pad_edge=False
        )
        table.columns[0].overflow = "fold"
        for one in people.everybody(service.work(whoever_runs_this())):
            team = one.team.name if one.team else ""
            said = (one.email, one.name, ", ".join(one.roles), team, "yes" if one.active else "no")
            table.add_row(*map(legible, said))
        console().print(table)


@users.command("add")
@click.argument("email")
@click.option("--name", required=True, help="The person's name, as the trail will say it.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice(_ROLES),
    help="May be given several times.",
)
@click.option("--team", help="The team whose audits the person sees; every team's unless given.")
def add_user(email: str, name: str, roles: tuple[str, ...], team: str | None) -> None:
    """Add somebody.

    \b
    Example:
      python -m service users add wren@example.org --name "Wren Alder" --role auditor --team Harbour
    """
    with serving() as service:
        work = service.work(whoever_runs_this())
        person = people.add_person(work, name, email, [Role(role) for role in roles], team)
        click.echo(
            f"Added {legible(person.name)}. Make a token with: python -m service tokens make {legible(person.email)}"
        )


@users.command("change")
@click.argument("email")
@click.option("--name", help="Another name.")
@click.option(
    "--role", "roles", multiple=True, type=click.Choice(_ROLES), help="The roles from now on, all of them."
)
@click.option("--team", help="Another team; an empty text for every team.")
@click.option("--active/--inactive", default=None, help="Whether the person may come in.")
def change_user(
    email: str, name: str | None, roles: tuple[str, ...], team: str | None, *, active: bool | None
) -> None:
    """Change somebody.

    \b
    Example:
      python -m service users change wren@example.org --inactive
    """
    wanted: dict[str, object] = {}
    if name is not None:
        wanted["name"] = name
    if roles:
        wanted["roles"] = roles
    if team is not None:
        wanted["team"] = team or None
    if active is not None:
        wanted["active"] = active
    with serving() as service:
        people.change_person(service.work(whoever_runs_this()), _person(service, email).id, wanted)
        click.echo("Changed.")


@users.command("add-team")
@click.argument("name")
def add_team(name: str) -> None:
    """Add a team.

    \b
    Example:
      python -m service users add-team Harbour
    """
    with serving() as service:
        people.add_team(service.work(whoever_runs_this()), name)
        click.echo("Added.")


@click.group("tokens")
def tokens() -> None:
    """Make, list and revoke the tokens that programs come in with.

    \b
    Example:
      python -m service tokens list wren@example.org
    """


@tokens.command("make")
@click.argument("email")
@click.option("--label", default="made on the command line", help="What it is for.")
@click.option(
    "--days", type=click.IntRange(1, 3_650), help="How long it holds; until it is revoked unless given."
)
def make_token(email: str, label: str, days: int | None) -> None:
    """Make a token. It is printed once and kept nowhere.

    \b
    Example:
      python -m service tokens make wren@example.org --days 90
    """
    with serving() as service:
        _, text = people.make_token(
            service.work(whoever_runs_this()), _person(service, email).id, label, days
        )
        click.echo(text)


@tokens.command("list")
@click.argument("email")
def list_tokens(email: str) -> None:
    """List somebody's tokens, without their texts.

    \b
    Example:
      python -m service tokens list wren@example.org
    """
    with serving() as service:
        work = service.work(whoever_runs_this())
        table = Table(
            "Token", "For", "Made", "Holds until", "Revoked", box=None, header_style="bold", pad_edge=False
        )
        for one in people.tokens_of(work, _person(service, email).id):
            table.add_row(
                one.id, legible(one.label), _day(one.made_at), _day(one.expires_at), _day(one.revoked_at)
            )
        console().print(table)


@tokens.command("revoke")
@click.argument("token")
def revoke_token(token: str) -> None:
    """Revoke a token, named by the first part of its text, behind `af_`.

    \b
    Example:
      python -m service tokens revoke 1a2b3c4d
    """
    with serving() as service:
        people.revoke_token(service.work(whoever_runs_this()), token.removeprefix("af_").partition("_")[0])
        click.echo("Revoked.")


def _person(service: Wired, email: str) -> Person:
    everybody = people.everybody(service.work(whoever_runs_this()))
    found = next((one for one in everybody if one.email == email.strip().casefold()), None)
    if found is None:
        raise Stop(f"There is nobody with the e-mail address {email}. See: python -m service users list")
    return found


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone():%d/%m/%Y %H:%M}" if moment else ""
