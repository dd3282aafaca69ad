"""What is wrong with a form, all at once: each with where it is and how to mend it."""

from collections.abc import Iterator

from schemas.edition import Kind
from service.errors import Refused, Unfit
from service.reading import FoundBy, State
from service.word.fill import fill
from service.word.form import load_form
from service.word.linting import composed, controls, document, places, template
from service.word.linting.document import WHOLE
from service.word.linting.finding import Finding
from service.word.linting.sheet import sheet_of
from service.word.package import open_package
from service.word.properties import REFERENCE, custom_properties
from service.word.read import read

RULES = (
    document.declaration,
    document.document,
    document.tables,
    document.boxes,
    controls.tags,
    controls.names,
    controls.twice,
    controls.misfits,
    controls.template_tags,
    places.soundness,
    places.prompts,
    places.choices,
    places.neighbours,
    places.labels,
    template.written,
    template.named,
)

_READS = "reads-answered"

COPY = (
    "This is a copy of a form, made for one audit, and not a form: check the form that it was made from, or, if this "
    f"is to become a form itself, delete its custom property {REFERENCE} first."
)


def lint(data: bytes) -> list[Finding]:
    """What is wrong with the form in the bytes of a .docx, in reading order; empty where nothing is.

    It is tried, too: read as it is, and filled with nothing and read back. Raises Refused where the bytes are no
    Word document that can be opened, or a copy that was made for one audit (`copy`).
    """
    package = open_package(data)
    if custom_properties(package).get(REFERENCE):
        raise Refused("copy", COPY)
    sheet = sheet_of(package)
    found = [finding for rule in RULES for finding in rule(sheet)]
    if not any(one.rule.startswith("template") for one in found):
        found += composed.conditions(sheet)
    # What is wrong by the rules explains why it does not fit; what a blank copy says is told in any case.
    found += [one for one in _tried(data) if not found or one.rule == _READS]
    order = sheet.order()
    return sorted(found, key=lambda one: order.get(one.where, -1))


def _tried(data: bytes) -> Iterator[Finding]:
    """What comes of handing the form out, as it is or filled with nothing: each slot by its control, none answered."""
    try:
        form = load_form(data)
        filled = fill(form, form.schema.from_json({})[0])
    except Unfit as unfit:
        for fault in unfit.faults:
            yield Finding("unfit", WHOLE, f"{fault.path}: {fault.message}", "Mend what the sentence names.")
        return
    answers = {
        answer.tag: answer
        for copy in (data, filled)
        for answer in read(copy, [form], form).answers
        if answer.state in (State.ANSWERED, State.UNREADABLE)
        or answer.found_by not in (FoundBy.CONTROL, None)
    }
    for answer in answers.values():
        said = f" as “{answer.said[:60]}”" if answer.said.strip() else ""
        slot = form.by_tag[answer.tag]
        mend = "Take its tick off" if slot.kind is Kind.TICK else "Set its prompt anew"
        message = f"“{slot.title}” reads{said}, though nobody answered it."
        yield Finding(_READS, answer.where, message, f"{mend} and save the form in Word.")
