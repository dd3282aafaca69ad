"""Prepares this checkout: a virtual environment with what is pinned, and the system programs some parts need.

    python3 tools/set_up.py REQUIREMENTS.txt       the environment in .venv, with these requirements
    python3 tools/set_up.py --system NAME...       office (LibreOffice), calc, fonts, pandoc, samba, node, chromium
    python3 tools/set_up.py --npm FOLDER...        what package-lock.json in each lists, where node is there

Standard library only, and readable by Python 3.7, because it runs before anything is installed. Debian and
Ubuntu ship python3 without what `python3 -m venv` needs; then python3-venv is installed with apt where that
is allowed (root, or sudo without a password), and else pip is brought into an environment made without it.
AUDIT_FORMS_NO_APT=1 keeps it from installing system packages.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
INSIDE = str(VENV / "bin" / "python")
PIP_VERSION = "26.3"
PIP_WHEEL = f"pip-{PIP_VERSION}-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
SYSTEM = {
    "office": ("libreoffice-writer-nogui", "python3-uno"),
    "calc": ("libreoffice-calc-nogui",),
    "fonts": ("fonts-liberation",),
    "pandoc": ("pandoc",),
    "samba": ("samba",),
    "node": ("nodejs", "npm"),
    "chromium": ("chromium",),
}
WITHOUT = {
    "office": "forms cannot be completed or saved in LibreOffice here",
    "calc": "tests that save workbooks in LibreOffice are skipped",
    "fonts": "LibreOffice prints the forms in a wider typeface than theirs, Arial",
    "pandoc": "tests with copies converted by pandoc are skipped",
    "samba": "tests that file to a Windows share are skipped",
    "node": "tests that file to Azure are skipped",
    "chromium": "tests in a browser are skipped",
}


def main(arguments: list[str]) -> None:
    """Does what the arguments ask; ends with one line on stderr and status 1 where it cannot."""
    if not arguments:
        sys.exit(__doc__)
    if arguments[0] == "--system":
        for name in arguments[1:]:
            install_system(name)
    elif arguments[0] == "--npm":
        for name in arguments[1:]:
            install_npm(Path(name))
    else:
        python = fitting_python()
        if not works():
            make_environment(python)
        install(Path(arguments[0]))


def fitting_python() -> str:
    """This Python if it is new enough, else a newer one on the path."""
    if sys.version_info >= OLDEST:
        return sys.executable
    newer = (shutil.which(f"python3.{minor}") for minor in range(20, OLDEST[1] - 1, -1))
    found = next(filter(None, newer), None)
    if found is None:
        version = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"Python 3.11 or later is needed; {sys.executable} is {version}.")
    return found


def works() -> bool:
    """Whether the environment is there, with a pip that starts (a half-made one is made again)."""
    return quiet(INSIDE, "-m", "pip", "--version")


def make_environment(python: str) -> None:
    """Makes .venv in the first way of three that this machine allows."""
    make = (python, "-m", "venv", "--clear", str(VENV))
    if quiet(*make) and works():
        return
    say("This Python cannot make a virtual environment by itself (Debian keeps python3-venv apart).")
    if apt_install("python3-venv") and quiet(*make) and works():
        return
    say("Making one without pip, and bringing pip into it.")
    if quiet(*make, "--without-pip") and bring_pip(python) and works():
        return
    sys.exit("No virtual environment could be made: install the package python3-venv and try again.")


def bring_pip(python: str) -> bool:
    """Puts pip into .venv: by the system's pip if there is one, else from the package index."""
    if quiet(python, "-m", "pip", "--python", INSIDE, "install", f"pip=={PIP_VERSION}"):
        return True
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder) / PIP_WHEEL
        try:
            wheel.write_bytes(download_pip())
        except (OSError, ValueError) as error:
            say(f"pip could not be fetched: {error}")
            return False
        return quiet(INSIDE, str(wheel / "pip"), "install", "--no-index", str(wheel))


def download_pip() -> bytes:
    """The pinned pip from the package index. Raises OSError, or ValueError where something else came."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/pip/"
    link = re.search(f'href="([^"#]*{re.escape(PIP_WHEEL)})', fetch(index).decode())
    if link is None:
        raise ValueError(f"{PIP_WHEEL} is not listed at {index}")
    wheel = fetch(urljoin(index, link.group(1)))
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        raise ValueError(f"{PIP_WHEEL} is not the file it should be")
    return wheel


def fetch(address: str) -> bytes:
    """What stands at an https address. Raises OSError where it cannot be had."""
    if not address.startswith("https://"):
        raise OSError(f"{address} is not an https address")
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  https only, see above
        content: bytes = answer.read()
    return content


def install(requirements: Path) -> None:
    """Installs pinned requirements into .venv."""
    say(f"Installing {requirements.name} into .venv")
    pip = [INSIDE, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if subprocess.call([*pip, "--requirement", str(requirements)]):
        sys.exit(f"pip could not install {requirements.name}; what it said stands above.")


def install_system(name: str) -> None:
    """Installs a system program if it is lacking and that is allowed; else says what is missing."""
    if not present(name) and not apt_install(*SYSTEM[name]):
        packages = " and ".join(SYSTEM[name])
        say(f"Not installed: {packages}, so {WITHOUT[name]} (sudo apt-get install {' '.join(SYSTEM[name])}).")


def install_npm(folder: Path) -> None:
    """Installs what is locked in a folder, where it is not there yet; says so where it cannot."""
    lock, installed = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    npm = shutil.which("npm")
    if npm is None or (installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime):
        return
    say(f"Installing {lock} with npm")
    command = [npm, "ci", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if not quiet(*command):
        say(f"Not installed: npm could not have what {lock} lists, so {WITHOUT['node']}.")


def present(name: str) -> bool:
    """Whether a system program is there to be used."""
    if name == "office":
        return bool(shutil.which("soffice")) and quiet("/usr/bin/python3", "-c", "import uno")
    if name == "calc":
        soffice = shutil.which("soffice")
        return bool(soffice and Path(soffice).resolve().with_name("libscfiltlo.so").exists())
    if name == "fonts":
        # Liberation Sans has the measures of Arial, which is not free.
        return any(
            any(Path("/usr/share/fonts").glob(f"**/{font}.ttf"))
            for font in ("LiberationSans-Regular", "arial")
        )
    if name == "samba":
        return bool(shutil.which("smbd", path=os.environ.get("PATH", "") + os.pathsep + "/usr/sbin"))
    if name == "node":
        return bool(shutil.which("node") and shutil.which("npm"))
    if name == "chromium":
        return any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    return bool(shutil.which(name))


def apt_install(*packages: str) -> bool:
    """Installs Debian packages as root or by sudo without a password; whether that was allowed and worked."""
    if os.environ.get("AUDIT_FORMS_NO_APT") or not shutil.which("apt-get"):
        return False
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if rights and not quiet(*rights, "true"):
        return False
    say("Installing with apt: " + " ".join(packages))
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    quiet(*apt, "update")
    return quiet(*apt, "install", "--yes", "--no-install-recommends", *packages)


def quiet(*command: str) -> bool:
    """Runs a command without its output; whether it succeeded."""
    try:
        return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def say(line: str) -> None:
    """Tells whoever waits what is going on."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
