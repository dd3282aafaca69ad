"""A folder is filed whole or not at all, on each kind of server, whatever breaks."""

import gc
import hashlib
import json
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from service.filing.place import FilingFailed, Place, Taken
from tests.filing.running import free_port
from tests.filing.server import HERE, WRONG, Server
from tests.filing.servers import STARTED_BY, host_key
from tests.filing.stores import BUCKET

ROOT = Path(__file__).resolve().parents[2]
NAME = "4471_fostering_2026-06-03_audit_v1"
FILES = {
    "manifest.json": b'{"files": 3}\n' * 50,
    "audit ü.docx": bytes(range(256)) * 1200,
    "empty.txt": b"",
    "filing-note.txt": b"Kept at least 10 years after approval ends.\n",
}
OTHER = {**FILES, "audit ü.docx": bytes(reversed(range(256))) * 1200}

DYING = """
import json, os, signal, sys
from service.filing.place import Place
class Files(dict):
    def __getitem__(self, name):
        if name == "manifest.json":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__getitem__(name)
url, options, name, files = json.load(sys.stdin)
Place(url, options).put(name, Files((file, content.encode("latin-1")) for file, content in files.items()))
"""
"""Files, and is killed before it writes the manifest."""

# what was being written over a connection that is cut, smbclient cannot close any more
pytestmark = pytest.mark.filterwarnings("ignore:unclosed SMB handle")
remote = pytest.mark.parametrize("server", [kind for kind in STARTED_BY if kind != "folder"], indirect=True)


@pytest.fixture
def folder() -> str:
    """A folder at the server that nobody has used, below folders that are not there yet."""
    return f"Kinder & Jugend/Überprüfung [{secrets.token_hex(3)}] 100%, 1+2"


@pytest.fixture(scope="session")
def size_of_a_put(server: Server) -> int:
    """How many bytes are sent for a whole folder; to the plain folder, those of its largest file."""
    begun = server.proxy.sent if server.proxy else 0
    Place(f"{server.url}/Vermessen/{secrets.token_hex(3)}", server.options).put(NAME, FILES)
    return server.proxy.sent - begun if server.proxy else max(map(len, FILES.values()))


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def whole(*names: str) -> list[str]:
    """All that stands in a place where folders of these names were filed."""
    return sorted(f"{name}/{file}" for name in names for file in FILES)


def failing(do: Callable[[], Any], *, within: float) -> str:
    """What is said of a filing that fails, and does so in time."""
    begun = time.monotonic()
    with pytest.raises(FilingFailed) as failed:
        do()
    assert time.monotonic() - begun < within
    gc.collect()
    said = str(failed.value)
    assert said[0].islower(), "it goes on a sentence"
    assert "\n" not in said
    return said


def test_a_folder_that_is_put_is_there_with_exactly_its_bytes_under_its_name_only(
    server: Server, folder: str, place: Place
) -> None:
    place.look()
    assert place.held(NAME) is None
    place.put(NAME, FILES)
    assert place.held(NAME) == digests(FILES)
    assert {name: place.read(NAME, name) for name in FILES} == FILES
    assert server.within(folder) == whole(NAME)


def test_putting_twice_changes_nothing(server: Server, folder: str, place: Place) -> None:
    place.put(NAME, FILES)
    sent = server.proxy.sent if server.proxy else 0
    place.put(NAME, FILES)
    assert not server.proxy or server.proxy.sent - sent < len(FILES["audit ü.docx"]) // 2
    assert server.within(folder) == whole(NAME)


def test_other_contents_under_the_same_name_are_refused_and_the_first_stay(
    server: Server, folder: str, place: Place
) -> None:
    place.put(NAME, FILES)
    with pytest.raises(Taken):
        place.put(NAME, OTHER)
    assert place.held(NAME) == digests(FILES)
    assert server.within(folder) == whole(NAME)


@pytest.mark.parametrize(
    "theirs",
    [{"notes.txt": b"kept by hand"}, {"filing-note.txt": b"Kept by hand"}],
    ids=["other", "same name"],
)
def test_a_folder_that_somebody_else_made_is_never_touched(
    server: Server, folder: str, place: Place, theirs: dict[str, bytes]
) -> None:
    """It has no manifest, and so does not count as filed; what stands in it is still somebody's."""
    for file, content in theirs.items():
        server.stands.write(f"{folder}/{NAME}/{file}", content)
    assert place.held(NAME) is None
    with pytest.raises(Taken):
        place.put(NAME, FILES)
    assert server.within(folder) == [f"{NAME}/{file}" for file in theirs]
    assert {file: place.read(NAME, file) for file in theirs} == theirs


