"""The page of settings: what is set and from where, what is missing, and what waits."""

from flask import render_template, request

from service.pages.page import Pages, the_service, the_work
from service.pages.settings_words import settings_of
from service.roles import May
from service.workflow.condition import condition

pages = Pages("settings", __name__)


@pages.page("/settings", May.CHANGE_PEOPLE)
def show_settings() -> str:
    """The settings. The places to file to are called only when asked for, for they may be slow to answer."""
    service, places = the_service(), request.args.get("places") == "yes"
    found = condition(service, the_work().actor, places=places)
    said = [(good, sentence.replace("`", "")) for good, sentence in found]
    return render_template(
        "settings.html",
        settings=settings_of(service.config),
        wrong=[one for good, one in said if not good],
        well=[one for good, one in said if good],
        places=places,
    )
