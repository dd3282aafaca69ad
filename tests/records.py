"""Random records of a form, with the texts that are hardest to carry through a Word file."""

import random
from datetime import date

from schemas.edition import Kind, Slot, Value
from schemas.record import Record, get, put
from service.word.compose import expected_tags
from service.word.form import Form

AWKWARD = (
    'Tom & Ann <said> "it\'s" 100<100 > 99',
    "{{ subject.initials }} {% if x %} {# note #} {%p endif %}",
    "  leading and trailing  ",
    "two\nlines\n\nand a blank one",
    "tab\there",
    "non-breaking\u00a0space, soft\u00adhyphen, no-break\u2011hyphen, zero\u200bwidth",
    "\U0001d518\U0001f9d2\U00020000\U000e0041\U0010fffd \u05d0\u05d1 \u0627\u0644",
    "]]> &amp; <!-- --> <w:t>",
    "Grade",
    "=1+1",
    "a" * 5000,
)


def random_record(form: Form, chance: random.Random, pool: list[str]) -> Record:
    """A canonical record: any part of it blank, 0 to 60 rows, no answers in parts left out for the case."""
    record: Record = {}
    blank = chance.random()
    columns = [slot for slot in form.slots if slot.repeating]
    for slot in form.slots:
        if slot.repeating is None and chance.random() >= blank:
            put(record, slot.tag, value_of(slot, chance, pool))
    for row in range(chance.choice((0, 1, 3, 60)) if columns else 0):
        for slot in columns:
            if slot is columns[0] or chance.random() >= blank:
                put(record, slot.tag, value_of(slot, chance, pool), row)
    answered = {
        slot.tag: form.schema.dump_answer(slot, value)
        for slot in form.slots
        if slot.repeating is None and (value := get(record, slot.tag)) is not None
    }
    there = expected_tags(form, answered)
    assert there is not None
    kept: Record = {}
    for slot in form.slots:
        if slot.repeating:
            kept[slot.repeating] = record.get(slot.repeating, [])
        elif slot.tag in there and (value := get(record, slot.tag)) is not None:
            put(kept, slot.tag, value)
    return form.schema.from_json(form.schema.to_json(kept))[0]


def value_of(slot: Slot, chance: random.Random, pool: list[str]) -> Value:
    """A value that the slot can hold."""
    if slot.kind is Kind.CHOICE:
        return chance.choice(slot.options).code
    if slot.kind is Kind.DATE:
        return date.fromordinal(chance.randint(date(1900, 1, 1).toordinal(), date(2100, 12, 31).toordinal()))
    if slot.kind is Kind.TICK:
        return chance.random() < 0.5
    if slot.kind is Kind.NUMBER:
        return chance.randint(0, 10**9)
    return chance.choice(pool)
