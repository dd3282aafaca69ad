"""Problems by their numbers, as the trail and decisions name them, in words."""

import re
from collections.abc import Mapping

from service.pages.record import title_of
from service.workflow.look import Whole
from service.workflow.shown import Shown

_ONE = re.compile(r"problems\[(\d{1,9})\]")
_LONGEST = 200


def named_problems(whole: Whole, shown: Shown) -> dict[int, str]:
    """What each problem of an audit is about and says, those that are gone too, as far as whoever looks may read it."""
    by_tag = whole.form.by_tag
    found = {}
    for one in whole.findings:
        about = title_of(by_tag, one.tag, one.row) if one.tag else "The whole form"
        said = shown.problem(one)["message"] or ""
        short = f"{said[:_LONGEST]}…" if len(said) > _LONGEST else said
        found[one.id] = f"{about}: {short}" if short else about
    return found


def problem_said(path: str, problems: Mapping[int, str]) -> str:
    """The problem that a path such as `problems[12]` means; empty where it means none."""
    number = _ONE.fullmatch(path)
    return problems.get(int(number[1]), "") if number else ""
