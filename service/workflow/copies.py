"""Completed copies that somebody sends to learn from: read once, each by a name of its own, and not kept."""

from dataclasses import replace

from service.errors import Refused
from service.word.adopt.learning.folder import Copies, opened
from service.workflow.unpack import Unpacked


def opened_copies(sent: Unpacked) -> Copies:
    """The files opened, and those that cannot be, or that no person made, put aside. Of two of one name, one gets a
    number.
    """
    files: dict[str, bytes] = {}
    aside: dict[str, str] = {one.place: f"Left out of it: {one.said}" for one in sent.left_out}
    for name, content in sent.files:
        number, called = 1, name
        while called in files or called in aside:
            number += 1
            called = f"{name} ({number})"
        if isinstance(content, Refused):
            aside[called] = content.message
        else:
            files[called] = content
    found = opened(files)
    return replace(found, aside=aside | dict(found.aside))
