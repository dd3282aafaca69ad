"""Cases that stand twice in a list, or that an audit is out for already: both are made, and said."""

from collections.abc import Sequence

from schemas.record import Record, get, items
from schemas.trouble import listed
from service.store import of_record
from service.word.compose import REFERENCE
from service.word.form import Form
from service.work import Work


class Twice:
    """What was made of a list so far. A case is known by its record number and date, without a number by all of it."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], int] = {}
        self._made: set[str] = set()

    def made(self, row: int, reference: str, header: Record) -> str:
        """Notes an audit that was made of a row; what to say of it where an earlier row is of the same case."""
        self._made.add(reference)
        number, dated = _case(header)
        said = [(tag, value) for tag, _, value in items(header) if tag != REFERENCE]
        first = self._rows.setdefault((number, dated) if number else ("", str(said)), row)
        if first == row:
            return ""
        same = "case and date" if get(header, "audit.date") is not None else "case, without a date,"
        return f"Row {first} is of the same {same} too. An audit was made of each."

    def there(self, work: Work, form: Form, headers: Sequence[Record]) -> list[str]:
        """What to say of each header where audits of its form, record and date are there, and not of this list."""
        return [_told(one) for one in self.references(work, form, headers)]

    def references(self, work: Work, form: Form, headers: Sequence[Record]) -> list[list[str]]:
        """The audits of each header's record and date that are there, and not of this list."""
        found: dict[tuple[str, str], list[str]] = {}
        wanted = {number for header in headers if (number := _case(header)[0])}
        with work.store.look() as session:
            key, team = form.declaration.key, work.actor.team
            for number, dated, reference in of_record.of_records(
                session, edition_key=key, record_ids=wanted, team=team
            ):
                if reference not in self._made:
                    found.setdefault((number, str(dated)), []).append(reference)
        return [found.get(_case(header), []) for header in headers]


def already_there(work: Work, form: Form, header: Record) -> list[str]:
    """The audits of a form that are there of the record and date of a header."""
    return Twice().references(work, form, [header])[0]


def _case(header: Record) -> tuple[str, str]:
    return str(get(header, "subject.record_id") or ""), str(get(header, "audit.date"))


def _told(references: list[str]) -> str:
    if not references:
        return ""
    return f"There is an audit of this record and date already: {listed(references, 3)}."
