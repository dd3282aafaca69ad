"""What an outline says, as data."""

from dataclasses import dataclass

from schemas.edition import Declaration, Kind, Option, Slot


@dataclass(frozen=True, slots=True)
class Ask:
    """A slot with the text beside it; `help` is a short sentence under that text."""

    label: str
    slot: Slot
    help: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a section. `kind` is None where the section's shape says how it is answered."""

    key: str
    text: str
    kind: Kind | None = None
    options: tuple[Option, ...] = ()
    prompt: str = ""
    help: str = ""
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of answers in a grid; `width` is a share."""

    key: str
    title: str
    kind: Kind
    options: tuple[Option, ...] = ()
    prompt: str = ""
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Section:
    """One section: what is asked in which shape, and what is judged at its end (`closing`)."""

    key: str
    title: str
    shape: str
    guidance: str = ""
    good: tuple[str, ...] = ()
    when: str = ""
    questions: tuple[Question, ...] = ()
    documents: tuple[Question, ...] = ()
    columns: tuple[Column, ...] = ()
    closing: frozenset[str] = frozenset()
    extra: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Actions:
    """The table of actions: its columns in order, the choices of its priority, its blank rows."""

    columns: tuple[str, ...]
    priority: tuple[Option, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole outline.

    `compact` asks for as few pages as can be. `grades` are those of the declared scale, and `descriptors`
    says by their texts what they mean. `overall` names the parts wanted of the overall judgement. What is
    missing is None or empty.
    """

    declaration: Declaration
    grades: tuple[Option, ...]
    compact: bool = False
    purpose: str = ""
    guidance: tuple[str, ...] = ()
    header: tuple[Ask, ...] = ()
    descriptors: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    feedback: tuple[tuple[str, str], ...] = ()
    experience: tuple[tuple[str, str], ...] = ()
    overall: frozenset[str] = frozenset()
    overall_extra: tuple[Ask, ...] = ()
    actions: Actions | None = None
    escalation: tuple[Ask, ...] = ()
    signoff: tuple[tuple[str, str], ...] = ()
