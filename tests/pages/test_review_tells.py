"""The review tells what stands in the way of acceptance, and leads to the step that settles each problem."""

import re
from dataclasses import replace
from io import BytesIO

from lxml import etree
from playwright.sync_api import expect

from schemas.record import Record, put
from service.roles import Role
from service.word.names import VAL, w
from service.work import Work
from service.workflow.accept import accept
from service.workflow.correct import Put, correct
from service.workflow.receive import receive
from tests.pages.browsing import Screen
from tests.pages.visiting import Visitor, Visitors
from tests.word.edits import edited
from tests.workflow.auditing import a_record, completed, form_of, problems_of, returned, sent_out


def naming_both(work: Work, record: Record, first: str, second: str) -> str:
    """The audit that is made of a copy of one audit in whose reference box somebody has written another's."""

    def overwrite(root: etree._Element) -> None:
        for one in root.iter(w("sdt")):
            tag = one.find(f"{w('sdtPr')}/{w('tag')}")
            if tag is not None and tag.get(VAL) == "audit.reference":
                text, *rest = one.iter(w("t"))
                text.text = second
                for more in rest:
                    more.text = ""

    copy, _ = edited(completed(form_of(work), first, record), overwrite)
    return receive(work, copy, "both.docx").reference


def offered(work: Work) -> str:
    """An audit with a correction that a later return puts in doubt, and nothing else that stops its acceptance."""
    record = a_record(form_of(work))
    reference = sent_out(work, record)
    returned(work, record, reference=reference)
    correct(work, reference, [Put("audit.team", None, "Corrected team")], "It moved")
    put(record, "audit.team", "Third team")
    returned(work, record, reference=reference)
    return reference


class TestWhatStandsInTheWay:
    def test_is_a_correction_in_doubt(self, visitors: Visitors, administrator: Visitor) -> None:
        work = visitors.service.work()
        reference = offered(work)
        page = administrator.get(f"/audits/{reference}/review").text
        assert "1 correction waits for a decision" in page
        assert "It cannot be accepted yet" in page
        assert "Take each of them up, or drop it" in page
        first = page.partition("To look at first")[2].partition("</ol>")[0]
        anchor = re.search(r'href="#(correction-\d+)"', first)
        assert anchor is not None
        assert f'id="{anchor[1]}"' in page
        assert "The correction to “Corrected team” does not count" in first
        assert f'id="{anchor[1]}"' in administrator.get(f"/audits/{reference}/review?show=problems").text
        said = administrator.get(f"/audits/{reference}/accept").text
        assert "A later return says something else where corrections were made" in said
        assert f'href="/audits/{reference}/review#audit.team"' in said

    def test_is_another_return_that_waits(self, visitors: Visitors, administrator: Visitor) -> None:
        work = visitors.service.work()
        record = a_record(form_of(work))
        reference = returned(work, record).reference
        accept(work, reference)
        put(record, "overall.strengths", "A second opinion.")
        returned(work, record, reference=reference)
        administrator.get(f"/audits/{reference}/reopen")
        version = re.search(
            r'name="version" value="(\d+)"', administrator.get(f"/audits/{reference}/reopen").text
        )
        assert version is not None
        said = {"version": version[1], "reason": "To be looked at"}
        assert administrator.post(f"/audits/{reference}/reopen", said).status_code == 303
        page = administrator.get(f"/audits/{reference}/review").text
        assert "Another return of this audit waits for a decision" in page
        assert f'href="/audits/{reference}/returns/2"' in page
        assert "Nothing that stands open here keeps it" not in page

    def test_is_that_somebody_else_has_to_accept_what_one_uploaded(
        self, visitors: Visitors, administrator: Visitor
    ) -> None:
        work = visitors.service.work()
        record = a_record(form_of(work))
        out = sent_out(work, record)
        administrator.get("/upload")
        copy = BytesIO(completed(form_of(work), out, record))
        assert administrator.post("/upload", {"file": (copy, "return.docx")}).status_code == 200
        visitors.service.config = replace(visitors.service.config, other_acceptor=True)
        said = "You uploaded this return. Somebody else has to accept the audit."
        for page in ("review", "accept"):
            assert said in administrator.get(f"/audits/{out}/{page}").text
            assert said not in visitors.of(Role.MODERATOR).get(f"/audits/{out}/{page}").text

    def test_is_nothing_where_nothing_is(self, visitors: Visitors, administrator: Visitor) -> None:
        work = visitors.service.work()
        reference = returned(work, a_record(form_of(work))).reference
        page = administrator.get(f"/audits/{reference}/review").text
        assert "Nothing that stands open here keeps it from being accepted" in page
        assert "It cannot be accepted yet" not in page

    def test_is_led_to_where_it_stands_in_a_row(self, visitors: Visitors, administrator: Visitor) -> None:
        work = visitors.service.work()
        record = a_record(form_of(work))
        record["actions"] = [
            {"what": what, "owner": "P. Vane-Holt", "due": work.today()}
            for what in ("Send the minutes", "Ring the school")
        ]
        reference = sent_out(work, record)
        returned(work, record, reference=reference)
        correct(work, reference, [Put("actions.owner", 1, "Q. Marsh")], "It is with them")
        record["actions"][1]["owner"] = "R. Fell"
        returned(work, record, reference=reference)
        said = administrator.get(f"/audits/{reference}/accept").text
        anchor = re.search(rf'href="/audits/{reference}/review#([^"]+)"', said)
        assert anchor is not None
        assert anchor[1] == "actions.owner-2"
        assert f'id="{anchor[1]}"' in administrator.get(f"/audits/{reference}/review").text


class TestACopyThatNamesTwoAudits:
    def test_is_led_to_the_step_that_settles_it(self, visitors: Visitors, administrator: Visitor) -> None:
        work = visitors.service.work()
        record = a_record(form_of(work))
        first, second = sent_out(work, record), sent_out(work, a_record(form_of(work), 2))
        made = naming_both(work, record, first, second)
        assert "identity.disagrees" in {one.code for one in problems_of(work, made)}
        page = administrator.get(f"/audits/{made}/review").text
        assert f'href="/audits/{made}/attach">Put the return to the audit it belongs to' in page
        asked = administrator.get(f"/audits/{made}/attach").text
        for one in (first, second):
            assert f'value="{one}"' in asked
        assert asked.count("Named by the copy") == 2
        audit = administrator.get(f"/audits/{made}").text
        assert f"Its copy names {first} and {second}." in audit
        assert "No other audit" not in audit

    def test_is_told_of_on_its_pages(self, screen: Screen) -> None:
        work = screen.site.service.work()
        record = a_record(form_of(work))
        made = naming_both(work, record, sent_out(work, record), sent_out(work, a_record(form_of(work), 2)))
        doubted = offered(work)
        screen.sign_in(Role.ADMINISTRATOR)
        for path, name, told in (
            (f"/audits/{made}", "audit-names-two", "Its copy names"),
            (f"/audits/{made}/attach", "attach-names-two", "Named by the copy"),
            (
                f"/audits/{made}/review?show=problems",
                "review-names-two",
                "Put the return to the audit it belongs",
            ),
            (
                f"/audits/{doubted}/review?show=problems",
                "review-offered",
                "A later return says something else",
            ),
        ):
            screen.page.goto(path)
            expect(screen.page.get_by_text(told).first).to_be_visible()
            screen.look(name)
