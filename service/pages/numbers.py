"""Whole numbers, as addresses and forms of pages hold them."""

_DIGITS = 9
"""As many as there can be of whatever the service counts; with one more, a database would not take all of them."""


def whole_number(said: str) -> int | None:
    """The number that a text is, in plain digits; None for whatever else it is."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _DIGITS else None
