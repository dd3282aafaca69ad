"""The law of the product: what is filled in is what is read back, for every form and every record."""

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.catalogue import load_catalogue
from service.check import check
from service.reading import FoundBy
from service.word.compose import expected_tags
from service.word.fill import fill
from service.word.form import Form
from service.word.read import read
from tests.records import AWKWARD, random_record

CATALOGUE = load_catalogue()
FORMS = list(CATALOGUE.newest())
TODAY = date(2026, 11, 20)
texts = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=200),
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.declaration.key)
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(
    chance=st.randoms(use_true_random=False),
    pool=st.lists(texts, min_size=8, max_size=20),
    final=st.booleans(),
)
def test_what_is_filled_in_is_read_back(
    form: Form, chance: random.Random, pool: list[str], final: bool
) -> None:
    record = random_record(form, chance, pool)
    reading = read(fill(form, record, final=final), CATALOGUE.forms)
    assert check(reading, form.schema, today=TODAY).record == record
    there = expected_tags(form, {a.tag: a.said for a in reading.answers if a.row is None and a.said})
    assert there is not None
    assert all(a.found_by is FoundBy.CONTROL for a in reading.answers if a.tag in there)
    assert reading.unplaced == ()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.declaration.key)
def test_the_same_record_gives_the_same_bytes(form: Form) -> None:
    record = random_record(form, random.Random(7), list(AWKWARD))
    for final in (False, True):
        assert fill(form, record, final=final) == fill(form, record, final=final)
