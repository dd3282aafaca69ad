"""What can be wrong with a form as a whole: its declaration, its tables, what stands in boxes."""

import re
from collections.abc import Iterator

from schemas.edition import EDITION, Kind
from service.problem import CODES
from service.word.linting.finding import Finding
from service.word.linting.sheet import Sheet
from service.word.names import w

WHOLE = "the form as a whole"
_BOX, _TBL, _GRID, _COLUMN = w("txbxContent"), w("tbl"), w("tblGrid"), w("gridCol")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_DECLARE = (
    "Make a plain form of your own two-way (`python -m service forms adopt`), or start one from an outline (`python -m "
    "service forms build`) and change the rest of it in Word: both write the declaration."
)


def declaration(sheet: Sheet) -> Iterator[Finding]:
    """The declaration: missing, lacking something, or about slots and codes that are not there."""
    said = sheet.declared
    if said is None:
        yield Finding(
            "no-declaration",
            WHOLE,
            "The form does not declare its key, title and edition (a custom XML part of its own), so copies of it "
            "cannot be told from those of other forms and editions.",
            _DECLARE,
        )
        return
    for name, value in (("key", said.key), ("title", said.title), ("edition", said.edition)):
        if not value.strip():
            yield Finding("declaration", WHOLE, f"The form declares no {name}.", _DECLARE)
    if said.edition.strip() and not EDITION.fullmatch(said.edition):
        message = (
            f"The edition “{said.edition}” should be letters, digits, spaces and the signs . _ ( ) -, such as 2.1 or "
            "March 2026: it stands in addresses."
        )
        yield Finding("declaration", WHOLE, message, "Give the form another edition.")
    if said.key and not _KEY.fullmatch(said.key):
        message = (
            f"The key “{said.key}” is not made of small letters, digits and underscores, a letter first."
        )
        yield Finding(
            "declaration", WHOLE, message, "Change the key in the outline and build the form again."
        )
    tags = {slot.tag for slot in sheet.slots}
    for tag, kind in said.types.items():
        if tag not in tags or kind != Kind.NUMBER:
            message = f"The form declares “{tag}” to be a {kind}, but " + (
                "has no slot of this tag." if tag not in tags else "only “number” can be declared."
            )
            yield Finding("declaration", WHOLE, message, "Give a slot this tag, or take the line out.")
    for tag in said.was:
        if tag not in tags:
            message = f"The form says what “{tag}” was called before, but has no slot of this tag."
            yield Finding("declaration", WHOLE, message, "Give a slot this tag, or take the line out.")
    for code in said.off:
        if code not in CODES:
            message = f"The form switches off “{code}”, which is no problem code."
            yield Finding("declaration", WHOLE, message, "See docs/problems.md for the codes.")


def document(sheet: Sheet) -> Iterator[Finding]:
    """What no form should be or hold, whatever its slots are."""
    if sheet.package.strict:
        yield Finding(
            "strict",
            WHOLE,
            "The form is saved as Strict Open XML, which many programs cannot write back.",
            "In Word, use Save As and choose “Word Document (*.docx)”, not “Strict Open XML Document”.",
        )
    if not sheet.slots:
        yield Finding(
            "no-slots",
            WHOLE,
            "The form has no slot: nothing in it can be filled or read.",
            "Let `python -m service forms adopt` find its places and put content controls there, or put one with a tag "
            "where each answer belongs (Developer tab).",
        )
    if sheet.view.revisions:
        yield Finding(
            "tracked-changes",
            WHOLE,
            "The form holds tracked changes, which every copy would carry on.",
            "Accept or reject them all (Review tab).",
        )
    if sheet.view.commented:
        message = "The form holds comments, which every copy would carry on."
        yield Finding("comments", WHOLE, message, "Delete them all (Review tab).")


def tables(sheet: Sheet) -> Iterator[Finding]:
    """Tables without the list of their columns, as other programs than Word write them."""
    for _, root in sheet.stories:
        for table in root.iter(_TBL):
            grid = table.find(_GRID)
            if grid is None or grid.find(_COLUMN) is None:
                yield Finding(
                    "no-grid",
                    sheet.of_element(table),
                    "This table has no grid: the file does not say what columns it has.",
                    "Open the form in Word, change the width of a column of this table and save.",
                )


def boxes(sheet: Sheet) -> Iterator[Finding]:
    """Answers in text boxes: these are stored twice and move about. One that only says something does no harm."""
    for _, root in sheet.stories:
        for box in root.iter(_BOX):
            if any(str(above.tag).endswith("}Fallback") for above in box.iterancestors()):
                continue
            if next(box.iter(w("sdt"), w("ffData")), None) is None:
                continue
            text = " ".join("".join(t.text or "" for t in box.iter(w("t"))).split())
            said = f" with “{text[:60]}”" if text else ""
            yield Finding(
                "text-box",
                sheet.of_element(box),
                f"A place for an answer in a text box{said}: Word stores it twice, and other programs move it about.",
                "Put its content into the text or into a table, and delete the box.",
            )
