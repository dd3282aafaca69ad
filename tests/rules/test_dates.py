import pytest

from tests.copies import WELL, checked, codes, the


def test_a_period_that_ends_before_it_begins_is_an_error() -> None:
    said = WELL | {"audit.period_from": "01/06/2026", "audit.period_to": "01/12/2025"}

    found = the(checked(said), "period.reversed")

    assert (found.level, found.tag, found.said) == ("error", "audit.period_to", "01/12/2025")


@pytest.mark.parametrize(
    ("begins", "ends"), [("01/12/2025", "31/05/2026"), ("01/06/2026", "01/06/2026"), ("", "01/06/2026")]
)
def test_a_period_in_order_or_half_given_is_none(begins: str, ends: str) -> None:
    said = WELL | {"audit.period_from": begins, "audit.period_to": ends}

    assert "period.reversed" not in codes(checked(said))


@pytest.mark.parametrize("tag", ["audit.date", "audit.period_to", "escalation.at", "signoff.auditor.date"])
def test_an_audit_is_not_held_or_signed_tomorrow(tag: str) -> None:
    found = the(checked(WELL | {tag: "21/11/2026"}), "date.in_future")

    assert (found.level, found.tag, found.said) == ("warning", tag, "21/11/2026")


@pytest.mark.parametrize("tag", ["audit.date", "signoff.auditor.date"])
def test_today_is_not_the_future(tag: str) -> None:
    assert "date.in_future" not in codes(checked(WELL | {tag: "20/11/2026"}))
