"""Copies that were completed before their form was adopted: a representative part of `make backlog`."""

from collections import Counter
from functools import cache

import pytest

from service.word.form import Form
from service.word.office import Office
from tools.adoption.backlog import judged, two_way

KEYS = ("case_risk", "fostering")


@cache
def forms() -> dict[tuple[str, str], Form]:
    """Two editions each of two plain forms, adopted."""
    return {(key, edition): two_way(key, edition) for key in KEYS for edition in ("1", "2")}


@pytest.mark.parametrize("edition", ["1", "2"])
@pytest.mark.parametrize("key", KEYS)
def test_they_are_read_as_the_edition_they_were_made_from_and_nothing_silently_wrong(
    office: Office, key: str, edition: str
) -> None:
    counts: Counter[str] = Counter()
    for seed in (3, 4):
        counts += judged(forms()[key, edition], seed, list(forms().values()), office)
    assert counts["recognised"] == counts["copies"] == 2
    assert counts["answers"] > 40
    assert counts["exact"] >= 0.97 * counts["answers"]
    assert counts["wrong"] == 0
