"""Where something stands, in words a person can follow in Word."""

from service.word.text import BODY, NOTES, Line


def where(line: Line, cell: int, heading: str) -> str:
    """`under “3. Plan”, table 4, row 2, column 3`: tables and rows counted as a person sees them."""
    under = f"under “{heading}”, " if heading else ""
    if line.table and line.story == BODY:
        column = line.cells[cell].column + 1 if cell < len(line.cells) else cell + 1
        return f"{under}table {line.table}, row {line.row}, column {column}"
    if line.story in NOTES:
        return f"in {'an' if line.story == 'endnote' else 'a'} {line.story}"
    if line.story != BODY:
        return f"in the page {line.story}"
    return f"{under}in the text"
