"""The review: what is doubtful is seen, put right or left as it is, and nothing that somebody typed is lost."""

import re
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Route, expect
from pypdf import PdfReader

from schemas.record import get, put
from service.app import create_app
from service.roles import Role
from service.wiring import Wired
from service.workflow.accept import accept
from service.workflow.look import look_at
from service.workflow.restrict import restrict
from service.workflow.settle import UNPLACED
from service.workflow.withdraw import withdraw
from tests.pages.browsing import PICTURES, Screen, Site
from tests.pages.doubtful import DUE, GRADE, STRAY, received_doubtful
from tests.pages.visiting import TEAM, Visitor, Visitors, person_of
from tests.services import Clock
from tests.workflow.auditing import a_record, form_of, problems_of, returned, sent_out

WORKED_OUT = "10 June 2026"
WHY = "The auditor rang"


@pytest.fixture
def reference(service: Wired) -> str:
    """An audit with all that has to be settled."""
    return received_doubtful(service).reference


def address(reference: str, page: str = "") -> str:
    return f"/audits/{reference}/review{page}"


def version_on(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    return found[1]


def text_of(visitor: Visitor, reference: str) -> str:
    """The number by which the review leads to moving a text without a place."""
    found = re.search(r"/review/move\?text=(\d+)", visitor.get(address(reference)).text)
    assert found is not None
    return found[1]


def is_marked(picture: bytes) -> bool:
    """Whether a mark is seen on a page that is shown: a broad tint, as nothing else on it has."""
    with Image.open(BytesIO(picture)) as shown:
        drawn = shown.convert("RGB")
    points = drawn.tobytes()
    tinted = sum(map(tint, points[::3], points[1::3], points[2::3]))
    return tinted > drawn.width * 8


def photographed_with_mark(frame: Locator, shown: Path) -> bool:
    """Whether a mark is seen on a picture that is taken, and kept, of a frame."""
    return is_marked(frame.screenshot(path=shown))


def tint(red: int, green: int, blue: int) -> bool:
    """Whether a colour is that of a mark over white."""
    return red > 240 and green > 230 and 150 < blue < 200


def wait_until(is_so: Callable[[], bool], what: object) -> None:
    """Waits for what the browser's own viewer draws, of which it tells nothing."""
    until = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < until, f"no mark is seen in {what}"


def change(visitor: Visitor, reference: str, page: str, fields: dict[str, Any]) -> Any:
    """Sends a form as it stands on the review now."""
    version = version_on(visitor.get(address(reference, "/correct?place=audit.date")).text)
    return visitor.post(address(reference, page), {"version": version, **fields})


class TestLooking:
    def test_each_answer_shows_its_value_its_text_and_how_and_where_it_was_found(
        self, administrator: Visitor, reference: str
    ) -> None:
        page = administrator.get(address(reference)).text
        assert f'<q class="app-said">{DUE}</q>' in page
        assert "3 June 2026" in page
        assert "Found in its own field: " in page
        assert ">table 24, row 5, column 2</a>" in page
        assert page.index("Overall judgement</h2>") < page.index("Actions</h2>")

    def test_errors_stand_first_and_filters_leave_the_doubtful(
        self, administrator: Visitor, reference: str
    ) -> None:
        page = administrator.get(address(reference)).text
        first = page.partition("To look at first")[2].partition("</ol>")[0]
        assert first.index("Error") < first.index("Warning")
        assert first.rindex("Error") < first.index("Warning")
        problems = administrator.get(f"{address(reference)}?show=problems").text
        assert GRADE in problems
        assert "Record number" not in problems
        assert administrator.get(f"{address(reference)}?show=nonsense").status_code == 200

    def test_an_audit_without_a_return_says_what_to_do(
        self, administrator: Visitor, visitors: Visitors
    ) -> None:
        work = visitors.service.work()
        out = sent_out(work, a_record(form_of(work)))
        assert "No completed form has come in" in administrator.get(address(out)).text

    def test_a_viewer_reads_no_free_text_and_is_offered_nothing(self, visitors: Visitors) -> None:
        reference = received_doubtful(visitors.service, team=TEAM).reference
        seen = visitors.of(Role.VIEWER).get(address(reference))
        assert seen.status_code == 200
        assert "Your role does not read free text" in seen.text
        for said in (STRAY, DUE, GRADE, "P. Vane-Holt", 'name="version"', "/review/form"):
            assert said not in seen.text
        assert visitors.of(Role.VIEWER, "Lantern").get(address(reference)).status_code == 404

    def test_the_form_is_shown_as_text_without_libreoffice(
        self, administrator: Visitor, reference: str
    ) -> None:
        form = administrator.get(address(reference, "/form"))
        assert form.status_code == 200
        assert STRAY in form.text
        assert "Table 24" in form.text
        assert "frame-ancestors 'self'" in form.headers["Content-Security-Policy"]
        assert "script-src" not in form.headers["Content-Security-Policy"]

    def test_the_place_of_an_answer_is_marked_in_the_text(
        self, administrator: Visitor, reference: str
    ) -> None:
        there = administrator.get(address(reference, "/form?place=overall.grade")).location
        assert there.endswith("/review/form?place=overall.grade&shown=marked#found")
        marked = administrator.get(there)
        assert "frame-ancestors 'self'" in marked.headers["Content-Security-Policy"]
        rows = re.findall(r"<tr[^>]*>.*?</tr>", marked.text, re.DOTALL)
        assert [GRADE in one for one in rows if "Found here" in one] == [True]
        assert marked.text.count('id="found"') == 1
        assert "Found here" not in administrator.get(address(reference, "/form")).text
        stray = administrator.get(administrator.get(address(reference, "/form?unplaced=0")).location).text
        (paragraph,) = [
            one for one in re.findall(r"<p[^>]*>.*?</p>", stray, re.DOTALL) if "Found here" in one
        ]
        assert STRAY in paragraph
        assert administrator.get(address(reference, "/form?place=nothing")).status_code == 404
        assert administrator.get(address(reference, "/form?place=nothing&shown=marked")).status_code == 404

    def test_an_answer_without_a_place_on_the_form_is_said_to_have_none(
        self, administrator: Visitor, reference: str
    ) -> None:
        there = administrator.get(address(reference, "/form?place=actions[7].what")).location
        page = administrator.get(there).text
        assert "The place cannot be marked in this text" in page
        assert page.count('id="found"') == 1
        assert "Found here" not in page

    def test_a_marked_form_is_shown_to_nobody_who_may_not_see_the_form(self, visitors: Visitors) -> None:
        reference = received_doubtful(visitors.service, team=TEAM).reference
        for query in (
            "?place=overall.grade",
            "?place=overall.grade&shown=marked",
            "?unplaced=0&shown=marked",
        ):
            marked = address(reference, f"/form{query}")
            assert visitors.of(Role.VIEWER).get(marked).status_code == 403
            assert visitors.of(Role.AUDITOR, "Lantern").get(marked).status_code in (403, 404)
            assert visitors.of(Role.MANAGER, "Lantern").get(marked).status_code in (403, 404)


def test_the_place_of_an_answer_is_marked_in_the_pdf(site: Site) -> None:
    reference = received_doubtful(site.service).reference
    visitor = Visitor(
        create_app(site.service).test_client(), person_of(site.service, Role.ADMINISTRATOR, None)
    )
    visitor.sign_in()
    form = visitor.get(address(reference, "/form"))
    assert form.mimetype == "application/pdf"
    assert b"/Highlight" not in form.data
    for query, said in (("place=overall.grade", GRADE), ("place=actions[0].due", DUE), ("unplaced=0", STRAY)):
        there = visitor.get(address(reference, f"/form?{query}")).location
        found = re.fullmatch(r".*&shown=marked#navpanes=0&view=FitH,(\d+)&page=(\d+)", there)
        assert found is not None, there
        marked = visitor.get(there)
        assert (marked.mimetype, marked.headers["Content-Disposition"]) == (
            "application/pdf",
            form.headers["Content-Disposition"],
        )
        assert marked.headers["Content-Security-Policy"] == form.headers["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in marked.headers["Content-Security-Policy"]
        page = PdfReader(BytesIO(marked.data)).pages[int(found[2]) - 1]
        ((left, foot, right, top),) = [
            map(float, one.get_object()["/Rect"]) for one in page.annotations or ()
        ]
        with closing(pypdfium2.PdfDocument(marked.data)) as pages:
            drawn = pages[int(found[2]) - 1].get_textpage().get_text_bounded(left, foot, right, top)
        assert said in " ".join(drawn.split())
        head = float(page.mediabox.height) - top
        assert 0 <= head - int(found[1]) * 72 / 96 <= 73


class TestPuttingRight:
    def test_what_is_proposed_is_taken(
        self, administrator: Visitor, visitors: Visitors, reference: str
    ) -> None:
        page = administrator.get(address(reference)).text
        taking = page.partition(f"Take {WORKED_OUT}")[0].rpartition("<form")[2]
        fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', taking))
        fields.pop("csrf_token")
        answer = administrator.post(address(reference, "/correct"), fields)
        assert answer.status_code == 302
        assert answer.location.endswith("#actions.due-1")
        assert WORKED_OUT in administrator.get(address(reference)).text
        assert {one.code for one in problems_of(visitors.service.work(), reference)} & {
            "action.relative_date"
        } == set()

    def test_a_grade_is_chosen_and_the_correction_taken_back(
        self, administrator: Visitor, visitors: Visitors, reference: str
    ) -> None:
        said = {"place": "overall.grade", "value": "good", "reason": WHY}
        assert change(administrator, reference, "/correct", said).status_code == 302
        page = administrator.get(address(reference)).text
        assert "Put right: " in page
        assert f"“{WHY}”" in page
        assert f'<q class="app-said">{GRADE}</q>' in page
        made = look_at(visitors.service.work(), reference).audit
        assert made.grade == "good"
        number = re.findall(r'name="correction" value="(\d+)"', page)[0]
        undone = change(administrator, reference, "/correction", {"correction": number, "decision": "undo"})
        assert undone.status_code == 302
        assert look_at(visitors.service.work(), reference).audit.grade is None

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({"place": "overall.grade", "reason": WHY}, "Choose one of the options"),
            ({"place": "overall.grade", "value": "good"}, "Say why"),
            ({"place": "overall.grade", "value": "splendid", "reason": WHY}, "not one of the choices"),
            ({"place": "audit.date", "value": "31/2/2026"}, "is not a day of any calendar"),
            ({"place": "audit.date", "value": "4/6/26", "reason": WHY}, "write the year in full, such as 4 June 2026"),
            ({"place": "sections.allocation.workers", "value": "two", "reason": WHY}, "in digits"),
            ({"place": "overall.rationale", "value": "  ", "reason": WHY}, "or tick that there is none"),
        ],
    )  # fmt: skip
    def test_what_cannot_stand_there_is_said_at_the_field_and_kept(
        self, administrator: Visitor, reference: str, fields: dict[str, str], wrong: str
    ) -> None:
        answer = change(administrator, reference, "/correct", fields)
        assert answer.status_code == 422
        assert wrong in answer.text
        assert "<title>Error: " in answer.text
        typed = [said for name, said in fields.items() if name not in ("place", "value")]
        assert all(f'value="{said}"' in answer.text for said in typed)

    def test_no_answer_is_said_and_never_meant_by_mistake(
        self, administrator: Visitor, visitors: Visitors, reference: str
    ) -> None:
        said = {"place": "subject.initials", "value": "", "none": "yes", "reason": WHY}
        assert change(administrator, reference, "/correct", said).status_code == 302
        record = look_at(visitors.service.work(), reference).audit.record
        assert record is not None
        assert get(record, "subject.initials") is None

    def test_a_row_is_added(self, administrator: Visitor, reference: str) -> None:
        page = administrator.get(address(reference)).text
        place = re.search(r"place=(actions[^\"&]+)[^>]*>Add a row", page)
        assert place is not None
        said = {"place": "actions[1].what", "value": "Tell the school of the plan", "reason": WHY}
        assert place[1].replace("%5B", "[").replace("%5D", "]") == said["place"]
        assert change(administrator, reference, "/correct", said).status_code == 302
        assert "Tell the school of the plan" in administrator.get(address(reference)).text

    def test_a_text_without_a_place_is_moved_into_a_field(
        self, administrator: Visitor, visitors: Visitors, reference: str
    ) -> None:
        text = text_of(administrator, reference)
        assert STRAY in administrator.get(address(reference, f"/move?text={text}")).text
        assert administrator.get(address(reference, "/move?text=70000")).status_code == 404
        asked = administrator.get(address(reference, f"/correct?text={text}&place="))
        assert "Choose the field that the text belongs in" in administrator.get(asked.location).text
        place = "feedback.family"
        page = administrator.get(address(reference, f"/correct?place={place}&text={text}")).text
        box = page.partition("<textarea")[2].partition("</textarea>")[0]
        assert box.endswith(STRAY)
        said = {"place": place, "value": box.partition(">")[2], "reason": WHY, "text": text}
        assert change(administrator, reference, "/correct", said).status_code == 302
        work = visitors.service.work()
        assert STRAY in str(look_at(work, reference).audit.record)
        (settled,) = problems_of(work, reference, "overridden") + problems_of(work, reference, "resolved")
        assert settled.code == "text.unplaced"

    @pytest.mark.parametrize(
        ("place", "value"), [("overall.grade", "good"), ("feedback.family", "Not asked")]
    )
    def test_a_text_that_the_answer_does_not_take_in_waits_on(
        self, administrator: Visitor, visitors: Visitors, reference: str, place: str, value: str
    ) -> None:
        said = {"place": place, "value": value, "reason": WHY, "text": text_of(administrator, reference)}
        sent = change(administrator, reference, "/correct", said)
        assert sent.status_code == 302
        assert "still waits" in administrator.get(sent.location).text
        work = visitors.service.work()
        assert [one.said for one in problems_of(work, reference) if one.code == UNPLACED] == [STRAY]

    def test_an_answer_is_left_out_of_what_is_filed_and_put_back(
        self, administrator: Visitor, visitors: Visitors, reference: str
    ) -> None:
        place = "sections.opening.profile"
        assert administrator.get(address(reference, f"/restrict?place={place}")).status_code == 200
        said = {"place": place, "restricted": "yes", "reason": WHY}
        assert change(administrator, reference, "/restrict", {**said, "reason": ""}).status_code == 422
        assert change(administrator, reference, "/restrict", said).status_code == 302
        assert "Left out of what is filed</strong>" in administrator.get(address(reference)).text
        assert change(administrator, reference, "/restrict", {**said, "restricted": "no"}).status_code == 302
        assert look_at(visitors.service.work(), reference).audit.restricted == []


