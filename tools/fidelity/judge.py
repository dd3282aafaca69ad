"""Whether a copy was read exactly, or what was not is at least flagged."""

import re
from collections import Counter
from pathlib import Path

from schemas.edition import Slot
from service.catalogue import Catalogue
from service.errors import Refused
from service.reading import Answer, Reading, State
from service.word.read import read
from tools.fidelity.audits import Audit

EXACT, FLAGGED, WRONG = "exact", "flagged", "silently wrong"
_LETTERS = re.compile(r"\W+")


def judge(audit: Audit, kind: str, copy: Path, catalogue: Catalogue) -> tuple[Counter[str], list[str]]:
    """Counts of exact, flagged and silently wrong answers of one copy, and a line for each that is not exact.

    An answer is flagged if its state says that it is not known, or a problem names its slot; the general
    remark that it was found by its place does not count.
    """
    try:
        reading = read(copy.read_bytes(), catalogue.forms)
    except Refused as refusal:
        return Counter({FLAGGED: len(audit.expected)}), [f"{copy.name}: refused: {refusal.message}"]
    if reading.form.key != audit.form.declaration.key:
        return Counter({WRONG: len(audit.expected)}), [f"{copy.name}: taken for {reading.form.key}"]
    got = {(answer.tag, answer.row): answer for answer in reading.answers}
    named = {(p.tag, p.row) for p in reading.problems if p.tag and p.code != "answer.by_position"}
    slots = {slot.tag: slot for slot in audit.form.slots}
    counts: Counter[str] = Counter()
    lines = []
    for place, wanted in audit.expected.items():
        answer = got.get(place)
        verdict = EXACT if _says(answer, wanted, slots[place[0]], kind) else WRONG
        if verdict is WRONG and (place in named or _is_unknown(answer)):
            verdict = FLAGGED
        counts[verdict] += 1
        if verdict is not EXACT:
            lines.append(f"{copy.name}: {verdict}: {place}: {wanted!r}, read {_shown(answer)}")
    for place in _more(got, audit):
        counts[WRONG] += 1
        lines.append(f"{copy.name}: {WRONG}: {place}: nothing, read {_shown(got[place])}")
    lines += _unplaced(reading, copy)
    return counts, lines


def _says(answer: Answer | None, wanted: str | None, slot: Slot, kind: str) -> bool:
    if wanted is None:
        return answer is None or answer.state in (State.BLANK, State.PLACEHOLDER)
    if answer is None or answer.state is not State.ANSWERED:
        return False
    if (
        "labels" in kind and slot.repeating
    ):  # this damage rewords text outside controls, and rows typed by hand are
        return _LETTERS.sub("", answer.said).casefold() == _LETTERS.sub("", wanted).casefold()
    if kind == "pandoc":
        return " ".join(answer.said.split()) == " ".join(wanted.split())
    return answer.said == wanted


def _is_unknown(answer: Answer | None) -> bool:
    return answer is not None and answer.state in (State.UNREADABLE, State.MISSING)


def _more(got: dict[tuple[str, int | None], Answer], audit: Audit) -> list[tuple[str, int | None]]:
    return [
        place
        for place, answer in got.items()
        if place not in audit.expected and answer.state is State.ANSWERED
    ]


def _shown(answer: Answer | None) -> str:
    return "no such row" if answer is None else f"{answer.state} {answer.said!r} {answer.where}"


def _unplaced(reading: Reading, copy: Path) -> list[str]:
    return [f"{copy.name}: unplaced: {one.text[:60]!r} {one.where}" for one in reading.unplaced]
