"""Dates of a list of cases that may have their month first, as others of their column have: nobody can tell."""

from collections.abc import Mapping
from dataclasses import replace

from schemas.day import is_either_way, is_month_first
from schemas.edition import Kind, Slot
from schemas.trouble import quoted
from service.workflow.cases.cells import Cell, Row, Sheet


def in_doubt(sheet: Sheet, columns: Mapping[int, Slot]) -> Sheet:
    """The list with a doubt in each date that is another day with its month first, as one of its column has it.

    Spreadsheets, too, make dates of such texts, of those that are days when they are read day first: 06/04/2026 becomes
    one, 06/13/2026 stays a text.
    """
    proofs = {
        at: proof for at, slot in columns.items() if slot.kind is Kind.DATE and (proof := _proof(sheet, at))
    }
    if not proofs:
        return sheet
    return replace(sheet, rows=tuple(_doubted(row, proofs) for row in sheet.rows))


def _proof(sheet: Sheet, at: int) -> tuple[int, str] | None:
    """The first row whose date can only be meant with its month first, and that date."""
    said = ((row.number, row.cells[at].said) for row in sheet.rows if at < len(row.cells))
    return next(((number, text) for number, text in said if is_month_first(text)), None)


def _doubted(row: Row, proofs: Mapping[int, tuple[int, str]]) -> Row:
    cells = tuple(
        replace(cell, doubt=_told(cell, *proofs[at])) if at in proofs and is_either_way(cell.said) else cell
        for at, cell in enumerate(row.cells)
    )
    return replace(row, cells=cells)


def _told(cell: Cell, row: int, proof: str) -> str:
    return (
        f"{quoted(cell.said)} is one day with the day first and another with the month first, and row {row} of this "
        f"column has {quoted(proof)}, with the month first. Write the month as a word: 4 June 2026."
    )
