"""Lines matched by chance: answers that repeat a label of the form."""

from service.word.alignment import Alignment, Pair, is_below
from service.word.skeleton import FormLine, Skeleton


def drop_strays(skeleton: Skeleton, alignment: Alignment) -> None:
    """Gives up pairs that are an answer repeating a label, most likely.

    A line that was moved takes a neighbour along; a heading that was reworded has all its lines below it. Among
    the rows of a repeating part a line of another table is at home only if most of that table came along, as
    where a program joined two tables into one.
    """
    pairs = alignment.pairs
    for index, pair in list(pairs.items()):
        if skeleton.lines[index].heading == pair.copy.heading:
            continue
        if _is_whole_header(skeleton.lines[index], pair):
            continue
        beside = [pairs.get(index - 1), pairs.get(index + 1)]
        if not any(near is not None and abs(near.copy.index - pair.copy.index) == 1 for near in beside):
            del pairs[index]
    tables: dict[int, list[FormLine]] = {}
    for line in skeleton.lines:
        if line.line.table and line.anchors and not line.repeating:
            tables.setdefault(line.line.table, []).append(line)
    for rows in (line for line in skeleton.lines if line.repeating):
        header = pairs.get(rows.index - 1)
        for table, lines in tables.items():
            if header is None or table == rows.line.table:
                continue
            among = [line for line in lines if is_below(header, pairs.get(line.index))]
            if len(among) * 2 <= len(lines):
                for line in among:
                    del pairs[line.index]


def _is_whole_header(form: FormLine, pair: Pair) -> bool:
    """Whether a row of nothing but headings stands there, word for word."""
    keys = tuple(cell.key for cell in form.cells)
    return len(keys) > 1 and len(form.anchors) == len(keys) and pair.copy.keys == keys
