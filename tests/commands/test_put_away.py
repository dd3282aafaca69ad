"""Files that were decided about, moved out of a watched folder by one hand while others are at them."""

import os
from pathlib import Path

import pytest

from service.commands.ingest_pool import digest_of
from service.commands.put_away import give_back, put_away

READ, SAVED_AGAIN = b"what was read", b"saved again meanwhile"


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A file in a watched folder."""
    path = tmp_path / "copy.docx"
    path.write_bytes(READ)
    return path


def test_what_was_read_is_moved_beside_its_note(tmp_path: Path, copy: Path) -> None:
    assert put_away(tmp_path, copy, digest_of(READ), "Taken.\n", refused=False)
    assert files_of(tmp_path) == {"done/copy.docx": READ, "done/copy.docx.txt": b"Taken.\n"}


@pytest.mark.parametrize("refused", [True, False])
def test_what_was_saved_again_stays_as_it_is(tmp_path: Path, copy: Path, *, refused: bool) -> None:
    copy.write_bytes(SAVED_AGAIN)
    assert not put_away(tmp_path, copy, digest_of(READ), "Taken.\n", refused=refused)
    assert files_of(tmp_path) == {"copy.docx": SAVED_AGAIN}


def test_what_is_gone_leaves_no_note(tmp_path: Path, copy: Path) -> None:
    copy.unlink()
    with pytest.raises(FileNotFoundError):
        put_away(tmp_path, copy, digest_of(READ), "Taken.\n", refused=False)
    assert files_of(tmp_path) == {}


def test_nothing_is_written_over_and_the_note_tells_the_old_name(tmp_path: Path, copy: Path) -> None:
    (tmp_path / "done").mkdir()
    (tmp_path / "done" / "copy.docx").write_bytes(b"of yesterday")
    assert put_away(tmp_path, copy, digest_of(READ), "Taken.\n", refused=False)
    found = files_of(tmp_path / "done")
    assert found["copy.docx"] == b"of yesterday"
    assert found["copy (2).docx"] == READ
    assert "copy.docx" in found["copy (2).docx.txt"].decode()


@pytest.mark.parametrize("name", ["n" * 250 + ".docx", "é" * 125 + ".docx", "n" * 255, "a." + "b" * 253])
def test_a_name_as_long_as_names_can_be_is_shortened(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(READ)
    assert put_away(tmp_path, tmp_path / name, digest_of(READ), "Taken.\n", refused=False)
    (moved,) = [path for path in (tmp_path / "done").iterdir() if not path.name.endswith(".txt")]
    assert moved.read_bytes() == READ
    assert moved.name.endswith(".docx") is name.endswith(".docx")
    assert name in (tmp_path / "done" / f"{moved.name}.txt").read_text(encoding="utf-8")


def test_a_name_that_is_no_text_is_told_as_far_as_it_is_one(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.docx")  # as an older system wrote it
    for _ in range(2):
        (tmp_path / name).write_bytes(READ)
        assert put_away(tmp_path, tmp_path / name, digest_of(READ), "Taken.\n", refused=False)
    (note,) = (tmp_path / "done").glob("* (2).docx.txt")
    assert "caf\\udce9.docx" in note.read_text(encoding="utf-8")


def test_what_was_claimed_when_a_watcher_was_ended_comes_back_beside_what_is_newer(
    tmp_path: Path, copy: Path
) -> None:
    (tmp_path / "done").mkdir()
    copy.rename(tmp_path / "done" / ".copy.docx.claimed")
    (tmp_path / "done" / "copy.docx.txt").write_text("Taken.\n", encoding="utf-8")
    copy.write_bytes(SAVED_AGAIN)
    give_back(tmp_path)
    assert not files_of(tmp_path / "done")
    assert files_of(tmp_path) == {"copy.docx": SAVED_AGAIN, "copy (2).docx": READ}
