"""The tracker as a workbook: what it looks like, and what is made of it when it comes back changed."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from service.errors import NotAllowed, Refused
from service.lifecycle import ActionState
from service.roles import MACHINE, Actor, Role
from service.store import actions, trail
from service.store.actions import Wanted
from service.store.rows.actions import Action
from service.wiring import Wired
from service.word.office import Office
from service.work import Work
from service.workflow.accept import accept
from service.workflow.change_action import change_action, verify_action
from service.workflow.change_actions import change_actions
from service.workflow.people import add_team
from service.workflow.tracker.columns import COLUMNS, KEY
from service.workflow.tracker.compared import Compared, compare_tracker
from service.workflow.tracker.download import download_tracker
from tests.workflow.auditing import a_record, audit_of, form_of, returned

PLAN = "Put a date to every step of the plan"
TRAP = '=HYPERLINK("http://example.org","Ring the school")'
OWNER = "Q. Vane-Holt"
DUE = date(2026, 7, 1)
AT = {column.name: number for number, column in enumerate(COLUMNS, 1)} | {"key": len(COLUMNS) + 1}


@pytest.fixture
def reference(work: Work) -> str:
    """An accepted audit with two actions, of which one looks like a formula."""
    record = a_record(form_of(work))
    record["actions"] = [
        {"what": PLAN, "owner": OWNER, "due": DUE, "agreed": False},
        {"what": TRAP, "owner": "Ishbel Tarn", "due": date(2026, 5, 1), "agreed": False},
    ]
    reference = returned(work, record).reference
    accept(work, reference)
    return reference


def actions_of(work: Work, reference: str) -> list[Action]:
    with work.store.look() as session:
        return actions.of_audit(session, audit_of(work, reference))


def downloaded(work: Work, **wanted: Any) -> bytes:
    return download_tracker(work, Wanted(team=work.actor.team, **wanted), sort="made", descending=False)


def edited(content: bytes, edit: Callable[[Any], None]) -> bytes:
    """The workbook after somebody has worked in it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book.active)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def compared(work: Work, **cells: Any) -> Compared:
    """What is made of the tracker with these cells of its first action changed."""

    def edit(sheet: Any) -> None:
        for name, value in cells.items():
            sheet.cell(2, AT[name]).value = value

    return compare_tracker(work, edited(downloaded(work), edit))


def why(found: Compared) -> str:
    assert not found.changes
    (one,) = found.not_taken
    return " ".join(one.why)


@pytest.mark.usefixtures("reference")
class TestDownload:
    def test_it_has_filters_a_frozen_header_real_dates_and_a_list_of_states(self, work: Work) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(downloaded(work))).active
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == "A1:Q3"
        due = sheet.cell(2, AT["due"])
        assert due.is_date
        assert due.value == datetime.combine(DUE, time.min)
        (states,) = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
        assert states.formula1 == '"To do,In progress,Done,Verified,Cancelled"'
        assert sheet.cell(2, AT["state"]).coordinate in states.sqref
        widths = {
            column.name: sheet.column_dimensions[sheet.cell(1, AT[column.name]).column_letter].width
            for column in COLUMNS
        }
        assert widths["what"] >= 40
        assert min(widths.values()) >= 6
        last = sheet.cell(1, sheet.max_column)
        assert last.value == KEY
        assert sheet.column_dimensions[last.column_letter].hidden

    def test_no_cell_is_a_formula(self, work: Work, reference: str) -> None:
        first, second = actions_of(work, reference)
        for number, said in ((first.id, "+44 20 7946 0000 was rung"), (second.id, "@home\tvisited")):
            change_action(work, number, {"evidence": said})
        content = downloaded(work)
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet.cell(3, AT["what"]).value == TRAP
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
        assert sheet.cell(2, AT["evidence"]).quotePrefix

    def test_it_holds_what_the_list_was_filtered_to(self, work: Work) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(downloaded(work, late=work.today()))).active
        assert [row[AT["what"] - 1] for row in sheet.iter_rows(min_row=2, values_only=True)] == [TRAP]
        assert sheet.cell(2, AT["late"]).value == "Overdue"

    def test_that_it_was_taken_away_is_in_the_trail(self, work: Work, reference: str) -> None:
        downloaded(work)
        with work.store.look() as session:
            noted = trail.about(session, "list", "actions")
        assert noted[-1].verb == "actions.downloaded"
        assert reference in noted[-1].changes

    def test_it_is_for_who_may_change_actions(self, service: Wired) -> None:
        with pytest.raises(NotAllowed):
            downloaded(service.work(Actor("Somebody", frozenset({Role.VIEWER}), 1, 1)))


