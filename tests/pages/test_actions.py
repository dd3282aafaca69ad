"""The tracker: actions listed, updated, reassigned, and worked in a workbook, through pages and in a real browser."""

import html
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from service.lifecycle import ActionState
from service.roles import Role
from service.store import actions
from service.store.rows.actions import Action
from service.work import Work
from service.workflow.accept import accept
from service.workflow.change_action import change_action
from service.workflow.receive import receive
from service.workflow.send_out import send_out
from service.workflow.tracker.columns import COLUMNS
from tests.pages.browsing import Screen, Site
from tests.pages.visiting import TEAM, Visitor, Visitors
from tests.workflow.auditing import a_record, audit_of, completed, form_of, header_of, whose

PLAN = "Put a date to every step of the plan"
VISIT = "Visit the household unannounced before the end of the month"
SCRIPT = "<script>alert('rung')</script> the school"
MANAGER = f"Manager of {TEAM}"
AT = {column.name: number for number, column in enumerate(COLUMNS, 1)}


def asked(what: str, owner: str, due: date) -> dict[str, Any]:
    return {"what": what, "owner": owner, "due": due, "agreed": False}


ROWS = (
    asked(PLAN, "Q. Vane-Holt", date(2026, 7, 1)),
    asked(VISIT, MANAGER.upper(), date(2026, 5, 12)),
    asked(SCRIPT, "Ishbel Tarn", date(2026, 8, 3)),
)


def accepted(
    work: Work, *rows: dict[str, Any], team: str | None = TEAM, seed: int = 1, key: str = "fostering"
) -> list[Action]:
    """The actions of a new audit that asks for these."""
    form = form_of(work, key)
    record = a_record(form, seed) | {"actions": list(rows)}
    header = header_of(form, record)
    reference = send_out(work, form, header, team or whose(work, header)).reference
    receive(work, completed(form, reference, record), "return.docx")
    accept(work, reference)
    return actions_of(work, reference)


def actions_of(work: Work, reference: str) -> list[Action]:
    with work.store.look() as session:
        return actions.of_audit(session, audit_of(work, reference))


def now(work: Work, action: Action) -> Action:
    with work.store.look() as session:
        found = session.get(Action, action.id)
    assert found is not None
    return found


def fields_of(page: str) -> dict[str, str]:
    """What the form of an action says, as a browser would send it untouched."""
    found = dict(re.findall(r'<input type="hidden" name="((?:was_\w+)|version)" value="([^"]*)"', page))
    return found | {name.removeprefix("was_"): said for name, said in found.items() if name != "version"}


def opened(visitors: Visitors, action: Action) -> tuple[Visitor, str, dict[str, str]]:
    """A manager on the page of an action, its address, and its form as it stands."""
    manager, path = visitors.of(Role.MANAGER), f"/actions/{action.id}"
    return manager, path, fields_of(manager.get(path).text)


def titles(page: str) -> list[str]:
    """What is to be done, of each action that a list shows."""
    return re.findall(r'href="/actions/\d+"><span class="app-said">([^<]*)<', page)


@pytest.fixture
def three(visitors: Visitors) -> list[Action]:
    """Three actions of one audit of Harbour: one of the manager's own, overdue."""
    return accepted(visitors.service.work(), *ROWS)


def test_an_owners_role_is_quoted_as_the_form_has_it_and_stands_where_nobody_is_named(
    visitors: Visitors,
) -> None:
    work = visitors.service.work()
    role = "IRO, CP Chair (Team_2)"
    (action,) = accepted(work, {"what": PLAN, "owner_role": role, "agreed": False}, key="cin")
    manager = visitors.of(Role.MANAGER)
    page = manager.get(f"/actions/{action.id}").text
    assert page.count(f'<td class="govuk-table__cell app-said">{role}</td>') == 2
    assert f"owner: {role}" in page
    found = manager.get("/actions").text
    assert role in found
    assert "Nobody yet" not in found
    assert f"record {audit_of(work, action.audit.reference).record_id}" in found


def test_a_role_that_is_chosen_is_quoted_in_the_words_of_its_form(visitors: Visitors) -> None:
    work = visitors.service.work()
    form = form_of(work, "child_protection")
    slot = form.by_tag["actions.priority"]
    code, words = next((one.code, one.text) for one in slot.options if one.code != one.text)
    (action,) = accepted(work, {"what": PLAN, "priority": code}, key="child_protection")
    page = visitors.of(Role.MANAGER).get(f"/actions/{action.id}").text
    assert page.count(f'<td class="govuk-table__cell app-said">{words}</td>') == 2


