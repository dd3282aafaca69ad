"""One thing that is wrong with a form."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`rule` is a stable name, `where` says in words where to look in Word, `mend` what to do about it."""

    rule: str
    where: str
    message: str
    mend: str
