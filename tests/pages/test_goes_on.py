"""As which question of a new edition each of the one before goes on: proposed, in doubt decided, and then reported."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import expect

from service.roles import Role
from service.store import drafts
from service.wiring import Wired
from service.word.declaring import redeclared
from service.word.form import Form, load_form
from service.workflow.add_edition import add_edition
from service.workflow.drafts import EDITION
from tests.pages.browsing import Screen, Site
from tests.pages.test_adopt_pages import decide
from tests.pages.test_adopt_pages import fields as fields_of_place
from tests.pages.test_adopt_pages import upload as adopt
from tests.pages.test_forms import REWORDED, edition, upload
from tests.pages.visiting import Visitor, Visitors, confirmed
from tests.word.tiny import document, para, row, table

LONGER = (
    "key: plan_fits\n        text: The plan matches the main risk",
    "key: plan_meets\n        text: The plan matches the main risk and the family agrees",
)
REPLACED = (
    "key: overdue\n        text: No statutory task is overdue",
    "key: visits\n        text: Who has visited since the review",
)
OLD, NEW = "sections.risk.plan_fits", "sections.risk.plan_meets"


def selects(page: str) -> dict[str, tuple[str, dict[str, str], str]]:
    """By the title of each question: the name of its field, its choices by value, and the one that is chosen."""
    found = {}
    for title, name, inside in re.findall(
        r'hidden"> \(for (.*?)\)</span>.*?<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        options = re.findall(r'<option value="([^"]*)"( selected)?>([^<]*)<', inside)
        chosen = next((value for value, selected, _ in options if selected), options[0][0])
        found[unescape(title)] = (name, {value: unescape(text) for value, _, text in options}, chosen)
    return found


def sent(page: str, **said: str) -> dict[str, str]:
    """The fields as they stand, some changed by the tag before `: ` of their question's title."""
    hidden = dict(re.findall(r'name="(seen|shown)" value="([^"]+)"', page))
    assert hidden.keys() == {"seen", "shown"}
    return {name: chosen for name, _, chosen in selects(page).values()} | hidden | said


def added(service: Wired, number: str) -> tuple[Form, Form]:
    """The first edition of the check of risk, and another."""
    first, other = (service.catalogue().find("case_risk", one) for one in ("1", number))
    assert first is not None
    assert other is not None
    return first, other


def test_what_is_doubtful_is_decided_before_an_edition_is_added(
    administrator: Visitor, visitors: Visitors
) -> None:
    path = str(upload(administrator, edition("2", LONGER, REPLACED)).location)
    page = administrator.get(path).text
    assert "2 questions to decide" in page
    assert "Add edition 2</button>" not in page
    refused = administrator.post(f"{path}/confirm")
    assert refused.status_code == 409
    assert "Say first what goes on from what" in refused.text
    assert visitors.service.catalogue().find("case_risk", "2") is None
    page = administrator.get(f"{path}/goes-on").text
    asked = selects(page)
    name, options, chosen = next(
        one for title, one in asked.items() if "plan matches" in title and "comments" not in title
    )
    assert chosen == ""
    assert options[NEW].startswith("Perhaps: ")
    assert "None: it ends with edition 1" in options.values()
    nothing_said = administrator.post(f"{path}/goes-on", sent(page))
    assert nothing_said.status_code == 400
    assert "goes on, and as what" in nothing_said.text
    others = {one: "-" for one, _, chosen in asked.values() if not chosen}
    assert administrator.post(f"{path}/goes-on", sent(page, **others | {name: NEW})).status_code == 303
    assert "questions to decide" not in administrator.get(path).text
    assert confirmed(administrator, path).status_code == 303
    first, second = added(visitors.service, "2")
    assert visitors.service.catalogue().reported_as(first, OLD) == NEW
    alone = visitors.service.catalogue().reported_as(first, "sections.risk.overdue")
    assert alone == "sections.risk.overdue"
    assert alone not in second.by_tag
    assert second.by_tag.keys() == load_form(edition("2", LONGER, REPLACED)).by_tag.keys()
    assert "sections.risk.safe" in second.by_tag


