"""A random, realistic, valid record for any form, from its slots alone."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from random import Random

from schemas.edition import Kind, Slot, Value
from schemas.form import FormSchema
from schemas.record import Record, canonical, get, put
from schemas.reference import make_reference
from schemas.scales import scale_of
from schemas.ticks import exclusive_ending
from service import sample_prose as words

_ALWAYS = frozenset(
    ("audit.reference", "audit.date", "audit.auditor", "subject.record_id", "subject.initials", "overall.grade",
     "overall.rationale")
)  # fmt: skip
_FIRST_DAY = date(2026, 1, 5)

Standing = Callable[[Record], Collection[str] | None]
"""Given a record with its header, the tags that the form composed for this case has; None for all of them."""


def sample(schema: FormSchema, seed: int, standing: Standing | None = None) -> Record:
    """A record as an audit might come to it: canonical, typed, without error, and always with an overall
    grade.

    The same form and seed give the same record. Where the form allows blanks, about a third of what is not
    needed is blank. `standing` leaves out what the form leaves out for the case sampled.
    """
    random = Random(f"{schema.declaration.key} {seed}")  # noqa: S311 -- samples keep no secrets
    sampling = _Sampling(schema, random)
    header = [slot for slot in schema.slots if slot.tag.startswith(("audit.", "subject."))]
    for slot in header:
        sampling.answer(slot)
    tags = standing(sampling.record) if standing is not None else None
    body = [
        slot
        for slot in schema.slots
        if slot not in header and (tags is None or slot.repeating or slot.tag in tags)
    ]
    for slot in body:
        if slot.repeating is None and not slot.tag.startswith("escalation."):
            sampling.answer(slot)
    sampling.tick_one_of_each(body)
    sampling.escalate(body)
    sampling.act([slot for slot in body if slot.repeating])
    return canonical(sampling.record, schema.slots)


class _Sampling:
    """The record as it grows. `quality` is how good the work is that this audit finds, 0 to 1."""

    def __init__(self, schema: FormSchema, random: Random) -> None:
        self.schema = schema
        self.random = random
        self.record: Record = {}
        self.quality = random.betavariate(3, 2)
        self.audited = _FIRST_DAY + timedelta(weeks=random.randrange(24), days=random.randrange(5))
        self._blank: dict[str, bool] = {}

    def answer(self, slot: Slot) -> None:
        """Answers one slot outside the repeating parts, or leaves it blank."""
        only_if_inadequate = (slot.label or slot.title).lower().startswith("if inadequate")
        if only_if_inadequate and get(self.record, "overall.grade") != "inadequate":
            return
        if slot.kind is Kind.TICK:
            put(self.record, slot.tag, _is_one_of_several(slot) is False and self.random.random() < 0.5)
        elif not self._stays_blank(slot):
            put(self.record, slot.tag, self._value(slot))

    def _stays_blank(self, slot: Slot) -> bool:
        """A third of what is not needed; a grade and its reasons go together."""
        last = slot.tag.rpartition(".")[2]
        optional = self.schema.declaration.blanks_allowed or last.endswith(("comments", "comment"))
        if slot.tag in _ALWAYS or not optional:
            return False
        together = slot.tag
        for ending in ("rationale", "grade", "evidence", "reason", "moderated_", "primary_"):
            together = together.removesuffix(ending)
        return self._blank.setdefault(together, self.random.random() < 1 / 3)

    def _value(self, slot: Slot) -> Value:
        match slot.kind:
            case Kind.CHOICE:
                return self._choice(slot)
            case Kind.DATE:
                return self._day(slot.tag)
            case Kind.NUMBER:
                return self._number(slot)
            case _:
                return self._text(slot)

    def _choice(self, slot: Slot) -> str:
        codes = [option.code for option in slot.options]
        scale = scale_of(slot.options, self.schema.declaration.scale)
        if scale is not None and all(scale.rank(code) is not None for code in codes):
            aim = (1 - self.quality) * (len(codes) - 1) + self.random.gauss(0, 0.6)
            return min(codes, key=lambda code: abs((scale.rank(code) or 0) - aim))
        if "no" in codes and self.random.random() < self.quality:
            return codes[0]
        return self.random.choice(codes)

    def _day(self, tag: str) -> date:
        ago = timedelta(days=self.random.randrange(8, 200))
        match tag.split("."):
            case ["audit", "date"] | ["escalation", "at"]:
                return self.audited
            case ["audit", "period_to"]:
                return self.audited - timedelta(days=4)
            case ["audit", "period_from"]:
                return self.audited - timedelta(days=self.random.choice((187, 369)))
            case ["subject", "date_of_birth"]:
                years = self.random.randrange(16, 24) if self._is_grown_up() else self.random.randrange(1, 15)
                return self.audited - timedelta(days=366 * years + ago.days)
            case ["subject", "expected_date_of_delivery"]:
                return self.audited + ago
            case ["signoff", *_]:
                return self.audited + timedelta(days=self.random.randrange(10))
            case ["actions", "due"]:
                return self.audited + timedelta(days=self.random.randrange(7, 90))
            case _:
                return self._past(tag, ago)

    def _past(self, tag: str, ago: timedelta) -> date:
        earlier = get(self.record, words.LATER.get(tag, tag))
        if isinstance(earlier, date):
            return earlier + timedelta(days=self.random.randrange(1, (self.audited - earlier).days))
        return self.audited - ago

    def _is_grown_up(self) -> bool:
        return self.schema.declaration.subject == "young_person"

    def _number(self, slot: Slot) -> int:
        about = f"{slot.label or slot.title} {slot.tag}".lower()
        for word, least, most in (
            ("pregnan", 6, 32),
            ("gestation", 6, 32),
            ("attendance", 55, 100),
            ("month", 1, 30),
        ):
            if word in about:
                return self.random.randint(least, most)
        return self.random.randrange(8)

    def _text(self, slot: Slot) -> str:
        random = self.random
        first, last = slot.tag.partition(".")[0], slot.tag.rpartition(".")[2]
        if slot.tag == "audit.reference" or last == "audit_reference":
            return make_reference(2026, random.randrange(1, 1_000_000))
        if last in ("team", "service_area"):
            return random.choice(words.TEAMS)
        if last.endswith("role"):
            return random.choice(words.OWNER_ROLES if first == "actions" else words.ROLES)
        if last in ("record_id", "urn"):
            return str(random.randrange(1_000_000, 9_999_999))
        if last == "initials":
            unborn = self.schema.declaration.subject == "unborn_child"
            return f"Unborn {words.initials(random)}" if unborn else words.initials(random)
        if "terms" in last:
            return random.choice(words.TERMS)
        if first == "signoff" and last == "name":
            return self._signing(slot.tag.split(".")[1])
        if first in ("audit", "subject") or last in ("name", "owner", "held_by"):
            return words.name(random)
        if first in ("experience", "feedback"):
            return random.choice(words.FEEDBACK.get(last, words.EXPERIENCE))
        if last == "impact":
            return random.choice(words.IMPACT)
        if last.endswith(("comments", "comment", "evidence", "reason")) and slot.kind is Kind.TEXT:
            return random.choice((*words.SHORT, words.prose(random, self.quality, 4)))
        leaning = {"strengths": 1.0, "improvements": 0.0}.get(last, self.quality)
        return words.prose(random, leaning)

    def _signing(self, role: str) -> str:
        named = (str(get(self.record, tag) or "") for tag in words.HEADER.get(role, ()))
        return next(filter(None, named), "") or words.name(self.random)

    def tick_one_of_each(self, slots: Collection[Slot]) -> None:
        """Ticks one box of each question that has several; none where the question stays blank."""
        groups: dict[str, list[Slot]] = {}
        for slot in slots:
            if _is_one_of_several(slot):
                groups.setdefault(slot.tag.removesuffix(exclusive_ending(slot.tag)), []).append(slot)
        for group in groups.values():
            blank = self.schema.declaration.blanks_allowed and self.random.random() < 1 / 3
            if not blank:
                first = self.random.random() < self.quality
                ticked = group[0] if first else self.random.choice(group)
                put(self.record, ticked.tag, value=True)

    def escalate(self, slots: Collection[Slot]) -> None:
        """Says who was told: always where a grade is Inadequate or a child not safe, seldom otherwise."""
        serious = any(self._is_serious(slot) for slot in slots if slot.kind is Kind.CHOICE)
        told = serious or self.random.random() < 0.15
        for slot in slots:
            match slot.tag.split("."):
                case ["escalation", "needed"]:
                    put(self.record, slot.tag, told if slot.kind is Kind.TICK else "yes" if told else "no")
                case ["escalation", "told"] if told:
                    who = words.TOLD.format(
                        name=words.name(self.random), role=self.random.choice(words.ROLES)
                    )
                    put(self.record, slot.tag, who)
                case ["escalation", "at"] if told:
                    on = self.audited if slot.kind is Kind.DATE else f"{self.audited:%d/%m/%Y}, 14:20"
                    put(self.record, slot.tag, on)
                case ["escalation", _] if told and slot.kind in (Kind.TEXT, Kind.RICH_TEXT):
                    put(self.record, slot.tag, self.random.choice(words.AGREED))
                case _:
                    pass

    def _is_serious(self, slot: Slot) -> bool:
        code = get(self.record, slot.tag)
        text = next((option.text for option in slot.options if option.code == code), "")
        return "nadequate" in text or (code == "no" and "safe" in (slot.label or slot.title).lower())

    def act(self, slots: Collection[Slot]) -> None:
        """Adds the rows of the repeating parts: none to twelve, one at least where a grade is Inadequate."""
        for part in dict.fromkeys(slot.repeating for slot in slots if slot.repeating):
            least = (
                1
                if any(self._is_serious(slot) for slot in self.schema.slots if slot.kind is Kind.CHOICE)
                else 0
            )
            texts = self.random.sample(words.ACTIONS, len(words.ACTIONS))
            for row in range(max(least, self.random.choice((0, 1, 2, 3, 3, 4, 5, 6, 8, 12)))):
                for slot in (slot for slot in slots if slot.repeating == part):
                    if slot.tag == "actions.what":
                        put(self.record, slot.tag, texts[row % len(texts)], row)
                    elif slot.kind is Kind.TICK:
                        put(self.record, slot.tag, self.random.random() < 0.7, row)
                    elif slot.tag in ("actions.owner", "actions.due") or self.random.random() < 2 / 3:
                        put(self.record, slot.tag, self._in_row(slot), row)

    def _in_row(self, slot: Slot) -> Value:
        match slot.tag:
            case "actions.impact":
                return self.random.choice(words.DIFFERENCE)
            case "actions.section" if slot.kind is not Kind.CHOICE:
                return str(self.random.randrange(1, 9))
            case _:
                return self._value(slot)


def _is_one_of_several(slot: Slot) -> bool:
    return slot.kind is Kind.TICK and slot.repeating is None and bool(exclusive_ending(slot.tag))
