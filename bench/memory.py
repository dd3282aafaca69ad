"""The most memory that a process and its children have had together."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path


def watched(process: subprocess.Popen[bytes]) -> float:
    """Waits for a process, and gives the most memory in MB that it and its children had (shared pages once)."""
    most = 0.0
    ended = threading.Event()

    def look() -> None:
        nonlocal most
        while not ended.wait(0.3):
            most = max(most, sum(map(_share, _family(process.pid))) / 1_024)

    watcher = threading.Thread(target=look)
    watcher.start()
    status = process.wait()
    ended.set()
    watcher.join()
    if status:
        sys.exit(f"ingest ended with status {status}")
    return most


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _share(pid: int) -> int:
    try:
        said = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+)", said, re.MULTILINE)
    return int(found[1]) if found else 0