@pytest.mark.usefixtures("three")
class TestList:
    def test_it_shows_whose_they_are_and_what_is_overdue(self, visitors: Visitors) -> None:
        manager = visitors.of(Role.MANAGER)
        page = manager.get("/actions").text
        assert len(titles(page)) == 3
        assert page.count(">Overdue</strong>") == 1
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert titles(manager.get("/actions?whose=mine").text) == [VISIT]
        assert titles(manager.get("/actions?late=true").text) == [VISIT]

    @pytest.mark.parametrize(
        ("asked_for", "found"),
        [
            ("owner=vane", {PLAN}),
            ("due_to=2026-07-01", {PLAN, VISIT}),
            ("form=fostering&owner=Q.", {PLAN}),
            ("form=moderation", set()),
            ("state=in_progress", set()),
            ("state=open&late=true", {VISIT}),
            ("audit=AF-2026-000404-X", set()),
        ],
    )
    def test_it_is_filtered(self, visitors: Visitors, asked_for: str, found: set[str]) -> None:
        page = visitors.of(Role.ADMINISTRATOR).get(f"/actions?{asked_for}").text
        assert set(titles(page)) == found
        assert ("Nothing matches" in page) == (not found)

    def test_it_is_sorted_by_day_and_by_owner(self, visitors: Visitors) -> None:
        administrator = visitors.of(Role.ADMINISTRATOR)
        shown = [PLAN, "&lt;script&gt;alert(&#39;rung&#39;)&lt;/script&gt; the school", VISIT]
        assert titles(administrator.get("/actions").text) == [shown[2], shown[0], shown[1]]
        assert titles(administrator.get("/actions?sort=-due").text) == [shown[1], shown[0], shown[2]]
        assert titles(administrator.get("/actions?sort=-owner").text) == [shown[0], shown[2], shown[1]]

    def test_what_is_finished_is_shown_when_it_is_asked_for(
        self, visitors: Visitors, three: list[Action]
    ) -> None:
        cancelled = {"state": ActionState.CANCELLED, "reason": "They moved away"}
        change_action(visitors.service.work(), three[0].id, cancelled)
        administrator = visitors.of(Role.ADMINISTRATOR)
        assert PLAN not in titles(administrator.get("/actions").text)
        assert titles(administrator.get("/actions?state=cancelled").text) == [PLAN]

    def test_a_team_sees_its_own(self, visitors: Visitors, three: list[Action]) -> None:
        other = visitors.of(Role.MANAGER, "Lantern")
        assert titles(other.get("/actions").text) == []
        for path in (f"/actions/{three[0].id}", "/actions/424242"):
            assert other.get(path).status_code == 404
        page = visitors.of(Role.ADMINISTRATOR)
        assert len(titles(page.get("/actions?team=1").text)) == 3
        assert titles(page.get("/actions?team=2").text) == []
        assert len(titles(visitors.of(Role.MANAGER).get("/actions?team=2").text)) == 3

    def test_a_viewer_reads_no_free_text_and_cannot_ask_for_it(
        self, visitors: Visitors, three: list[Action]
    ) -> None:
        viewer = visitors.of(Role.VIEWER)
        for path in ("/actions?owner=nobody", "/actions?sort=owner", f"/actions/{three[0].id}"):
            page = viewer.get(path).text
            assert not any(said in page for said in (PLAN, "Vane-Holt", "Ishbel", "Reassign the actions"))
        assert "3 actions" in viewer.get("/actions?owner=nobody").text


