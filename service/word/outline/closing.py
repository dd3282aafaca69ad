"""What is judged at the end of a section."""

from schemas.edition import Kind
from schemas.lists import options
from service.word.outline.blocks import Block, Cell, Table, Words, caption, shared
from service.word.outline.naming import Part
from service.word.outline.prompts import GRADE

REASONS = "Write the reasons for the grade here"


def closing(part: Part) -> list[Block]:
    """A table of labels and slots for what is wanted: own score, strengths, improvements, grade, reasons."""
    section = part.section
    in_row = section.shape == "A" and not section.questions
    wanted = section.closing - ({"grade", "rationale"} if in_row else set())
    overall = section.shape == "B"
    rows: list[tuple[Cell, ...]] = []
    if "self_score" in wanted:
        slot = part.own("self_score", "worker's own score", Kind.CHOICE, GRADE, part.grades)
        rows.append(
            (_label("Worker's own score", "Given by the worker. It does not decide the grade."), slot)
        )
    if "strengths" in wanted:
        rows.append(
            (
                _label("Strengths"),
                part.own("strengths", "strengths", Kind.RICH_TEXT, "Write what went well here"),
            )
        )
    if "improvements" in wanted:
        slot = part.own(
            "improvements", "areas to improve", Kind.RICH_TEXT, "Write what should be better here"
        )
        rows.append((_label("Areas to improve"), slot))
    if "score" in wanted:
        rows.append(_score(part))
    if "grade" in wanted:
        name = "Overall quality of this area" if overall else "Judgement" if section.shape == "E" else "Grade"
        rows.append((_label(name), part.own("grade", "grade", Kind.CHOICE, GRADE, part.grades)))
    if "rationale" in wanted:
        rows.append(
            (
                _label("Analysis" if overall else "Rationale"),
                part.own("rationale", "rationale", Kind.RICH_TEXT, REASONS),
            )
        )
    rows += [(_label(ask.label, ask.help), ask.slot) for ask in section.extra]
    if not rows:
        return []
    name = part.name(_name(wanted, overall=overall))
    return [caption(name), Table(name, ("This area", "Answer"), shared(26, 74), tuple(rows))]


def _name(wanted: frozenset[str], *, overall: bool) -> str:
    """What the table is called, by what it asks for."""
    if wanted <= {"score"}:
        return "Score" if wanted else "Further details"
    if wanted == {"self_score"}:
        return "Worker's own score"
    return "Overall quality" if overall else "Judgement"


def _score(part: Part) -> tuple[Cell, Cell]:
    if part.section.shape == "D":
        choices = options("zero_to_three")
        return _label("Score for this part"), part.own(
            "score", "score", Kind.CHOICE, "Choose 0 to 3", choices
        )
    slot = part.own("score", "points", Kind.NUMBER, "Write the points")
    return _label("Points for this part", "Add the points of the rows above."), slot


def _label(text: str, help: str = "") -> Words:  # noqa: A002
    return Words(text, help, strong=True)
