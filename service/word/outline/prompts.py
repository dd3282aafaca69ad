"""What a slot shows until it is answered, where the outline does not say."""

from schemas.edition import Kind

DATE = "dd/mm/yyyy"
GRADE = "Choose a grade"

_PROMPTS = {
    Kind.TEXT: "Write here",
    Kind.RICH_TEXT: "Write here",
    Kind.CHOICE: "Choose",
    Kind.DATE: DATE,
    Kind.TICK: "☐",
    Kind.NUMBER: "Type a number",
}


def prompt_of(kind: Kind, given: str = "") -> str:
    """The given prompt, or one that suits the kind. A tick box shows its empty box, whatever is given."""
    return _PROMPTS[kind] if kind is Kind.TICK else given or _PROMPTS[kind]