class TestSettling:
    def test_a_warning_is_left_with_a_reason_and_opened_again(
        self, administrator: Visitor, visitors: Visitors, reference: str
    ) -> None:
        work = visitors.service.work()
        (warning,) = [one for one in problems_of(work, reference) if one.code == "date.in_future"]
        said = {"problem": str(warning.id), "reason": "It was agreed for then", "anchor": "x"}
        assert change(administrator, reference, "/settle", said).status_code == 302
        assert "“It was agreed for then”" in administrator.get(address(reference)).text
        assert [one.id for one in problems_of(work, reference, "overridden")] == [warning.id]
        assert change(administrator, reference, "/settle", {**said, "decision": "open"}).status_code == 302
        assert warning.id in {one.id for one in problems_of(work, reference)}
        assert change(administrator, reference, "/settle", {"problem": str(warning.id)}).status_code == 302
        assert [one.id for one in problems_of(work, reference, "resolved")] == [warning.id]

    def test_an_error_that_may_stand_wants_a_reason(self, administrator: Visitor, visitors: Visitors) -> None:
        work = visitors.service.work()
        record = a_record(form_of(work))
        reference = sent_out(work, record)
        record["subject"]["record_id"] = "9999901"
        returned(work, record, reference=reference)
        errors = [one for one in problems_of(work, reference) if one.code == "identity.other_case"]
        said = {"problem": str(errors[0].id)}
        answer = change(administrator, reference, "/settle", said)
        assert answer.status_code == 422
        assert "Say why the problem may stand" in answer.text
        assert change(administrator, reference, "/settle", {**said, "reason": WHY}).status_code == 302

    def test_after_acceptance_nothing_can_be_changed_here(
        self, administrator: Visitor, visitors: Visitors
    ) -> None:
        work = visitors.service.work()
        reference = returned(work, a_record(form_of(work))).reference
        accept(work, reference)
        page = administrator.get(address(reference)).text
        assert "Reopen it first" in page
        assert 'name="version"' not in page

    def test_a_correction_that_a_later_return_puts_in_doubt_is_decided_on(
        self, administrator: Visitor, visitors: Visitors
    ) -> None:
        work = visitors.service.work()
        record = a_record(form_of(work))
        reference = sent_out(work, record)
        returned(work, record, reference=reference)
        said = {"place": "audit.team", "value": "Corrected team", "reason": WHY}
        assert change(administrator, reference, "/correct", said).status_code == 302
        record["audit"]["team"] = "Third team"
        returned(work, record, reference=reference)
        page = administrator.get(f"{address(reference)}?show=doubtful").text
        assert "A later return says something else here" in page
        assert "“Corrected team”" in page
        number = re.findall(r'name="correction" value="(\d+)"', page)[0]
        taken = {"correction": number, "decision": "take-up", "anchor": "audit.team"}
        assert change(administrator, reference, "/correction", taken).status_code == 302
        record = look_at(work, reference).audit.record or {}
        assert get(record, "audit.team") == "Corrected team"

    def test_who_may_only_look_is_offered_nothing(self, visitors: Visitors) -> None:
        reference = received_doubtful(visitors.service, team=TEAM).reference
        page = visitors.of(Role.MANAGER).get(address(reference)).text
        assert GRADE in page
        assert 'name="version"' not in page
        assert "/review/correct" not in page