@pytest.mark.parametrize("part", [0.02, 0.5, 0.97])
def test_a_put_that_is_cut_off_leaves_nothing_that_looks_whole_and_is_repaired_by_the_next(
    server: Server, folder: str, place: Place, size_of_a_put: int, part: float
) -> None:
    with server.cut_after(int(size_of_a_put * part)):
        failing(lambda: place.put(NAME, FILES), within=20)
    assert place.held(NAME) in (None, digests(FILES))
    place.put(NAME, FILES)
    assert place.held(NAME) == digests(FILES)
    assert server.within(folder) == whole(NAME)


def test_a_process_that_dies_while_it_files_leaves_nothing_that_looks_whole(
    server: Server, folder: str, place: Place
) -> None:
    files = {file: content.decode("latin-1") for file, content in FILES.items()}
    given = json.dumps([f"{server.url}/{folder}", server.options, NAME, files])
    died = subprocess.run(
        [sys.executable, "-c", DYING], input=given, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert died.returncode == -9
    assert server.within(folder), "it had begun"
    assert place.held(NAME) is None
    place.put(NAME, FILES)
    assert server.within(folder) == whole(NAME)


@remote
def test_a_wrong_password_is_said_and_a_right_one_before_it_does_not_help(
    server: Server, folder: str, place: Place
) -> None:
    place.put(NAME, FILES)
    wrong = Place(f"{server.url}/{folder}", server.wrong())
    for do in (wrong.look, partial(wrong.put, NAME, FILES)):
        said = failing(do, within=10)
        assert said.startswith("it does not let this user in")
        assert WRONG not in said
    assert place.held(NAME) == digests(FILES)


@remote
def test_a_server_that_is_not_there_is_said_in_time(server: Server) -> None:
    for host, port in ((HERE, free_port()), ("nowhere.invalid", server.way().port)):
        url, options = server.address(host, port)
        put = partial(Place(f"{url}/documents", options).put, NAME, FILES)
        assert failing(put, within=15).startswith("it is not reached, or the connection broke")


@remote
def test_a_server_that_falls_silent_is_not_waited_for_for_ever(
    server: Server, folder: str, place: Place
) -> None:
    place.put(NAME, FILES)
    server.way().silent = True
    try:
        waiting = Place(f"{server.url}/{folder}", server.options, patience=1)
        said = failing(lambda: waiting.held(NAME), within=5)
    finally:
        server.way().mend()
    assert said.startswith("it does not answer in time")
    assert place.held(NAME) == digests(FILES)


@remote
def test_a_place_goes_on_after_its_server_was_away(server: Server, place: Place) -> None:
    place.put(NAME, FILES)
    server.way().close()
    failing(lambda: place.held(NAME), within=15)
    server.way().mend()
    place.put("after", FILES)
    assert place.held("after") == digests(FILES)


def test_several_folders_are_filed_at_once(server: Server, folder: str, place: Place) -> None:
    names = ["one", "two", "three"]
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda name: place.put(name, FILES), names))
    assert server.within(folder) == whole(*names)


@pytest.mark.parametrize("server", ["sftp"], indirect=True)
def test_a_server_with_another_host_key_is_not_filed_to(server: Server, folder: str, tmp_path: Path) -> None:
    (tmp_path / "known_hosts").write_text(f"* {host_key()[1]}")
    for options in (
        {**server.options, "known_hosts": str(tmp_path / "known_hosts")},
        {name: value for name, value in server.options.items() if name != "known_hosts"},
    ):
        place = Place(f"{server.url}/{folder}", options)
        said = failing(partial(place.put, NAME, FILES), within=10)
        assert said.startswith("it is not the server that is known by this name")


@pytest.mark.parametrize("server", ["s3", "azure"], indirect=True)
def test_a_bucket_or_container_that_is_not_there_is_not_made(server: Server) -> None:
    place = Place(server.url.replace(BUCKET, "harbour-filling") + "/documents", server.options)
    for do in (place.look, partial(place.put, NAME, FILES)):
        said = failing(do, within=10)
        assert said.startswith("there is no such folder, share, bucket or container")


def test_a_url_of_no_known_kind_is_said() -> None:
    assert "carrier" in failing(lambda: Place("carrier://loft/documents", {}), within=5)