def test_a_question_may_go_on_as_one_of_quite_other_words_and_a_proposal_may_be_refused(
    administrator: Visitor, visitors: Visitors
) -> None:
    path = str(upload(administrator, edition("2", REWORDED, REPLACED)).location)
    page = administrator.get(f"{path}/goes-on").text
    asked = selects(page)
    reworded = next(
        one for title, one in asked.items() if "child is safe" in title and "comments" not in title
    )
    assert reworded[2] == "sections.risk.safe"
    ends = next(one for title, one in asked.items() if "overdue" in title and "comments" not in title)
    assert ends[2] == "-"
    said = sent(page, **{reworded[0]: "-", ends[0]: "sections.risk.visits"})
    assert administrator.post(f"{path}/goes-on", said).status_code == 303
    confirmed(administrator, path)
    first, _ = added(visitors.service, "2")
    assert visitors.service.catalogue().reported_as(first, "sections.risk.overdue") == "sections.risk.visits"
    assert visitors.service.catalogue().reported_as(first, "sections.risk.safe") == ""


def test_two_questions_cannot_go_on_as_one_nor_as_one_that_takes_something_else(
    administrator: Visitor,
) -> None:
    path = str(upload(administrator, edition("2", LONGER, REPLACED)).location)
    page = administrator.get(f"{path}/goes-on").text
    asked = {title: name for title, (name, _, _) in selects(page).items() if "comments" not in title}
    plan = next(name for title, name in asked.items() if "plan matches" in title)
    overdue = next(name for title, name in asked.items() if "overdue" in title)
    base = {name: chosen or "-" for name, _, chosen in selects(page).values()}
    both = administrator.post(f"{path}/goes-on", sent(page, **base | {plan: NEW, overdue: NEW}))
    assert (both.status_code, "Two questions cannot both go on as" in both.text) == (400, True)
    other_kind = administrator.post(f"{path}/goes-on", sent(page, **base | {plan: "audit.date"}))
    assert (other_kind.status_code, "It cannot go on as this one" in other_kind.text) == (400, True)
    unknown = administrator.post(f"{path}/goes-on", sent(page, **base | {plan: "no.such"}))
    assert (unknown.status_code, "There is no such question" in unknown.text) == (400, True)
    stale = administrator.post(f"{path}/goes-on", sent(page, **base | {"seen": "77"}))
    assert (stale.status_code, "changed in another window" in stale.text) == (409, True)


@pytest.mark.parametrize(
    ("between", "stays"),
    [
        (LONGER, True),
        (("text: No statutory task is overdue", "text: The school has written to the family"), False),
    ],
)
def test_what_was_said_of_one_edition_is_never_kept_of_another_that_was_added_meanwhile(
    administrator: Visitor, visitors: Visitors, between: tuple[str, str], stays: bool
) -> None:
    work = visitors.service.work()
    path = str(upload(administrator, edition("3", LONGER, REPLACED)).location)
    page = administrator.get(f"{path}/goes-on").text
    asked = "to-sections.risk.overdue"
    said = {name: chosen or "-" for name, _, chosen in selects(page).values()}
    said[asked] = "sections.risk.visits"
    add_edition(work, edition("2", between))
    late = administrator.post(f"{path}/goes-on", sent(page, **said))
    assert late.status_code == 409
    assert "this machine added edition 2" in late.text
    assert "from edition 2 to 3" in late.text
    chosen = {name: one for name, _, one in selects(late.text).values()}
    assert (chosen[asked] == "sections.risk.visits") is stays
    with visitors.service.store.look() as session:
        assert administrator.person is not None
        (draft,) = drafts.of_person(session, administrator.person.id, EDITION)
        assert "same" not in draft.told
    again = {name: one or "-" for name, one in chosen.items()}
    assert administrator.post(f"{path}/goes-on", sent(late.text, **again)).status_code == 303
    assert confirmed(administrator, path).status_code == 303


def test_a_choice_that_the_form_no_longer_offers_is_made_anew(administrator: Visitor) -> None:
    path = str(upload(administrator, edition("2", LONGER, REPLACED)).location)
    page = administrator.get(f"{path}/goes-on").text
    name = "to-sections.risk.overdue"
    said = {one: chosen or "-" for one, _, chosen in selects(page).values()} | {name: "no.such"}
    (again,) = [
        one
        for one in selects(administrator.post(f"{path}/goes-on", sent(page, **said)).text).values()
        if one[0] == name
    ]
    assert again[2] == ""


def test_the_file_that_is_there_already_is_known_though_what_goes_on_was_written_into_it(
    administrator: Visitor,
) -> None:
    content = edition("2", LONGER)
    path = str(upload(administrator, content).location)
    page = administrator.get(f"{path}/goes-on").text
    said = {
        name: chosen or (NEW if NEW in options else "-") for name, options, chosen in selects(page).values()
    }
    assert administrator.post(f"{path}/goes-on", sent(page, **said)).status_code == 303
    assert confirmed(administrator, path).status_code == 303
    again = administrator.get(str(upload(administrator, content).location)).text
    assert "This very file is edition 2 already" in again


