"""Words typed anywhere into a copy come out: as an answer, as unplaced, or asked about."""

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from service.reading import State
from service.word.names import w
from service.word.pack import rewrite
from service.word.package import open_package
from service.word.read import read
from service.word.slots import Element
from tests.word.everything import FORMS, filled, form_of
from tests.word.tiny import NAMESPACES, box, cell, para, row, run, table

WORDS = "quite as agreed on Tuesday"
_BLOCKS = tuple(map(w, ("body", "tc", "sdtContent", "txbxContent")))


def _made(markup: str) -> Element:
    return etree.fromstring(f"<x {NAMESPACES}>{markup}</x>")[0]


def _typed() -> Element:
    return _made(run(f" {WORDS} "))


def _any(root: Element, draw: random.Random, *names: str) -> Element:
    """Any such element outside what is there for old programs, or for fields to work with."""
    found = [
        one
        for one in root.iter(*map(w, names))
        if not any(str(above.tag).endswith("}Fallback") for above in (one, *one.iterancestors()))
        and not (one.tag == w("r") and one.find(w("t")) is None)
    ]
    return draw.choice(found)


def _a_run(root: Element, draw: random.Random) -> None:
    draw.choice([_any(root, draw, "p").append, _any(root, draw, "r").addnext])(_typed())


def _in_a_control(root: Element, draw: random.Random) -> None:
    inside = list(_any(root, draw, "sdtContent").iter(w("r"), w("p")))
    place = inside[-1] if inside else _any(root, draw, "p")
    (place.addnext if place.tag == w("r") else place.append)(_typed())


def _a_paragraph(root: Element, draw: random.Random) -> None:
    place = _any(root, draw, "p")
    above = place.getparent()
    if above is not None and above.tag in _BLOCKS:
        place.addnext(_made(para(WORDS)))
    else:
        place.append(_typed())


def _a_row(root: Element, draw: random.Random) -> None:
    place = _any(root, draw, "tr")
    texts = [""] * max(1, len(place.findall(w("tc"))))
    texts[draw.randrange(len(texts))] = WORDS
    place.addnext(_made(row(*texts)))


def _a_cell(root: Element, draw: random.Random) -> None:
    _any(root, draw, "tc").addnext(_made(cell(WORDS)))


def _a_table(root: Element, draw: random.Random) -> None:
    draw.choice(root[0].findall(w("p"))).addnext(_made(table(row("A", WORDS), row("B", "C"))))


def _a_text_box(root: Element, draw: random.Random) -> None:
    _any(root, draw, "p").append(_made(box(para(WORDS))))


def _over_a_text(root: Element, draw: random.Random) -> None:
    _any(root, draw, "t").text = WORDS


def _beside_a_text(root: Element, draw: random.Random) -> None:
    text = _any(root, draw, "t")
    text.text = draw.choice([f"{text.text} {WORDS}", f"{WORDS} {text.text}"])


def _unwrap(root: Element) -> None:
    for sdt in list(root.iter(w("sdt")))[::-1]:
        for content in sdt.iterchildren(w("sdtContent")):
            for child in list(content)[::-1]:
                sdt.addnext(child)
        above = sdt.getparent()
        assert above is not None
        above.remove(sdt)


def _untag(root: Element) -> None:
    for properties in root.iter(w("sdtPr")):
        for name in ("tag", "alias", "id"):
            for one in properties.findall(w(name)):
                properties.remove(one)


def _keep(root: Element) -> None:
    """Leaves the controls as they are."""


TYPINGS = [
    _a_run,
    _in_a_control,
    _a_paragraph,
    _a_row,
    _a_cell,
    _a_table,
    _a_text_box,
    _over_a_text,
    _beside_a_text,
]


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(
    typing=st.sampled_from(TYPINGS),
    lose=st.sampled_from([_keep, _unwrap, _untag]),
    draw=st.randoms(use_true_random=False),
)
def test_words_typed_anywhere_are_not_lost(
    name: str,
    typing: Callable[[Element, random.Random], None],
    lose: Callable[[Element], None],
    draw: random.Random,
) -> None:
    package = open_package(filled(name))
    root = package.xml(package.main)
    typing(root, draw)
    lose(root)
    reading = read(rewrite(package, {package.main: etree.tostring(root)}), [form_of(name)], form_of(name))
    answers = [one.said for one in reading.answers if one.state in (State.ANSWERED, State.UNREADABLE)]
    unplaced = [one.text for one in reading.unplaced]
    assert any(WORDS in said for said in (*answers, *unplaced, *(one.said for one in reading.problems)))
