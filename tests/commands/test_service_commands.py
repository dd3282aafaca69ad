"""The commands that look after a service, as they are typed."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from service.config import Config
from service.errors import Unknown
from service.roles import Role
from service.wiring import Wired
from service.word.fill import fill
from service.workflow.accept import accept
from service.workflow.people import add_person
from service.workflow.receive import receive
from service.workflow.sign_in import browser_of, choose_password, invite, sign_in, whose_code
from tests.servers import Server, wait_for
from tests.services import DATABASES, database
from tests.workflow.auditing import a_record, audit_of, form_of, returned, sent_out

FORMULA = '=HYPERLINK("http://example.org", "click")'


@pytest.fixture(params=DATABASES)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A service that is not running, its database made."""
    folder = tmp_path / "data"
    folder.mkdir()
    with database(request.param) as url:
        made = Server(folder, database=url)
        assert made.command("db", "upgrade").returncode == 0
        yield made


@pytest.fixture
def service(server: Server) -> Iterator[Wired]:
    """The same service, to be worked with directly."""
    made = Wired(Config(data=server.folder, database=server.environ["DATABASE_URL"]))
    yield made
    made.store.close()


def a_copy(service: Wired, seed: int) -> bytes:
    form = form_of(service.work())
    record = a_record(form, seed)
    del record["audit"]["reference"]
    return fill(form, record)


class TestIngest:
    def test_files_folders_and_zips_are_taken_in_and_each_is_answered(
        self, server: Server, service: Wired, tmp_path: Path
    ) -> None:
        drop = tmp_path / "drop"
        (drop / "inner").mkdir(parents=True)
        (drop / "one.docx").write_bytes(a_copy(service, 1))
        (drop / "inner" / "two.docx").write_bytes(a_copy(service, 2))
        (drop / "~$one.docx").write_bytes(b"Word's own lock file")
        (drop / "letter.doc").write_bytes(b"\xd0\xcf\x11\xe0 old Word")
        with zipped(drop / "more.zip") as add:
            add("three.docx", a_copy(service, 3))
            add("__MACOSX/._three.docx", b"macOS")
        ended = server.command("ingest", "--json", str(drop))
        outcomes = [json.loads(line) for line in ended.stdout.splitlines()]
        assert ended.returncode == 2
        assert sorted(one["outcome"] for one in outcomes) == [
            "new_audit",
            "new_audit",
            "new_audit",
            "refused",
        ]
        assert "4 of 4 files" in ended.stderr
        assert f"Left out of {drop}: 1 file that a program put beside documents (~$one.docx)." in ended.stderr
        assert "It seems that “one.docx” was still open" in ended.stderr
        assert f"Left out of {drop / 'more.zip'}: 1 file that" in ended.stderr

    def test_a_second_time_nothing_is_new(self, server: Server, service: Wired, tmp_path: Path) -> None:
        (tmp_path / "one.docx").write_bytes(a_copy(service, 1))
        server.command("ingest", str(tmp_path / "one.docx"))
        ended = server.command("ingest", str(tmp_path / "one.docx"))
        assert (ended.returncode, "the same as before" in ended.stderr) == (0, True)

    def test_a_watched_folder_is_emptied_beside_notes(
        self, server: Server, service: Wired, tmp_path: Path
    ) -> None:
        drop = tmp_path / "drop"
        drop.mkdir()
        (drop / "one.docx").write_bytes(a_copy(service, 1))
        (drop / "letter.docx").write_bytes(b"no Word document")
        server.begin("ingest", str(drop), "--watch")
        try:
            wait_for((drop / "done" / "one.docx").exists)
            wait_for((drop / "refused" / "letter.docx").exists)
        finally:
            server.kill()
        assert not [path for path in drop.iterdir() if path.is_file()]
        assert sorted(path.name for path in (drop / "done").iterdir()) == ["one.docx", "one.docx.txt"]
        assert sorted(path.name for path in (drop / "refused").iterdir()) == [
            "letter.docx",
            "letter.docx.txt",
        ]
        assert "AF-" in (drop / "done" / "one.docx.txt").read_text(encoding="utf-8")
        assert "not a Word document" in (drop / "refused" / "letter.docx.txt").read_text(encoding="utf-8")


