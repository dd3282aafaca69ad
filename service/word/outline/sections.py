"""The sections of an outline."""

from jinja2 import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from schemas.edition import Option
from service.word.outline.asks import ask_of, column_of, question_of
from service.word.outline.given import Given
from service.word.outline.model import Section

SHAPES = ("A", "B", "C", "D", "E", "F", "G", "H", "I", "fields", "grid")
CLOSING = ("self_score", "strengths", "improvements", "grade", "rationale", "score")
_ALWAYS = {"B": {"grade", "rationale"}, "E": {"grade", "rationale"}, "D": {"score"}}
_NEEDS_QUESTIONS = frozenset("BCDFGHI") | {"fields", "grid"}
_JINJA = SandboxedEnvironment(autoescape=True)


def section_of(given: Given, scale: tuple[Option, ...]) -> Section:
    """One section with its questions, whatever its shape."""
    shape = given.one_of("shape", SHAPES)
    always = _ALWAYS.get(shape, set())
    section = Section(
        key=given.key(),
        title=given.text("title"),
        shape=shape,
        guidance=given.text("guidance", ""),
        good=given.texts("good"),
        when=_condition(given),
        questions=tuple(question_of(item, scale) for item in given.each("questions")),
        documents=tuple(question_of(item, scale) for item in given.each("documents")),
        columns=tuple(column_of(item, scale) for item in given.each("columns")),
        closing=frozenset(name for name in CLOSING if given.flag(name, default=name in always)),
        extra=tuple(ask_of(item, scale) for item in given.each("extra")),
    )
    given.done()
    _suits(given, section)
    return section


def _suits(given: Given, section: Section) -> None:
    """Notes what the section lacks for its shape, or has and the shape cannot show."""
    if section.shape in _NEEDS_QUESTIONS and not section.questions:
        given.fault("questions", f"shape {section.shape} needs some")
    if section.shape == "A" and not section.questions and not section.good:
        given.fault("good", "shape A needs prompts: `good`, or `questions` with prompts of their own")
    if section.documents and section.shape != "E":
        given.fault("documents", "only shape E has a grid of documents")
    if (section.shape == "grid") != bool(section.columns):
        given.fault("columns", "shape grid needs some, and no other shape has any")


def _condition(given: Given) -> str:
    when = given.text("when", "")
    if when:
        try:
            _JINJA.compile_expression(when)
        except TemplateSyntaxError as error:
            given.fault("when", f"is no condition: {error.message}")
    return when
