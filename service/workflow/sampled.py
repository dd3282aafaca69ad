"""Invents the record of a form, as an auditor might have completed it: realistic, valid, and nobody's."""

from schemas.record import Record, items
from service.sample import sample
from service.word.compose import expected_tags
from service.word.form import Form


def sampled(form: Form, seed: int) -> Record:
    """An invented record of the form, which answers nothing that the form leaves out for its case."""
    by_tag = {slot.tag: slot for slot in form.slots}

    def standing(header: Record) -> frozenset[str] | None:
        said = {
            tag: form.schema.dump_answer(by_tag[tag], value)
            for tag, _, value in items(header)
            if value is not None
        }
        return expected_tags(form, said)

    return sample(form.schema, seed, standing)