@pytest.mark.usefixtures("reference")
class TestComingBack:
    def test_unchanged_it_changes_nothing(self, work: Work) -> None:
        found = compare_tracker(work, downloaded(work))
        assert (found.changes, found.not_taken, found.same) == ([], [], 2)

    def test_saved_by_libreoffice_it_changes_nothing(self, work: Work, reference: str, calc: Office) -> None:
        first = actions_of(work, reference)[0]
        done = {"state": ActionState.DONE, "done_on": date(2026, 6, 2), "owner": "  007 of 08 "}
        change_action(work, first.id, {**done, "evidence": "Two\nlines, “quoted” – 10%\n=1+1"})
        saved = calc.convert(downloaded(work), ".xlsx", ".xlsx")
        found = compare_tracker(work, saved)
        assert (found.changes, found.not_taken, found.same) == ([], [], 2)
        sheet = openpyxl.load_workbook(io.BytesIO(saved)).active
        assert sheet.auto_filter.ref is not None
        assert [one.type for one in sheet.data_validations.dataValidation if one.type == "list"]

    def test_what_was_changed_is_shown_and_nothing_is_changed_yet(self, work: Work, reference: str) -> None:
        found = compared(work, owner="Ishbel Tarn", due=date(2026, 8, 3), state="in progress")
        (change,) = found.changes
        assert change.action is not None
        assert (change.row, change.action["audit"], change.action["number"]) == (2, reference, 1)
        assert [(one.heading, one.was, one.becomes) for one in change.differs] == [
            ("Owner", OWNER, "Ishbel Tarn"),
            ("Due", "1 July 2026", "3 August 2026"),
            ("State", "To do", "In progress"),
        ]
        assert found.same == 1
        assert actions_of(work, reference)[0].version == 1

    def test_confirmed_it_is_changed(self, work: Work, reference: str) -> None:
        found = compared(
            work, state="Done", done_on="2/6/2026", evidence="Case note of 2 June", owner=None, due=None
        )
        came = change_actions(work, [one.wish for one in found.changes if one.wish])
        assert [one.why for one in came] == [""]
        first = actions_of(work, reference)[0]
        assert (first.state, first.done_on, first.evidence) == (
            "done",
            date(2026, 6, 2),
            "Case note of 2 June",
        )
        assert (first.owner, first.due, first.version) == (None, None, 2)
        assert compared(work).same == 2

    def test_sent_a_second_time_it_changes_nothing_more(self, work: Work) -> None:
        content = edited(downloaded(work), lambda sheet: sheet.cell(2, AT["owner"], "Ishbel Tarn"))
        (change,) = compare_tracker(work, content).changes
        assert change.wish is not None
        change_actions(work, [change.wish])
        again = compare_tracker(work, content)
        assert (again.changes, again.not_taken, again.same) == ([], [], 2)

    @pytest.mark.parametrize(
        ("cells", "said"),
        [
            ({"due": "soon"}, "Due: “soon” is not a calendar date"),
            ({"due": "45000"}, "Due: “45000” is not a calendar date"),
            ({"due": "31/02/2026"}, "not a day of any calendar"),
            ({"due": "3 August 2026, 14:30"}, "also gives a time"),
            ({"due": "=TODAY()"}, "A formula stands here"),
            ({"owner": "=1+1"}, "A formula stands here"),
            ({"state": "Finished"}, "“Finished” is no state. Choose one of: To do, In progress"),
            ({"state": None}, "Nothing is no state"),
            (
                {"state": "Verified"},
                "From “To do” it cannot become “Verified”. It can become: In progress, Done",
            ),
            ({"state": "Done"}, "Say what shows that it was done. Say on which day it was done."),
            (
                {"state": "Done", "evidence": "Seen", "done_on": date(2026, 6, 4)},
                "That day is still to come",
            ),
            ({"state": "Cancelled"}, "Say why it is cancelled"),
            ({"evidence": "x" * 5001}, "longer than 5,000 characters"),
            ({"what": "Something easier"}, "“What was asked” cannot be changed here"),
            ({"audit": "AF-2026-000099-X"}, "“Audit” cannot be changed here"),
            ({"key": "action 999999 version 1"}, "no such action, or it is another team’s"),
            ({"key": None}, "does not say which action it is"),
            ({"key": "action 1 version 1; action 2"}, "does not say which action it is"),
        ],
    )
    def test_what_cannot_be_taken_says_why(self, work: Work, cells: dict[str, Any], said: str) -> None:
        found = compared(work, **cells)
        assert said in why(found)
        assert found.same == 1

    def test_a_row_is_taken_whole_or_not_at_all(self, work: Work) -> None:
        found = compared(work, owner="Ishbel Tarn", due="soon")
        assert "soon" in why(found)
        (one,) = found.not_taken
        assert [(each.heading, each.becomes) for each in one.differs] == [
            ("Owner", "Ishbel Tarn"),
            ("Due", "soon"),
        ]

    def test_what_was_changed_meanwhile_is_shown_beside_what_is_wanted(
        self, work: Work, reference: str
    ) -> None:
        content = edited(downloaded(work), lambda sheet: sheet.cell(2, AT["owner"], "Ishbel Tarn"))
        change_action(work, actions_of(work, reference)[0].id, {"owner": "Wren Alder"})
        found = compare_tracker(work, content)
        assert "changed meanwhile: you saw version 1, and it is at version 2 now" in why(found)
        (differs,) = found.not_taken[0].differs
        assert (differs.was, differs.becomes) == ("Wren Alder", "Ishbel Tarn")

    def test_what_is_changed_between_showing_and_confirming_is_left(self, work: Work, reference: str) -> None:
        (change,) = compared(work, owner="Ishbel Tarn").changes
        change_action(work, actions_of(work, reference)[0].id, {"owner": "Wren Alder"})
        assert change.wish is not None
        (came,) = change_actions(work, [change.wish])
        assert "changed meanwhile" in came.why
        assert actions_of(work, reference)[0].owner == "Wren Alder"

    def test_another_teams_action_is_not_known(self, service: Wired, work: Work) -> None:
        team = add_team(work, "Lantern")
        other = service.work(Actor("Manager", frozenset({Role.MANAGER}), 7, team.id))
        content = edited(downloaded(work), lambda sheet: sheet.cell(2, AT["owner"], "Ishbel Tarn"))
        found = compare_tracker(other, content)
        assert [one.why for one in found.not_taken] == [
            ["There is no such action, or it is another team’s."]
        ] * 2
        assert all(not each.was for one in found.not_taken for each in one.differs)

    def test_an_action_is_verified_by_somebody_else_and_by_itself(
        self, service: Wired, work: Work, reference: str
    ) -> None:
        first = actions_of(work, reference)[0]
        change_action(
            work, first.id, {"state": ActionState.DONE, "done_on": work.today(), "evidence": "Case note"}
        )
        assert "Somebody else has to verify it" in why(compared(work, state="Verified"))
        other = service.work(Actor("Wren Alder", MACHINE.roles))
        assert "verified by itself" in why(compared(other, state="Verified", owner="Ishbel Tarn"))
        manager = service.work(Actor("Manager", frozenset({Role.MANAGER}), 7, None))
        assert "takes one of these roles" in why(compared(manager, state="Verified"))
        (change,) = compared(other, state="Verified").changes
        assert change.wish is not None
        (came,) = change_actions(other, [change.wish])
        assert came.action is not None
        assert came.action.state == "verified"

    def test_rows_may_be_sorted_taken_out_and_columns_moved(self, work: Work) -> None:
        def edit(sheet: Any) -> None:
            rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
            sheet.delete_rows(1, 5)
            for row in (rows[0], rows[2]):
                sheet.append([row[AT[name] - 1] for name in ("key", "what", "state")])
            sheet.cell(sheet.max_row, 3).value = "In progress"

        found = compare_tracker(work, edited(downloaded(work), edit))
        (change,) = found.changes
        assert change.action is not None
        assert (change.action["number"], change.wish and change.wish.wanted) == (
            2,
            {"state": ActionState.IN_PROGRESS},
        )
        assert found.lacking == ["Owner", "Owner’s role", "Due", "Done on", "Evidence", "Why cancelled"]

    def test_the_record_of_each_stands_in_it_and_a_workbook_of_before_is_taken_without(
        self, work: Work
    ) -> None:
        content = edited(downloaded(work), lambda sheet: sheet.cell(2, AT["owner"], "Ishbel Tarn"))
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        (change,) = compare_tracker(work, content).changes
        assert change.action is not None
        assert sheet.cell(2, AT["record_id"]).value == audit_of(work, change.action["audit"]).record_id
        (older,) = compare_tracker(
            work, edited(content, lambda one: one.delete_cols(AT["record_id"]))
        ).changes
        assert older.wish == change.wish

    def test_rows_that_were_sorted_apart_are_not_taken(self, work: Work) -> None:
        def edit(sheet: Any) -> None:
            for name in ("what", "owner"):
                first, second = sheet.cell(2, AT[name]), sheet.cell(3, AT[name])
                first.value, second.value = "'" + second.value, first.value

        found = compare_tracker(work, edited(downloaded(work), edit))
        assert not found.changes
        assert all("sorted apart" in " ".join(one.why) for one in found.not_taken)

    def test_a_row_that_stands_there_twice_is_not_taken(self, work: Work) -> None:
        def edit(sheet: Any) -> None:
            sheet.append([cell.value for cell in sheet[2]])
            sheet.cell(4, AT["owner"]).value = "Ishbel Tarn"

        assert "stands in the tracker twice" in why(compare_tracker(work, edited(downloaded(work), edit)))

    @pytest.mark.parametrize("content", [b"", b"a,b\r\n1,2", b"PK\x03\x04 and no more"])
    def test_what_is_no_workbook_is_refused(self, work: Work, content: bytes) -> None:
        with pytest.raises(Refused):
            compare_tracker(work, content)

    def test_a_workbook_without_keys_is_refused(self, work: Work) -> None:
        with pytest.raises(Refused) as caught:
            compare_tracker(work, edited(downloaded(work), lambda sheet: sheet.delete_cols(AT["key"])))
        assert caught.value.code == "not-a-tracker"
        assert "hidden and must stay" in caught.value.message

    def test_merged_cells_are_refused(self, work: Work) -> None:
        with pytest.raises(Refused):
            compare_tracker(work, edited(downloaded(work), lambda sheet: sheet.merge_cells("F2:F3")))


