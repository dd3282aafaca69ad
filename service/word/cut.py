"""Cutting an edition's stencil: where its answers and its repeating rows go, found once and marked.

The marks are processing instructions: reading a form leaves out any that it came with.
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from itertools import pairwise

from jinja2 import nodes
from lxml import etree

from service.word.compose import BARE, ENVIRONMENT, patched, standing_once, stories_of, template_of
from service.word.control import say
from service.word.form import Form
from service.word.hole import Hole, Uncut, hole_of, marks_of
from service.word.legacy import legacy_fields
from service.word.names import VAL, w
from service.word.places import Place, lists_of, places_in
from service.word.rows import SDT, items_of, make_items, with_ids
from service.word.slots import Element
from service.word.stencil import FRESH_ID, Item, Repeat, Stencil, Story

_WAYS = (0, 1, 2)
_ID = f"{w('sdtPr')}/{w('id')}"
_ID_MARK = "\uf8f0id\uf8f1"
_PRIVATE = re.compile("[\uf8f0\uf8f1]")
_HOLE = re.compile(r"<\?hole (\d+)\?>(.*?)<\?hole-end \?>", re.DOTALL)
_LIST = re.compile(r"<\?list (\d+)\?>(.*?)<\?list-end \?>", re.DOTALL)
_ITEM = "<?item ?>"
_IN_ITEM = re.compile(r"<\?hole (\d+)\?>")
_MARK = re.compile(r"<\?(?:hole|list) \d+\?>")
_TAG = re.compile(r"\{[{%#]")
_CAPTURING = (nodes.AssignBlock, nodes.CallBlock, nodes.FilterBlock, nodes.Macro)


@lru_cache(maxsize=64)
def stencil_of(form: Form) -> Stencil | None:
    """The stencil of an edition, cut once; None where it does not cut cleanly, and has to be filled as a tree.

    Raises Unfit for template tags that do not parse.
    """
    try:
        return _Cutting(form).stencil()
    except Uncut:
        return None


class _Cutting:
    """Marks the stories of a form and cuts them there. `places` are those of the holes, `lists` the names, in order."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._roots = stories_of(form)
        self._ids = with_ids(self._roots.values())
        self._places: list[Place] = []
        self._lists: list[str] = []

    def stencil(self) -> Stencil:
        """The stencil. Raises Uncut."""
        if any(_PRIVATE.search(_xml(root)) or legacy_fields(root) for root in self._roots.values()):
            raise Uncut
        in_rows = self._mark_lists()
        for root in self._roots.values():
            self._mark([place for place in places_in(self._form, root) if place.sdt not in in_rows])
        ways = [self._set(way) for way in _WAYS]
        skeletons = [[_HOLE.sub(r"<?hole \1?>", text) for text in stories] for stories in ways]
        if any(skeletons[0] != others for others in skeletons):
            raise Uncut
        holes = self._holes(ways)
        lists = {
            int(number): _repeat(self._lists[int(number)], inside, holes)
            for text in skeletons[0]
            for number, inside in _LIST.findall(text)
        }
        stories = [
            self._story(name, _LIST.sub(r"<?list \1?>", text))
            for name, text in zip(self._roots, skeletons[0], strict=True)
        ]
        return Stencil(
            self._form, stories, holes, [lists[number] for number in range(len(self._lists))], self._ids
        )

    def _mark_lists(self) -> set[Element]:
        """Marks every list and its items, with one more to be copied; returns the controls in them."""
        inside: set[Element] = set()
        for name, tags in lists_of(self._form).items():
            for root in self._roots.values():
                there = items_of(root, tags)
                if not there:
                    continue
                items = make_items(there, len(there) + 1)
                if any(one.getnext() is not other for one, other in pairwise(items)):
                    raise Uncut
                for sdt in items[-1].iter(SDT):
                    for identity in sdt.iterfind(_ID):
                        identity.set(VAL, _ID_MARK)
                for row, item in enumerate(items):
                    inside.update(item.iter(SDT))
                    self._mark(list(places_in(self._form, item, row)))
                    item.addprevious(etree.ProcessingInstruction("item"))
                first = items[0].getprevious()
                assert first is not None  # the mark of the first item
                first.addprevious(etree.ProcessingInstruction("list", str(len(self._lists))))
                items[-1].addnext(etree.ProcessingInstruction("list-end"))
                self._lists.append(name)
        return inside

    def _mark(self, places: Sequence[Place]) -> None:
        for place in places:
            place.sdt.addprevious(etree.ProcessingInstruction("hole", str(len(self._places))))
            place.sdt.addnext(etree.ProcessingInstruction("hole-end"))
            self._places.append(place)

    def _set(self, way: int) -> list[str]:
        """The stories with every control set one way, each in a copy: setting a control leaves more than its text."""
        stories = []
        for root in map(deepcopy, self._roots.values()):
            for mark in list(root.iter(etree.ProcessingInstruction)):
                sdt = mark.getnext()
                if sdt is None or sdt.tag != SDT or not str(mark).startswith("<?hole "):
                    continue
                slot = self._places[int(mark.text or "")].slot
                text, value = marks_of(slot, way)
                say(sdt, slot, text, value, prompt=way == 0)
            stories.append(_xml(root).replace(_ID_MARK, FRESH_ID))
        return stories

    def _holes(self, ways: Sequence[Sequence[str]]) -> list[Hole]:
        found = [
            {int(number): xml for text in stories for number, xml in _HOLE.findall(text)} for stories in ways
        ]
        if any(_TAG.search(xml) for xml in found[0].values()):
            raise Uncut  # what the control says would be composed too
        return [
            hole_of(place.slot, [by_number[number] for by_number in found])
            for number, place in enumerate(self._places)
        ]

    def _story(self, name: str, skeleton: str) -> Story:
        source = patched(skeleton)
        if source is None:
            return Story(name, skeleton)
        slots = standing_once(self._form)
        template = template_of(name, source, slots=slots, named=self._named)
        whole = sorted(_MARK.findall(source)) == sorted(_MARK.findall(skeleton))
        if not whole or next(ENVIRONMENT.parse(source).find_all(_CAPTURING), None) is not None:
            raise Uncut
        return Story(name, source, template, template_of(name, source, BARE, slots=slots, named=self._named))

    def _named(self, data: str) -> list[str]:
        """The tags of the holes in a piece of a story."""
        return [self._places[int(number)].slot.tag for number in _IN_ITEM.findall(data)]


def _repeat(name: str, inside: str, holes: Sequence[Hole]) -> Repeat:
    if _TAG.search(inside):
        raise Uncut
    items = [
        Item(tuple(pieces[::2]), tuple(holes[int(number)] for number in pieces[1::2]))
        for pieces in map(_IN_ITEM.split, inside.split(_ITEM)[1:])
    ]
    return Repeat(name, items[:-1], items[-1])


def _xml(root: Element) -> str:
    return etree.tostring(root, encoding="unicode")
