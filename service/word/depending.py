"""Parts of a form that depend on the case: which slots stand in them, and what of the case they hang on.

A part that the case does not ask for is left out, but never with an answer in it: what somebody has written there is
kept, and asked about (`answer.not_asked`).
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from jinja2 import Environment, nodes

from service.word.control import TICK_OFF

Named = Callable[[str], Collection[str]]
"""The tags of the slots whose controls stand in a piece of a story."""

_NAMED = re.compile(r'<w:(?:tag|name) w:val="([^"]+)"')
_UNSAID = f"('', '{TICK_OFF}')"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a story: the tags in it, the tags that its condition hangs on, and the condition itself."""

    tags: frozenset[str]
    hangs_on: tuple[str, ...]
    branch: nodes.If


def parts_in(story: nodes.Template, slots: Collection[str], named: Named) -> Iterator[Part]:
    """The parts of a story that hang on the case alone, not on whether its document is finished.

    `slots` are the tags of all slots outside the repeating parts.
    """
    for branch in story.find_all(nodes.If):
        hangs_on = tuple(dict.fromkeys(_paths(branch.test)))
        tags = {
            tag
            for inside in branch.body
            for data in (inside, *inside.find_all(nodes.TemplateData))
            if isinstance(data, nodes.TemplateData)
            for tag in named(data.data)
        }.intersection(slots)
        if tags and hangs_on and set(hangs_on) <= set(slots):
            yield Part(frozenset(tags), hangs_on, branch)


def tags_named(data: str) -> Collection[str]:
    """The names that controls and older form fields bear in a piece of a story's XML."""
    return _NAMED.findall(data)


def keep_answered(environment: Environment, part: Part) -> None:
    """Has a part stand where something in it is answered, whatever its condition comes to."""
    said = " or ".join(f"{tag} not in {_UNSAID}" for tag in sorted(part.tags))
    answered = next(environment.parse(f"{{% if {said} %}}{{% endif %}}").find_all(nodes.If)).test
    part.branch.test = nodes.Or(part.branch.test, answered, lineno=part.branch.lineno)


def _paths(test: nodes.Node) -> Iterator[str]:
    """What a condition names, as dotted paths."""
    if (path := _path(test)) is not None:
        yield path
        return
    for inside in test.iter_child_nodes():
        yield from _paths(inside)


def _path(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        above = _path(node.node)
        return None if above is None else f"{above}.{node.attr}"
    return None
