"""What can be wrong with a form's controls: their tags, their titles, and what they stand around."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from schemas.tags import LONGEST, check_kind, check_tag
from service.word.linting.finding import Finding
from service.word.linting.sheet import Sheet
from service.word.names import w
from service.word.slots import FF_DATA, FLD_CHAR, SDT_PR
from service.word.text import Control

PROPERTIES = "in the control's properties (Developer tab, Properties)"
_AROUND = {w("tc"): "a table cell", w("tr"): "a table row", w("tbl"): "a table"}
_MARKS = ("{{", "{%", "{#")


def tags(sheet: Sheet) -> Iterator[Finding]:
    """Tags outside the grammar, and slots that the shared vocabulary knows as another kind."""
    for slot in sheet.slots:
        legacy = next(one for one, of in sheet.controls() if of is slot).element.tag == FLD_CHAR
        message = check_tag(slot.tag)
        if message:
            mend = f"Change the tag “{slot.tag}” {PROPERTIES}."
            if legacy:
                mend = f"Replace the old form field “{slot.tag}” by a content control, whose tag can be a whole path."
            yield Finding("tag", sheet.of_tag(slot.tag), message, mend)
        elif wrong := check_kind(slot.tag, slot.kind):
            mend = "Replace it by a control of that kind, or give it another tag."
            yield Finding("kind", sheet.of_tag(slot.tag), wrong, mend)


def names(sheet: Sheet) -> Iterator[Finding]:
    """Controls without a tag or a title."""
    slots = {control.number for control, _ in sheet.controls()}
    around = {control.inside.number for control in sheet.view.controls if control.inside is not None}
    for control in sheet.view.controls:
        says = control.properties
        if says.kind is None or _in_slot(control, slots):
            continue
        if control.element.tag == FLD_CHAR:
            if not control.tag:
                message = "This old form field has no name (bookmark), so what is written in it is not read."
                mend = "Replace it by a content control with a tag and a title."
                yield Finding("field-name", sheet.of(control), message, mend)
        elif not control.tag:
            if control.number not in around:
                shown = says.title or " ".join(control.said.split())[:60]
                named = f" “{shown}”" if shown else ""
                message = f"The control{named} has no tag, so what is written in it is not read."
                yield Finding(
                    "no-tag", sheet.of(control), message, f"Give it a tag {PROPERTIES}, or delete it."
                )
        elif not says.title.strip():
            message = f"The control “{control.tag}” has no title: people and screen readers are not told what it is."
            yield Finding("no-title", sheet.of(control), message, f"Give it a title {PROPERTIES}.")
        elif len(says.title) > LONGEST:
            message = f"The title of “{control.tag}” has {len(says.title)} characters; Word takes {LONGEST}."
            yield Finding("long-title", sheet.of(control), message, f"Shorten it {PROPERTIES}.")


def twice(sheet: Sheet) -> Iterator[Finding]:
    """Tags that stand more than once without repeating, and action rows that do not repeat."""
    by_tag: dict[str, list[Control]] = defaultdict(list)
    for control, _ in sheet.controls():
        by_tag[control.tag].append(control)
    for tag, controls in by_tag.items():
        if len(controls) > 1 and not _repeats(controls, by_tag):
            places = "; ".join(dict.fromkeys(sheet.of(control) for control in controls[1:]))
            yield Finding(
                "tag-twice",
                sheet.of(controls[0]),
                f"The tag “{tag}” stands {len(controls)} times (again {places}); one place is one answer.",
                f"Give each control a tag of its own {PROPERTIES}, or put rows that repeat into a repeating section.",
            )
    for slot in sheet.slots:
        if slot.tag.startswith("actions.") and slot.repeating is None:
            yield Finding(
                "no-repeat",
                sheet.of_tag(slot.tag),
                f"“{slot.tag}” belongs to the list of actions, but its row does not repeat: there can be one action.",
                "Select the row and make it a repeating section (Developer tab, Repeating Section Content Control).",
            )


def misfits(sheet: Sheet) -> Iterator[Finding]:
    """Controls around cells, rows or tables, and tagged controls that are no slot."""
    slots = {control.number for control, _ in sheet.controls()}
    for control in sheet.view.controls:
        content = control.element.find(w("sdtContent"))
        for child in content if content is not None else ():
            what = _AROUND.get(str(child.tag), "")
            allowed = control.repeats and child.tag == w("tr")
            if what and not allowed and (child.tag != w("tbl") or control.number in slots):
                yield Finding(
                    "control-around",
                    sheet.of(control),
                    f"The control “{control.properties.title or control.tag}” stands around {what}, not in a cell. "
                    "Other programs drop such a control with all that it holds.",
                    "Delete the control, put the cursor into the cell and insert it there.",
                )
                break
        says = control.properties
        if control.tag and says.kind is not None and not control.repeats and control.number not in slots:
            inside = _in_slot(control, slots)
            yield Finding(
                "no-slot",
                sheet.of(control),
                f"The control “{control.tag}” has a tag, but "
                + (
                    "it is part of the slot that it stands in."
                    if inside
                    else "it stands around more than one answer."
                ),
                "Take one of the two away." if inside else "Take its tag away, or the control.",
            )


def template_tags(sheet: Sheet) -> Iterator[Finding]:
    """Template tags in a control: in its text, its title, its tag or its list."""
    around = {control.inside.number for control in sheet.view.controls if control.inside is not None}
    for control in sheet.view.controls:
        says = control.element.find(FF_DATA if control.element.tag == FLD_CHAR else SDT_PR)
        given = [
            str(value)
            for part in (says if says is not None else ())
            for one in part.iter()
            for value in one.attrib.values()
        ]
        if control.number not in around and control.properties.kind is not None:
            given.append(control.said)
        found = next((text for text in given if any(mark in text for mark in _MARKS)), None)
        if found is not None:
            yield Finding(
                "template-in-control",
                sheet.of(control),
                f"The control “{control.properties.title or control.tag}” holds a template tag: “{found[:60]}”.",
                "Take it out of the control, its title, its tag and its list. A slot is filled by its tag alone.",
            )


def _in_slot(control: Control, slots: set[int]) -> bool:
    return any(above.number in slots for above in control.around())


def _repeats(controls: Sequence[Control], by_tag: dict[str, list[Control]]) -> bool:
    """Whether the controls stand once in each item of a repeating section, or in rows of a table that all repeat."""
    items = [_item(control) for control in controls]
    if all(items):
        return len(set(items)) == len(items)
    if any(not control.places for control in controls):
        return False
    rows = [(control.places[0][0].table, control.places[0][0].row) for control in controls]
    first = controls[0].tag.partition(".")[0]
    group = [found for tag, found in by_tag.items() if tag.partition(".")[0] == first]
    return (
        all(table for table, _ in rows)
        and len({table for table, _ in rows}) == 1
        and len(set(rows)) == len(rows)
        and all(len(found) > 1 for found in group)
    )


def _item(control: Control) -> int | None:
    return next((above.number + 1 for above in control.around() if above.repeats == "item"), None)
