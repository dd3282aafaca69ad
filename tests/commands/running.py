"""Ways to run the command line in a test."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from service.cli import main
from tests.modules import ROOT


def run(*words: str | Path, given: str | bytes | None = None) -> Result:
    """The command in this process; an exception that it does not handle fails the test."""
    return CliRunner(env={"COLUMNS": "100"}).invoke(
        main, [str(word) for word in words], given, catch_exceptions=False
    )


def done(*words: str | Path, given: str | bytes | None = None) -> Result:
    """The same, for what must succeed."""
    result = run(*words, given=given)
    assert result.exit_code == 0, result.output
    return result


def answer(*words: str | Path) -> Any:
    """The JSON that a command prints."""
    return json.loads(done(*words).stdout)


def process(
    *words: str | Path | bytes, env: dict[str, str] | None = None, stderr: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own; `stderr` may be a terminal."""
    command = [sys.executable, "-m", "service", *words]
    here = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"} | (env or {})
    return subprocess.run(command, env=here, check=False, timeout=60, stdout=subprocess.PIPE, stderr=stderr)


def record_file(folder: Path, record: object) -> Path:
    """A file with the record in JSON."""
    path = folder / "record.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    return path
