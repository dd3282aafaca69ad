"""The same form as a template of another tool: each control a tag in that tool's way of writing, in the same look."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Protocol

from lxml import etree

from bench.stripped import CONTENT, SDT, unwrap
from service.word.compose import FINISHED
from service.word.control import P, R, T
from service.word.form import Form
from service.word.markup import serialised
from service.word.names import VAL, XML_SPACE, w
from service.word.pack import rewrite
from service.word.rows import TR, items_of, tag_of

Element = etree._Element
_PRINTED = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_ONLY_FORM, _ONLY_FINISHED = f"{{%p if not {FINISHED} %}}", f"{{%p if {FINISHED} %}}"
_R_PR, _R_STYLE = w("rPr"), w("rStyle")


class Syntax(Protocol):
    """How a tool writes its tags. `of_row` stands before the name of a value that each row has its own of."""

    of_row: str

    def value(self, name: str, look: Element | None) -> list[Element]:
        """What stands where the value of that name is to be printed."""

    def repeat(self, row: Element, part: str) -> None:
        """Marks a table row as one that repeats for each item of `part`."""


def flat(tag: str) -> str:
    """The name of a slot in a template: no tool but ours and docxtpl knows dotted ones by itself."""
    return tag.replace(".", "__")


def template_of(form: Form, syntax: Syntax, *, controls: bool = False) -> bytes:
    """The form as a template: each slot prints the value of its flat name. Controls go unless they are to stay."""
    package = form.package
    slots = {slot.tag: slot for slot in form.slots}
    changed = {}
    for name in (
        package.main,
        *package.related(package.main, "header"),
        *package.related(package.main, "footer"),
    ):
        root = package.xml(name)
        _leave_out_finished(root)
        for text in list(root.iter(T)):
            _print_in_text(text, syntax)
        for part in dict.fromkeys(slot.repeating for slot in form.slots if slot.repeating):
            tags = frozenset(tag for tag, slot in slots.items() if slot.repeating == part)
            items = items_of(root, tags)
            for surplus in items[1:]:
                _parent(surplus).remove(surplus)
            for item in items[:1]:
                syntax.repeat(item if item.tag == TR else next(item.iter(TR)), part)
        for control in root.iter(SDT):
            slot = slots.get(tag_of(control))
            if slot is not None:
                prefix = syntax.of_row if slot.repeating else ""
                _print_value(control, prefix + flat(slot.tag), syntax)
        if not controls:
            unwrap(root)
        changed[name] = serialised(root)
    return rewrite(package, changed)


def _leave_out_finished(root: Element) -> None:
    """Takes out what only the finished document says, and the tags around what only the form says."""
    keeping = None
    for paragraph in list(root.iter(P)):
        said = "".join(text.text or "" for text in paragraph.iter(T))
        if said in (_ONLY_FORM, _ONLY_FINISHED):
            keeping = said == _ONLY_FORM
        elif keeping is None:
            continue
        elif said == "{%p else %}":
            keeping = not keeping
        elif said == "{%p endif %}":
            keeping = None
        elif keeping:
            continue
        _parent(paragraph).remove(paragraph)


def _print_value(control: Element, name: str, syntax: Syntax) -> None:
    content = control.find(CONTENT)
    if content is None:
        raise ValueError(f"{name} holds nothing")
    run = next(content.iter(R))
    for other in list(content.iter(R)):
        if other is not run:
            _parent(other).remove(other)
    for paragraph in list(content.iter(P))[1:]:
        _parent(paragraph).remove(paragraph)
    parent = _parent(run)
    at = parent.index(run)
    parent[at : at + 1] = syntax.value(name, _look(run))


def _look(run: Element) -> Element | None:
    look = run.find(_R_PR)
    if look is None:
        return None
    look = deepcopy(look)
    for style in look.findall(_R_STYLE):
        if style.get(VAL) == "PlaceholderText":
            look.remove(style)
    return look if len(look) else None


def _print_in_text(text: Element, syntax: Syntax) -> None:
    pieces = _PRINTED.split(text.text or "")
    if "{%" in "".join(pieces):
        raise ValueError(
            f"this form has parts that depend on the case, which not every tool knows: {text.text}"
        )
    if len(pieces) == 1:
        return
    run = _parent(text)
    look = run.find(_R_PR)
    made: list[Element] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            made += syntax.value(flat(piece), look)
        elif piece:
            made.append(run_of(piece, look))
    parent = _parent(run)
    at = parent.index(run)
    parent[at : at + 1] = made


def run_of(text: str, look: Element | None = None) -> Element:
    """A run that says the text in that look."""
    run = etree.Element(R)
    if look is not None:
        run.append(deepcopy(look))
    t = etree.SubElement(run, T)
    t.text = text
    t.set(XML_SPACE, "preserve")
    return run


def cells_of(row: Element) -> list[Element]:
    """The first paragraph of each cell of a row."""
    return list(_first_paragraphs(row))


def _first_paragraphs(row: Element) -> Iterator[Element]:
    for cell in row.iter(w("tc")):
        yield next(cell.iter(P))


def _parent(element: Element) -> Element:
    parent = element.getparent()
    if parent is None:
        raise ValueError("this element stands nowhere")
    return parent