def test_a_correction_sent_when_the_time_is_up_is_kept_and_sent_again(
    visitors: Visitors, clock: Clock, reference: str
) -> None:
    administrator = visitors.of(Role.ADMINISTRATOR)
    version = version_on(administrator.get(address(reference)).text)
    clock.move(hours=2)
    said = {"place": "overall.grade", "value": "good", "reason": WHY, "version": version}
    asked = administrator.post(address(reference, "/correct"), said)
    assert asked.status_code == 401
    held = asked.text.partition('name="held" value="')[2].partition('"')[0]
    assert WHY in administrator.sign_in(held=held).text
    assert administrator.post(address(reference, "/correct"), said).status_code == 302
    assert look_at(visitors.service.work(), reference).audit.grade == "good"


class TestTwoPeople:
    def test_a_stale_correction_shows_both_versions_and_can_be_sent_again(
        self, administrator: Visitor, visitors: Visitors, reference: str
    ) -> None:
        moderator = visitors.of(Role.MODERATOR)
        seen = version_on(administrator.get(address(reference)).text)
        theirs = {"place": "overall.grade", "value": "inadequate", "reason": "It cannot be more"}
        assert change(moderator, reference, "/correct", theirs).status_code == 302
        mine = {"place": "overall.grade", "value": "good", "reason": WHY, "version": seen}
        stale = administrator.post(address(reference, "/correct"), mine)
        assert stale.status_code == 409
        for said in ("Good", WHY, "Inadequate", "It cannot be more", "Moderator of all"):
            assert said in stale.text
        form = stale.text.partition('<form method="post" action="/audits')[2]
        again = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
        again.pop("csrf_token")
        assert administrator.post(address(reference, "/correct"), again).status_code == 302
        assert look_at(visitors.service.work(), reference).audit.grade == "good"

    @pytest.mark.parametrize("page", ["/settle", "/restrict", "/correction"])
    def test_every_stale_decision_is_shown_with_what_is_there_now(
        self, administrator: Visitor, visitors: Visitors, reference: str, page: str
    ) -> None:
        work = visitors.service.work()
        said = {"place": "overall.grade", "value": "good", "reason": WHY}
        assert change(administrator, reference, "/correct", said).status_code == 302
        shown = administrator.get(address(reference)).text
        restrict(work, reference, "sections.opening.profile", None, "Names a neighbour")
        fields = {
            "place": "sections.opening.worries",
            "restricted": "yes",
            "problem": re.findall(r'name="problem" value="(\d+)"', shown)[0],
            "correction": re.findall(r'name="correction" value="(\d+)"', shown)[0],
            "reason": "Typed <i>with care</i>",
            "version": version_on(shown),
        }
        stale = administrator.post(address(reference, page), fields)
        assert stale.status_code == 409
        assert "Typed &lt;i&gt;with care&lt;/i&gt;" in stale.text

    def test_a_stale_mark_without_a_reason_is_never_put_on_the_row_that_came_in_the_place_of_the_other(
        self, administrator: Visitor, visitors: Visitors
    ) -> None:
        work = visitors.service.work()
        record = a_record(form_of(work))
        mine = {"what": "Send the minutes to the aunt", "owner": "P. Vane"}
        record["actions"] = [mine]
        reference = returned(work, record).reference
        path = address(reference, "/restrict")
        page = administrator.get(f"{path}?place=actions[0].what").text
        seen = dict(re.findall(r'name="(version|row_seen)" value="([^"]*)"', page))
        record["actions"] = [{"what": "Something else", "owner": "Q. Dale"}, mine]
        returned(work, record, reference=reference)
        said = {**seen, "place": "actions[0].what", "restricted": "yes", "reason": ""}
        stale = administrator.post(path, said)
        assert stale.status_code == 409
        assert "Row 1 is another one now" in stale.text
        assert 'name="version"' not in stale.text.partition("<main")[2]
        assert look_at(work, reference).audit.restricted == []

    def test_now_is_what_is_there_after_the_last_of_several_changes(
        self, administrator: Visitor, visitors: Visitors, reference: str
    ) -> None:
        moderator = visitors.of(Role.MODERATOR)
        seen = version_on(administrator.get(address(reference)).text)
        for value in ("inadequate", "outstanding"):
            theirs = {"place": "overall.grade", "value": value, "reason": f"It is {value}"}
            assert change(moderator, reference, "/correct", theirs).status_code == 302
        mine = {"place": "overall.grade", "value": "good", "reason": WHY, "version": seen}
        both = administrator.post(address(reference, "/correct"), mine).text.partition('id="both"')[2]
        table = both.partition("</table>")[0]
        assert re.search(r"What you entered</th>\s*<th[^>]*>Now", table)
        for said in ("Good", WHY, "Outstanding", "It is outstanding"):
            assert said in table
        assert "Inadequate" not in table
        assert both.index("Corrected an answer") < both.rindex("Corrected an answer")

    @pytest.mark.parametrize("page", ["/correct", "/settle", "/correction", "/restrict"])
    @pytest.mark.parametrize("late", ["seen before it was accepted", "sent again after that"])
    def test_what_was_typed_can_be_copied_where_the_audit_has_left_the_review(
        self, administrator: Visitor, visitors: Visitors, page: str, late: str
    ) -> None:
        work = visitors.service.work()
        record = a_record(form_of(work))
        put(record, "audit.date", work.today() + timedelta(days=9))
        reference = returned(work, record).reference
        said = {"place": "audit.team", "value": "Quay", "reason": "It moved"}
        assert change(administrator, reference, "/correct", said).status_code == 302
        shown = administrator.get(address(reference)).text
        (warning, *_) = [one for one in problems_of(work, reference) if one.level == "warning"]
        fields = {
            "place": "subject.initials" if page == "/correct" else "overall.strengths",
            "value": "Typed with care",
            "restricted": "yes",
            "problem": str(warning.id),
            "correction": re.findall(r'name="correction" value="(\d+)"', shown)[0],
            "reason": "Said <i>with care</i>",
            "version": version_on(shown),
        }
        accept(work, reference)
        if page == "/restrict":
            withdraw(work, reference, "Audited twice")
        if late == "sent again after that":
            fields["version"] = str(look_at(work, reference).audit.version)
        answer = administrator.post(address(reference, page), fields)
        assert answer.status_code == 409
        assert "Not possible now" in answer.text
        assert f'href="/audits/{reference}/reopen"' in answer.text
        assert "Save mine" not in answer.text
        kept = answer.text.partition("What you had entered")[2]
        typed = {
            "/correct": ("Typed with care", "Said &lt;i&gt;with care"),
            "/settle": ("Leave it as it is", "Said &lt;i&gt;with care"),
            "/correction": ("Take the correction back",),
            "/restrict": ("Left out of what is filed", "Said &lt;i&gt;with care"),
        }
        assert all(one in kept for one in typed[page])


