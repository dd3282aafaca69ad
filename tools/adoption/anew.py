"""A form of ours made plain and adopted as a council would adopt its own."""

from service.word.adopt.applying.apply import adopted
from service.word.adopt.mapping import read_map, written
from service.word.adopt.proposing import propose
from service.word.form import Form, load_form
from tools.adoption.plain import plain


def adopted_anew(data: bytes, name: str, *, prompts: bool = True, printed: bool = False) -> Form:
    """The form in the bytes without its controls, adopted by its own proposal; `plain` says what is left of it."""
    theirs, _ = plain(data, prompts=prompts, printed=printed)
    return load_form(adopted(theirs, *read_map(written(propose(theirs, name), theirs, name), theirs)))
