"""How pages say things: days and moments, the states of audits and actions, numbers with what they are of."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from service.lifecycle import ActionState, Stage
from service.roles import Role
from service.workflow import download_audits
from service.workflow.tracker.columns import STATES

STAGES = download_audits.STAGES
STAGE_COLOURS: Mapping[str, str] = {
    Stage.SENT_OUT: "govuk-tag--grey",
    Stage.IN_REVIEW: "govuk-tag--yellow",
    Stage.SENT_BACK: "govuk-tag--orange",
    Stage.ACCEPTED: "govuk-tag--turquoise",
    Stage.FINISHED: "govuk-tag--blue",
    Stage.FILED: "govuk-tag--green",
    Stage.NOT_FILED: "govuk-tag--grey",
    Stage.WITHDRAWN: "govuk-tag--grey",
}
ACTION_STATES = STATES
ACTION_COLOURS: Mapping[str, str] = {
    ActionState.OPEN: "govuk-tag--yellow",
    ActionState.IN_PROGRESS: "govuk-tag--blue",
    ActionState.DONE: "govuk-tag--turquoise",
    ActionState.VERIFIED: "govuk-tag--green",
    ActionState.CANCELLED: "govuk-tag--grey",
}
ROLES: Mapping[str, str] = {
    Role.AUDITOR: "Auditor",
    Role.ADMINISTRATOR: "Administrator",
    Role.MANAGER: "Manager",
    Role.MODERATOR: "Moderator",
    Role.HEAD_OF_QA: "Head of quality assurance",
    Role.VIEWER: "Viewer",
    Role.SYSTEM: "Program",
}


def day(said: date | str | None) -> str:
    """A day as people write it: 4 June 2020; nothing for none, and a text as it stands."""
    if isinstance(said, datetime):
        said = said.date()
    return f"{said.day} {said:%B %Y}" if isinstance(said, date) else (said or "")


def moment(said: datetime | None, zone: ZoneInfo) -> str:
    """A moment where the audits are made: 4 June 2020, 9:30am."""
    if said is None:
        return ""
    here = said.astimezone(zone)
    hour = here.hour % 12 or 12
    return f"{day(here)}, {hour}:{here:%M}{'am' if here.hour < 12 else 'pm'}"


def in_ranges(numbers: Sequence[int]) -> str:
    """Numbers that go up, those that follow each other as ranges: 2 to 5, 7, 9."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    return ", ".join(f"{one[0]} to {one[-1]}" if len(one) > 2 else ", ".join(map(str, one)) for one in ranges)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with what it counts: 1 audit, 2 audits."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
