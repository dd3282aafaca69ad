"""A watched folder as people use it: files saved again, copied slowly, taken away, in zips, in folders."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from schemas.record import put
from service.commands.ingest_pool import digest_of
from service.store.rows.audits import Return
from service.wiring import Wired
from service.word.fill import fill
from tests.servers import Server, wait_for
from tests.workflow.auditing import a_record, form_of

pytestmark = pytest.mark.slow

ON_ONE = pytest.mark.parametrize("service", ["sqlite"], indirect=True)
"""For what has to do with files and not with the database."""


@pytest.fixture
def server(service: Wired, tmp_path: Path) -> Server:
    """The service as its commands know it."""
    return Server(tmp_path, database=service.config.database, log=tmp_path / "said")


@pytest.fixture
def drop(server: Server, tmp_path: Path) -> Iterator[Path]:
    """A folder that is watched."""
    folder = tmp_path / "drop"
    folder.mkdir()
    server.begin("ingest", str(folder), "--watch")
    yield folder
    server.kill()
    assert "Traceback" not in server.said()


def a_copy(service: Wired, said: str) -> bytes:
    """A completed copy that differs from others in what is said."""
    form = form_of(service.work())
    record = a_record(form)
    del record["audit"]["reference"]
    put(record, "overall.rationale", said)
    return fill(form, record)


def kept(service: Wired) -> dict[str, str]:
    """The file name of every return that is kept, by its digest."""
    with service.store.look() as session:
        return {one.sha256: one.filename for one in session.scalars(select(Return))}


def documents_in(folder: Path) -> list[Path]:
    """The files of people in it, not their notes nor what is just being moved."""
    return [path for path in folder.glob("[!.]*") if path.is_file() and path.suffix != ".txt"]


def is_emptied(drop: Path) -> bool:
    """Whether all that was dropped has arrived where it belongs."""
    return not documents_in(drop) and not list(drop.glob("*/.*"))


def zip_of(files: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_return_that_is_saved_again_while_it_is_read_is_read_again(service: Wired, drop: Path) -> None:
    first = {f"{number:02}.docx": a_copy(service, f"First {number}.") for number in range(5)}
    second = {name: a_copy(service, f"Saved again {name}.") for name in first}
    for name, content in first.items():
        (drop / name).write_bytes(content)
    saved = set()

    def save_again_what_is_kept() -> bool:
        for name in kept(service).values():
            if name not in saved and (drop / name).exists():
                draft = drop / f".{name}"
                draft.write_bytes(second[name])
                draft.replace(drop / name)
                saved.add(name)
        return is_emptied(drop)

    wait_for(save_again_what_is_kept)
    assert saved, "at least one was saved again while it was read"
    there = kept(service)
    assert {digest_of(second[name]) for name in saved} <= there.keys()
    moved = [digest_of(path.read_bytes()) for path in documents_in(drop / "done")]
    assert set(moved) <= there.keys(), "what is done was read as it is"
    assert not documents_in(drop / "refused")


@ON_ONE
def test_a_copy_that_stands_still_half_way_is_waited_for(server: Server, service: Wired, drop: Path) -> None:
    content = a_copy(service, "Copied over a slow line.")
    with (drop / "slow.docx").open("wb") as file:
        file.write(content[: len(content) // 2])
        file.flush()
        wait_for(lambda: "it stays here until it has not changed for 30 seconds" in server.said())
        file.write(content[len(content) // 2 :])
    wait_for((drop / "done" / "slow.docx").is_file)
    assert kept(service) == {digest_of(content): "slow.docx"}
    assert list((drop / "refused").iterdir()) == []


def test_a_zip_is_taken_file_by_file_and_its_note_tells_of_each(service: Wired, drop: Path) -> None:
    files = {"One.docx": a_copy(service, "One."), "inner/two.docx": a_copy(service, "Two.")}
    (drop / "both.zip").write_bytes(zip_of(files))
    (drop / "mixed.zip").write_bytes(
        zip_of({"three.docx": a_copy(service, "Three."), "notes.txt": b"Dear Ms", "~$three.docx": b"x"})
    )
    wait_for(lambda: is_emptied(drop))
    done = (drop / "done" / "both.zip.txt").read_text(encoding="utf-8").splitlines()
    assert [line.partition(", audit")[0] for line in done] == [
        "Files in the zip: 2, refused: 0.",
        "One.docx: Taken: new audit",
        "inner/two.docx: Taken: new audit",
    ]
    mixed = (drop / "refused" / "mixed.zip.txt").read_text(encoding="utf-8").splitlines()
    assert mixed[0] == "Files in the zip: 2, refused: 1."
    assert mixed[1].startswith("three.docx: Taken: ")
    assert mixed[2].startswith("notes.txt: Refused: ")
    assert mixed[3].startswith("Left out: 1 file that a program put beside documents (~$three.docx).")
    assert sorted(kept(service).values()) == ["One.docx", "three.docx", "two.docx"]


@ON_ONE
def test_a_folder_in_it_is_named_once_and_a_file_that_is_taken_away_stops_nothing(
    server: Server, service: Wired, drop: Path
) -> None:
    (drop / "June").mkdir()
    (drop / "June" / "one.docx").write_bytes(a_copy(service, "One."))
    for number in range(6):
        (drop / f"{number}.docx").write_bytes(a_copy(service, f"Number {number}."))
    wait_for((drop / "done" / "0.docx").is_file)
    (drop / "5.docx").unlink(missing_ok=True)
    (drop / "late.docx").write_bytes(a_copy(service, "Late."))
    wait_for((drop / "done" / "late.docx").is_file)
    assert list((drop / "refused").iterdir()) == []
    assert server.said().count("June: It is no file and is left alone.") == 1
    assert (drop / "June" / "one.docx").is_file()


@ON_ONE
def test_two_watch_one_folder_and_both_go_on(
    server: Server, service: Wired, drop: Path, tmp_path: Path
) -> None:
    other = Server(tmp_path, log=tmp_path / "said by the other")
    watching = other.begin("ingest", str(drop), "--watch")
    copies = {f"{number}.docx": a_copy(service, f"Copy {number}.") for number in range(8)}
    try:
        wait_for(lambda: "Watching" in server.said() and "Watching" in other.said())
        for name, content in copies.items():
            (drop / name).write_bytes(content)
        wait_for(lambda: is_emptied(drop))
        assert watching.poll() is None
    finally:
        other.kill()
    (drop / "late.docx").write_bytes(a_copy(service, "Late."))
    wait_for((drop / "done" / "late.docx").is_file)
    assert "Traceback" not in other.said()
    assert {path.name for path in documents_in(drop / "done")} == {*copies, "late.docx"}
    assert len(kept(service)) == 9
