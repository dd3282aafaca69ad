"""The page of whoever has signed in: who they are here, what they may do, and how they come in."""

from flask import render_template

from service.pages.page import Pages, the_work
from service.pages.person_words import ROLE_SENTENCES
from service.workflow.people import myself

pages = Pages("me", __name__)


@pages.page("/me", None)
def show_me() -> str:
    """Who has signed in."""
    work = the_work()
    return render_template("me.html", person=myself(work), role_sentences=ROLE_SENTENCES)