class TestOne:
    def test_it_is_done_with_evidence_and_verified_by_somebody_else(
        self, visitors: Visitors, three: list[Action]
    ) -> None:
        work = visitors.service.work()
        path = f"/actions/{three[0].id}"
        manager, office = visitors.of(Role.MANAGER), visitors.of(Role.ADMINISTRATOR)
        form = fields_of(manager.get(path).text)
        refused = manager.post(path, {**form, "state": "done", "evidence": "Case note of 2 June"})
        assert refused.status_code == 422
        assert "Say on which day it was done." in refused.text
        assert "Case note of 2 June" in refused.text
        form = fields_of(refused.text)
        done = {**form, "state": "done", "evidence": "Case note of 2 June", "done_on": "2/6/2026"}
        assert manager.post(path, done).status_code == 303
        page = manager.get(path).text
        assert "somebody else now has to verify it" in page
        assert "I have seen the evidence" not in page
        form = fields_of(office.get(path).text)
        assert office.post(f"{path}/verify", form).status_code == 303
        kept = now(work, three[0])
        assert (kept.state, kept.done_on, kept.done_by) == ("verified", date(2026, 6, 2), MANAGER)
        assert "Take it back into progress" in manager.get(path).text

    def test_who_did_it_does_not_verify_it(self, visitors: Visitors, three: list[Action]) -> None:
        path = f"/actions/{three[0].id}"
        office = visitors.of(Role.ADMINISTRATOR)
        form = fields_of(office.get(path).text)
        office.post(path, {**form, "state": "done", "evidence": "Seen", "done_on": "2 June 2026"})
        page = office.get(path).text
        assert "somebody else has to verify it" in page
        answer = office.post(f"{path}/verify", {"version": "2"})
        assert answer.status_code == 409
        assert "Somebody else has to verify it" in answer.text

    def test_it_is_cancelled_with_a_reason_and_opened_again(
        self, visitors: Visitors, three: list[Action]
    ) -> None:
        work = visitors.service.work()
        manager, path, form = opened(visitors, three[0])
        assert "Say why it is cancelled." in manager.post(path, {**form, "state": "cancelled"}).text
        manager.post(path, {**form, "state": "cancelled", "reason": "They moved away"})
        assert now(work, three[0]).reason == "They moved away"
        manager.post(path, {**fields_of(manager.get(path).text), "state": "open"})
        assert now(work, three[0]).state == "open"
        history = manager.get(path).text.partition("History")[2]
        assert history.index("To do") < history.index("They moved away")

    def test_owner_and_day_are_changed_and_what_they_were_stays_in_the_history(
        self, visitors: Visitors, three: list[Action]
    ) -> None:
        work = visitors.service.work()
        manager, path, form = opened(visitors, three[0])
        assert form["due"] == "1 July 2026"
        answer = manager.post(path, {**form, "owner": "Ishbel Tarn", "due": "soon"})
        assert "is not a calendar date" in answer.text
        assert "Ishbel Tarn" in answer.text
        manager.post(path, {**form, "owner": "Ishbel Tarn", "due": "3 August 2026"})
        kept = now(work, three[0])
        assert (kept.owner, kept.due) == ("Ishbel Tarn", date(2026, 8, 3))
        history = manager.get(path).text.partition("History")[2]
        for said in ("Q. Vane-Holt", "Ishbel Tarn", "1 July 2026", "3 August 2026", MANAGER):
            assert said in history

    def test_a_stale_save_shows_both_versions_and_loses_nothing(
        self, visitors: Visitors, three: list[Action]
    ) -> None:
        work = visitors.service.work()
        manager, path, form = opened(visitors, three[0])
        change_action(work, three[0].id, {"owner": "Wren Alder", "due": date(2026, 9, 9)})
        answer = manager.post(path, {**form, "owner": "Ishbel Tarn", "evidence": "She rang the school"})
        assert answer.status_code == 409
        both = answer.text.partition('id="both"')[2].partition("</table>")[0]
        for said in ("Wren Alder", "Ishbel Tarn", "She rang the school"):
            assert said in both
        assert now(work, three[0]).owner == "Wren Alder"
        assert 'value="9 September 2026"' in answer.text
        typed = fields_of(answer.text) | {"owner": "Ishbel Tarn", "evidence": "She rang the school"}
        assert typed["version"] == "2"
        assert manager.post(path, typed).status_code == 303
        kept = now(work, three[0])
        assert (kept.owner, kept.due, kept.evidence) == (
            "Ishbel Tarn",
            date(2026, 9, 9),
            "She rang the school",
        )

    def test_nothing_typed_changes_nothing(self, visitors: Visitors, three: list[Action]) -> None:
        manager, path, form = opened(visitors, three[0])
        manager.post(path, form)
        assert "Nothing was changed" in manager.get(path).text
        assert now(visitors.service.work(), three[0]).version == 1

    def test_another_teams_action_cannot_be_changed(self, visitors: Visitors, three: list[Action]) -> None:
        other = visitors.of(Role.MANAGER, "Lantern")
        other.get("/actions")
        answer = other.post(f"/actions/{three[0].id}", {"owner": "Mine", "was_owner": "", "version": "1"})
        assert answer.status_code == 404
        assert now(visitors.service.work(), three[0]).version == 1


