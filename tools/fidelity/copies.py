"""The copies that come back: typed in LibreOffice, saved by other programs, damaged as offices damage them."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.fidelity.audits import Audit

DEGRADED = (
    "unwrap",
    "untag",
    "tracked",
    "properties",
    "splitruns",
    "labels",
    "strict",
    "unwrap+properties+splitruns",
    "untag+labels",
)
_DOCX, _DOC = "docx:MS Word 2007 XML", "doc:MS Word 97"
_VIA = {"docx again": (_DOCX,), "odt and back": ("odt", _DOCX), "doc and back": (_DOC, _DOCX)}
KINDS = ("typed", "overtyped", *_VIA, "pandoc", *DEGRADED)
_LONGEST = 300


def shared_clients() -> Path:
    """The folder of the clients that complete and degrade forms. Raises SystemExit where there is none."""
    root = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("AUDIT_FORMS_SHARED") or root.parent / "shared") / "clients"
    if not folder.is_dir():
        raise SystemExit(f"The clients that complete forms are not there: {folder}. Set AUDIT_FORMS_SHARED.")
    return folder


def copies_of(audits: Sequence[Audit], folder: Path) -> Iterator[tuple[Audit, str, Path]]:
    """Every copy of every audit: the audit, the kind of copy, its file in `folder`."""
    clients = shared_clients()
    typed = {audit.name: _typed(audit, folder, clients, overtype=False) for audit in audits}
    for audit in audits:
        yield audit, "typed", typed[audit.name]
        yield audit, "overtyped", _typed(audit, folder, clients, overtype=True)
    for kind, path in _VIA.items():
        made = _converted(list(typed.values()), path, folder / kind.replace(" ", "-"))
        yield from ((audit, kind, made / typed[audit.name].name) for audit in audits)
    for audit in audits:
        target = folder / f"{audit.name}.pandoc.docx"
        _run(["pandoc", "-f", "docx", "-t", "docx", "-o", str(target), str(typed[audit.name])])
        yield audit, "pandoc", target
        for kind in DEGRADED:
            target = folder / f"{audit.name}.{kind}.docx"
            _run([sys.executable, str(clients / "degrade.py"), kind, str(typed[audit.name]), str(target)])
            yield audit, kind, target


def _typed(audit: Audit, folder: Path, clients: Path, *, overtype: bool) -> Path:
    form, answers = folder / f"{audit.name}.form.docx", folder / f"{audit.name}.json"
    form.write_bytes(audit.sent)
    rows = [{"header": audit.header, "rows": audit.rows}] if audit.header else []
    answers.write_text(json.dumps({"controls": audit.typed, "rows": rows}), encoding="utf-8")
    target = folder / f"{audit.name}.{'overtyped' if overtype else 'typed'}.docx"
    command = [
        "/usr/bin/python3",
        str(clients / "libreoffice_auditor.py"),
        str(form),
        str(answers),
        str(target),
    ]
    _run([*command, "--overtype"] if overtype else command)
    return target


def _converted(sources: Sequence[Path], path: Sequence[str], folder: Path) -> Path:
    """The files converted one format after another, in one run of LibreOffice each."""
    into = folder
    for step, target in enumerate(path):
        into = folder / str(step)
        made = [into / f"{source.stem}.{target.partition(':')[0]}" for source in sources]
        with tempfile.TemporaryDirectory() as profile:
            office = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
            _run([*office, "--convert-to", target, "--outdir", str(into), *map(str, sources)], made)
        sources = made
    return into


def _run(command: Sequence[str], made: Sequence[Path] = ()) -> None:
    """Runs a program that makes files, once more if it fails: LibreOffice crashes now and then."""
    program = shutil.which(command[0])
    if program is None:
        raise SystemExit(f"{command[0]} is not installed.")
    said = ""
    for _ in range(2):
        done = subprocess.run(
            [program, *command[1:]], capture_output=True, text=True, timeout=_LONGEST, check=False
        )
        if not done.returncode and all(path.is_file() for path in made):
            return
        said = done.stderr[-400:]
    raise SystemExit(f"{' '.join(command[:4])} … failed: {said}")
