"""Pages that are sent twice, by a second press, back and again, or two requests at once: done once, and said so."""

import re
import threading

import pytest
from sqlalchemy import func, select

from service.roles import Role
from service.store.rows.audits import Audit
from service.store.rows.drafts import Draft
from service.store.rows.people import Person, Team, Token
from service.wiring import Wired
from tests.pages.test_forms import REWORDED, edition, upload
from tests.pages.visiting import Visitor, Visitors

HEADER = {"subject.record_id": "C-20417"}


def number_of(service: Wired, what: type) -> int:
    with service.store.look() as session:
        return session.scalar(select(func.count()).select_from(what)) or 0


def key_on(visitor: Visitor, path: str) -> str:
    """What the page is known by when it is sent."""
    found = re.search(r'name="once" value="([^"]+)"', visitor.get(path).text)
    assert found is not None
    return found[1]


def at_once(visitor: Visitor, path: str, fields: dict[str, str]) -> list[int]:
    """The statuses of one page sent three times at once."""
    answers: list[int] = []

    def send() -> None:
        data = {"csrf_token": visitor._token, **fields}
        answers.append(visitor.client.post(path, data=data).status_code)

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


class TestOneAudit:
    PATH = "/send-out/fostering"

    def test_a_second_sending_leads_to_the_audit_that_was_made(
        self, administrator: Visitor, service: Wired
    ) -> None:
        fields = {"once": key_on(administrator, self.PATH), **HEADER}
        first, second = (administrator.post(self.PATH, fields) for _ in range(2))
        assert (first.status_code, second.status_code) == (303, 303)
        assert first.location == second.location
        assert number_of(service, Audit) == 1
        assert (
            "This was sent twice, and the audit had been made the first time"
            in administrator.get(second.location).text
        )

    def test_sent_three_times_at_once_it_makes_one(self, administrator: Visitor, service: Wired) -> None:
        answers = at_once(administrator, self.PATH, {"once": key_on(administrator, self.PATH), **HEADER})
        assert 303 in answers
        assert set(answers) <= {303, 409}
        assert number_of(service, Audit) == 1

    def test_what_was_changed_before_it_was_sent_again_is_another_audit(
        self, administrator: Visitor, service: Wired
    ) -> None:
        once = key_on(administrator, self.PATH)
        administrator.post(self.PATH, {"once": once, **HEADER})
        administrator.post(self.PATH, {"once": once, "subject.record_id": "C-20418"})
        assert number_of(service, Audit) == 2

    def test_what_was_wrong_can_be_put_right_and_a_new_page_makes_another(
        self, administrator: Visitor, service: Wired
    ) -> None:
        once = key_on(administrator, self.PATH)
        wrong = administrator.post(self.PATH, {"once": once, "audit.date": "32 June 2026", **HEADER})
        assert wrong.status_code == 422
        assert f'value="{once}"' in wrong.text
        assert administrator.post(self.PATH, {"once": once, **HEADER}).status_code == 303
        once = key_on(administrator, self.PATH)
        asked = administrator.post(self.PATH, {"once": once, **HEADER})
        looked_at = re.search(r'name="looked_at" value="([^"]+)"', asked.text)
        assert looked_at is not None
        administrator.post(self.PATH, {"once": once, "looked_at": looked_at[1], **HEADER})
        assert number_of(service, Audit) == 2


def test_a_token_is_made_once_and_its_text_not_shown_again(visitors: Visitors) -> None:
    visitor, service = visitors.of(Role.ADMINISTRATOR), visitors.service
    assert visitor.person is not None
    path = f"/people/{visitor.person.id}/tokens"
    fields = {"once": key_on(visitor, path), "label": "nightly export", "days": ""}
    first, second = (visitor.post(path, fields) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 409)
    with service.store.look() as session:
        (token,) = session.scalars(select(Token))
    assert f"Token af_{token.id} was made the first time" in second.text
    assert f"af_{token.id}_" not in second.text
    again = re.search(r'name="once" value="([^"]+)"', second.text)
    assert again is not None
    assert visitor.post(path, fields | {"once": again[1]}).status_code == 200


@pytest.mark.parametrize(
    ("path", "fields", "kind"),
    [
        ("/teams", {"name": "Quayside"}, Team),
        ("/people/new", {"name": "Wren Alder", "email": "w@example.org", "roles": "administrator"}, Person),
    ],
)
def test_two_of_a_name_are_never_made(
    administrator: Visitor, service: Wired, path: str, fields: dict[str, str], kind: type
) -> None:
    before = number_of(service, kind)
    administrator.get(path)
    answers = at_once(administrator, path, fields)
    assert set(answers) <= {302, 400}
    assert number_of(service, kind) == before + 1
    again = administrator.post(path, fields)
    assert again.status_code == 400
    assert "There is " in again.text


def test_a_form_that_is_uploaded_twice_is_begun_once(administrator: Visitor, service: Wired) -> None:
    first, second = (upload(administrator, edition("2", REWORDED)) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert number_of(service, Draft) == 1
