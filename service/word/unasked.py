"""What a form does not ask for a case: the slots of the parts that are left out of it, unless they are answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from jinja2 import Template, nodes

from service.word.compose import (
    ENVIRONMENT,
    Uncomposed,
    context_of,
    rendered,
    source_of,
    standing_once,
    stories_of,
)
from service.word.depending import parts_in, tags_named
from service.word.form import Form


@dataclass(frozen=True, slots=True)
class _Part:
    tags: frozenset[str]
    hangs_on: tuple[str, ...]
    condition: Template


def unasked(form: Form, said: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The tags of what is not asked for a case, each with the tags that this hangs on.

    `said` gives what a copy says by tag: the code of a choice, of all else its text.
    """
    parts = _parts(form)
    if not parts or not any(tag in said for part in parts for tag in part.tags):
        return {}
    context = context_of(form, said)
    found: dict[str, tuple[str, ...]] = {}
    for part in parts:
        try:
            asked = bool(rendered(part.condition, context))
        except Uncomposed:
            continue  # composing the form says what is wrong with it
        if not asked:
            found |= dict.fromkeys(part.tags, part.hangs_on)
    return found


@lru_cache(maxsize=64)
def _parts(form: Form) -> tuple[_Part, ...]:
    slots = standing_once(form)
    stories = filter(None, map(source_of, stories_of(form).values()))
    return tuple(
        _Part(part.tags, part.hangs_on, _condition(part.branch.test))
        for story in stories
        for part in parts_in(ENVIRONMENT.parse(story), slots, tags_named)
    )


def _condition(test: nodes.Node) -> Template:
    """What prints something where a condition holds."""
    says = nodes.CondExpr(cast("nodes.Expr", test), nodes.Const("yes"), nodes.Const(""))
    tree = nodes.Template([nodes.Output([says])], lineno=1)
    tree.set_environment(ENVIRONMENT)
    return Template.from_code(ENVIRONMENT, ENVIRONMENT.compile(tree), ENVIRONMENT.make_globals(None))
