"""However the elements of a completed copy are deleted, doubled, swapped or moved, it is read or refused."""

import random
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from service.errors import Refused, Unfit
from service.reading import Reading
from service.word.form import load_form
from service.word.pack import rewrite
from service.word.package import open_package
from service.word.read import read
from service.word.slots import Element
from tests.word.everything import FORMS, filled, form_of


def _delete(body: list[Element], draw: random.Random) -> None:
    victim = draw.choice(body)
    parent = victim.getparent()
    if parent is not None:
        parent.remove(victim)


def _double(body: list[Element], draw: random.Random) -> None:
    victim = draw.choice(body)
    if victim.getparent() is not None:
        victim.addnext(deepcopy(victim))


def _move(body: list[Element], draw: random.Random) -> None:
    victim, place = draw.choice(body), draw.choice(body)
    if victim is not place and victim not in place.iterancestors():
        place.insert(draw.randint(0, len(place)), victim)


def _swap(body: list[Element], draw: random.Random) -> None:
    one, other = draw.choice(body), draw.choice(body)
    one.tag, other.tag = other.tag, one.tag


def _unwrap(body: list[Element], draw: random.Random) -> None:
    victim = draw.choice(body)
    if victim.getparent() is not None:
        for child in list(victim)[::-1]:
            victim.addnext(child)


def _forget(body: list[Element], draw: random.Random) -> None:
    victim = draw.choice(body)
    for name in list(victim.attrib):
        victim.set(name, draw.choice(["", "-1", "99999999", "x", "begin", "end", "separate", "actions.what"]))


CHANGES = [_delete, _double, _move, _swap, _unwrap, _forget]


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    changes=st.lists(st.sampled_from(CHANGES), min_size=1, max_size=12),
    draw=st.randoms(use_true_random=False),
)
def test_a_copy_of_another_structure_is_read_or_refused(
    name: str, changes: list[Callable[[list[Element], random.Random], None]], draw: random.Random
) -> None:
    package = open_package(filled(name))
    root = package.xml(package.main)
    for change in changes:
        change(list(root.iter())[1:] or [root], draw)
    copy = rewrite(package, {package.main: etree.tostring(root)})
    made = form_of(name)
    for named in (None, made):
        with suppress(Refused):
            assert isinstance(read(copy, [made], named), Reading)
    with suppress(Refused, Unfit):
        load_form(copy)
