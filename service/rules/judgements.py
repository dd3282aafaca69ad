"""Where a form asks for a grade and where for its reasons."""

from functools import lru_cache

from schemas.edition import Kind, Slot
from schemas.form import FormSchema
from schemas.scales import Scale, scale_of
from service.rules.case import Case

OVERALL = "overall.grade"

_REASONS = ("rationale", "reason", "reasons", "analysis", "evidence")


def is_judgement(slot: Slot) -> bool:
    """Whether the auditor judges quality here.

    Neither a grade copied from an earlier audit nor a worker's own score is a judgement of this audit.
    """
    if slot.kind is not Kind.CHOICE or not slot.tag.startswith(("sections.", "overall.")):
        return False
    last = slot.tag.rpartition(".")[2]
    return (last in ("grade", "score") or last.endswith("_grade")) and not last.endswith("primary_grade")


def judgements(case: Case) -> tuple[tuple[Slot, Scale], ...]:
    """Every slot for a judgement, with its scale, in the form's order."""
    return _judgements(case.schema)


@lru_cache(maxsize=64)
def _judgements(schema: FormSchema) -> tuple[tuple[Slot, Scale], ...]:
    found = (
        (slot, scale_of(slot.options, schema.declaration.scale))
        for slot in schema.slots
        if is_judgement(slot)
    )
    return tuple((slot, scale) for slot, scale in found if scale is not None)


def is_inadequate(slot: Slot, value: object) -> bool:
    """Whether a judgement says Inadequate, by whatever code the form has for it (“0 – Inadequate”)."""
    if value == "inadequate":
        return True
    text = next((option.text for option in slot.options if option.code == value), "")
    return text.lower().endswith("inadequate")


def inadequate(case: Case) -> list[str]:
    """The tags of the judgements that say Inadequate, in the form's order."""
    return [slot.tag for slot, _ in judgements(case) if is_inadequate(slot, case.value(slot.tag))]


def reasons_for(case: Case, grade: str) -> str | None:
    """The tag of the slot for the reasons of a grade; None where the form has none.

    `sections.plan.grade` has `sections.plan.rationale`, `sections.plan.needs_grade` has
    `sections.plan.needs_evidence`.
    """
    path, _, last = grade.rpartition(".")
    stem = last.removesuffix("grade").removesuffix("score").removesuffix("moderated_")
    for name in _REASONS:
        tag = f"{path}.{stem}{name}"
        if tag in case.slots and case.slots[tag].kind in (Kind.TEXT, Kind.RICH_TEXT):
            return tag
    return None
