"""A list of cases, CSV or a workbook, as the names of its columns and rows of cells."""

from service.errors import Refused
from service.workflow.cases.cells import Sheet
from service.workflow.cases.separated import read_separated
from service.workflow.cases.workbook import read_workbook


def sheet_of(data: bytes) -> Sheet:
    """The rows of a CSV file, or of the sheet that an .xlsx workbook opens with; empty rows are left out.

    Raises Refused (`not-a-list`, `list-too-long`, or for a workbook what its zip is refused for).
    """
    rows, noticed = read_workbook(data) if data.startswith(b"PK") else read_separated(data)
    if len(rows) < 2:
        raise Refused(
            "not-a-list", "The list is empty. It has names of columns in its first row, and cases below."
        )
    header, *cases = rows
    return Sheet(tuple(cell.said for cell in header.cells), tuple(cases), noticed)
