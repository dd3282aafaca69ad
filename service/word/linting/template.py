"""What can be wrong with a form's template tags, one by one: how they are written, and what they name."""

import re
from collections.abc import Iterator

from jinja2 import TemplateError, nodes

from service.word.compose import ENVIRONMENT, FINISHED, REFERENCE
from service.word.linting.finding import Finding
from service.word.linting.sheet import Sheet
from service.word.names import w
from service.word.skeleton import JINJA, outside
from service.word.text import Cell, Line, Paragraph

_TAG = re.compile(r"\{(?P<mark>[{%])-?(?P<scope>tr|tc|p|r)?(?P<inner>\s.*?|[^\s].*?)-?[}%]\}", re.DOTALL)
_APART = re.compile(r"\{%-?\s+(tr|tc|p|r)\s")
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_CLOSED = {"if": "endif", "elif": "endif", "for": "endfor"}
_SCOPES = {"p": "paragraph", "tr": "table row", "tc": "table cell"}


def written(sheet: Sheet) -> Iterator[Finding]:
    """Template tags that do not parse, are not closed, or take away what stands beside them."""
    for line, index, cell, paragraph in sheet.paragraphs():
        text = outside(paragraph, sheet.of_control)
        place = sheet.at(line, index)
        for tag in JINJA.findall(text):
            yield from _one(sheet, tag, place, line, cell, paragraph)
        if _LOOSE.search(JINJA.sub("", text)):
            yield Finding(
                "template",
                place,
                f"A template tag is not closed in its paragraph: “{_short(text)}”.",
                "Write the whole tag, from {{ to }} or from {% to %}, in one paragraph.",
            )


def named(sheet: Sheet) -> Iterator[Finding]:
    """Names in template tags that no slot of the form has."""
    known = {slot.tag for slot in sheet.slots if slot.repeating is None} | {REFERENCE, FINISHED}
    repeating = {slot.repeating for slot in sheet.slots if slot.repeating}
    texts = [(outside(found[3], sheet.of_control), found) for found in sheet.paragraphs()]
    parsed = [
        (tag, tree, sheet.at(line, index))
        for text, (line, index, _, _) in texts
        for tag in JINJA.findall(text)
        if (tree := _tree(tag)) is not None
    ]
    own = {name for _, tree, _ in parsed for name in _bound(tree)}
    for tag, tree, place in parsed:
        for path in dict.fromkeys(_paths(tree)):
            first = path.partition(".")[0]
            if (
                first in own
                or first in ENVIRONMENT.globals
                or _is_known(path, known, whole=tag.startswith("{{"))
            ):
                continue
            message = f"“{_short(tag)}” names “{path}”, which is no slot of this form."
            mend = "Name a slot by its tag (`python -m service forms show` lists them)."
            if first in repeating:
                message = f"“{_short(tag)}” names “{path}”, which is part of rows that repeat."
                mend = "Take the tag out: rows repeat by themselves, as many as there are."
            yield Finding("template-name", place, message, mend)


def _one(
    sheet: Sheet, tag: str, place: str, line: Line, cell: Cell, paragraph: Paragraph
) -> Iterator[Finding]:
    if apart := _APART.match(tag):
        scope = apart[1]
        message = f"“{_short(tag)}”: a space stands between {{% and {scope}."
        yield Finding("template", place, message, f"Write {{%{scope} without the space.")
        return
    found = _TAG.fullmatch(tag)
    scope = _scope(tag)
    if found is not None and scope:
        if set("%}") & set(found["inner"]):
            message = f"“{_short(tag)}”: a tag that begins with {tag[:2]}{scope} cannot hold % or }}."
            yield Finding("template", place, message, "Put the condition in other words.")
            return
        if scope in _SCOPES and _beside(sheet, tag, scope, line, cell, paragraph):
            yield Finding(
                "template-beside",
                place,
                f"“{_short(tag)}” takes its whole {_SCOPES[scope]} away, with all else that stands in it.",
                f"Let the tag stand alone in its {_SCOPES[scope]}.",
            )
    if found is not None and (why := _unparsed(tag)):
        yield Finding(
            "template", place, f"“{_short(tag)}” does not parse: {why}.", "Correct the template tag."
        )


def _scope(tag: str) -> str:
    """The scope of a tag, as docxtpl spells it: `p` of `{%p if … %}`; "" where it has none."""
    found = re.match(r"\{[{%]-?(tr|tc|p|r)\s", tag)
    return found[1] if found else ""


def _beside(sheet: Sheet, tag: str, scope: str, line: Line, cell: Cell, paragraph: Paragraph) -> bool:
    """Whether anything else stands in what the tag takes away."""
    whole = {"p": [paragraph], "tc": cell.paragraphs, "tr": [p for one in line.cells for p in one.paragraphs]}
    if any(next(one.element.iter(w("sdt")), None) is not None for one in whole[scope]):
        return True
    text = "".join(outside(one, sheet.of_control) for one in whole[scope])
    return bool(text.replace(tag, "", 1).strip())


def _plain(tag: str) -> str:
    """The tag as Jinja sees it, made whole: an `if` with its `endif`. "" for tags that only close or divide."""
    straight = tag.translate(_STRAIGHT)
    scope = _scope(straight)
    if scope:
        straight = straight.replace(scope, "", 1)
    words = straight.strip("{}%- \n\t").split(maxsplit=1)
    word = words[0] if words else ""
    if not straight.startswith("{%"):
        return straight
    if word == "elif":
        straight = straight.replace("elif", "if", 1)
    if word in _CLOSED:
        return f"{straight}{{% {_CLOSED[word]} %}}"
    return straight if word == "set" and "=" in straight else ""


def _unparsed(tag: str) -> str:
    try:
        ENVIRONMENT.compile(_plain(tag))  # only compiling looks whether there are such filters
    except TemplateError as error:
        return str(error.message).rstrip(".")
    return ""


def _tree(tag: str) -> nodes.Template | None:
    try:
        return ENVIRONMENT.parse(_plain(tag))
    except TemplateError:
        return None


def _bound(tree: nodes.Template) -> Iterator[str]:
    """The names that the tag itself gives a value."""
    for name in tree.find_all(nodes.Name):
        if name.ctx == "store":
            yield name.name
    if next(tree.find_all(nodes.For), None) is not None:
        yield "loop"


def _paths(tree: nodes.Node) -> Iterator[str]:
    """The dotted names that are read, each as long as it stands."""
    for child in tree.iter_child_nodes():
        path = _path(child)
        if path:
            yield path
        else:
            yield from _paths(child)


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name if node.ctx == "load" else ""
    if isinstance(node, nodes.Getattr):
        above = _path(node.node)
        return f"{above}.{node.attr}" if above else ""
    return ""


def _is_known(path: str, known: set[str], *, whole: bool) -> bool:
    """Whether the path is a slot, something of one, or (where not `whole`) a group of slots."""
    pieces = path.split(".")
    if any(".".join(pieces[:end]) in known for end in range(1, len(pieces) + 1)):
        return True
    return not whole and any(tag.startswith(path + ".") for tag in known)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