class TestExport:
    @pytest.fixture
    def reference(self, service: Wired) -> str:
        work = service.work()
        record = a_record(form_of(work))
        record["overall"]["rationale"] = FORMULA
        record["actions"][0]["what"] = "+44 ring the office and write it down"
        reference = returned(work, record).reference
        accept(work, reference)
        return reference

    @pytest.mark.usefixtures("reference")
    def test_a_csv_holds_no_formula(self, server: Server) -> None:
        rows = list(csv.DictReader(io.StringIO(server.command("export", "answers").stdout.lstrip("\ufeff"))))
        (said,) = [row["value"] for row in rows if row["tag"] == "overall.rationale"]
        assert said == f"'{FORMULA}"

    @pytest.mark.usefixtures("reference")
    def test_a_workbook_holds_texts_and_dates_and_no_formula(self, server: Server, tmp_path: Path) -> None:
        target = tmp_path / "actions.xlsx"
        assert server.command("export", "actions", "--format", "xlsx", "-o", str(target)).returncode == 0
        rows = list(openpyxl.load_workbook(target)["actions"].iter_rows())
        assert [cell.value for cell in rows[0]][:3] == ["audit", "number", "what"]
        assert (rows[1][2].value, rows[1][2].data_type) == ("+44 ring the office and write it down", "s")

    def test_json_lines_hold_every_audit_as_it_is(self, server: Server, reference: str) -> None:
        (audit,) = map(
            json.loads, server.command("export", "audits", "--format", "jsonl").stdout.splitlines()
        )
        assert (audit["reference"], audit["stage"]) == (reference, "accepted")


class TestTrail:
    def test_what_is_no_digest_is_refused_and_not_taken_for_a_trail_that_was_cut_off(
        self, server: Server
    ) -> None:
        head = server.command("trail", "verify").stdout.rstrip(".\n").split()[-1]
        assert server.command("trail", "verify", "--head", f" {head.upper()} ").returncode == 0
        for mistyped in (head[:-1], f"{head}0", head[:-1] + "x"):
            ended = server.command("trail", "verify", "--head", mistyped)
            assert ended.returncode == 2
            assert "--head is no digest" in ended.stderr
        assert "cut off" in server.command("trail", "verify", "--head", "0" * 63 + "1").stderr


class TestBackup:
    def test_everything_comes_back_in_a_new_database(
        self, server: Server, service: Wired, tmp_path: Path
    ) -> None:
        work = service.work()
        reference = returned(work, a_record(form_of(work))).reference
        accept(work, reference)
        kept = tmp_path / "kept.db"
        assert server.command("backup", str(kept)).returncode == 0
        for kind in DATABASES:
            other = tmp_path / kind
            other.mkdir()
            with database(kind) as url:
                new = Server(other, database=url)
                ended = new.command("restore", str(kept))
                assert ended.returncode == 0, ended.stderr
                assert new.command("trail", "verify").returncode == 0
                back = Wired(Config(data=other, database=url))
                audit = audit_of(back.work(), reference)
                assert audit.record == audit_of(work, reference).record
                assert returned(back.work(), a_record(form_of(work), 2)).reference != reference
                back.store.close()

    def test_a_reference_given_out_after_the_backup_is_given_to_no_other_case(
        self, server: Server, service: Wired, tmp_path: Path
    ) -> None:
        work = service.work()
        form = form_of(work)
        kept = tmp_path / "kept.db"
        sent_out(work, a_record(form))
        assert server.command("backup", str(kept)).returncode == 0
        after = {sent_out(work, a_record(form)) for _ in range(3)}
        for kind in DATABASES:
            other = tmp_path / kind
            other.mkdir()
            with database(kind) as url:
                ended = Server(other, database=url).command("restore", str(kept))
                back = Wired(Config(data=other, database=url))
                first, *more = (sent_out(back.work(), a_record(form)) for _ in range(4))
                back.store.close()
            assert f"References go on from {first}." in ended.stdout
            assert after.isdisjoint((first, *more))

    def test_nobody_is_signed_in_after_it_and_what_may_have_ended_since_is_said(
        self, server: Server, service: Wired, tmp_path: Path
    ) -> None:
        person = add_person(service.work(), "Wren Alder", "wren@example.org", [Role.ADMINISTRATOR])
        unused = invite(service.work(), person.id)
        cookie = choose_password(service.work(), unused, "lantern harbour seven")
        link = invite(service.work(), person.id)
        kept = tmp_path / "kept.db"
        assert server.command("backup", str(kept)).returncode == 0
        assert browser_of(service.work(), cookie) is not None
        for kind in DATABASES:
            other = tmp_path / kind
            other.mkdir()
            with database(kind) as url:
                ended = Server(other, database=url).command("restore", str(kept))
                back = Wired(Config(data=other, database=url))
                assert browser_of(back.work(), cookie) is None
                with pytest.raises(Unknown):
                    whose_code(back.work(), link)
                assert sign_in(back.work(), "wren@example.org", "lantern harbour seven", "127.0.0.1")
                back.store.close()
            assert "Nobody is signed in" in ended.stdout
            assert "a token that was revoked since" in ended.stdout
            assert f"on {datetime.now(UTC):%-d %B %Y}" in ended.stdout

    def test_a_folder_may_be_called_anything(self, tmp_path: Path) -> None:
        folder = tmp_path / "50% done? #1"
        folder.mkdir()
        server = Server(folder)
        server.command("db", "upgrade")
        made = server.command("backup", str(folder / "kept?.db"))
        assert made.returncode == 0, made.stderr
        other = Server(tmp_path / "new?data", log=tmp_path / "log")
        assert other.command("restore", str(folder / "kept?.db")).returncode == 0
        assert "12 editions of forms" in other.command("doctor").stdout
        assert sorted(path.name for path in folder.iterdir()) == ["audit-forms.db", "kept?.db"]
        assert sorted(path.name for path in tmp_path.iterdir()) == ["50% done? #1", "new?data"]

    def test_a_backup_is_never_written_over(self, server: Server, tmp_path: Path) -> None:
        (tmp_path / "kept.db").write_bytes(b"kept before")
        assert server.command("backup", str(tmp_path / "kept.db")).returncode == 2
        assert (tmp_path / "kept.db").read_bytes() == b"kept before"

    def test_nothing_is_restored_over_what_is_there(self, server: Server, tmp_path: Path) -> None:
        kept = tmp_path / "kept.db"
        server.command("backup", str(kept))
        ended = server.command("restore", str(kept))
        assert ended.returncode == 2
        assert "holds something already" in ended.stderr

    def test_a_damaged_backup_is_told_and_restores_nothing(
        self, server: Server, service: Wired, tmp_path: Path
    ) -> None:
        receive(service.work(), a_copy(service, 1), "x.docx")
        kept = tmp_path / "kept.db"
        server.command("backup", str(kept))
        with sqlite3.connect(kept) as connection:
            connection.execute(
                "UPDATE documents SET content = x'00' WHERE sha256 = (SELECT sha256 FROM returns)"
            )
        connection.close()
        other = tmp_path / "other"
        other.mkdir()
        ended = Server(other).command("restore", str(kept))
        assert ended.returncode == 2
        assert "is damaged" in ended.stderr

    @pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\x00 but no more"])
    def test_what_is_no_backup_is_told_in_a_line(self, tmp_path: Path, content: bytes) -> None:
        kept = tmp_path / "kept.db"
        kept.write_bytes(content)
        other = tmp_path / "other"
        other.mkdir()
        ended = Server(other).command("restore", str(kept))
        assert ended.returncode == 2
        assert "Traceback" not in ended.stderr


