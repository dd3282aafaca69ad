"""Writes docs/problems.md from the one list of problems, so that the two cannot disagree (a test holds it).

python -m tools.problems_page
"""

from pathlib import Path

from service.problem import CODES, Level

PAGE = Path(__file__).resolve().parent.parent / "docs" / "problems.md"

HEAD = """\
# Problems

What `read` can say about a completed copy that a person should look at. Each problem comes with where it
is in the document, what stood there, and what is accepted. An **error** stops the record from being accepted
until it is settled; a **warning** does not, and a person may override it with a reason. A form may switch a
code off in its declaration. A code, once published, is never used for anything else.

This page is written by `make docs` from `service/problem.py`.

| Code | Level | What it says |
|---|---|---|
"""


def page() -> str:
    """The page as it should stand."""
    rows = (f"| `{code}` | {_shown(level)} | {meaning} |\n" for code, (level, meaning) in CODES.items())
    return HEAD + "".join(rows)


def _shown(level: Level) -> str:
    return "**error**" if level is Level.ERROR else "warning"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
