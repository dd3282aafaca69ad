"""The OpenID provider that people sign in with, as a TOML file tells of it: who it is, and what its groups give."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from service.errors import Fault, Unfit
from service.roles import ALLOWED, NEED_A_TEAM, May, Role

_DISCOVERY = "/.well-known/openid-configuration"
_KINDS: Mapping[str, tuple[type, str]] = {
    "name": (str, "a text"),
    "issuer": (str, "a text"),
    "client_id": (str, "a text"),
    "client_secret_env": (str, "the name of an environment variable"),
    "scopes": (list, "a list of texts"),
    "groups_claim": (str, "a text"),
    "email_claim": (str, "a text"),
    "trust_email": (bool, "true or false"),
    "local": (bool, "true or false"),
    "groups": (dict, "a table"),
}
_GROUP = frozenset(("roles", "team"))
_ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Given:
    """What a group of the provider gives here: roles, held for a team, or for every team where there is none."""

    roles: frozenset[Role]
    team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An OpenID provider.

    `groups` is None where the provider's groups give nothing, and roles are those that an administrator gave.
    `trust_email` lets an e-mail address link somebody's account that the provider does not say is verified; `local`
    is whether people sign in with passwords kept here as well.
    """

    name: str
    issuer: str
    client_id: str
    secret: str = field(repr=False)
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    groups_claim: str = "groups"
    email_claim: str = "email"
    trust_email: bool = False
    local: bool = True
    groups: Mapping[str, Given] | None = None

    @property
    def discovery(self) -> str:
        """Where the provider says of itself how it is spoken to."""
        return self.issuer.rstrip("/") + _DISCOVERY

    def given(self, groups: Collection[str]) -> tuple[Given | None, str]:
        """What somebody's groups give; None where groups give nothing here. The text says why they cannot be used.

        A group without a team is for every team, and wider than any with one.
        """
        if self.groups is None:
            return None, ""
        those = [given for group, given in self.groups.items() if group in groups]
        roles = frozenset(role for one in those for role in one.roles)
        teams = {one.team for one in those}
        if not roles:
            return Given(roles), "None of your groups gives you a role here."
        if None in teams:
            return Given(roles), ""
        if len(teams) > 1:
            named = " and ".join(sorted(str(team) for team in teams))
            return Given(
                frozenset()
            ), f"Your groups give you several teams here ({named}), and only one can be."
        return Given(roles, teams.pop()), ""


def load_provider(path: Path, environ: Mapping[str, str]) -> Provider:
    """The provider that a TOML file tells of, its secret taken from the environment.

    Raises Unfit with everything that cannot be used.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unfit([Fault(str(path), f"it cannot be read: {error.strerror}")]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unfit([Fault(str(path), f"it is not TOML: {error}")]) from None
    faults = [*_wrong_kinds(said)] or [*_faults(said, environ)]
    if faults:
        raise Unfit([Fault(str(path), one) for one in faults])
    issuer = said["issuer"].strip().removesuffix(_DISCOVERY)
    plain = {
        name: said[name] for name in ("groups_claim", "email_claim", "trust_email", "local") if name in said
    }
    return Provider(
        name=said.get("name") or urlsplit(issuer).hostname or issuer,
        issuer=issuer,
        client_id=said["client_id"],
        secret=environ[said["client_secret_env"]],
        scopes=tuple(dict.fromkeys(("openid", *said.get("scopes", ("profile", "email"))))),
        groups=_groups(said["groups"]) if "groups" in said else None,
        **plain,
    )


def _wrong_kinds(said: Mapping[str, Any]) -> Iterator[str]:
    for name, value in said.items():
        if name not in _KINDS:
            yield f"there is no setting “{name}”; there are {', '.join(sorted(_KINDS))}"
        elif not isinstance(value, _KINDS[name][0]):
            yield f"its {name} is {_KINDS[name][1]}"
    for name in ("issuer", "client_id", "client_secret_env"):
        if not said.get(name):
            yield f"it needs {name}"
    if not all(isinstance(one, str) for one in said.get("scopes", []) or ()):
        yield "its scopes are texts"


def _faults(said: Mapping[str, Any], environ: Mapping[str, str]) -> Iterator[str]:
    address = urlsplit(said["issuer"])
    if address.scheme != "https" and not (address.scheme == "http" and address.hostname in _ON_THIS_MACHINE):
        yield "its issuer begins with https://"
    if not environ.get(said["client_secret_env"]):
        yield f"its secret is to come from {said['client_secret_env']}, which is not set"
    groups = said.get("groups", {})
    wrong = [f"[groups] {group}: {one}" for group, given in groups.items() for one in _group_faults(given)]
    yield from wrong
    lets_in = ALLOWED[May.CHANGE_PEOPLE]
    if not (wrong or said.get("local", True)) and not any(
        lets_in.intersection(given["roles"]) and not given.get("team") for given in groups.values()
    ):
        yield (
            "local = false needs a group that gives the role administrator without a team, or nobody could let others "
            "in"
        )


def _group_faults(given: object) -> Iterator[str]:
    if not isinstance(given, dict) or given.keys() - _GROUP:
        yield 'write what it gives as { roles = ["auditor"], team = "Harbour" }'
        return
    roles = given.get("roles")
    if not isinstance(roles, list) or not roles or not all(role in tuple(Role) for role in roles):
        yield f"its roles are some of {', '.join(Role)}"
    elif not given.get("team") and set(roles) <= NEED_A_TEAM:
        yield f"the role {' and '.join(sorted(roles))} is held for one team: name it"
    if not isinstance(given.get("team", ""), str):
        yield "its team is a text"


def _groups(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Given]:
    return {
        group: Given(frozenset(map(Role, given["roles"])), given.get("team") or None)
        for group, given in table.items()
    }