class TestPeople:
    def test_somebody_is_let_in_and_out_again(self, server: Server) -> None:
        assert server.command("users", "add-team", "Harbour").returncode == 0
        added = server.command(
            "users",
            "add",
            "wren@example.org",
            "--name",
            "Wren Alder",
            "--role",
            "auditor",
            "--team",
            "harbour",
        )
        assert added.returncode == 0, added.stderr
        token = server.command("tokens", "make", "wren@example.org").stdout.strip()
        assert re.fullmatch(r"af_[0-9a-f]{8}_[\w-]{43}", token)
        listed = server.command("tokens", "list", "wren@example.org").stdout
        assert token.split("_")[1] in listed
        assert token.split("_", 2)[2] not in listed
        assert server.command("tokens", "revoke", token.split("_")[1]).returncode == 0

    def test_an_auditor_belongs_to_a_team(self, server: Server) -> None:
        ended = server.command("users", "add", "w@example.org", "--name", "Wren", "--role", "auditor")
        assert ended.returncode == 2
        assert "team" in ended.stderr


def test_the_doctor_says_what_is_wrong_in_words(server: Server) -> None:
    well = server.command("doctor")
    assert "12 editions of forms" in well.stdout
    server.environ["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none"
    ill = server.command("doctor")
    assert ill.returncode == 1
    assert "LOOK" in ill.stdout
    assert "Traceback" not in ill.stderr


def test_the_doctor_changes_nothing(tmp_path: Path) -> None:
    told = Server(tmp_path / "new", log=tmp_path / "log").command("doctor")
    assert "the first start makes it" in told.stdout
    assert "holds no tables yet" in told.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_not_made_yet_is_named(tmp_path: Path) -> None:
    ended = Server(tmp_path).command("users", "list")
    assert ended.returncode == 2
    assert "python -m service db upgrade" in ended.stderr


def test_a_data_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    server = Server(tmp_path)
    server.environ["AUDIT_FORMS_DATA"] = str(tmp_path / "data")
    ended = server.command("users", "list")
    assert ended.returncode == 2
    assert "The data folder" in ended.stderr


@contextmanager
def zipped(path: Path) -> Iterator[Callable[[str, bytes], None]]:
    with zipfile.ZipFile(path, "w") as archive:
        yield archive.writestr
