"""Completed copies that somebody sends to learn from: read once, each by a name of its own, and not kept."""

from collections.abc import Sequence
from dataclasses import replace

from service.errors import Refused
from service.word.adopt.learning.folder import Copies, opened
from service.workflow.unpack import Sent, Unpacked


def copies_in(found: Unpacked) -> list[Sent]:
    """What was sent as copies; what programs had put beside those is put aside with its reason, as all else is."""
    return [*found.files, *((one.place, Refused("left-out", one.said)) for one in found.left_out)]


def opened_copies(sent: Sequence[Sent]) -> Copies:
    """The files opened, and those that cannot be put aside. Of two of one name, one gets a number."""
    files: dict[str, bytes] = {}
    aside: dict[str, str] = {}
    for name, content in sent:
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
