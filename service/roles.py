"""Who may do what: roles, the verbs each may do, and the actor who asks."""

from dataclasses import dataclass
from enum import StrEnum

from service.errors import NotAllowed


class Role(StrEnum):
    """What a person is in this service. A person may have several roles."""

    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    MODERATOR = "moderator"
    HEAD_OF_QA = "head_of_qa"
    VIEWER = "viewer"
    SYSTEM = "system"


class May(StrEnum):
    """What a role may do; every route of the API and every workflow verb needs one of these."""

    SEE_FORMS = "see forms"
    ADD_EDITION = "add an edition of a form"
    READ_COPY = "read a copy without keeping it"
    SEND_OUT = "send out audits"
    UPLOAD = "upload returns"
    SEE_AUDITS = "see audits"
    SEE_DOCUMENTS = "download documents"
    REVIEW = "correct, settle, send back"
    ACCEPT = "accept audits"
    DECIDE = "reopen, withdraw, decide not to file"
    FINISH = "finish and file"
    SEE_ACTIONS = "see actions"
    CHANGE_ACTIONS = "change actions"
    VERIFY_ACTIONS = "verify actions"
    ESCALATE = "record an urgent concern"
    ACKNOWLEDGE = "acknowledge an urgent concern"
    EXPORT = "export"
    SEE_PEOPLE = "see people and teams"
    CHANGE_PEOPLE = "change people, teams and tokens"
    SEE_TRAIL = "see the trail"


_ALL = frozenset(Role)
_WORKING = _ALL - {Role.VIEWER}
_OFFICE = frozenset((Role.ADMINISTRATOR, Role.HEAD_OF_QA))
_INTAKE = _OFFICE | {Role.SYSTEM}

ALLOWED: dict[May, frozenset[Role]] = {
    May.SEE_FORMS: _ALL,
    May.ADD_EDITION: _OFFICE,
    May.READ_COPY: _WORKING,
    May.SEND_OUT: _INTAKE,
    May.UPLOAD: _INTAKE | {Role.AUDITOR, Role.MODERATOR},
    May.SEE_AUDITS: _ALL,
    May.SEE_DOCUMENTS: _WORKING,
    May.REVIEW: _OFFICE | {Role.MODERATOR},
    May.ACCEPT: _OFFICE | {Role.MODERATOR},
    May.DECIDE: _OFFICE,
    May.FINISH: _INTAKE,
    May.SEE_ACTIONS: _ALL,
    May.CHANGE_ACTIONS: _OFFICE | {Role.MANAGER},
    May.VERIFY_ACTIONS: _OFFICE | {Role.MODERATOR},
    May.ESCALATE: _WORKING,
    May.ACKNOWLEDGE: _OFFICE | {Role.MANAGER},
    May.EXPORT: _OFFICE | {Role.SYSTEM},
    May.SEE_PEOPLE: _OFFICE | {Role.MANAGER, Role.MODERATOR, Role.SYSTEM},
    May.CHANGE_PEOPLE: frozenset((Role.ADMINISTRATOR,)),
    May.SEE_TRAIL: _OFFICE,
}

WHOLE_SERVICE = frozenset((May.ADD_EDITION, May.CHANGE_PEOPLE, May.SEE_TRAIL))
"""What concerns every team, and is only for who belongs to none."""

NEED_A_TEAM = frozenset((Role.AUDITOR, Role.MANAGER, Role.VIEWER))
"""Roles that are always held for one team: a person with one of them and nothing wider belongs to a team."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asking. `name` stands in the trail; `team` limits what is seen to that team's audits, None does not.

    `person` is the number of the person; None for the machine itself, such as a command run on it.
    """

    name: str
    roles: frozenset[Role]
    person: int | None = None
    team: int | None = None

    def may(self, what: May) -> bool:
        """Whether any of the actor's roles may do this, and a team does not stand in its way."""
        if what in WHOLE_SERVICE and self.team is not None:
            return False
        return not self.roles.isdisjoint(ALLOWED[what])

    def need(self, what: May) -> None:
        """Raises NotAllowed where none of the actor's roles may do this."""
        if not self.may(what):
            who = ", ".join(sorted(role.replace("_", " ") for role in ALLOWED[what]))
            alone = ", and that you belong to no team" if what in WHOLE_SERVICE else ""
            raise NotAllowed(f"To {what} takes one of these roles: {who}{alone}.")


MACHINE = Actor("this machine", frozenset((Role.SYSTEM, Role.ADMINISTRATOR, Role.HEAD_OF_QA)))
"""Who acts when a command is run on the machine of the service: whoever can do that can do all."""