@pytest.fixture
def calc(office: Office) -> Office:
    """A LibreOffice that knows workbooks."""
    if not Path(office.soffice).resolve().with_name("libscfiltlo.so").exists():
        pytest.skip("needs the package libreoffice-calc-nogui")
    return office


@pytest.mark.usefixtures("reference")
class TestLists:
    def test_an_action_is_mine_however_my_name_is_written(self, work: Work, reference: str) -> None:
        change_action(work, actions_of(work, reference)[0].id, {"owner": "  ISHBEL   tarn "})
        assert {one.number for one in mine(work, "Ishbel Tarn")} == {1, 2}
        assert mine(work, "Ishbel") == []

    def test_an_action_goes_where_its_audit_goes(self, work: Work, reference: str) -> None:
        team = add_team(work, "Lantern")
        with work.store.change() as session:
            audit = session.merge(audit_of(work, reference))
            audit.team_id, audit.urgent = team.id, True
        with work.store.look() as session:
            found, total = actions.listed(session, Wanted(team=team.id))
        assert (total, {one.urgent for one in found}) == (2, {True})

    def test_a_list_is_filtered_by_form_audit_and_day(self, work: Work) -> None:
        other = a_record(form_of(work), 2)
        other["actions"] = [{"what": PLAN, "owner": OWNER, "due": DUE + timedelta(days=9), "agreed": False}]
        second = returned(work, other).reference
        accept(work, second)
        with work.store.look() as session:
            for wanted, numbers in (
                (Wanted(form=["fostering"]), 3),
                (Wanted(form=["moderation"]), 0),
                (Wanted(audit=second.lower()), 1),
                (Wanted(due_to=DUE), 2),
                (Wanted(owner="vane-h"), 2),
            ):
                assert actions.listed(session, wanted)[1] == numbers, wanted


def mine(work: Work, name: str) -> list[Action]:
    with work.store.look() as session:
        return actions.listed(session, Wanted(owned_by=name))[0]


def test_who_verifies_may_be_asked_beforehand(service: Wired, work: Work, reference: str) -> None:
    first = actions_of(work, reference)[0]
    change_action(
        work, first.id, {"state": ActionState.DONE, "done_on": work.today(), "evidence": "Case note"}
    )
    other = service.work(Actor("Wren Alder", MACHINE.roles))
    assert verify_action(other, first.id).done_by == MACHINE.name
