"""Completed forms come in by hand: many at once, each told about, and none lost on the way."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Route, expect

from service.roles import Role
from service.wiring import Wired
from service.workflow.accept import accept
from tests.pages.browsing import Screen, Site
from tests.pages.doubtful import doubtful_copy
from tests.pages.visiting import PASSWORD, Visitor, Visitors
from tests.workflow.auditing import a_record, audit_of, completed, form_of, sent_out

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JSON = {"Accept": "application/json"}


def copies(service: Wired, number: int) -> list[tuple[str, bytes]]:
    """Copies of as many audits, by their references."""
    work = service.work()
    form = form_of(work)
    made = []
    for seed in range(number):
        record = a_record(form, seed)
        reference = sent_out(work, record)
        made.append((reference, completed(form, reference, record)))
    return made


def sending(*files: tuple[str, bytes], **fields: str) -> dict[str, Any]:
    return {"file": [(BytesIO(content), name) for name, content in files], **fields}


def chosen(*files: tuple[str, bytes]) -> list[FilePayload]:
    return [FilePayload(name=name, mimeType=DOCX, buffer=content) for name, content in files]


def zipped(*files: tuple[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


def upload(visitor: Visitor, *files: tuple[str, bytes], **fields: str) -> Any:
    visitor.get("/upload")
    return visitor.post("/upload", sending(*files, **fields), content_type="multipart/form-data")


def whose(service: Wired, reference: str) -> str:
    """An audit as an outcome names it: with the record that it is of."""
    return f"audit {reference}, record {audit_of(service.work(), reference).record_id}"


class TestWithoutScripts:
    def test_each_file_and_each_of_a_zip_is_told_about(self, administrator: Visitor, service: Wired) -> None:
        (first, one), (second, two), (third, three) = copies(service, 3)
        packed = zipped(
            ("two.docx", two),
            ("__MACOSX/._two.docx", b"x"),
            ("folder/three.docx", three),
            ("~$two.docx", b"x"),
        )
        page = upload(administrator, ("one.docx", one), ("all.zip", packed), ("notes.txt", b"notes")).text
        for reference in (first, second, third):
            assert f"Return 1 of {whose(service, reference)}." in page
            assert f'href="/audits/{reference}/review"' in page
        assert "4 files read, 1 of them not taken" in page
        assert "2 files that programs put beside documents (__MACOSX/._two.docx, ~$two.docx)." in page
        assert "It seems that “two.docx” was still open in a word processor" in page
        assert ">Left out<" in page

    def test_many_zips_that_unpack_to_more_than_one_may_are_refused_file_by_file(
        self, administrator: Visitor, service: Wired
    ) -> None:
        service.config = replace(service.config, files=200)
        with BytesIO() as made:
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
                for number in range(80):
                    archive.writestr(f"{number}.docx", b"%PDF-".ljust(1_000_000))
            packed = made.getvalue()
        page = upload(administrator, ("one.zip", packed), ("two.zip", packed)).text
        assert page.count("what was sent unpacks to more than is taken at once (150 MB)") == 10
        assert page.count("send it on its own") == 10
        assert page.count("The file is a PDF") == 150

    def test_the_same_file_again_changes_nothing(self, administrator: Visitor, service: Wired) -> None:
        ((reference, one),) = copies(service, 1)
        twice = upload(administrator, ("one.docx", one), ("again.docx", one)).text
        assert f"Return 1 of {whose(service, reference)}, which came in before. Nothing has changed." in twice
        assert "Return 2" not in upload(administrator, ("one.docx", one)).text

    def test_another_return_is_told_with_what_differs_and_waits_after_acceptance(
        self, administrator: Visitor, service: Wired
    ) -> None:
        work = service.work()
        form, record = form_of(work), a_record(form_of(work))
        reference = sent_out(work, record)
        upload(administrator, ("one.docx", completed(form, reference, record)))
        record["audit"]["team"] = "Another team"
        page = upload(administrator, ("two.docx", completed(form, reference, record))).text
        assert (
            f"Return 2 of {whose(service, reference)}, in place of the one before: 1 answer differs." in page
        )
        accept(work, reference)
        record["audit"]["team"] = "A third team"
        page = upload(administrator, ("three.docx", completed(form, reference, record))).text
        assert f"Return 3 of {whose(service, reference)}. It is kept until somebody decides" in page
        assert f'href="/audits/{reference}"' in page

    def test_what_is_missing_or_wrong_is_said_at_the_field(self, administrator: Visitor) -> None:
        for fields, wrong in (
            ({}, "Choose the files"),
            ({"file": (BytesIO(b""), "")}, "Choose the files"),
            ({"form": "no_such_form"}, "Choose a form of the list"),
        ):
            administrator.get("/upload")
            answer = administrator.post("/upload", fields, content_type="multipart/form-data")
            assert answer.status_code == 422
            assert wrong in answer.text
            assert "<title>Error: " in answer.text

    def test_more_files_than_are_taken_are_refused_whole(
        self, administrator: Visitor, service: Wired
    ) -> None:
        packed = zipped(*((f"{number}.docx", b"x") for number in range(service.config.files + 1)))
        assert "At most 100 files" in upload(administrator, ("many.zip", packed)).text

    def test_a_form_can_be_named(self, administrator: Visitor, service: Wired) -> None:
        ((_, one),) = copies(service, 1)
        assert "Return 1 of audit" in upload(administrator, ("one.docx", one), form="fostering").text

    def test_a_file_name_is_shown_as_text_and_as_the_script_gets_it(self, administrator: Visitor) -> None:
        name = "<img src=x onerror=alert(1)>.docx"
        page = upload(administrator, (name, b"no document")).text
        assert "<img" not in page
        assert "&lt;img" in page

    def test_an_auditor_is_led_to_the_audit_and_takes_in_only_the_team_s(self, visitors: Visitors) -> None:
        ((reference, one),) = copies(visitors.service, 1)
        auditor = visitors.of(Role.AUDITOR)
        assert (
            f"{reference}, which is not among the audits of your team"
            in upload(auditor, ("one.docx", one)).text
        )

    def test_the_script_gets_each_outcome_in_words(self, administrator: Visitor, service: Wired) -> None:
        ((reference, one),) = copies(service, 1)
        administrator.get("/upload")
        answer = administrator.post(
            "/upload", sending(("one.docx", one)), content_type="multipart/form-data", headers=JSON
        )
        (arrived,) = json.loads(answer.text)["arrived"]
        assert (arrived["file"], arrived["word"]) == ("one.docx", "Taken")
        assert arrived["link"] == f"/audits/{reference}/review"
        administrator.get("/upload")
        nothing = administrator.post("/upload", {}, content_type="multipart/form-data", headers=JSON)
        assert (nothing.status_code, json.loads(nothing.text)["detail"]) == (
            422,
            "Choose the files to upload",
        )


class TestInABrowser:
    def choose(self, screen: Screen, *files: tuple[str, bytes]) -> None:
        screen.page.locator("input[type=file]").set_input_files(chosen(*files))

    def test_each_file_is_sent_for_itself_and_told_about(self, screen: Screen) -> None:
        made = copies(screen.site.service, 2)
        doubtful = doubtful_copy(screen.site.service)
        screen.sign_in(Role.ADMINISTRATOR)
        page = screen.page
        page.get_by_role("link", name="Upload", exact=True).click()
        screen.look("upload")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.method) if request.method == "POST" else None)
        packed = zipped(("two.docx", made[1][1]), ("three.docx", doubtful), ("~$two.docx", b"x"))
        self.choose(screen, ("one.docx", made[0][1]), ("all.zip", packed), ("notes.docx", b"no document"))
        page.get_by_role("button", name="Upload", exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text="3 of 3 files done")).to_be_visible()
        expect(page.get_by_role("link", name=f"Review {made[0][0]}")).to_be_visible()
        expect(page.get_by_text("2 errors and 4 warnings to settle")).to_be_visible()
        expect(page.get_by_text("“two.docx” was still open")).to_be_visible()
        assert asked == ["POST"] * 3
        screen.look("upload-done")
        self.choose(screen, ("again.docx", made[0][1]))
        page.get_by_role("button", name="Upload", exact=True).press("Enter")
        expect(page.get_by_text("Nothing has changed")).to_be_visible()

    def test_nothing_chosen_is_said_at_the_field(self, screen: Screen) -> None:
        screen.sign_in(Role.ADMINISTRATOR)
        screen.page.goto("/upload")
        screen.page.get_by_role("button", name="Upload", exact=True).click()
        expect(screen.page.get_by_role("alert").get_by_text("Choose the files to upload")).to_be_visible()
        screen.look("upload-problem")

    def test_files_are_dropped(self, screen: Screen) -> None:
        ((reference, one),) = copies(screen.site.service, 1)
        screen.sign_in(Role.ADMINISTRATOR)
        page = screen.page
        page.goto("/upload")
        dropped = page.evaluate_handle(
            """bytes => {
                const data = new DataTransfer();
                data.items.add(new File([new Uint8Array(bytes)], "dropped.docx"));
                return data;
            }""",
            list(one),
        )
        target = page.locator(".govuk-file-upload-button")
        expect(target).to_be_visible()
        target.dispatch_event("drop", {"dataTransfer": dropped})
        page.get_by_role("button", name="Upload", exact=True).click()
        expect(page.get_by_role("link", name=f"Review {reference}")).to_be_visible()

    def test_a_lost_connection_is_said_and_the_rest_is_sent_again(self, screen: Screen) -> None:
        made = copies(screen.site.service, 3)
        screen.sign_in(Role.ADMINISTRATOR)
        page = screen.page
        page.goto("/upload")
        arrived: list[Route] = []

        def cut(route: Route) -> None:
            arrived.append(route)
            if len(arrived) == 2:
                route.fetch()  # it arrives, and its answer is lost
                route.abort("connectionreset")
            else:
                route.continue_()

        page.route("**/upload", cut)
        self.choose(screen, *((f"{number}.docx", content) for number, (_, content) in enumerate(made, 1)))
        page.get_by_role("button", name="Upload", exact=True).click()
        expect(page.get_by_text("The connection was lost")).to_be_visible()
        expect(page.get_by_role("status").filter(has_text="1 of 3 files done")).to_be_visible()
        expect(page.get_by_text("Not sent yet")).to_have_count(1)
        expect(page.get_by_text("No answer came")).to_be_visible()
        screen.look("upload-cut")
        page.get_by_role("button", name="Send the rest again").click()
        expect(page.get_by_role("status").filter(has_text="3 of 3 files done")).to_be_visible()
        expect(page.get_by_text("The connection was lost")).to_be_hidden()
        expect(page.get_by_text("which came in before. Nothing has changed.")).to_be_visible()
        screen.said[:] = [one for one in screen.said if "ERR_CONNECTION_RESET" not in one]

    def test_when_the_time_is_up_the_rest_is_sent_after_signing_in_again(self, screen: Screen) -> None:
        ((reference, one),) = copies(screen.site.service, 1)
        screen.sign_in(Role.ADMINISTRATOR)
        page = screen.page
        page.goto("/upload")
        screen.site.clock.move(hours=2)
        self.choose(screen, ("one.docx", one))
        page.get_by_role("button", name="Upload", exact=True).click()
        expect(page.get_by_text("Your time was up")).to_be_visible()
        screen.look("upload-signed-out")
        with page.expect_popup() as opened:
            page.get_by_role("link", name="Sign in (opens in a new tab)").click()
        tab = opened.value
        tab.get_by_label("E-mail address").fill("administrator.all@example.org")
        tab.get_by_label("Password", exact=True).fill(PASSWORD)
        tab.get_by_role("button", name="Sign in").click()
        expect(tab.get_by_role("button", name="Sign out")).to_be_visible()
        page.get_by_role("button", name="Send the rest again").click()
        expect(page.get_by_role("link", name=f"Review {reference}")).to_be_visible()

    def test_without_scripts_all_are_sent_at_once(self, site: Site, chromium: Browser) -> None:
        made = copies(site.service, 2)
        with Screen.opened(site, chromium, "without scripts", scripts=False) as screen:
            screen.sign_in(Role.ADMINISTRATOR)
            screen.page.goto("/upload")
            self.choose(screen, *((f"{reference}.docx", content) for reference, content in made))
            screen.page.get_by_role("button", name="Upload", exact=True).click()
            expect(screen.page.get_by_text("2 files read, none refused")).to_be_visible()
        with Screen.opened(site, chromium, "with scripts for axe") as screen:
            screen.sign_in(Role.ADMINISTRATOR)
            page = screen.page
            page.goto("/upload")
            self.choose(screen, ("one.docx", made[0][1]), ("notes.docx", b"no document"))
            page.evaluate("document.querySelector('[data-upload]').submit()")
            expect(page.get_by_text("2 files read, 1 of them not taken")).to_be_visible()
            screen.look("upload-outcome")


@pytest.mark.parametrize("role", [Role.MANAGER, Role.VIEWER])
def test_who_may_not_upload_is_not_offered_to(visitors: Visitors, role: Role) -> None:
    assert 'href="/upload"' not in visitors.of(role).get("/").text
