"""Files made to harm cost little time and memory, and leave nothing behind."""

import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.word.packages import compound, document, parts, word, zipped

KINDS = {
    "343 kB that unpack to 300 MB": "bomb",
    "the same, said to be 1 kB": "damaged",
    "parts that overlap": "bomb",
    "markup as dense as it gets": "bomb",
    "markup just within the limit": "opened",
    "nothing but attributes": "opened",
    "a directory of 400,000 lines": "too-many-entries",
    "an OLE container with noise behind it": "not-word",
    "a billion laughs": "dtd",
}
"""What is built to harm, and the code that it is refused with."""


def _overlapping() -> bytes:
    """A zip whose directory lists one part's bytes under many names."""
    data = word({"word/media/a.bin": bytes(900_000)})
    with_many = bytearray(data)
    end = data.rindex(b"PK\x05\x06")
    line = data[data.rindex(b"PK\x01\x02") : end]
    lines = b"".join(line.replace(b"a.bin", b"%05d" % number) for number in range(300))
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    with_many[end + 12 : end + 16] = (size + len(lines)).to_bytes(4, "little")
    with_many[end + 8 : end + 12] = (304).to_bytes(2, "little") * 2
    with_many[end:end] = lines
    return bytes(with_many)


def hostile(kind: str) -> bytes:
    if kind == "343 kB that unpack to 300 MB":
        return word({"word/document.xml": bytes(300_000_000)})
    if kind == "the same, said to be 1 kB":
        honest = hostile("343 kB that unpack to 300 MB")
        return honest.replace((300_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    if kind == "parts that overlap":
        return _overlapping()
    if kind == "markup as dense as it gets":
        return zipped(parts({"word/document.xml": document("<a/>x" * 3_000_000)}), zipfile.ZIP_STORED)
    if kind == "markup just within the limit":
        return zipped(parts({"word/document.xml": document("<a/>x" * 299_000)}), zipfile.ZIP_STORED)
    if kind == "nothing but attributes":
        one = "<a" + "".join(f' a{n}=""' for n in range(1_000)) + "/>"
        return zipped(parts({"word/document.xml": document(one * 598)}), zipfile.ZIP_STORED)
    if kind == "a directory of 400,000 lines":
        return b"PK\x03\x04" + b"PK\x01\x02" * 4_000_000 + b"PK\x05\x06" + bytes(18)
    if kind == "an OLE container with noise behind it":
        return compound("WordDocument")[:1024] + random.Random(1).randbytes(19_000_000)
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return word({"word/document.xml": f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><x>&a11;</x>'.encode()})


_MEASURED = """
import json, os, sys, time
from service.errors import Refused
from service.word.package import open_package
data = sys.stdin.buffer.read()
before = set(os.listdir("."))
start = time.process_time()
try:
    package = open_package(data)
    package.xml(package.main)
    code = "opened"
except Refused as refusal:
    code = refusal.code
spent = time.process_time() - start
peak = int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]) // 1024
left = sorted(set(os.listdir(".")) - before)
json.dump({"code": code, "spent": spent, "peak": peak, "left": left}, sys.stdout)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the memory of a process is measured the Unix way")
@pytest.mark.parametrize(("kind", "code"), KINDS.items())
def test_a_hostile_file_costs_little_and_leaves_nothing(kind: str, code: str, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _MEASURED],
        input=hostile(kind),
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "TMPDIR": str(tmp_path),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )
    measured = json.loads(run.stdout)
    assert measured["code"] == code
    assert measured["left"] == []
    assert measured["spent"] < 2
    assert measured["peak"] < 300
