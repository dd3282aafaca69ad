"""Routes: the trail, and whether it is whole."""

from typing import Any

from schemas.wire.outcomes import TrailAsked, TrailShape, VerifiedShape
from service.api.looking import entries_json
from service.api.routes import Routes, the_work
from service.roles import May
from service.workflow.trail import read_trail, verify_trail

routes = Routes("trail", __name__, url_prefix="/api/v1", description="Who did and saw what")


@routes.verb("GET", "/trail", May.SEE_TRAIL)
@routes.arguments(TrailAsked, location="query")
@routes.response(200, TrailShape)
def show_trail(asked: dict[str, int]) -> dict[str, Any]:
    """Entries of the trail, in their order."""
    limit = asked["limit"]
    found = read_trail(the_work(), after=asked["after"], limit=limit + 1)
    return {"entries": entries_json(found[:limit]), "more": len(found) > limit}


@routes.verb("GET", "/trail/verify", May.SEE_TRAIL)
@routes.response(200, VerifiedShape)
def verify_the_trail() -> dict[str, Any]:
    """Whether every entry of the trail follows from the one before, and what filings noted of it still holds."""
    found = verify_trail(the_work())
    return {
        "whole": found.broken is None,
        "entries": found.entries,
        "head": found.head,
        "broken_at": found.broken.number if found.broken else None,
        "message": found.broken.message if found.broken else None,
    }