@pytest.mark.parametrize("page", ["/correct", "/settle", "/restrict"])
def test_a_reason_that_is_too_long_is_said_at_its_field_and_kept(
    administrator: Visitor, visitors: Visitors, reference: str, page: str
) -> None:
    work = visitors.service.work()
    (warning,) = [one for one in problems_of(work, reference) if one.code == "date.in_future"]
    fields = {
        "place": "sections.opening.profile" if page == "/restrict" else "overall.grade",
        "value": "good",
        "restricted": "yes",
        "problem": str(warning.id),
    }
    long = "x" * 5_001
    before = look_at(work, reference).audit.version
    answer = change(administrator, reference, page, {**fields, "reason": long})
    assert answer.status_code == 422
    assert 'href="#reason"' in answer.text
    assert "It must be 5,000 characters or fewer. This has 5,001." in answer.text
    assert f'value="{long}"' in answer.text
    assert look_at(work, reference).audit.version == before
    assert change(administrator, reference, page, {**fields, "reason": long[1:]}).status_code == 302


def test_a_script_in_a_text_is_shown_as_text(administrator: Visitor, reference: str) -> None:
    said = {"place": "subject.initials", "value": "<script>alert(1)</script>", "reason": "<b>x</b>"}
    assert change(administrator, reference, "/correct", said).status_code == 302
    page = administrator.get(address(reference)).text
    assert "<script>alert" not in page
    assert "<b>x" not in page