class TestReassigning:
    def test_what_changes_is_shown_and_then_changed(self, visitors: Visitors, three: list[Action]) -> None:
        work = visitors.service.work()
        manager = visitors.of(Role.MANAGER)
        manager.get("/actions")
        fields = {
            "chosen": [f"{one.id}.1" for one in three[:2]],
            "owner": "Wren Alder",
            "due": "9/9/2026",
            "back": "/actions?late=true",
        }
        page = manager.post("/actions/reassign", fields).text
        assert "2 actions get the owner Wren Alder and the due date 9 September 2026." in page
        assert PLAN in page
        assert now(work, three[0]).owner == "Q. Vane-Holt"
        answer = manager.post("/actions/reassign/confirm", fields)
        assert (answer.status_code, answer.location) == (303, "/actions?late=true")
        assert [(now(work, one).owner, now(work, one).due) for one in three] == [
            ("Wren Alder", date(2026, 9, 9)),
            ("Wren Alder", date(2026, 9, 9)),
            ("Ishbel Tarn", date(2026, 8, 3)),
        ]
        assert "2 actions were reassigned." in manager.get("/actions").text

    def test_what_could_not_be_changed_is_listed(self, visitors: Visitors, three: list[Action]) -> None:
        work = visitors.service.work()
        manager = visitors.of(Role.MANAGER)
        manager.get("/actions")
        fields = {"chosen": [f"{one.id}.1" for one in three] + ["424242.1"], "owner": "Wren Alder"}
        change_action(work, three[1].id, {"evidence": "Begun"})
        page = manager.post("/actions/reassign", fields).text
        assert (
            "2 actions get the owner Wren Alder. Due dates stay as they are. 2 actions cannot be changed"
            in page
        )
        answer = manager.post("/actions/reassign/confirm", fields)
        assert answer.status_code == 409
        assert "2 actions were changed, 2 actions were not" in answer.text
        assert (
            "It was changed meanwhile: you saw version 1, and it is at version 2 now. Look at it"
            in answer.text
        )
        assert "There is no such action, or it is another team’s." in answer.text
        assert [now(work, one).owner for one in three] == ["Wren Alder", MANAGER.upper(), "Wren Alder"]

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"owner": "Wren Alder"}, "Choose at least one action"),
            ({"chosen": "one.two", "owner": "Wren Alder"}, "Choose at least one action"),
            ({"chosen": "1.1"}, "Enter the new owner, a new due date, or both"),
            ({"chosen": "1.1", "due": "soon"}, "is not a calendar date"),
        ],
    )
    @pytest.mark.usefixtures("three")
    def test_what_is_missing_is_said(self, visitors: Visitors, fields: dict[str, str], said: str) -> None:
        manager = visitors.of(Role.MANAGER)
        manager.get("/actions")
        for path in ("/actions/reassign", "/actions/reassign/confirm"):
            answer = manager.post(path, fields)
            assert said in answer.text
            assert "Error: " in answer.text

    @pytest.mark.usefixtures("three")
    def test_nobody_is_led_elsewhere(self, visitors: Visitors) -> None:
        manager = visitors.of(Role.MANAGER)
        manager.get("/actions")
        for back in ("//example.org", "https://example.org/actions", "/people", "/\\example.org"):
            fields = {"chosen": "1.1", "owner": "Wren Alder", "back": back}
            assert "example.org" not in manager.post("/actions/reassign", fields).text


def edited(content: bytes, edit: Callable[[Any], None]) -> io.BytesIO:
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book.active)
    kept = io.BytesIO()
    book.save(kept)
    return io.BytesIO(kept.getvalue())


def sent(visitor: Visitor, file: io.BytesIO, name: str = "actions.xlsx") -> Any:
    visitor.get("/actions/upload")
    return visitor.post("/actions/upload", {"file": (file, name)}, content_type="multipart/form-data")


