"""The names of slots: their grammar, and the vocabulary that all forms share."""

import re

from schemas.edition import Kind

LONGEST = 64

_PIECE = re.compile(r"[a-z][a-z0-9_]*")
_TEXT = frozenset({Kind.TEXT, Kind.RICH_TEXT})
_CHOICE = frozenset({Kind.CHOICE})
_DATE = frozenset({Kind.DATE})

_DEPTH = {
    "audit": 2,
    "subject": 2,
    "sections": 3,
    "overall": 2,
    "experience": 2,
    "feedback": 2,
    "escalation": 2,
    "actions": 2,
    "signoff": 3,
    "moderation": 2,
}
"""How many pieces a tag has, by its first."""

PARTS = tuple(_DEPTH)
"""The parts of a record: what a tag begins with."""

# Jinja would take `{{ subject.items }}` for the method of the mapping.
_TAKEN = frozenset(name for name in dir(dict) if not name.startswith("_"))

_KINDS: dict[str, frozenset[Kind]] = {
    "audit.reference": _TEXT,
    "audit.kind": _CHOICE | _TEXT,
    "audit.date": _DATE,
    "audit.auditor": _TEXT,
    "audit.period_from": _DATE,
    "audit.period_to": _DATE,
    "audit.worker": _TEXT,
    "audit.co_worker": _TEXT,
    "audit.manager": _TEXT,
    "subject.record_id": _TEXT,
    "subject.initials": _TEXT,
    "subject.date_of_birth": _DATE,
    "subject.expected_date_of_delivery": _DATE,
    "sections.*.grade": _CHOICE,
    "sections.*.rationale": _TEXT,
    "sections.*.strengths": _TEXT,
    "sections.*.improvements": _TEXT,
    "overall.grade": _CHOICE,
    "overall.rationale": _TEXT,
    "overall.strengths": _TEXT,
    "overall.improvements": _TEXT,
    "overall.impact": _TEXT,
    "feedback.child": _TEXT,
    "feedback.family": _TEXT,
    "feedback.partners": _TEXT,
    "escalation.needed": _CHOICE | {Kind.TICK},
    "escalation.told": _TEXT,
    "escalation.at": _DATE | _TEXT,
    "escalation.details": _TEXT,
    "actions.what": _TEXT,
    "actions.impact": _TEXT,
    "actions.owner": _TEXT,
    "actions.owner_role": _TEXT | _CHOICE,
    "actions.due": _DATE,
    "actions.section": _TEXT | _CHOICE,
    "actions.agreed": _CHOICE | {Kind.TICK},
    "actions.priority": _CHOICE | _TEXT,
    "signoff.*.name": _TEXT,
    "signoff.*.date": _DATE,
    "signoff.*.comment": _TEXT,
}

_TITLES = {
    "audit.reference": "Audit reference",
    "audit.kind": "Kind of audit",
    "audit.date": "Date of audit",
    "audit.auditor_role": "Auditor's role",
    "audit.period_from": "Period audited: from",
    "audit.period_to": "Period audited: to",
    "audit.worker": "Social worker",
    "audit.co_worker": "Co-worker",
    "audit.manager": "Line manager",
    "subject.record_id": "Record ID",
    "overall.grade": "Overall grade",
    "overall.rationale": "Reasons for the overall grade",
    "overall.improvements": "Areas to improve",
    "overall.impact": "Impact for the child",
    "escalation.needed": "Does anything need escalating?",
    "escalation.told": "Who was told",
    "escalation.at": "When they were told",
    "actions.what": "Action",
    "actions.impact": "Difference it will make",
    "actions.owner_role": "Owner's role",
    "actions.due": "Due date",
    "actions.agreed": "Agreed with the worker",
}

_NAMES = ("_auditor", "_worker", "_manager", "_name", "_owner", "_told")


def check_tag(tag: str) -> str | None:
    """What is wrong with a tag, in a sentence; None where nothing is."""
    if len(tag) > LONGEST:
        return f"A tag has at most {LONGEST} characters; this one has {len(tag)}."
    pieces = tag.split(".")
    for piece in pieces:
        if not _PIECE.fullmatch(piece):
            return (
                "A tag is pieces of lower-case letters, digits and underscores, beginning with a letter, "
                f"joined by full stops; “{piece}” is no such piece."
            )
        if piece in _TAKEN:
            return f"“{piece}” means something to the template language; take another word."
    if pieces[0] not in _DEPTH:
        return f"A tag begins with one of {', '.join(_DEPTH)}; this one begins with “{pieces[0]}”."
    wanted = _DEPTH[pieces[0]]
    if len(pieces) != wanted:
        shape = f"{pieces[0]}.KEY.NAME" if wanted == 3 else f"{pieces[0]}.NAME"
        return f"A tag of “{pieces[0]}” has the shape {shape}."
    return None


def has_sections(part: str) -> bool:
    """Whether the tags of a part name one of its sections before the answer."""
    return _DEPTH.get(part) == 3


def shared_tags() -> tuple[str, ...]:
    """The vocabulary that has a fixed type in all forms, `*` standing for any section."""
    return tuple(_KINDS)


def is_shared(tag: str) -> bool:
    """Whether the tag is of the vocabulary that has a fixed type in all forms."""
    return _general(tag) in _KINDS


def check_kind(tag: str, kind: Kind) -> str | None:
    """What is wrong with a slot of this tag being of this kind, in a sentence; None where nothing is.

    The shared vocabulary has fixed types; any other tag takes any kind.
    """
    wanted = _KINDS.get(_general(tag))
    if wanted is None or kind in wanted:
        return None
    return f"“{tag}” is a {_listed(wanted)} slot in every form; here it is {kind}."


def default_title(tag: str) -> str:
    """The title of a slot that is given none: the vocabulary's, or its last piece in words."""
    pieces = tag.split(".")
    if known := _TITLES.get(tag):
        return known
    if pieces[0] == "signoff" and len(pieces) == 3:
        return f"{_words(pieces[1])}: {pieces[2].replace('_', ' ')}"
    return _words(pieces[-1])


def is_name(tag: str) -> bool:
    """Whether the slot holds a person's name."""
    return f"_{tag.rpartition('.')[2]}".endswith(_NAMES)


def _general(tag: str) -> str:
    first, _, rest = tag.partition(".")
    return f"{first}.*.{rest.partition('.')[2]}" if _DEPTH.get(first) == 3 else tag


def _listed(kinds: frozenset[Kind]) -> str:
    return " or ".join(kind for kind in Kind if kind in kinds)


def _words(piece: str) -> str:
    return piece.replace("_", " ").capitalize()
