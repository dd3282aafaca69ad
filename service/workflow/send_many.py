"""Send out many: an audit for each case of a list; a row that cannot be one is named, and none is half done."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.edition import Slot
from schemas.record import Record, get, put
from schemas.reference import make_reference
from schemas.trouble import quoted
from service.errors import Fault, Unfit
from service.roles import May
from service.store import people, trail
from service.word.compose import REFERENCE
from service.word.fill import fill
from service.word.form import Form
from service.work import Work
from service.workflow.cases.cells import MOST_ROWS, Row, Sheet
from service.workflow.cases.columns import NUMBER, columns_of, headed
from service.workflow.cases.header import Remarks, header_of
from service.workflow.cases.order import in_doubt
from service.workflow.cases.sheet import sheet_of
from service.workflow.cases.twice import Twice
from service.workflow.send_out import NO_TEAM, make, team_of, typed_header

_PART = 25
"""How many audits are made in one step. While it lasts, less than a second, nobody else can write to SQLite."""

_ANY = make_reference(2000, 1)


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why no audit was made of a row: `row` as people see it, the column, and a sentence."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something to look at although audits were made: of these rows, or, without any, of the whole list."""

    rows: Sequence[int]
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class ManySent:
    """What came of a list: row and reference of each audit, what was wrong with other rows, unused columns."""

    made: Sequence[tuple[int, str]]
    not_made: Sequence[RowFault]
    unused_columns: Sequence[str]
    noticed: Sequence[Noticed]


class NoNumbers(Exception):
    """A list none of whose columns says whose case record each audit is of; `unused` are those that mean nothing."""

    def __init__(self, title: str, unused: Sequence[str]) -> None:
        super().__init__(title)
        self.title = title
        self.unused = unused


def send_many(
    work: Work, form: Form, data: bytes, team: str | None = None, *, numberless: bool = True
) -> ManySent:
    """Makes an audit of each sound row of a list of cases, a few in one step.

    `team` is whose audits they are (`team_of`), `numberless` whether they need not say whose record they are of, where
    the form asks for it. Whatever breaks off in the middle leaves whole audits. The same list,
    sent again with the same key, goes on behind them; without a key they are made again, and that is noticed.

    Raises NotAllowed, Refused where the bytes are no list, Unfit where two columns mean the same or for the team,
    NoNumbers.
    """
    work.actor.need(May.SEND_OUT)
    if team:
        with work.store.look() as session:
            team_of(work, session, {}, team)
    sheet = headed(form, sheet_of(data))
    columns, unused = columns_of(form, sheet)
    number = form.by_tag.get(NUMBER)
    if number is not None and not numberless and number not in columns.values():
        raise NoNumbers(number.title, unused)
    sheet = in_doubt(sheet, columns)
    sending = _Sending(work, form, sheet, columns, team, _name_of(work, form, data, team), numberless)
    sending.send()
    made = sorted(sending.made.items())
    whole = [Noticed((), "", said) for said in sheet.noticed]
    if number is not None and number not in columns.values():
        said = f"No column is called {quoted(number.title)}: none of these audits says whose record it is of."
        whole.append(Noticed((), "", said))
    rows = [Noticed(rows, column, said) for (column, said), rows in sending.noticed.items()]
    return ManySent(made, sending.faults, unused, [*whole, *rows])


def _name_of(work: Work, form: Form, data: bytes, team: str | None) -> str | None:
    """What the trail knows a list by that came with a key: by all that makes it the same request."""
    if work.key is None:
        return None
    said = [*work.key, form.digest, team or "", hashlib.sha256(data).hexdigest()]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


_OF_NOBODY = (
    "No team is named, so only people who belong to no team see this audit. It can be handed over to one."
)


def _unnumbered(header: Record) -> str:
    """What to say of a case without a record number, or with a word in its place, as sums below a list have."""
    number = str(get(header, NUMBER) or "")
    if not number:
        return "Nothing says whose record it is."
    if not any(letter.isdigit() for letter in number):
        return f"{quoted(number)} has no digit, as record numbers have."
    return ""


