"""Passwords: which ones are taken, and how they are kept (argon2id, with its library's own parameters)."""

import re
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from schemas.text import is_text

SHORTEST, LONGEST = 12, 200
"""Characters. Length is what makes a password hard to guess (NCSC, "Password administration for system owners")."""

_HASHER = PasswordHasher()
_ENDS = "0123456789!?.-_*#"
_HINT = "three words together"


def why_not(password: str, *about: str) -> str:
    """What is wrong with a password, in a sentence; "" for one that is taken.

    `about` are words that are known of its owner, such as the e-mail address.
    """
    if not is_text(password):
        return "Use letters, numbers, spaces and signs."
    if len(password) < SHORTEST:
        return f"Use {SHORTEST} characters or more. {_HINT.capitalize()} are easy to remember."
    if len(password) > LONGEST:
        return f"Use {LONGEST} characters or fewer."
    said = password.casefold()
    is_hint = " ".join(re.findall(r"[a-z]+", said)) in (_HINT, _HINT.replace(" ", ""))
    if is_hint or len(set(said)) < 5 or said in _common() or said.strip(_ENDS) in _common():
        return f"This is one of the passwords that are tried first. Use another, such as {_HINT} of your own."
    known = [part for word in about for part in word.casefold().replace("@", " ").split() if len(part) > 3]
    rest = said
    for part in known:
        rest = rest.replace(part, "")
    if len(rest.strip(_ENDS)) < SHORTEST // 2:
        return "This is little more than your name or e-mail address. Use another."
    return ""


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _HASHER.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether this is the password of which something is kept. It takes as long where nothing is."""
    try:
        _HASHER.verify(kept or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def is_outdated(kept: str) -> bool:
    """Whether a password would be kept in another way today."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")


@cache
def _common() -> frozenset[str]:
    return frozenset(FREQUENCY_LISTS["passwords"])
