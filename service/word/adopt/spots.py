"""Where in the text of a cell or a paragraph somebody puts a place by hand."""

from service.errors import Fault, Unfit
from service.word.adopt.laid_out import Box
from service.word.adopt.proposal import Spot

EMPTY, BEHIND, BEFORE, INSTEAD = "empty", "behind", "before", "instead"
WAYS = (EMPTY, BEHIND, BEFORE, INSTEAD)


def spot_in_box(box: Box, way: str, words: str = "") -> Spot:
    """The spot in a cell or a paragraph: all of one that is empty, behind or before its text, or instead of words.

    Raises Unfit, with the path `way` or `words`, where there is no such spot.
    """
    if not box.text.strip():
        return Spot(box.line, box.cell, 0, len(box.text))
    match way:
        case "behind":
            end = len(box.text.rstrip())
            return Spot(box.line, box.cell, end, len(box.text)) if end else Spot(box.line, box.cell, 0, 0)
        case "before":
            return Spot(box.line, box.cell, 0, 0)
        case "instead":
            return _of_words(box, words)
    raise Unfit([Fault("way", "Say where in the text the answer goes")])


def _of_words(box: Box, words: str) -> Spot:
    if not words:
        raise Unfit([Fault("words", "Enter the words that give way to the answer, as they stand above")])
    many = box.text.count(words)
    if many != 1:
        said = "do not stand there" if not many else f"stand there {many} times; enter more of the text"
        raise Unfit([Fault("words", f"These words {said}")])
    start = box.text.index(words)
    return Spot(box.line, box.cell, start, start + len(words))
