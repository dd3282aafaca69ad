"""The whole way of an audit, by the commands of the README: a real server, curl and a real LibreOffice."""

import json
import re
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from service.word.office import Office
from tests.modules import ROOT
from tests.servers import Server, told
from tests.test_docs import blocks

TYPED = {
    "overall.rationale": "The agreement is current and the household is well supported.",
    "overall.strengths": "Visits are recorded on the day.",
    "signoff.auditor.name": "Wren Alder",
}


def shell(script: str, folder: Path, environ: dict[str, str]) -> str:
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=told(environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, f"{ended.stdout[-3000:]}\n{ended.stderr[-3000:]}"
    return ended.stdout


@pytest.mark.slow
def test_an_audit_goes_all_the_way_by_the_commands_of_the_readme(tmp_path: Path, office: Office) -> None:
    data = tmp_path / "data"
    data.mkdir()
    server = Server(data).start()
    try:
        steps = [block for block in blocks("README.md", "sh") if "$API" in block or "API=" in block]
        first, send, upload, correct, finish = steps
        first = first.replace("af_…", server.token).replace("http://127.0.0.1:8000", server.url)
        environ = server.environ
        shell(first + send, tmp_path, environ)
        reference = json.loads((tmp_path / "build" / "audit.json").read_text(encoding="utf-8"))["reference"]
        set_ = f"REFERENCE={reference}\n"
        form = tmp_path / "build" / f"{reference}.docx"
        form.write_bytes(office.complete(form.read_bytes(), TYPED))
        told_of = shell(first + set_ + upload, tmp_path, environ)
        assert "grade.missing" in told_of
        assert re.search(r'(?i)etag: "\d+"', told_of)
        shell(first + set_ + correct, tmp_path, environ)
        receipt = shell(first + set_ + finish, tmp_path, environ)
        assert '"state":"filed"' in receipt
    finally:
        assert server.stop() == 0
    (folder,) = (data / "filing" / "carer").iterdir()
    assert folder.name == "C-20417_fostering_2026-06-01_primary_v1"
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    assert record["overall"]["grade"] == "good"
    assert record["overall"]["rationale"] == TYPED["overall.rationale"]
    words = "".join(
        text.text or "" for text in docx.Document(str(folder / f"{folder.name}.docx")).element.iter()
    )
    assert TYPED["overall.strengths"] in words
    pages = PdfReader(BytesIO((folder / f"{folder.name}.pdf").read_bytes())).pages
    shown = "".join("".join(page.extract_text() for page in pages).split())
    assert "".join(TYPED["overall.rationale"].split()) in shown


def test_the_readme_tells_of_no_token_that_is_one() -> None:
    assert not re.search(r"af_[0-9a-f]{8}_", (ROOT / "README.md").read_text(encoding="utf-8"))
