"""Hands out the tracker as a workbook, as it is filtered."""

from service.errors import Fault, Unfit
from service.roles import May
from service.store import actions
from service.work import Work
from service.workflow.shown import Shown
from service.workflow.tracker.columns import MOST_ACTIONS
from service.workflow.tracker.written import write_tracker


def download_tracker(work: Work, wanted: actions.Wanted, *, sort: str, descending: bool) -> bytes:
    """The actions that are wanted as a workbook, to be worked in and sent back.

    Raises NotAllowed, Unfit where there are more than a workbook is to hold.
    """
    work.actor.need(May.CHANGE_ACTIONS)
    with work.begin() as session:
        found, total = actions.listed(session, wanted, sort=sort, descending=descending, limit=MOST_ACTIONS)
        if total > MOST_ACTIONS:
            said = (
                f"{total:,} actions match, and one workbook holds {MOST_ACTIONS:,}. Filter the list further: by team, "
                "state, owner or due date."
            )
            raise Unfit([Fault("actions", said)])
        paths = [{"path": f"{one.audit.reference} actions[{one.number}]"} for one in found]
        work.note_of("actions.downloaded", "list", "actions", paths)
    shown = Shown(work)
    return write_tracker([shown.action(one) for one in found])