class TestInABrowser:
    @pytest.fixture
    def doubtful(self, site: Site) -> str:
        return received_doubtful(site.service).reference

    def test_problems_are_gone_through_with_keys_and_settled(self, screen: Screen, doubtful: str) -> None:
        screen.sign_in(Role.ADMINISTRATOR)
        page = screen.page
        page.goto(address(doubtful))
        screen.look("review")
        page.set_viewport_size({"width": 1280, "height": 900})
        problems = page.locator("[data-problem]")
        page.keyboard.press("n")
        expect(problems.nth(0)).to_be_focused()
        page.keyboard.press("n")
        expect(problems.nth(1)).to_be_focused()
        page.keyboard.press("p")
        expect(problems.nth(0)).to_be_focused()
        field = page.get_by_label("Why", exact=True).first
        field.focus()
        page.keyboard.type("n")
        expect(field).to_have_value("n")
        page.get_by_role("button", name="Turn these keys off").click()
        page.keyboard.press("n")
        expect(page.locator("[data-problem]:focus")).to_have_count(0)
        page.get_by_role("button", name=f"Take {WORKED_OUT}").click()
        expect(page.get_by_role("alert")).to_contain_text("Put right")
        page.goto(f"{address(doubtful)}?show=problems")
        screen.look("review-problems")

    def test_what_was_begun_at_other_places_stays_when_one_is_sent(
        self, screen: Screen, doubtful: str
    ) -> None:
        screen.sign_in(Role.ADMINISTRATOR)
        page = screen.page
        page.goto(address(doubtful, "?show=problems"))
        grade = page.locator("form").filter(
            has=page.get_by_role("group", name="What it should say for Overall: grade")
        )
        grade.get_by_label("Inadequate").check()
        grade.get_by_label("Why").fill("The auditor said so")
        page.get_by_role("button", name=f"Take {WORKED_OUT}").click()
        expect(page.get_by_role("alert")).to_contain_text("Put right")
        expect(page.get_by_role("status").filter(has_text="another place")).to_contain_text("not saved yet")
        expect(grade.get_by_label("Inadequate")).to_be_checked()
        expect(grade.get_by_label("Why")).to_have_value("The auditor said so")
        screen.look("begun")
        page.goto(address(doubtful, "/correct?place=audit.date"))
        page.goto(address(doubtful))
        expect(grade.get_by_label("Why")).to_have_value("The auditor said so")
        page.goto(f"/audits/{doubtful}")
        page.goto(address(doubtful))
        expect(page.locator("[data-keys-say]")).to_be_visible()
        expect(grade.get_by_label("Why")).to_have_value("")

    def test_the_place_of_an_answer_is_shown_beside_it(self, screen: Screen, doubtful: str) -> None:
        screen.sign_in(Role.ADMINISTRATOR)
        page = screen.page
        page.goto(address(doubtful))
        with page.expect_request("**/review/form?place=overall.grade"):
            page.get_by_role("link", name="table 24, row 5, column 2").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Review of audit")
        screen.site.service.office = None
        page.goto(address(doubtful))
        page.get_by_role("link", name="table 24, row 5, column 2").click()
        frame = page.frame_locator("iframe[name=form]")
        row = frame.locator("tr").filter(has_text="Found here")
        expect(row).to_contain_text(GRADE)
        expect(row).to_be_in_viewport()
        page.goto(address(doubtful, "/form?place=overall.grade"))
        screen.look("form-as-text")
        page.goto(address(doubtful, "/form?unplaced=0"))
        screen.look("form-as-text-paragraph")

    def test_the_pdf_beside_the_record_opens_at_its_mark(self, screen: Screen, doubtful: str) -> None:
        screen.sign_in(Role.ADMINISTRATOR)
        page = screen.page
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address(doubtful))
        frame = page.locator("iframe[name=form]")
        for name, place in (("subject.initials", "first-page"), ("overall.grade", "grade")):
            link = page.locator(f'a[target=form][href$="place={name}"]')
            with page.expect_response(lambda one: "shown=marked" in one.url) as answered:
                link.click()
            assert answered.value.headers["content-type"] == "application/pdf"
            frame.scroll_into_view_if_needed()
            shown = PICTURES / f"review-marked-{place}.png"
            wait_until(partial(photographed_with_mark, frame, shown), shown)

    def test_while_the_form_is_prepared_its_place_says_so(self, screen: Screen, doubtful: str) -> None:
        screen.sign_in(Role.ADMINISTRATOR)
        held: list[Route] = []
        screen.page.route("**/review/form*", lambda route: held.append(route))  # noqa: PLW0108 -- its own is no function that it takes
        with screen.page.expect_request("**/review/form*"):
            screen.page.goto(address(doubtful), wait_until="domcontentloaded")
        shown = PICTURES / "review-form-waits.png"
        beside = screen.page.get_by_label("The form as it came in", exact=True)
        waits = beside.get_by_text("The form is being prepared…")
        expect(waits).to_be_visible()
        place = beside.bounding_box()
        words = waits.bounding_box()
        assert place is not None
        assert words is not None
        with Image.open(BytesIO(beside.screenshot(path=shown))) as picture:
            drawn = picture.convert("L")
        above = int(words["y"] - place["y"])
        written = drawn.crop((0, above, drawn.width, above + int(words["height"])))
        assert min(written.tobytes()) < 100, "the words are not seen"
        assert written.getpixel((10, 5)) == 255, "their place is dark"
        for one in held:
            one.continue_()
        screen.page.wait_for_load_state()

    def test_every_page_of_a_review_is_fit_for_people(self, screen: Screen, doubtful: str) -> None:
        screen.sign_in(Role.ADMINISTRATOR)
        page = screen.page
        page.goto(address(doubtful, "/correct?place=overall.grade"))
        screen.look("correct-grade")
        page.get_by_role("button", name="Correct").click()
        expect(page.get_by_role("alert").get_by_text("Choose one of the options")).to_be_visible()
        screen.look("correct-grade-problem")
        page.goto(address(doubtful, "/correct?place=audit.date"))
        screen.look("correct-date")
        (text,) = [
            one.id for one in problems_of(screen.site.service.work(), doubtful) if one.code == UNPLACED
        ]
        page.goto(address(doubtful, f"/move?text={text}"))
        screen.look("move-text")
        page.get_by_role("button", name="Continue").click()
        screen.look("move-text-problem")
        page.goto(address(doubtful, f"/correct?place=feedback.family&text={text}"))
        screen.look("correct-text")
        page.goto(address(doubtful, "/restrict?place=sections.opening.profile"))
        screen.look("restrict")
        restrict(screen.site.service.work(), doubtful, "sections.opening.worries", None, "Names a neighbour")
        page.get_by_label("Why").fill("Names another child")
        page.get_by_role("button", name="Leave it out").click()
        expect(page.get_by_role("heading", name="Somebody else has changed this audit")).to_be_visible()
        screen.look("stale")
        page.get_by_role("button", name="Save mine").click()
        expect(page.get_by_role("alert")).to_contain_text("Left out of")

    def test_a_clean_return_and_one_that_is_not_there(self, screen: Screen) -> None:
        work = screen.site.service.work()
        out = sent_out(work, a_record(form_of(work)))
        screen.sign_in(Role.ADMINISTRATOR)
        screen.page.goto(address(out))
        expect(screen.page.get_by_text("No completed form has come in for this audit yet")).to_be_visible()
        expect(screen.page.get_by_role("link", name="Upload the completed form")).to_be_visible()
        screen.look("review-empty")
        reference = returned(work, a_record(form_of(work))).reference
        screen.page.goto(f"{address(reference)}?show=problems")
        expect(screen.page.get_by_role("heading", name="Nothing to show")).to_be_visible()
        expect(screen.page.get_by_text("No problem stands open at any answer.")).to_be_visible()
        screen.look("review-nothing")

    def test_without_scripts_a_problem_is_settled_by_keyboard(
        self, site: Site, chromium: Browser, doubtful: str
    ) -> None:
        with Screen.opened(site, chromium, "without scripts", scripts=False) as screen:
            screen.sign_in(Role.ADMINISTRATOR)
            page = screen.page
            page.goto(f"{address(doubtful)}?show=problems")
            page.get_by_role("group", name="What it should say for Overall: grade").get_by_label(
                "Good", exact=True
            ).focus()
            page.keyboard.press("Space")
            page.keyboard.press("Tab")
            page.keyboard.type(WHY)
            page.keyboard.press("Enter")
            expect(page.get_by_role("alert")).to_contain_text("Put right")
            expect(page.get_by_text(GRADE)).to_have_count(0)
