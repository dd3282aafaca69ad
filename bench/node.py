"""The tools written for Node, in one process of their own that stays: it takes the times itself."""

import json
import shutil
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path
from types import TracebackType

from bench.case import Wrong
from bench.fillers import Texts

TOOLS = ("docxtemplater", "easy-template-x")
_HERE = Path(__file__).resolve().parent
_LOCK = _HERE / "package-lock.json"
_INSTALLED = _HERE / "node_modules" / ".package-lock.json"


class NoNode(Exception):
    """The tools for Node cannot be run here, and why."""


class Node:
    """A Node process that fills templates. Raises NoNode where there is no Node or its tools cannot be had."""

    def __init__(self) -> None:
        node = shutil.which("node")
        if node is None:
            raise NoNode("there is no Node on this machine")
        _install()
        self.version = subprocess.check_output([node, "--version"], text=True).strip()
        self._process = subprocess.Popen(
            [node, str(_HERE / "fill.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> "Node":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=30)

    def learn(self, job: str, template: bytes, texts: Texts) -> None:
        """Hands over what `fill` and `once` then work on by its name."""
        self._ask(job=job, template=b64encode(template).decode(), texts=dict(texts))

    def fill(self, tool: str, job: str) -> bytes:
        """The document a tool makes."""
        return b64decode(self._ask(tool=tool, run=job, show=True)["made"])

    def once(self, tool: str, job: str) -> float:
        """The seconds that a tool takes from the template's bytes to the document's."""
        return int(self._ask(tool=tool, run=job)["nanoseconds"]) / 1e9

    def _ask(self, **asked: object) -> dict[str, str]:
        to, back = self._process.stdin, self._process.stdout
        assert to is not None
        assert back is not None
        to.write(json.dumps(asked) + "\n")
        to.flush()
        reply: dict[str, str] = json.loads(back.readline() or '{"error": "Node ended"}')
        if "error" in reply:
            raise Wrong(f"{asked.get('tool', 'Node')}: {reply['error']}")
        return reply


def versions() -> dict[str, str]:
    """The versions of the tools, as the lock file has them."""
    locked = json.loads(_LOCK.read_text(encoding="utf-8"))["packages"]
    return {tool: locked[f"node_modules/{tool}"]["version"] for tool in TOOLS}


def _install() -> None:
    if _INSTALLED.exists() and _INSTALLED.stat().st_mtime >= _LOCK.stat().st_mtime:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise NoNode("there is Node, but no npm to fetch the tools with")
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=_HERE, stdout=subprocess.DEVNULL, check=False).returncode:
        raise NoNode("npm could not install what bench/package-lock.json lists")