def changes_in(page: str) -> str:
    found = re.search(r'name="changes" value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found[1])


class TestWorkbook:
    @pytest.mark.usefixtures("three")
    def test_it_is_downloaded_as_filtered(self, visitors: Visitors) -> None:
        manager = visitors.of(Role.MANAGER)
        answer = manager.get("/actions/tracker.xlsx?late=true")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="actions.xlsx"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
        assert [row[AT["what"] - 1] for row in sheet.iter_rows(min_row=2, values_only=True)] == [VISIT]
        assert 'href="/actions/tracker.xlsx?late=true"' in manager.get("/actions?late=true").text

    @pytest.mark.usefixtures("three")
    def test_there_is_none_where_a_filter_cannot_be_read(self, visitors: Visitors) -> None:
        manager = visitors.of(Role.MANAGER)
        for asked, named in (("due_to=2026-5-1", "Due until: “2026-5-1”"), ("state=opne", "State: “opne”")):
            answer = manager.get(f"/actions/tracker.xlsx?{asked}")
            assert answer.status_code == 422
            assert f"<li>{named}</li>" in answer.text
            assert "/actions/tracker.xlsx" not in manager.get(f"/actions?{asked}").text

    def test_its_changes_are_shown_confirmed_and_made(self, visitors: Visitors, three: list[Action]) -> None:
        work = visitors.service.work()
        manager = visitors.of(Role.MANAGER)

        def edit(sheet: Any) -> None:
            for row in range(2, 5):
                if sheet.cell(row, AT["what"]).value == PLAN:
                    sheet.cell(row, AT["state"]).value = "In progress"
                    sheet.cell(row, AT["evidence"]).value = "<b>Begun</b> “today” & so on"
                if sheet.cell(row, AT["what"]).value == VISIT:
                    sheet.cell(row, AT["due"]).value = "whenever"

        page = sent(manager, edited(manager.get("/actions/tracker.xlsx").data, edit)).text
        assert "1 action changes once you confirm it. Nothing is changed yet. 1 row cannot be taken." in page
        assert "“whenever” is not a calendar date" in page
        assert "<b>Begun" not in page
        assert now(work, three[0]).version == 1
        answer = manager.post("/actions/upload/confirm", {"changes": changes_in(page)})
        assert answer.status_code == 303
        assert "1 action was changed as the workbook says." in manager.get("/actions").text
        kept = now(work, three[0])
        assert (kept.state, kept.evidence) == ("in_progress", "<b>Begun</b> “today” & so on")

    def test_what_is_confirmed_is_looked_at_once_more(self, visitors: Visitors, three: list[Action]) -> None:
        work = visitors.service.work()
        other = accepted(work, asked(PLAN, "Jo Reed", date(2026, 7, 1)), team="Lantern", seed=2)[0]
        manager = visitors.of(Role.MANAGER)
        manager.get("/actions/upload")
        change_action(work, three[1].id, {"evidence": "Begun"})
        forged = (
            f'[{{"number": {other.id}, "seen": 1, "wanted": {{"owner": "Mine"}}}},'
            f'{{"number": {three[0].id}, "seen": 1, "wanted": {{"state": "verified"}}}},'
            f'{{"number": {three[2].id}, "seen": 1, "wanted": {{"state": "done"}}}},'
            f'{{"number": {three[1].id}, "seen": 1, "wanted": {{"owner": "Typed by hand"}}}}]'
        )
        answer = manager.post("/actions/upload/confirm", {"changes": forged})
        assert answer.status_code == 409
        assert "0 actions were changed, 4 actions were not" in answer.text
        for said in ("another team’s", "takes one of these roles", "Say what shows", "changed meanwhile"):
            assert said in answer.text
        assert "Typed by hand" in answer.text
        assert "Jo Reed" not in answer.text
        assert [now(work, one).version for one in (other, *three)] == [1, 1, 2, 1]

    @pytest.mark.parametrize(
        "said", ["", "[", '{"a": 1}', '[{"number": 1, "seen": 1, "wanted": {"version": 9}}]', "[[[[", "null"]
    )
    def test_what_is_no_change_is_refused(self, visitors: Visitors, said: str) -> None:
        manager = visitors.of(Role.MANAGER)
        manager.get("/actions/upload")
        answer = manager.post("/actions/upload/confirm", {"changes": said})
        assert answer.status_code == 422
        assert "could not be read" in answer.text

    def test_what_is_no_workbook_says_what_to_do(self, visitors: Visitors) -> None:
        manager = visitors.of(Role.MANAGER)
        for content, said in ((b"", "empty"), (b"PK\x03\x04", "Error: "), (b"a,b", "Error: ")):
            answer = sent(manager, io.BytesIO(content))
            assert answer.status_code == 422
            assert said in answer.text
        manager.get("/actions/upload")
        assert "Choose the workbook to send" in manager.post("/actions/upload").text


def choose(screen: Screen, number: int) -> None:
    """Ticks the first few actions of a list."""
    boxes = screen.page.get_by_role("checkbox", name="Choose action")
    boxes.first.wait_for()  # `all` waits for no page that is still on its way
    for box in boxes.all()[:number]:
        box.check()


class TestInABrowser:
    @pytest.fixture
    def full(self, site: Site) -> list[Action]:
        """Sixty actions and more, of two teams."""
        work = site.service.work()
        found = accepted(work, *ROWS)
        found += accepted(work, asked(PLAN, "Administrator of all", date(2026, 6, 1)), team="Lantern", seed=2)
        for seed in range(3, 9):
            rows = [asked(f"{VISIT}, {n}", f"Owner {n}", date(2026, 6, 1 + n)) for n in range(10)]
            found += accepted(work, *rows, seed=seed)
        change_action(work, found[2].id, {"state": ActionState.IN_PROGRESS, "evidence": "Rang twice"})
        done = {"state": ActionState.DONE, "done_on": date(2026, 6, 2), "evidence": "Case note of 2 June"}
        change_action(work, found[3].id, done)
        return found

    def test_an_empty_tracker_says_what_to_do(self, screen: Screen) -> None:
        screen.sign_in(Role.ADMINISTRATOR)
        screen.page.get_by_role("link", name="Actions", exact=True).click()
        expect(screen.page.get_by_text("There is nothing to be done")).to_be_visible()
        screen.look("actions-empty")
        screen.page.goto("/actions?whose=mine&state=done")
        expect(screen.page.get_by_text("Nothing matches")).to_be_visible()
        screen.look("actions-nothing-matches")

    def test_a_day_in_the_tracker(self, screen: Screen, full: list[Action]) -> None:
        page = screen.page
        screen.sign_in(Role.ADMINISTRATOR)
        page.get_by_role("link", name="Actions", exact=True).click()
        expect(page.get_by_role("status").first).to_contain_text("64 actions, of which you see 1 to 50")
        screen.look("actions")
        page.emulate_media(media="print")
        expect(page.get_by_role("button", name="Show", exact=True)).to_be_hidden()
        expect(page.get_by_text("Printed on 3 June 2026")).to_be_visible()
        page.pdf(path="build/screens/actions-print.pdf", format="A4", landscape=True)
        page.emulate_media(media="screen")
        page.goto("/actions?owner=vane")
        page.get_by_role("link", name=PLAN).click()
        screen.look("action-to-do")
        page.get_by_label("Done", exact=True).check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("Say on which day it was done.")
        screen.look("action-problem")
        page.get_by_role("link", name="Say on which day it was done.").click()
        expect(page.get_by_label("On which day was it done?")).to_be_focused()
        page.get_by_label("On which day was it done?").fill("2 June 2026")
        page.get_by_label("Evidence", exact=True).fill("Case note of 2 June")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("somebody else now has to verify it")
        screen.look("action-done")
        page.goto(f"/actions/{full[3].id}")
        screen.look("action-to-verify")
        page.get_by_role("button", name="I have seen the evidence: verify").click()
        expect(page.get_by_role("alert")).to_contain_text("The action is verified")
        screen.look("action-verified")

    def test_two_people_on_one_action(self, screen: Screen, site: Site, full: list[Action]) -> None:
        page = screen.page
        screen.sign_in(Role.ADMINISTRATOR)
        page.goto(f"/actions/{full[0].id}")
        page.get_by_label("Evidence", exact=True).fill("She rang the school, and was told to write.")
        page.get_by_label("Owner", exact=True).fill("Ishbel Tarn")
        change_action(site.service.work(), full[0].id, {"owner": "Wren Alder"})
        page.get_by_role("button", name="Save").click()
        both = page.get_by_role("table", name="The action then and now")
        expect(both).to_contain_text("Wren Alder")
        expect(both).to_contain_text("She rang the school, and was told to write.")
        screen.look("action-both-versions")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("Saved.")
        assert now(site.service.work(), full[0]).evidence == "She rang the school, and was told to write."

    def test_many_are_reassigned_by_keyboard(self, screen: Screen, site: Site, full: list[Action]) -> None:
        page = screen.page
        screen.sign_in(Role.ADMINISTRATOR)
        page.goto("/actions?owner=Owner+7")
        page.get_by_label("Choose every action on this page").focus()
        page.keyboard.press("Space")
        expect(page.get_by_text("6 of the 6 on this page are chosen.")).to_be_visible()
        screen.look("actions-chosen")
        page.get_by_label("New owner").focus()
        page.keyboard.type("Wren Alder")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Check before you reassign")).to_be_visible()
        screen.look("reassign-check")
        page.get_by_role("button", name="Reassign 6 actions").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("6 actions were reassigned.")
        assert urlsplit(page.url).query.startswith("owner=Owner+7")
        assert sum(now(site.service.work(), one).owner == "Wren Alder" for one in full) == 6

    def test_some_cannot_be_reassigned(self, screen: Screen, site: Site, full: list[Action]) -> None:
        page = screen.page
        screen.sign_in(Role.ADMINISTRATOR)
        page.goto("/actions?owner=Owner+7")
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("alert")).to_contain_text("Choose at least one action in the list")
        screen.look("reassign-none")
        page.get_by_role("link", name="Go back to the list").click()
        choose(screen, 2)
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("alert")).to_contain_text("Enter the new owner")
        screen.look("reassign-problem")
        page.get_by_label("New owner").fill("Wren Alder")
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("button", name="Reassign 2 actions")).to_be_visible()
        for one in full:
            if one.owner == "Owner 7":
                change_action(site.service.work(), one.id, {"evidence": "Begun"})
        page.get_by_role("button", name="Reassign 2 actions").click()
        expect(page.get_by_role("heading", name="Not every action was changed")).to_be_visible()
        screen.look("reassign-not-all")

    def test_without_scripts_it_is_worked_as_well(
        self, site: Site, chromium: Browser, full: list[Action]
    ) -> None:
        with Screen.opened(site, chromium, "without scripts", scripts=False) as screen:
            page = screen.page
            screen.sign_in(Role.ADMINISTRATOR)
            page.goto("/actions?owner=Owner+7")
            choose(screen, 2)
            page.get_by_label("New owner").fill("Wren Alder")
            page.get_by_role("button", name="Continue").click()
            page.get_by_role("button", name="Reassign 2 actions").click()
            expect(page.get_by_role("alert")).to_contain_text("2 actions were reassigned.")
            page.goto(f"/actions/{full[0].id}")
            page.get_by_label("Cancelled", exact=True).check()
            page.get_by_label("If it is cancelled, why?").fill("They moved away")
            page.get_by_role("button", name="Save").click()
            expect(page.get_by_role("alert")).to_contain_text("The action is cancelled.")
        assert now(site.service.work(), full[0]).reason == "They moved away"

    def test_a_workbook_goes_out_and_comes_back(
        self, site: Site, screen: Screen, full: list[Action], tmp_path: Any
    ) -> None:
        page = screen.page
        screen.sign_in(Role.ADMINISTRATOR)
        page.goto("/actions?owner=Vane")
        with page.expect_download() as download:
            page.get_by_role("link", name="Download it as an Excel workbook").click()
        content = download.value.path().read_bytes()
        page.get_by_role("link", name="Upload a changed workbook").click()
        screen.look("actions-upload")
        page.get_by_role("button", name="Show what changes").click()
        expect(page.get_by_role("alert")).to_contain_text("Choose the workbook to send")
        screen.look("actions-upload-problem")

        def edit(sheet: Any) -> None:
            sheet.cell(2, AT["owner"]).value = "Wren Alder"
            sheet.cell(2, AT["due"]).value = date(2026, 9, 9)
            sheet.append([*[None] * (AT["what"] - 1), "Something nobody asked for"])

        path = tmp_path / "actions.xlsx"
        path.write_bytes(edited(content, edit).getvalue())
        page.get_by_label("Workbook").set_input_files(path)
        page.get_by_role("button", name="Show what changes").click()
        expect(page.get_by_role("heading", name="What the workbook changes")).to_be_visible()
        screen.look("actions-compared")
        page.get_by_role("button", name="Change 1 action").click()
        expect(page.get_by_role("alert")).to_contain_text("1 action was changed as the workbook says.")
        assert now(site.service.work(), full[0]).due == date(2026, 9, 9)
