"""Help for auditors and administrators, a short page for each task; and the accessibility statement."""

from collections.abc import Mapping
from pathlib import Path

from flask import current_app, render_template

from service.errors import Unknown
from service.pages.page import Pages

pages = Pages("help", __name__)

TASKS: Mapping[str, tuple[str, str]] = {
    "send-out": (
        "Send out forms and take them in",
        "For administrators: one audit or many from a list of cases, and what to do when they come back",
    ),
    "complete-a-form": ("Complete a form", "For auditors: what you may write where, and how to send it in"),
    "what-happens": (
        "What happens to a form that is sent in",
        "How it is read, what is kept, and what each state means",
    ),
    "settle-problems": ("Settle problems", "What the service was not sure of, and what to do about it"),
    "accept-and-finish": (
        "Accept, finish and file",
        "From a checked audit to the document on the case record",
    ),
    "find-audits": ("Find audits", "Search, filter and sort them, and take the list along"),
    "actions": ("Work on actions", "Who does what by when, with evidence, on the pages or in Excel"),
    "adopt-a-form": (
        "Adopt a form of your own",
        "How a council’s own Word form becomes one that can be read",
    ),
    "people": ("People, teams and passwords", "Let somebody in, change what they may do, keep them out"),
}
"""Each task by the name that its address and its template have, with its title and what it tells."""


@pages.page("/help", None)
def contents() -> str:
    """What there is help with."""
    return render_template("help/contents.html", tasks=TASKS)


@pages.page("/help/<task>", None)
def show_help(task: str) -> str:
    """Help with one task."""
    if task not in TASKS:
        raise Unknown
    return render_template(
        f"help/{task}.html", task=task, title=TASKS[task][0], tasks=TASKS, has_picture=_has_picture
    )


@pages.page("/accessibility", None, anybody=True)
def accessibility() -> str:
    """The accessibility statement, as public bodies in the United Kingdom publish it."""
    return render_template("help/accessibility.html")


def _has_picture(name: str) -> bool:
    """Whether the test run has made a picture of this name: help is whole without."""
    return (Path(str(current_app.static_folder)) / "help" / f"{name}.png").is_file()
