"""Recovers a blank form from completed copies alone; it goes no further before somebody has said which words stay."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from service.errors import Unknown
from service.roles import May
from service.store.rows.drafts import Draft
from service.word.adopt.learning.confirming import Words, with_words, words_of
from service.word.adopt.learning.folder import groups_of
from service.word.adopt.learning.recovering import FEWEST, recovered
from service.word.package import open_package
from service.work import Work
from service.workflow.adopt_form import begin_adoption
from service.workflow.copies import opened_copies
from service.workflow.drafts import RECOVERY, begin_draft, drafts_of, leave_draft, open_draft
from service.workflow.unpack import Unpacked

__all__ = ["FEWEST", "Words"]

_NAME = "recovered.docx"
_LONGEST = 80


class NothingRecovered(Exception):
    """No form could be recovered; `aside` is why, by the names of the files."""

    def __init__(self, aside: Sequence[tuple[str, str]]) -> None:
        super().__init__(f"nothing could be recovered of {len(aside)} files")
        self.aside = aside


@dataclass(frozen=True, slots=True)
class Recovery:
    """A form as its copies have it in common, with the words that stay in it unless somebody takes them out."""

    draft: Draft
    content: bytes
    words: Words


def begin_recovery(work: Work, sent: Unpacked) -> list[int]:
    """Recovers the blank form of each form or edition that there are copies enough of; gives the numbers of the drafts.

    The copies are not kept, but the names of their files, as long as the draft is. Raises NotAllowed, NothingRecovered.
    """
    work.actor.need(May.ADD_EDITION)
    copies = opened_copies(sent)
    aside = list(copies.aside.items())
    made: list[tuple[bytes, list[str]]] = []
    for group in groups_of(copies):
        names = list(group.views)
        try:
            made.append((recovered(list(group.packages.values())), names))
        except ValueError as error:
            several = len(names) < len(copies.views)
            why = f"{error}{' of the form or edition that it is of' if several else ''}"
            aside += [(name, why) for name in names]
    if not made:
        raise NothingRecovered(aside)
    return [
        begin_draft(
            work, RECOVERY, content, _NAME, told={"called": _called(content), "copies": names, "aside": aside}
        )
        for content, names in made
    ]


def recoveries(work: Work) -> list[Draft]:
    """The forms that the actor has begun to recover. Raises NotAllowed."""
    return drafts_of(work, RECOVERY)


def open_recovery(work: Work, number: int) -> Recovery:
    """A form that the actor has begun to recover. Raises NotAllowed, Unknown."""
    draft, content = open_draft(work, RECOVERY, number)
    return Recovery(draft, content, words_of(content))


def confirm_recovery(work: Work, number: int, stay: Words, sent: Unpacked) -> int:
    """Makes the blank form with the words that stay, and no other, and goes on to adopt it; gives that draft's number.

    `sent` are the copies once more, to learn from. What was recovered is thrown away. Raises NotAllowed, Unknown,
    Unfit where a word does not stand at its place, and Refused as `begin_adoption`.
    """
    recovery = open_recovery(work, number)
    content = with_words(recovery.content, stay)
    adoption = begin_adoption(work, content, _NAME, sent, recovered=len(recovery.draft.told["copies"]))
    with suppress(Unknown):  # it was confirmed twice at once
        leave_draft(work, RECOVERY, number, finished=True)
    return adoption


def picture_in(recovery: Recovery, name: str) -> bytes:
    """The file of one of its pictures. Raises Unknown where it has none of that name."""
    if name not in recovery.words.pictures:
        raise Unknown
    return open_package(recovery.content).read(name)


def _called(content: bytes) -> str:
    """What its uploader knows it by: the first words that stand in it."""
    words = words_of(content)
    places = {**words.others, **words.look_first}
    first = min(places, key=lambda place: tuple(map(int, place.split("."))), default="")
    return places.get(first, "")[:_LONGEST]
