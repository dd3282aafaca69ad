"""An empty list of cases for a form: a workbook with the columns that its header has, to be filled in."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from schemas.edition import Kind, Slot
from schemas.text import key
from service.word.form import Form
from service.workflow.cases.cells import MOST_ROWS
from service.workflow.send_out import header_slots

_ROWS = 500
"""How many rows are made ready; more can be written below."""
_LONGEST_LIST = 255
"""Letters that Excel takes as a list of choices."""


def blank_list(form: Form) -> bytes:
    """A workbook with a column for each question of the header. Numbers stay as they are typed, for they are texts."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Cases"
    sheet.freeze_panes = "A2"
    for at, (slot, name) in enumerate(columns(header_slots(form)), 1):
        head = sheet.cell(1, at, name)
        head.font = Font(bold=True)
        head.alignment = Alignment(wrap_text=True, vertical="top")
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = 22
        shown_as = {Kind.DATE: "dd/mm/yyyy", Kind.NUMBER: "0"}.get(slot.kind, "@")
        for row in range(2, min(_ROWS, MOST_ROWS) + 2):
            sheet.cell(row, at).number_format = shown_as
        if listed := _choices(slot):
            choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}{min(_ROWS, MOST_ROWS) + 1}")
            sheet.add_data_validation(choice)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _choices(slot: Slot) -> str:
    """The choices of a slot as Excel takes them; empty where it cannot have them."""
    texts = [option.text for option in slot.options]
    listed = ",".join(texts)
    odd = any("," in text or '"' in text for text in texts)
    return "" if odd or len(listed) > _LONGEST_LIST else listed


def columns(slots: Sequence[Slot]) -> list[tuple[Slot, str]]:
    """Each slot with the name of its column: its title, or its tag where an earlier one has that title."""
    named = []
    seen: set[str] = set()
    for slot in slots:
        named.append((slot, slot.tag if key(slot.title) in seen else slot.title))
        seen.add(key(slot.title))
    return named
