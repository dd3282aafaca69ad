"""Forms that nobody here drew: what they are filled with is read back, or what is not certain is asked about."""

import random
from collections import Counter
from collections.abc import Callable

import pytest

from schemas.edition import Kind
from schemas.record import items
from service.reading import State
from service.word.fill import fill
from service.word.form import Form, load_form
from service.word.names import w
from service.word.read import read
from tests.word.edits import Element, edited, unwrap
from tests.word.foreign import Drawing, answers
from tests.word.tiny import document

SEEDS = range(40)
EXACT, ASKED, WRONG = "exact", "asked about", "silently wrong"


def nothing(root: Element) -> None:
    """The copy as it was filled."""


def untag(root: Element) -> None:
    """The controls stay, but nothing says which is which."""
    for properties in root.iter(w("sdtPr")):
        for name in ("tag", "alias", "id"):
            for one in properties.findall(w(name)):
                properties.remove(one)


def judged(
    form: Form, chance: random.Random, damage: Callable[[Element], None], *, final: bool
) -> Counter[str]:
    """How often what was filled in is read exactly, asked about, or silently wrong."""
    record = answers(form, chance)
    copy, _ = edited(fill(form, record, final=final), damage)
    reading = read(copy, [form], form)
    got = {(one.tag, one.row): one for one in reading.answers}
    named = {(one.tag, one.row) for one in reading.problems if one.tag and one.code != "answer.by_position"}
    counts: Counter[str] = Counter()
    wanted = {
        (tag, number): form.schema.dump_answer(form.by_tag[tag], value)
        for tag, number, value in items(record)
        if value is not None and value is not False
    }
    for place, text in wanted.items():
        answer = got.get(place)
        if answer is not None and answer.state is State.ANSWERED and answer.said == text:
            counts[EXACT] += 1
        elif place in named or (answer is not None and answer.state in (State.UNREADABLE, State.MISSING)):
            counts[ASKED] += 1
        else:
            counts[WRONG] += 1
    for place, answer in got.items():
        ticked = form.by_tag[place[0]].kind is Kind.TICK and answer.said == "\u2610"
        counts[WRONG] += place not in wanted and answer.state is State.ANSWERED and not ticked
    return counts


@pytest.mark.parametrize("final", [False, True], ids=["a draft", "finished"])
@pytest.mark.parametrize("damage", [nothing, unwrap, untag])
def test_no_form_of_any_make_is_read_silently_wrong(damage: Callable[[Element], None], final: bool) -> None:
    counts: Counter[str] = Counter()
    for seed in SEEDS:
        chance = random.Random(seed)
        form = load_form(document(Drawing(chance).form()), f"form{seed}")
        counts += judged(form, chance, damage, final=final)
    assert counts[WRONG] == 0
    assert counts[EXACT] >= (1 if damage is nothing else 0.99) * sum(counts.values())