@dataclass(frozen=True, slots=True)
class _Case:
    """A row that an audit can be made of: its form has been filled, to see that it can be."""

    row: int
    header: Record
    team: int | None
    remarks: Remarks


@dataclass(slots=True)
class _Sending:
    """A list that is being sent out, `name` where it came with a key, and what has come of it so far."""

    work: Work
    form: Form
    sheet: Sheet
    columns: Mapping[int, Slot]
    team: str | None
    name: str | None
    numberless: bool
    made: dict[int, str] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    noticed: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    twice: Twice = field(default_factory=Twice)
    of_teams: bool = False

    def send(self) -> None:
        """Makes the audits of all rows that none was made of when the same list came before."""
        self.made |= self._made_before()
        if self.team != NO_TEAM:
            with self.work.store.look() as session:
                self.of_teams = bool(people.teams(session))
        left = [row for row in self.sheet.rows if row.number not in self.made]
        for at in range(0, len(left), _PART):
            cases = list(self._ready(left[at : at + _PART]))
            there = self.twice.there(self.work, self.form, [case.header for case in cases])
            self._make(cases)
            for case, said in zip(cases, there, strict=True):
                self._notice(case, said)

    def _made_before(self) -> dict[int, str]:
        if self.name is None:
            return {}
        with self.work.store.look() as session:
            parts = trail.about(session, "list", self.name, limit=MOST_ROWS)
        return {made["row"]: made["to"] for part in parts for made in json.loads(part.changes)}

    def _ready(self, rows: Sequence[Row]) -> Iterator[_Case]:
        """The rows that audits can be made of. What takes time is done here, where nobody has to wait for it."""
        with self.work.store.look() as session:
            for row in rows:
                try:
                    header, remarks = header_of(self.form.schema, self.columns, row, self.work.today())
                    if not self.numberless and NUMBER in self.form.by_tag and (said := _unnumbered(header)):
                        raise Unfit([Fault(NUMBER, f"{said} Put it right, and send the row again.")])
                    typed = typed_header(self.form, self.form.schema.to_json(header))
                    team = team_of(self.work, session, typed, self.team)
                    put(typed, REFERENCE, _ANY)
                    fill(self.form, typed)
                except Unfit as unfit:
                    self.faults += [RowFault(row.number, self._name(f.path), f.message) for f in unfit.faults]
                else:
                    yield _Case(row.number, typed, team, remarks)

    def _make(self, cases: Sequence[_Case]) -> None:
        if not cases:
            return
        # `more`: a list is done once it is answered; where it is not, it goes on behind its last part.
        with self.work.begin(more=True) as session:
            made = {case.row: make(self.work, session, self.form, case.header, case.team) for case in cases}
            if self.name is not None:
                changes = [{"path": "audit", "row": row, "to": reference} for row, reference in made.items()]
                self.work.note_of("list.sent_out", "list", self.name, changes)
        self.made |= made

    def _notice(self, case: _Case, there: str) -> None:
        again = self.twice.made(case.row, self.made[case.row], case.header)
        of_nobody = _OF_NOBODY if case.team is None and self.of_teams else ""
        numbered = any(slot.tag == NUMBER for slot in self.columns.values())
        number = _unnumbered(case.header) if numbered else ""
        for tag, said in [
            ("", again),
            ("", there),
            ("", of_nobody),
            (NUMBER, number),
            *((slot.tag, said) for slot, said in case.remarks),
        ]:
            if said:
                self.noticed.setdefault((self._name(tag), said), []).append(case.row)

    def _name(self, tag: str) -> str:
        """The column of the list that means a slot; where none does, the slot's own tag."""
        return next((self.sheet.header[at] for at, slot in self.columns.items() if slot.tag == tag), tag)
