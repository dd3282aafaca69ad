"""What is sent in zips: each file for itself, all of them within bounds, and nothing left out without a word."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from service.errors import Refused
from service.word.limits import LIMITS
from service.workflow.unpack import unpack_all

MOST = 100


def zip_of(*files: tuple[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


def codes(*sent: tuple[str, bytes], total: int) -> list[str]:
    """For each file why it was not unpacked; "" where it was."""
    found = unpack_all(sent, MOST, replace(LIMITS, total=total))
    return [said.code if isinstance(said, Refused) else "" for _, said in found.files]


class TestBounds:
    def test_several_zips_together_unpack_to_no_more_than_one_may(self) -> None:
        packed = zip_of(("a.docx", b"a" * 400), ("b.docx", b"b" * 400))
        assert codes(("1.zip", packed), total=1_000) == ["", ""]
        assert codes(("1.zip", packed), ("2.zip", packed), total=1_000) == [
            "", "", "too-much-at-once", "too-much-at-once",
        ]  # fmt: skip

    def test_a_smaller_file_behind_one_that_is_too_much_is_still_taken(self) -> None:
        sent = (
            ("1.zip", zip_of(("a.docx", b"a" * 600))),
            ("2.zip", zip_of(("b.docx", b"b" * 600), ("c.docx", b"c"))),
        )
        assert codes(*sent, total=1_000) == ["", "too-much-at-once", ""]

    def test_what_was_too_much_is_told_what_to_do(self) -> None:
        packed = zip_of(("a.docx", b"a" * 2_000_000))
        found = unpack_all(
            (("1.zip", packed), ("2.zip", packed)), MOST, replace(LIMITS, total=3_000_000, ratio=10**6)
        )
        (_, last) = found.files[1]
        assert isinstance(last, Refused)
        assert last.message.endswith("(3 MB). Take it out of the zip, and send it on its own.")

    def test_a_file_larger_than_a_form_is_not_unpacked_at_all(self) -> None:
        large = zip_of(("large.docx", b"x" * 3_000), ("small.docx", b"x"))
        found = unpack_all((("1.zip", large),), MOST, replace(LIMITS, upload=1_000))
        assert [said.code if isinstance(said, Refused) else said for _, said in found.files] == [
            "too-large",
            b"x",
        ]


class TestEachHasAnOutcome:
    def test_files_of_any_kind_and_zips_in_zips_are_each_one(self) -> None:
        inner = zip_of(("deep.docx", b"deep"))
        packed = zip_of(
            ("one.docx", b"1"), ("folder/two.pdf", b"%PDF-"), ("notes.txt", b"n"), ("inner.zip", inner)
        )
        found = unpack_all((("all.zip", packed),), MOST)
        assert [name for name, _ in found.files] == ["one.docx", "folder/two.pdf", "notes.txt", "inner.zip"]
        assert found.files[3] == ("inner.zip", inner)
        assert found.left_out == []

    def test_a_zip_without_a_word_document_is_told_file_by_file_too(self) -> None:
        packed = zip_of(("scan.pdf", b"%PDF-"), ("photo.jpg", b"\xff\xd8\xff"))
        assert [name for name, _ in unpack_all((("scans.zip", packed),), MOST).files] == [
            "scan.pdf",
            "photo.jpg",
        ]

    def test_a_document_that_holds_another_one_is_one_file(self) -> None:
        embedded = zip_of(("[Content_Types].xml", b"<Types/>"), ("word/embeddings/inner.docx", b"inner"))
        for name in ("form.docx", "form.zip"):
            assert unpack_all(((name, embedded),), MOST).files == [(name, embedded)]

    def test_a_zip_that_cannot_be_opened_is_one_file(self) -> None:
        assert unpack_all((("cut.zip", b"PK\x03\x04 cut"),), MOST).files == [("cut.zip", b"PK\x03\x04 cut")]


class TestLeftOut:
    def left_out(self, *names: str) -> str:
        (left,) = unpack_all((("all.zip", zip_of(*((name, b"x") for name in names))),), MOST).left_out
        assert left.place == "all.zip"
        return left.said

    def test_what_programs_put_beside_documents_is_named(self) -> None:
        said = self.left_out("one.docx", "__MACOSX/._one.docx", "June/.DS_Store", "Thumbs.db", "desktop.ini")
        assert said == (
            "4 files that programs put beside documents (__MACOSX/._one.docx, June/.DS_Store, Thumbs.db, desktop.ini)."
        )

    @pytest.mark.parametrize(
        ("mark", "document"),
        [
            ("~$form.docx", "form.docx"),
            ("~$eview1.docx", "review1.docx"),
            ("~$stering audit.docx", "fostering audit.docx"),
            ("June/~$stering audit.docx", "June/fostering audit.docx"),
            (".~lock.form.docx#", "form.docx"),
        ],
    )
    def test_a_document_that_was_open_is_named(self, mark: str, document: str) -> None:
        said = self.left_out(document, "other.docx", mark)
        assert said.startswith("1 file that a program put beside documents")
        assert f"It seems that “{document.rpartition('/')[2]}” was still open in a word processor" in said

    def test_what_cannot_be_told_of_its_name_is_not_guessed(self) -> None:
        assert "It seems that “… audit 1.docx” was" in self.left_out(
            "AA audit 1.docx", "BB audit 1.docx", "~$ audit 1.docx"
        )

    def test_a_file_whose_name_only_begins_like_theirs_is_read(self) -> None:
        names = ["thumbs.db notes.docx", ".hidden.docx", "June/__MACOSX.docx"]
        packed = zip_of(*((name, b"x") for name in names))
        assert [name for name, _ in unpack_all((("all.zip", packed),), MOST).files] == names
