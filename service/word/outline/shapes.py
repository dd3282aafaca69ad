"""The shapes of section, by the letters under which the field's own forms were sorted."""

from collections.abc import Callable

from service.word.outline.blocks import Block
from service.word.outline.chosen import evidenced, two_point, yes_no_na
from service.word.outline.free import fields, grid
from service.word.outline.judged import documents, prompts_evidence_rating
from service.word.outline.naming import Part
from service.word.outline.ticked import points, standards, up_to_date_ticks, yes_no_ticks

SHAPES: dict[str, Callable[[Part], list[Block]]] = {
    "A": prompts_evidence_rating,
    "B": evidenced,
    "C": yes_no_ticks,
    "D": up_to_date_ticks,
    "E": documents,
    "F": yes_no_na,
    "G": points,
    "H": standards,
    "I": two_point,
    "fields": fields,
    "grid": grid,
}
