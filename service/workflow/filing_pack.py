"""What is filed: the documents, the record, a manifest that vouches for them, and a note for who files by hand."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from service.destinations import Destination
from service.retention import Retention

LONGEST = 80
_LONGEST_NUMBER = 40
_LIKE_A_NAME = re.compile(r"[^\W\d_]{4}|[a-z]{2}|[^\W\d_]{2,}\W+[^\W\d_]{2,}")
_STAGES = {"primary": "primary", "re-audit": "reaudit", "re_audit": "reaudit", "moderation": "moderated"}
_LEFT_OUT = (
    "Answers with information about another person were left out of these documents. They are kept with the audit in "
    "Audit Forms."
)


def stage_of(kind: str) -> str:
    """How a file name tells the kind of an audit (shared field notes, "What a filed audit needs")."""
    return _STAGES.get(kind, "primary")


def name_of(pattern: str, parts: Mapping[str, str], suffix: str = "") -> str:
    """The name of a filing: ASCII letters, digits, hyphens and underscores, 80 characters at most.

    The key parts come first in the pattern and are kept whole; what is too long is cut from the form's code.
    """
    clean = {name: _ascii(said) for name, said in parts.items()}
    room = LONGEST - len(suffix) - len(".docx")
    name = pattern.format(**clean)
    if len(name) > room:
        clean["form"] = clean["form"][: max(1, len(clean["form"]) - (len(name) - room))]
        name = pattern.format(**clean)
    return f"{_ascii(name)[:room]}{suffix}"


def case_number(record_id: str, reference: str) -> str:
    """What a file is named for: the record number, or the reference where that could be a name of a person.

    A record number has digits, and of letters at most three capitals together; what is longer than a number is
    would leave no room in the name.
    """
    is_number = any(one.isdigit() for one in record_id) and len(record_id) <= _LONGEST_NUMBER
    return record_id if is_number and not _LIKE_A_NAME.search(record_id) else reference


def display_name(form: str, dated: date, stage: str, version: int) -> str:
    """What the document is called in the case system; from the second version on it says which it is."""
    shown = form.replace("_", " ").upper() if len(form) <= 3 else form.replace("_", " ").capitalize()
    end = f" – {dated.isoformat()} – {stage}" + (f" – version {version}" if version > 1 else "")
    return f"Case file audit – {shown}"[: LONGEST - len(end)] + end


def manifest_of(files: Mapping[str, bytes], facts: Mapping[str, Any]) -> bytes:
    """The manifest: what was filed, with the hash of each file, and the facts that vouch for it."""
    listed = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in files.items()
    }
    return as_json({**facts, "files": listed})


def note_of(
    destination: Destination,
    *,
    shown: str,
    number: str,
    audited: date,
    retention: Retention,
    files: Mapping[str, bytes],
    without_pdf: bool,
    restricted: bool,
    replaces: Sequence[str],
) -> bytes:
    """The note for the person who files by hand: what to pick, what to write, and nothing of the findings."""
    lines = [
        f"To be filed in {destination.system}: {destination.title}",
        "",
        f"Record number: {number}",
        f"Category: {' > '.join(destination.category)}",
        f"Display name: {shown}",
        *(f"{name}: {value}" for name, value in destination.fields.items()),
        f"Documents: {', '.join(sorted(files))}",
        "",
        "Case note",
        f"  Title: {destination.note_title}",
        f"  Contact date: {audited:%d/%m/%Y}",
        "  Text: An audit of this file was completed. The audit document is filed with the documents of this record.",
        "",
        f"Kept as: {retention.name}. {retention.rule}.",
    ]
    if replaces:
        lines += [
            "",
            f"It takes the place of what was filed before: {', '.join(replaces)}. Mark that as replaced.",
        ]
    if without_pdf:
        lines += ["", "No PDF was made of it. Why not stands with the audit in Audit Forms."]
    if restricted:
        lines += ["", _LEFT_OUT]
    return ("\r\n".join(lines) + "\r\n").encode()


def as_json(kept: object) -> bytes:
    """JSON as it is filed: for people too, and the same for the same contents."""
    return (json.dumps(kept, ensure_ascii=False, indent=2, default=_plain) + "\n").encode()


def _plain(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a filing")


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-_") or "audit"