def test_what_the_command_line_has_written_into_a_form_is_decided_already(
    administrator: Visitor, visitors: Visitors
) -> None:
    form = load_form(edition("2", LONGER))
    was = {new: new.replace("plan_meets", "plan_fits") for new in form.by_tag if "plan_meets" in new}
    content = redeclared(form.package, replace(form.declaration, was=was))
    path = str(upload(administrator, content).location)
    assert "to decide" not in administrator.get(path).text
    assert confirmed(administrator, path).status_code == 303
    first, second = added(visitors.service, "2")
    assert second.digest == load_form(content).digest
    assert visitors.service.catalogue().reported_as(first, OLD) == NEW


def test_a_first_edition_and_another_persons_have_nothing_to_decide(
    administrator: Visitor, visitors: Visitors
) -> None:
    path = str(upload(administrator, edition("2", LONGER)).location)
    assert visitors.of(Role.HEAD_OF_QA).get(f"{path}/goes-on").status_code == 404
    begun = str(adopt(administrator).location)
    assert administrator.get(f"{begun}/goes-on").status_code == 303  # it does not work yet
    decide(administrator, begun)
    assert administrator.get(f"{begun}/goes-on").status_code == 404


def test_a_plain_form_that_is_adopted_as_a_new_edition_goes_on_from_the_old(
    administrator: Visitor, visitors: Visitors
) -> None:
    def plain_form(asked: str) -> bytes:
        return document(
            para("Visit audit version 1", style="Title")
            + table(row("Audit reference", ""), row("Date of audit", ""), row("Record number", ""))
            + para("The visit", style="Heading1")
            + table(row(asked, ""), row("What was the weather", ""))
        )

    first = str(adopt(administrator, plain_form("Was the child seen at home")).location)
    confirmed(administrator, first, "/check")
    second = str(adopt(administrator, plain_form("Was the child seen at home and alone today")).location)
    page = administrator.get(f"{second}/called").text
    called = {
        "title": "Visit audit",
        "key": "visit_audit",
        "edition": "2",
        "subject": "child",
        "scale": "ofsted",
    }
    key = re.search(r'id="key"[^>]* value="([^"]+)"', page)
    assert key is not None
    called["key"] = key[1]
    administrator.post(f"{second}/called", {**called, "seen": fields_of_place(page)["seen"]})
    page = administrator.get(f"{second}/check").text
    assert "1 question to decide" in page
    page = administrator.get(f"{second}/goes-on").text
    ((name, options, _),) = [one for one in selects(page).values() if not one[2]]
    new = next(value for value, text in options.items() if text.startswith("Perhaps"))
    assert administrator.post(f"{second}/goes-on", sent(page, **{name: new})).status_code == 303
    answer = confirmed(administrator, second, "/check")
    assert answer.location.endswith("/2")
    catalogue = visitors.service.catalogue()
    old = catalogue.find(key[1], "1")
    assert old is not None
    (asked,) = [slot.tag for slot in old.slots if slot.title.startswith("Was the child")]
    assert catalogue.reported_as(old, asked) == new


def test_what_goes_on_is_decided_in_a_browser(site: Site, screen: Screen, tmp_path: Path) -> None:
    new = tmp_path / "new.docx"
    new.write_bytes(edition("3", LONGER, REPLACED))
    add_edition(site.service.work(), edition("2", REWORDED))
    screen.sign_in(Role.ADMINISTRATOR)
    page = screen.page
    page.goto("/forms/add")
    page.get_by_label("The form", exact=True).set_input_files(new)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("heading", name="What goes on from what")).to_be_visible()
    screen.look("forms-addition-undecided")
    page.get_by_role("link", name="Decide what goes on from what").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").get_by_role("link").first).to_contain_text("goes on, and as what")
    screen.look("goes-on-problem")
    while page.locator("select:has(option[value=''])").count():
        asked = page.locator("select:has(option[value=''])").first
        asked.select_option(index=1)
        asked.locator("option[value='']").evaluate("one => one.remove()")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("What goes on from what is saved.")).to_be_visible()
    screen.look("forms-addition-decided")
    page.get_by_role("link", name="Look at what goes on from what").click()
    screen.look("goes-on")
    page.get_by_role("link", name="Back without saving").click()
    page.get_by_role("button", name="Add edition 3").click()
    expect(page.get_by_text("Edition 3 is added.")).to_be_visible()
