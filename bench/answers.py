"""Records to measure with: what an audit might say, with as many action rows as asked for."""

from schemas.edition import Slot, Value
from schemas.form import FormSchema
from schemas.record import Record, canonical, get, put
from service.sample import sample

ROWS = 6
_SEED = 7
_SAMPLES = 12


def record_for(schema: FormSchema, rows: int = ROWS) -> Record:
    """The record that is filled in and read back: a sample, with every column of so many action rows answered."""
    record = sample(schema, _SEED)
    for slot in schema.slots:
        if slot.repeating:
            record[slot.repeating] = []
    for slot in schema.slots:
        values = _in_rows(schema, slot) if slot.repeating else []
        for row in range(rows if values else 0):
            put(record, slot.tag, values[row % len(values)], row)
    return canonical(record, schema.slots)


def _in_rows(schema: FormSchema, slot: Slot) -> list[Value]:
    """What samples say in a column of the action rows."""
    values = []
    for seed in range(_SEED, _SEED + _SAMPLES):
        record = sample(schema, seed)
        found = (get(record, slot.tag, row) for row in range(len(record[str(slot.repeating)])))
        values += [value for value in found if value is not None]
    return values
