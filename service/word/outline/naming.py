"""The names a section gives its slots: tags for programs, titles for people and screen readers."""

from dataclasses import dataclass

from schemas.edition import Kind, Option, Slot
from service.word.outline.model import Question, Section
from service.word.outline.prompts import prompt_of

LONGEST = 64
"""Word keeps no longer tag or title of a control."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its number in the form and the form's grades."""

    section: Section
    number: int
    grades: tuple[Option, ...]

    def no(self, question: Question) -> str:
        """The question's number, as printed: `3.2`."""
        return f"{self.number}.{self.section.questions.index(question) + 1}"

    def name(self, what: str) -> str:
        """What a part of the section is called: `3. Judgement`."""
        return f"{self.number}. {what}"

    def own(
        self, name: str, what: str, kind: Kind, prompt: str = "", options: tuple[Option, ...] = ()
    ) -> Slot:
        """A slot of the section as a whole (`sections.plan.grade`)."""
        title = titled(f"{self.number}. {self.section.title}", what)
        return Slot(f"sections.{self.section.key}.{name}", title, kind, prompt_of(kind, prompt), options)

    def slot(
        self,
        question: Question,
        ending: str,
        what: str,
        kind: Kind,
        prompt: str = "",
        options: tuple[Option, ...] = (),
    ) -> Slot:
        """A slot of one question: `sections.plan.smart`, with an ending `sections.plan.smart_evidence`."""
        number = self.no(question) + " " if question in self.section.questions else f"{self.number} "
        return Slot(
            f"sections.{self.section.key}.{question.key}{ending}",
            titled(f"{number}{question.text}", what),
            kind,
            prompt_of(kind, prompt),
            options,
        )


def titled(text: str, what: str) -> str:
    """`text: what`, the text shortened at a word where the whole would be too long for a title."""
    ending = f": {what}" if what else ""
    room = LONGEST - len(ending)
    text = text.rstrip(".:?; ")
    if len(text) > room:
        text = text[: room - 1].rpartition(" ")[0].rstrip(",.:;?– ") + "…"
    return text + ending
