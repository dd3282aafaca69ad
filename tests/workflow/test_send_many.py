"""Lists of cases: what stands in a cell is taken as people see it, or a reason is given why it is not."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from service.errors import Refused, Unfit
from service.store import audits, trail
from service.work import Work
from service.workflow.people import add_team
from service.workflow.send_many import ManySent, NoNumbers, send_many
from service.workflow.withdraw import withdraw
from tests.workflow.auditing import audit_of, form_of

HEADER = ("subject.record_id", "audit.date", "audit.auditor")
DAY = date(2026, 6, 1)
MIDNIGHT = datetime(2026, 6, 1)  # noqa: DTZ001 -- a workbook knows no zones

Sheet = Any  # openpyxl has no types


def workbook(*rows: Sequence[object], change: Callable[[Any, Sheet], None] = lambda _, __: None) -> bytes:
    """A workbook of one sheet with these rows under the header, and what else is done to it."""
    book = Workbook()
    sheet: Sheet = book.active
    for row in (HEADER, *rows):
        sheet.append(row)
    change(book, sheet)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def separated(*rows: str, header: str = ",".join(HEADER)) -> bytes:
    return "\r\n".join((header, *rows)).encode()


def sent(work: Work, data: bytes, form: str = "fostering", team: str | None = None) -> ManySent:
    return send_many(work, form_of(work, form), data, team)


def numbers(work: Work, found: ManySent) -> list[str | None]:
    return [audit_of(work, reference).record_id for _, reference in found.made]


def refused(found: ManySent) -> list[tuple[int, str]]:
    return [(one.row, one.column) for one in found.not_made]


class TestMonthFirst:
    """A date of a column that can only be meant month first makes those doubtful that could be."""

    def test_a_column_with_such_a_date_is_read_for_what_is_one_day_either_way(self, work: Work) -> None:
        found = sent(
            work,
            separated(
                "C-1,06/13/2026,Jo",
                "C-2,06/04/2026,Jo",
                "C-3,06/06/2026,Jo",
                "C-4,13/06/2026,Jo",
                "C-5,4 June 2026,Jo",
            ),
        )
        assert numbers(work, found) == ["C-3", "C-4", "C-5"]
        assert refused(found) == [(2, HEADER[1]), (3, HEADER[1])]
        assert "row 2 of this column has “06/13/2026”" in found.not_made[1].message

    def test_what_a_spreadsheet_made_dates_of_is_doubtful_too(self, work: Work) -> None:
        found = sent(work, workbook(["C-1", date(2026, 4, 6), "Jo"], ["C-2", "06/13/2026", "Jo"]))
        assert refused(found) == [(2, HEADER[1]), (3, HEADER[1])]

    def test_a_column_without_one_is_read_day_first(self, work: Work) -> None:
        found = sent(work, separated("C-1,06/04/2026,Jo", "C-2,13/06/2026,Jo"))
        assert [audit_of(work, made).audit_date for _, made in found.made] == [
            date(2026, 4, 6),
            date(2026, 6, 13),
        ]


class TestLetters:
    """A list that is not saved as UTF-8."""

    LIST = "subject.record_id,audit.auditor\nC-1,{}\n"

    @pytest.mark.parametrize(("name", "encoding"), [("Zoë Alder", "cp1252"), ("Zoë Alder", "mac_roman")])
    def test_how_it_was_read_is_noticed_with_a_word_of_it(self, work: Work, name: str, encoding: str) -> None:
        found = sent(work, self.LIST.format(name).encode(encoding))
        assert len(found.made) == 1
        (said,) = [one.message for one in found.noticed]
        assert "read as Windows-1252" in said
        assert name.split(maxsplit=1)[0].encode(encoding).decode("cp1252") in said

    @pytest.mark.parametrize("name", ["André Alder", "Françoise Alder", "Tomás Alder"])
    def test_what_makes_no_names_is_refused(self, work: Work, name: str) -> None:
        with pytest.raises(Refused, match="CSV UTF-8"):
            sent(work, self.LIST.format(name).encode("mac_roman"))

    def test_utf_8_and_plain_letters_need_no_word(self, work: Work) -> None:
        assert not sent(work, self.LIST.format("Zoë Alder").encode()).noticed
        assert not sent(work, self.LIST.replace("C-1", "C-2").format("Zoe Alder").encode("cp1252")).noticed


class TestNamesOfColumns:
    """They need not stand in the first row, and who takes a list in can insist on record numbers."""

    def test_what_stands_above_them_is_passed_over_and_said(self, work: Work) -> None:
        data = separated(
            "Printed by Jo,,", ",,", ",".join(HEADER), "C-1,2026-06-01,Jo", header="Audits of June,,"
        )
        found = sent(work, data)
        assert numbers(work, found) == ["C-1"]
        assert [row for row, _ in found.made] == [5]
        (said,) = [one.message for one in found.noticed]
        assert "stand in row 4" in said
        assert "“Audits of June”, “Printed by Jo”" in said

    def test_a_label_above_them_is_not_taken_for_them(self, work: Work) -> None:
        found = sent(work, separated("Auditor,Jo,", ",".join(HEADER), "C-1,2026-06-01,Wren", header="June,,"))
        assert numbers(work, found) == ["C-1"]
        assert found.not_made == []

    def test_a_row_that_goes_on_behind_the_last_of_them_is_left_out(self, work: Work) -> None:
        data = separated(
            "subject.record_id,audit.auditor,subject.initials",
            "C-1,Alder, Wren,AB",
            "C-2,Jo,Q. V.",
            header="Report for,June,2026,",
        )
        found = sent(work, data)
        assert numbers(work, found) == ["C-2"]
        assert refused(found) == [(3, "")]

    def test_where_they_are_said_again_no_audit_is_made_of_them(self, work: Work) -> None:
        found = sent(work, separated("C-1,2026-06-01,Jo", ",".join(HEADER), "C-2,2026-06-02,Jo"))
        assert numbers(work, found) == ["C-1", "C-2"]
        assert refused(found) == [(3, "")]

    @pytest.mark.parametrize(
        "header", ["subject.record_id,All,", "June,,", "subject.record_id,audit.auditor,x"]
    )
    def test_a_list_with_other_names_further_down_is_refused(self, work: Work, header: str) -> None:
        rows = ["subject.initials,subject.record_id,audit.auditor", "AB,C-2,Jo"]
        if header == "June,,":
            rows = ["subject.record_id,audit.auditor,x", "C-1,Jo,", *rows]
        with pytest.raises(Refused, match="has names of columns too"):
            sent(work, separated(*rows, header=header))

    def test_hidden_columns_below_a_title_are_told(self, work: Work) -> None:
        def below_a_title(_: Any, sheet: Sheet) -> None:
            sheet.insert_rows(1)
            sheet["A1"] = "June"
            sheet.column_dimensions["C"].hidden = True

        found = sent(work, workbook(["C-1", DAY, "Jo"], change=below_a_title))
        assert any(
            "Hidden columns were read like the others: column C" in one.message for one in found.noticed
        )

    def test_what_offices_call_them_is_understood(self, work: Work) -> None:
        found = sent(work, separated("C-1,2026-06-01,Harbour", header="Record number,Audit date,Team"))
        assert numbers(work, found) == ["C-1"]
        assert found.unused_columns == []

    @pytest.mark.parametrize("number", ["", "Total"])
    def test_a_row_without_a_record_number_is_left_out_where_they_are_wanted(
        self, work: Work, number: str
    ) -> None:
        data = separated("C-1,2026-06-01,Jo", f"{number},2026-06-01,Jo")
        found = send_many(work, form_of(work), data, numberless=False)
        assert numbers(work, found) == ["C-1"]
        assert refused(found) == [(3, HEADER[0])]
        made = sent(work, separated("C-2,2026-06-01,Jo", f"{number},2026-06-03,Jo"))
        assert [(one.rows, one.column) for one in made.noticed] == [([3], HEADER[0])]

    def test_a_list_without_numbers_is_told_of_where_they_are_not_wanted(self, work: Work) -> None:
        found = sent(work, separated("C-1,2026-06-01", header="Our number,audit.date"))
        assert any("none of these audits says whose record it is of" in one.message for one in found.noticed)

    def test_audits_of_no_team_are_told_of_where_there_are_teams(self, work: Work) -> None:
        add_team(work, "Harbour")
        data = separated("C-1,Harbour", "C-2,", header="subject.record_id,audit.team")
        (noticed,) = sent(work, data).noticed
        assert noticed.rows == [3]
        assert "only people who belong to no team see this audit" in noticed.message
        assert sent(work, separated("C-3,", header="subject.record_id,audit.team"), team="-").noticed == []

    def test_a_case_that_says_what_a_column_is_called_is_not_taken_for_them(self, work: Work) -> None:
        with pytest.raises(Refused, match="stand in one row"):
            sent(work, separated("C-1,Auditor", "C-2,Jo", header="Our number,Who knows"))

    def test_a_list_without_record_numbers_is_not_sent_out_where_they_are_wanted(self, work: Work) -> None:
        data = separated("C-1,2026-06-01", header="Our number,audit.date")
        with pytest.raises(NoNumbers) as missing:
            send_many(work, form_of(work), data, numberless=False)
        assert (missing.value.title, missing.value.unused) == ("Carer record number", ["Our number"])
        with work.store.look() as session:
            assert audits.listed(session, audits.Wanted()) == ([], 0)
        assert len(send_many(work, form_of(work), data).made) == 1
        numbered = separated("C-1,2026-06-01", header="subject.record_id,audit.date")
        assert len(send_many(work, form_of(work), numbered, numberless=False).made) == 1


class TestCellsOfAWorkbook:
    def test_an_ordinary_list_is_sent_out_and_nothing_is_said_of_it(self, work: Work) -> None:
        found = sent(work, workbook(["C-1", DAY, "Wren Alder"], [20417, MIDNIGHT, "Jo"]))
        assert numbers(work, found) == ["C-1", "20417"]
        assert {audit_of(work, reference).audit_date for _, reference in found.made} == {DAY}
        assert (found.not_made, found.unused_columns, found.noticed) == ([], [], [])

    def test_rows_below_where_the_sheet_says_it_ends_are_read(self, work: Work) -> None:
        data = workbook(*([f"C-{number}", DAY, "Jo"] for number in range(5)))
        short = rewritten(data, rb'<dimension ref="[^"]+"\s*/>', b'<dimension ref="A1:C3"/>')
        assert len(sent(work, short).made) == 5

    def test_an_error_is_no_answer(self, work: Work) -> None:
        def break_cells(_: Any, sheet: Sheet) -> None:
            sheet["A2"].data_type = sheet["C2"].data_type = "e"

        found = sent(work, workbook(["#N/A", DAY, "#REF!"], ["C-2", DAY, "Jo"], change=break_cells))
        assert numbers(work, found) == ["C-2"]
        assert refused(found) == [(2, HEADER[0]), (2, HEADER[2])]
        assert "#N/A" in found.not_made[0].message

    def test_noughts_that_a_format_shows_are_taken_and_other_formats_are_asked_about(
        self, work: Work
    ) -> None:
        def format_numbers(_: Any, sheet: Sheet) -> None:
            sheet["A2"].number_format = "000000"
            sheet["A3"].number_format = '"C-"0000'

        found = sent(work, workbook([417, DAY, "Jo"], [417, DAY, "Jo"], change=format_numbers))
        assert numbers(work, found) == ["000417"]
        assert refused(found) == [(3, HEADER[0])]

    @pytest.mark.parametrize("value", [DAY, MIDNIGHT, 1234567890123456789, 0.5e-7])
    def test_what_a_spreadsheet_made_of_a_record_number_is_asked_about(
        self, work: Work, value: object
    ) -> None:
        def format_number(_: Any, sheet: Sheet) -> None:
            if isinstance(value, float):
                sheet["A2"].number_format = "0.00"

        found = sent(work, workbook([value, DAY, "Jo"], change=format_number))
        assert (found.made, refused(found)) == ([], [(2, HEADER[0])])

    def test_a_record_number_typed_as_a_text_is_taken_whatever_it_looks_like(self, work: Work) -> None:
        found = sent(
            work, workbook(["10/12/2026", DAY, "Jo"], ["2.0417E+11", DAY, "Jo"], ["00417", DAY, "Jo"])
        )
        assert numbers(work, found) == ["10/12/2026", "2.0417E+11", "00417"]

    def test_a_formula_over_several_cells_that_was_never_worked_out_is_noticed(self, work: Work) -> None:
        def write_formula(_: Any, sheet: Sheet) -> None:
            sheet["C2"] = ArrayFormula("C2", '=UPPER("wren")')

        with pytest.raises(Refused, match="never worked out"):
            sent(work, workbook(["C-1", DAY, None], change=write_formula))

    def test_a_formula_that_comes_to_an_empty_text_is_an_empty_cell(self, work: Work) -> None:
        """As Excel and LibreOffice save =IF(A2="","",B2)."""
        data = rewritten(
            workbook(["C-1", DAY, "Jo"]),
            rb'<c r="C2"[^>]*>.*?</c>',
            b'<c r="C2" t="str"><f>""</f><v></v></c>',
        )
        ((_, reference),) = sent(work, data).made
        assert audit_of(work, reference).auditor is None


class TestSheetsOfAWorkbook:
    def test_a_row_that_a_filter_hides_is_not_made_and_named(self, work: Work) -> None:
        def hide(_: Any, sheet: Sheet) -> None:
            sheet.row_dimensions[3].hidden = True

        found = sent(work, workbook(*([f"C-{number}", DAY, "Jo"] for number in range(3)), change=hide))
        assert numbers(work, found) == ["C-0", "C-2"]
        assert refused(found) == [(3, "")]
        assert "hidden" in found.not_made[0].message

    def test_the_sheet_that_opens_is_read_and_the_others_are_named(self, work: Work) -> None:
        def add_sheet(book: Any, sheet: Sheet) -> None:
            other = book.create_sheet("June")
            for row in (HEADER, ("C-2", DAY, "Jo")):
                other.append(row)
            book.create_sheet("Empty")
            sheet.title, sheet.sheet_state, book.active = "Old", "hidden", 0

        found = sent(work, workbook(["C-1", DAY, "Jo"], change=add_sheet))
        assert numbers(work, found) == ["C-2"]
        (told,) = found.noticed
        assert (told.rows, "“June”" in told.message, "“Old” (hidden)" in told.message) == ((), True, True)
        assert "Empty" not in told.message

    def test_a_hidden_column_is_read_and_named(self, work: Work) -> None:
        def hide(_: Any, sheet: Sheet) -> None:
            sheet.column_dimensions["C"].hidden = True

        found = sent(work, workbook(["C-1", DAY, "Jo"], change=hide))
        (told,) = found.noticed
        assert "audit.auditor" in told.message

    def test_what_is_merged_over_several_rows_stands_in_each_of_them(self, work: Work) -> None:
        def merge(_: Any, sheet: Sheet) -> None:
            sheet.merge_cells("B2:B4")
            sheet.merge_cells("C2:C9")

        found = sent(work, workbook(["C-1", DAY, "Jo"], ["C-2"], ["C-3"], change=merge))
        made = [audit_of(work, reference) for _, reference in found.made]
        assert [(one.record_id, one.audit_date, one.auditor) for one in made] == [
            (name, DAY, "Jo") for name in ("C-1", "C-2", "C-3")
        ]
        (told,) = found.noticed
        assert "B2:B4, C2:C9" in told.message

    def test_what_is_merged_over_several_columns_answers_none_of_them(self, work: Work) -> None:
        def merge(_: Any, sheet: Sheet) -> None:
            sheet.merge_cells("A3:C3")

        found = sent(
            work, workbook(["C-1", DAY, "Jo"], ["North", None, None], ["C-2", DAY, "Jo"], change=merge)
        )
        assert numbers(work, found) == ["C-1", "C-2"]
        assert {row for row, _ in refused(found)} == {3}

    def test_names_of_columns_merged_with_what_is_below_them_are_refused(self, work: Work) -> None:
        with pytest.raises(Refused, match="merged over several rows"):
            sent(work, workbook(["C-1", DAY, "Jo"], change=lambda _, sheet: sheet.merge_cells("A1:A2")))

    def test_a_column_too_far_to_the_right_is_not_passed_over(self, work: Work) -> None:
        with pytest.raises(Refused, match="columns"):
            sent(work, workbook(["C-1", DAY, "Jo"], change=lambda _, sheet: sheet.cell(2, 300, "more")))

    def test_a_row_that_stands_there_twice_is_not_half_read(self, work: Work) -> None:
        data = rewritten(workbook(["C-1", DAY, "Jo"], ["C-2", DAY, "Jo"]), b'<row r="3"', b'<row r="2"')
        with pytest.raises(Refused, match="neither"):
            sent(work, data)

    def test_merged_cells_over_each_other_without_end_are_refused(self, work: Work) -> None:
        areas = b"".join(b'<mergeCell ref="A2:B%d"/>' % number for number in range(1_000, 2_200))
        data = rewritten(
            workbook(*([f"C-{number}", DAY, "Jo"] for number in range(1_000))),
            b"</sheetData>",
            b"</sheetData><mergeCells>" + areas + b"</mergeCells>",
        )
        with pytest.raises(Refused, match="neither"):
            sent(work, data)


class TestTexts:
    @pytest.mark.parametrize(
        "said", ["2.0417E+11", "20417.0", "10-Dec", "Dec-26", "10/12/2026", "#N/A", "#####"]
    )
    def test_what_a_spreadsheet_made_of_a_record_number_is_asked_about(self, work: Work, said: str) -> None:
        found = sent(work, separated(f"{said},01/06/2026,Jo", "00417,2026-06-01,Jo"))
        assert numbers(work, found) == ["00417"]
        assert refused(found) == [(2, HEADER[0])]
        assert found.noticed == []

    def test_a_row_with_a_cell_too_many_is_not_read_under_the_wrong_names(self, work: Work) -> None:
        found = sent(work, separated("C-1,01/06/2026,Alder, Wren", 'C-2,01/06/2026,"Alder, Wren",,'))
        assert numbers(work, found) == ["C-2"]
        assert refused(found) == [(2, "")]

    def test_a_birth_that_is_yet_to_come_is_asked_about_and_other_short_years_are_noticed(
        self, work: Work
    ) -> None:
        header = "subject.record_id,audit.date,subject.date_of_birth"
        rows = ("C-1,01/06/2026,01/06/35", "C-2,01/06/2026,03/04/12")
        found = sent(work, separated(*rows, header=header), "cin")
        assert numbers(work, found) == ["C-2"]
        assert refused(found) == [(2, "subject.date_of_birth")]
        (told,) = found.noticed
        assert (told.rows, told.column) == ([3], "subject.date_of_birth")
        assert "3 April 2012" in told.message


class TestTwice:
    def test_a_case_that_stands_twice_is_noticed(self, work: Work) -> None:
        rows = (
            "C-9,01/06/2026,Jo",
            "C-9,02/06/2026,Jo",
            "C-9,01/06/2026,Al",
            ",01/06/2026,Jo",
            ",01/06/2026,Jo",
        )
        found = sent(work, separated(*rows))
        assert len(found.made) == 5
        assert [(one.rows, one.message.split(" is ")[0]) for one in found.noticed] == [
            ([4], "Row 2"),
            ([5, 6], "Nothing says whose record it is."),
            ([6], "Row 5"),
        ]

    def test_a_case_that_an_audit_is_out_for_is_noticed_once_withdrawn_no_more(self, work: Work) -> None:
        data = separated("C-9,01/06/2026,Jo")
        ((_, first),) = sent(work, data).made
        found = sent(work, data)
        (told,) = found.noticed
        assert (told.rows, first in told.message) == ([2], True)
        for reference in (first, found.made[0][1]):
            withdraw(work, reference, "Sent out by mistake")
        assert sent(work, data).noticed == []


class TestTeams:
    HEADER = "subject.record_id,audit.team"

    def test_a_misspelled_team_leaves_no_audit_to_nobody(self, work: Work) -> None:
        add_team(work, "Harbour")
        found = sent(work, separated("C-1,harbour", "C-2,Harbor", "C-3,", header=self.HEADER))
        assert numbers(work, found) == ["C-1", "C-3"]
        assert refused(found) == [(3, "audit.team")]
        assert "There are: Harbour." in found.not_made[0].message

    def test_a_team_of_another_kind_goes_with_the_team_of_the_whole_list(self, work: Work) -> None:
        """Early help asks here for the agency that assessed."""
        team = add_team(work, "Harbour")
        data = separated("C-1,Bramble Primary School", header=self.HEADER)
        ((_, reference),) = sent(work, data, "early_help", "harbour").made
        assert audit_of(work, reference).team_id == team.id
        with pytest.raises(Unfit):
            sent(work, data, "early_help", "Harbor")

    def test_where_there_are_no_teams_any_name_is_taken(self, work: Work) -> None:
        assert len(sent(work, separated("C-1,Harbor", header=self.HEADER)).made) == 1


class TestInParts:
    """A list of thirty is made in two parts, of 25 and of five."""

    DATA = separated(*(f"C-{number},01/06/2026,Jo" for number in range(30)))

    def test_a_list_that_broke_off_goes_on_behind_its_last_part(self, work: Work) -> None:
        keyed = replace(work, key=("1", "june"))
        before = broken_off(keyed, self.DATA)
        assert len(before) == 25
        found = sent(keyed, self.DATA)
        assert [row for row, _ in found.made] == list(range(2, 32))
        assert [reference for _, reference in found.made][:25] == before
        assert numbers(work, found) == [f"C-{number}" for number in range(30)]
        assert found.noticed == []
        assert sent(keyed, self.DATA).made == found.made
        assert len(every_reference(work)) == 30

    def test_without_a_key_what_was_made_before_is_noticed(self, work: Work) -> None:
        before = broken_off(work, self.DATA)
        found = sent(work, self.DATA)
        assert [one.rows for one in found.noticed] == [[row] for row in range(2, 27)]
        assert all(reference in one.message for one, reference in zip(found.noticed, before, strict=True))

    def test_another_key_or_list_is_another_request(self, work: Work) -> None:
        data = separated("C-1,01/06/2026,Jo")
        for key, more in (("june", b""), ("july", b""), ("june", b"\r\n"), ("june", b"")):
            sent(replace(work, key=("1", key)), data + more)
        assert len(every_reference(work)) == 3

    def test_every_audit_is_in_the_trail(self, work: Work) -> None:
        found = sent(work, self.DATA)
        with work.store.look() as session:
            for _, reference in found.made:
                assert [one.verb for one in trail.about(session, "audit", reference)] == ["audit.sent_out"]
            assert trail.verify(session) is None


class Stopped(Exception):
    """The process ends here."""


def broken_off(work: Work, data: bytes) -> list[str]:
    """The references of what is left of a list of thirty that stopped at the third audit of its second part."""
    calls = 5 + 3  # its rows are looked at, and then made one by one

    def now() -> datetime:
        nonlocal calls
        calls -= len(every_reference(work)) == 25
        if not calls:
            raise Stopped
        return work.now()

    with pytest.raises(Stopped):
        sent(replace(work, now=now), data)
    return every_reference(work)


def every_reference(work: Work) -> list[str]:
    with work.store.look() as session:
        return [one.reference for one in audits.behind(session, 0, team=None, limit=1_000)]


def rewritten(data: bytes, what: bytes, by: bytes) -> bytes:
    """The workbook with something else in its sheet, as other programs write it."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content, many = re.subn(what, by, content)
                assert many == 1
            after.writestr(name, content)
    return kept.getvalue()
