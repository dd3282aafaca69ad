"""LibreOffice as a tool: saves documents in other formats, and completes a form as an auditor would.

Each run has its own profile and a time limit, and is ended with all its children. A run is judged by what it
wrote and not by its exit status, which LibreOffice leaves at 0 when it could not read a file. POSIX only.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FILTERS = {
    ".docx": "MS Word 2007 XML",
    ".doc": "MS Word 97",
    ".odt": "writer8",
    ".pdf": "writer_pdf_Export",
    ".rtf": "Rich Text Format",
    ".xlsx": "Calc MS Excel 2007 XML",
}
"""LibreOffice's names for the formats it is asked to write."""

_NOTHING_FETCHED = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""
"""LibreOffice's settings for every run: what a document refers to elsewhere, such as a linked picture, stays there."""

_TYPIST = Path(__file__).with_name("office_typist.py")
_NOT_FOUND = "not found in LibreOffice"
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


class OfficeFailed(Exception):
    """LibreOffice wrote nothing, took too long, or showed no place for something that was to be typed."""


@dataclass(frozen=True, slots=True)
class Office:
    """An installed LibreOffice: its `soffice`, and a Python that can drive it (one that has `uno`)."""

    soffice: str
    python: str
    seconds: float = 120.0

    def convert(
        self,
        data: bytes,
        source_suffix: str,
        target_suffix: str,
        options: Mapping[str, bool | int] | None = None,
    ) -> bytes:
        """The document saved in another format, both named by suffix (`.docx`, `.odt`, `.pdf`).

        `options` are those of LibreOffice's filter for the format.

        Raises OfficeFailed where LibreOffice wrote nothing, and KeyError for a suffix not in FILTERS.
        """
        to = f"{target_suffix.removeprefix('.')}:{FILTERS[target_suffix]}{_spelled(options or {})}"
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            source = folder / f"document{source_suffix}"
            source.write_bytes(data)
            target = folder / "out" / f"document{target_suffix}"
            profile = folder / "profile"
            command = [self.soffice, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
            arguments = ["--convert-to", to, "--outdir", str(target.parent), str(source)]
            said = _made(target, [*command, *arguments], profile, self.seconds)
            return _written(target, said)

    def complete(
        self,
        docx: bytes,
        typed: Mapping[str, str],
        rows: Mapping[tuple[str, ...], Sequence[Sequence[str]]] | None = None,
        *,
        overtype: bool = False,
    ) -> bytes:
        """A copy of the form completed by hand, as LibreOffice saves it.

        `typed` gives the text for the first control of each tag (a choice or a date is typed as text, a tick
        as its glyph); other controls are left alone. `rows` gives, by the texts of the header row above them,
        the texts of a table's rows, cell by cell; rows are added where there are too few, and "" leaves a
        cell alone. `overtype` selects the paragraph before typing, which destroys the control.
        Raises OfficeFailed where a tag or a table was not found or LibreOffice wrote nothing.
        """
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "form.docx").write_bytes(docx)
            target, profile = folder / "completed.docx", folder / "profile"
            job = {
                "soffice": self.soffice,
                "profile": str(profile),
                "source": str(folder / "form.docx"),
                "target": str(target),
                "filter": FILTERS[".docx"],
                "typed": dict(typed),
                "rows": [
                    (list(header), [list(row) for row in body]) for header, body in (rows or {}).items()
                ],
                "overtype": overtype,
            }
            (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
            said = _made(target, [self.python, str(_TYPIST), str(folder / "job.json")], profile, self.seconds)
            if _NOT_FOUND in said:
                raise OfficeFailed(said.splitlines()[-1])
            return _written(target, said)


def find_office(seconds: float = 120.0) -> Office | None:
    """The LibreOffice of this machine, or None where it or a Python that can drive it is lacking."""
    soffice = next(filter(None, map(shutil.which, ("soffice", "libreoffice", *_PLACES))), None)
    if soffice is None or os.name != "posix":
        return None
    beside = Path(soffice).resolve().with_name("python")
    for python in (str(beside), "/usr/bin/python3", sys.executable):
        if shutil.which(python) and _has_uno(python):
            return Office(soffice, python, seconds)
    return None


def _spelled(options: Mapping[str, bool | int]) -> str:
    """Filter options as LibreOffice reads them from a command line; none where there are none."""
    if not options:
        return ""
    kinds = {
        name: {"type": "boolean" if isinstance(value, bool) else "long", "value": str(value).lower()}
        for name, value in options.items()
    }
    return f":{json.dumps(kinds)}"


def _has_uno(python: str) -> bool:
    ended = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
    return ended.returncode == 0


def _made(target: Path, command: Sequence[str], profile: Path, seconds: float) -> str:
    """Runs a command that is to write `target`, once more if it wrote nothing: LibreOffice crashes or hangs now
    and then.

    Not on the profile of the one that failed, which would recover documents instead of opening ours.
    """
    _settle(profile)
    try:
        said = _run(command, seconds)
    except OfficeFailed:
        said = ""
    if (target.is_file() and target.stat().st_size) or _NOT_FOUND in said:
        return said
    shutil.rmtree(profile, ignore_errors=True)
    _settle(profile)
    return _run(command, seconds)


def _settle(profile: Path) -> None:
    """Puts our settings into a new profile."""
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_NOTHING_FETCHED, encoding="utf-8")


def _run(command: Sequence[str], seconds: float) -> str:
    """Runs a command in a process group of its own, then ends the group; returns what it said on stderr."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,  # a file: a pipe would stay open as long as any child lives
            start_new_session=True,
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise OfficeFailed(f"LibreOffice took longer than {seconds:g} seconds") from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        errors.seek(0)
        return errors.read().decode(errors="replace").strip()


def _written(target: Path, said: str) -> bytes:
    if not target.is_file() or not target.stat().st_size:
        raise OfficeFailed(f"LibreOffice wrote nothing: {said or 'and gave no reason'}")
    return target.read_bytes()
