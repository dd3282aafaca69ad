"""What can be wrong with where slots stand and what they show: things that make a copy hard to read back."""

from collections.abc import Iterator
from dataclasses import replace

from schemas.edition import Kind, Slot
from schemas.soundness import faults_of
from service.word.keys import key_of
from service.word.linting.controls import PROPERTIES
from service.word.linting.document import WHOLE
from service.word.linting.finding import Finding
from service.word.linting.sheet import Sheet
from service.word.promptlike import asks
from service.word.skeleton import JINJA, outside, slot_of
from service.word.text import Line


def prompts(sheet: Sheet) -> Iterator[Finding]:
    """Prompts that look like the form's own text: a copy without its controls could not be read for sure."""
    statics = {key_of(JINJA.sub(" ", text)): " ".join(text.split()) for text in _statics(sheet)}
    for slot in sheet.slots:
        prompt = key_of(slot.prompt)
        if not prompt or slot.kind is Kind.TICK:
            continue
        like = next((text for key, text in statics.items() if key.startswith(prompt)), None)
        if like is not None:
            how = "is also a text of the form" if key_of(like) == prompt else f"is how “{like[:60]}” begins"
            yield Finding(
                "prompt",
                sheet.of_tag(slot.tag),
                f"The prompt “{slot.prompt}” of “{slot.title}” {how}.",
                "Say what to do in the prompt: “Write the name”, “Choose a grade”.",
            )


def choices(sheet: Sheet) -> Iterator[Finding]:
    """Choices that cannot be made, since the list shows them when nothing is chosen; “Choose one” is no choice."""
    for control, slot in sheet.controls():
        offered = {option.text for option in slot.options}
        for option in control.properties.options if slot.kind is Kind.CHOICE else ():
            if option.text not in offered and not asks(option.text):
                yield Finding(
                    "choice-shown",
                    sheet.of(control),
                    f"“{option.text}” is a choice of “{slot.title}” and also its prompt; it would count as no answer.",
                    "Let the list show something else until a choice is made: “Choose one”.",
                )


def neighbours(sheet: Sheet) -> Iterator[Finding]:
    """Slots with nothing between them in one paragraph: without their controls they are one answer."""
    for line, index, _, paragraph in sheet.paragraphs():
        last: Slot | None = None
        between = ""
        for text, control, _ in paragraph.runs:
            slot = slot_of(control, sheet.of_control)
            if slot is None:
                between += text
                continue
            if last is not None and slot is not last and not between.strip():
                yield Finding(
                    "neighbours",
                    sheet.at(line, index),
                    f"“{last.title}” and “{slot.title}” stand in one paragraph with no text between them.",
                    "Give each a cell of its own, or put a word between them.",
                )
            last, between = slot, ""


def labels(sheet: Sheet) -> Iterator[Finding]:
    """Slots with no text beside, above or before them that says what is asked."""
    above: dict[int, Line] = {}
    for before, line in zip(sheet.view.lines, sheet.view.lines[1:], strict=False):
        above[id(line)] = before
    for slot in sheet.slots:
        if slot.label or slot.column:
            continue
        line, cell = next(control.places[0] for control, of in sheet.controls() if of is slot)
        before_it = above.get(id(line))
        if before_it is None or before_it.story != line.story or not _says(sheet, before_it):
            yield Finding(
                "no-label",
                sheet.at(line, cell),
                f"Nothing beside or above “{slot.title}” says what is asked there.",
                "Write the question into the cell before it, above its column or before it in its paragraph.",
            )


def soundness(sheet: Sheet) -> Iterator[Finding]:
    """What keeps a record of these slots from being written down and read back."""
    singles = {
        slot.tag
        for slot in sheet.slots
        if sum(one.tag.partition(".")[0] == slot.repeating and one.repeating is None for one in sheet.slots)
    }
    # A tag that stands twice by mistake looks like a repeating row; that is another rule's to say.
    slots = [replace(slot, repeating=None) if slot.tag in singles else slot for slot in sheet.slots]
    for fault in faults_of(sheet.declaration, slots):
        place = sheet.of_tag(fault.path)
        mend = f"Change it {PROPERTIES}." if place else "Change it in the outline and build the form again."
        named = f"“{fault.path}”: " if place else ""
        yield Finding("unsound", place or WHOLE, f"{named}{fault.message}", mend)


def _statics(sheet: Sheet) -> Iterator[str]:
    """The form's own text, paragraph by paragraph: all that stands in no control but those around others."""
    around = {control.inside.number for control in sheet.view.controls if control.inside is not None}
    for _, _, _, paragraph in sheet.paragraphs():
        yield "".join(run[0] for run in paragraph.runs if run[1] is None or run[1].number in around)


def _says(sheet: Sheet, line: Line) -> bool:
    return any(
        outside(paragraph, sheet.of_control).strip() for cell in line.cells for paragraph in cell.paragraphs
    )
