"""Made-up audits to type into forms: a third left blank, some answers repeating a label or another answer."""

import random
from dataclasses import dataclass, field

from schemas.edition import Kind, Slot
from schemas.reference import make_reference
from service.word.compose import expected_tags
from service.word.fill import fill
from service.word.form import Form

TICKED, UNTICKED = "\u2612", "\u2610"
_WORDS = (
    "the plan was seen by child and carers who said that visits were late but work is now steady with clear",
    "dates risk reviewed in full before panel met family shared school health next supervision evidence agreed",
)
_ENDS = (".", ".", ".", " & more.", " <5 visits>", "; £20.", " (see “file”)", " – on time", "?")


@dataclass(slots=True)
class Audit:
    """One form as sent out, what is typed into it, and what must be read back.

    `typed` gives by tag the text to type, None for a slot left alone. `rows` are the action rows, a text for
    each column of `header`. `expected` gives by (tag, row) the text that must be read, None for unanswered.
    """

    name: str
    form: Form
    sent: bytes
    typed: dict[str, str | None] = field(default_factory=dict)
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    expected: dict[tuple[str, int | None], str | None] = field(default_factory=dict)


def make_audit(form: Form, seed: int) -> Audit:
    """The audit of a form for a seed: the same every time."""
    chance = random.Random(f"{form.declaration.key} {seed}")  # noqa: S311  made-up answers, no secrets
    reference = make_reference(2026, chance.randint(1, 999_999))
    sent = fill(form, {"audit": {"reference": reference}})
    audit = Audit(f"{form.declaration.key}-{seed}", form, sent)
    audit.expected["audit.reference", None] = reference
    there = expected_tags(form, {}) or frozenset()
    earlier: list[str] = []
    for slot in form.slots:
        if slot.repeating or slot.tag == "audit.reference" or slot.tag not in there:
            continue
        text = None if chance.random() < 1 / 3 else _answer(slot, chance, form, earlier)
        audit.typed[slot.tag] = audit.expected[slot.tag, None] = text
    _add_rows(audit, chance, earlier)
    return audit


def _add_rows(audit: Audit, chance: random.Random, earlier: list[str]) -> None:
    columns = [slot for slot in audit.form.slots if slot.repeating]
    audit.header = [slot.column for slot in columns]
    for row in range(chance.choice((0, 1, 2, 3, 5, 8, 12)) if columns else 0):
        texts = []
        for slot in columns:
            blank = slot is not columns[0] and chance.random() < 1 / 3
            text = "" if blank else _answer(slot, chance, audit.form, earlier)
            audit.expected[slot.tag, row] = text or None
            texts.append(text or (UNTICKED if slot.kind is Kind.TICK else ""))
        audit.rows.append(texts)


def _answer(slot: Slot, chance: random.Random, form: Form, earlier: list[str]) -> str:
    if slot.kind is Kind.CHOICE:
        return chance.choice(slot.options).text
    if slot.kind is Kind.DATE:
        return f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{chance.randint(2019, 2026)}"
    if slot.kind is Kind.TICK:
        return TICKED
    if slot.kind is Kind.NUMBER:
        return str(chance.randint(0, 40))
    text = _text(slot, chance, form, earlier)
    earlier.append(text)
    return text


def _text(slot: Slot, chance: random.Random, form: Form, earlier: list[str]) -> str:
    kind = chance.random()
    if kind < 0.08:
        return chance.choice([one.label.replace("\n", " ") for one in form.slots if one.label])
    if kind < 0.16 and earlier:
        return chance.choice(earlier).replace("\n", " ")
    if kind < 0.20:
        return chance.choice(form.slots).title
    if kind < 0.28 and slot.kind is Kind.RICH_TEXT:
        return f"{_sentence(chance)}\n{_sentence(chance)}"
    return _sentence(chance)


def _sentence(chance: random.Random) -> str:
    words = " ".join(chance.choices(" ".join(_WORDS).split(), k=chance.randint(2, 30)))
    return words[0].upper() + words[1:] + chance.choice(_ENDS)
