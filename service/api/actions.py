"""Routes: actions, and exports of what there is."""

from typing import Any

from flask import Response

from schemas.wire.common import NothingShape
from schemas.wire.review import ActionBody, ActionList, ActionsAsked, ActionShape, FormatAsked
from service.api.looking import must_read_text, the_shown
from service.api.responses import file_response, sends
from service.api.routes import Routes, etag, seen, the_work
from service.roles import May
from service.store.actions import Wanted
from service.workflow.change_action import change_action, verify_action
from service.workflow.export import export
from service.workflow.look import find_actions, look_at_action

routes = Routes("actions", __name__, url_prefix="/api/v1", description="Actions, and exports")


@routes.verb("GET", "/actions", May.SEE_ACTIONS)
@routes.arguments(ActionsAsked, location="query")
@routes.response(200, ActionList)
def list_actions(asked: dict[str, Any]) -> dict[str, Any]:
    """A page of the actions that you may see, those of urgent audits first."""
    work = the_work()
    page, size, sort = asked.pop("page"), asked.pop("page_size"), asked.pop("sort")
    if asked["owner"] or sort.lstrip("-") == "owner":
        must_read_text("owner")
    late = work.today() if asked.pop("late") else None
    states = [state.value for state in asked.pop("state")]
    wanted = Wanted(team=work.actor.team, state=states, late=late, **asked)
    found, total = find_actions(
        work, wanted, sort=sort.lstrip("-"), descending=sort.startswith("-"), page=page, size=size
    )
    shown = the_shown()
    return {"actions": [shown.action(one) for one in found], "page": page, "page_size": size, "total": total}


@routes.verb("GET", "/actions/<int(max=2147483647):number>", May.SEE_ACTIONS)
@routes.response(200, ActionShape)
def show_action(number: int) -> Any:  # noqa: ANN401 -- a shape with its headers
    """An action. Its ETag names its version."""
    action = look_at_action(the_work(), number)
    return the_shown().action(action), 200, etag(action.version)


@routes.verb("PATCH", "/actions/<int(max=2147483647):number>", May.CHANGE_ACTIONS, changes=True)
@routes.arguments(ActionBody)
@routes.response(200, ActionShape)
def change_an_action(body: dict[str, Any], number: int) -> Any:  # noqa: ANN401 -- a shape with its headers
    """Change an action: on with it, done with evidence and a day, cancelled with a reason, to another owner."""
    action = change_action(the_work(), number, body, seen=seen())
    return the_shown().action(action), 200, etag(action.version)


@routes.verb("POST", "/actions/<int(max=2147483647):number>/verify", May.VERIFY_ACTIONS, changes=True)
@routes.arguments(NothingShape)
@routes.response(200, ActionShape)
def verify_an_action(_: dict[str, Any], number: int) -> Any:  # noqa: ANN401 -- a shape with its headers
    """Note that the evidence of an action that is done was seen. It takes somebody other than who said so."""
    action = verify_action(the_work(), number, seen=seen())
    return the_shown().action(action), 200, etag(action.version)


@routes.verb("GET", "/export/<any(audits, answers, actions):kind>", May.EXPORT)
@routes.arguments(FormatAsked, location="query")
@sends("csv", "jsonl", "xlsx")
def export_all(asked: dict[str, str], kind: str) -> Response:
    """Everything of one kind, as CSV, JSON Lines or a workbook. Formulas are kept from being formulas."""
    content = b"".join(export(the_work(), kind, asked["format"]))
    return file_response(content, f"{kind}.{asked['format']}")
