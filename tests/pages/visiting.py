"""People as tests play them: each with a browser of their own, without scripts, through the application itself."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.app import create_app
from service.roles import NEED_A_TEAM, Role
from service.store import people
from service.store.rows.people import Person
from service.wiring import Wired
from service.workflow.people import add_person, add_team
from service.workflow.sign_in import choose_password, invite

PASSWORD = "lantern harbour seven"
TEAM = "Harbour"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Visitor:
    """Somebody with a browser of their own, without scripts: pages are fetched and forms sent as they stand."""

    def __init__(self, client: FlaskClient, person: Person | None = None) -> None:
        self.client = client
        self.person = person
        self._token = ""

    def get(self, path: str, **more: Any) -> TestResponse:
        """A page."""
        return self._seen(self.client.get(path, **more))

    def post(self, path: str, fields: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """A form of the page that was seen last, with its token."""
        return self._seen(self.client.post(path, data={"csrf_token": self._token, **(fields or {})}, **more))

    def post_unchosen(self, path: str, fields: dict[str, str], field: str, **more: str) -> TestResponse:
        """A form with a field for a file in which none was chosen: a browser sends an empty one without a name."""
        said = {"csrf_token": self._token, **fields}.items()
        parts = [f'name="{name}"\r\n\r\n{value}' for name, value in said]
        parts.append(f'name="{field}"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n')
        body = (
            "".join(f"--part\r\nContent-Disposition: form-data; {one}\r\n" for one in parts) + "--part--\r\n"
        )
        kind = "multipart/form-data; boundary=part"
        return self._seen(self.client.post(path, data=body.encode(), content_type=kind, headers=more))

    def sign_in(self, email: str = "", password: str = PASSWORD, **more: str) -> TestResponse:
        """Signs in, by default as who the visitor is."""
        self.get("/sign-in")
        address = email or (self.person.email if self.person else "")
        return self.post("/sign-in", {"email": address, "password": password, **more})

    def sign_out(self) -> TestResponse:
        """Signs out."""
        self.get("/me")
        return self.post("/sign-out")

    def _seen(self, answer: TestResponse) -> TestResponse:
        if answer.mimetype == "text/html" and (found := _TOKEN.search(answer.text)):
            self._token = found[1]
        return answer


class Visitors:
    """A visitor of each role, made and signed in when asked for."""

    def __init__(self, service: Wired) -> None:
        self.service = service
        self.app = create_app(service)
        self._made: dict[tuple[Role, str | None], Visitor] = {}
        add_team(service.work(), TEAM)
        add_team(service.work(), "Lantern")

    def anybody(self) -> Visitor:
        """Somebody who has not signed in."""
        return Visitor(self.app.test_client())

    def of(self, role: Role, team: str | None = None) -> Visitor:
        """The visitor of a role; of one that needs a team, in Harbour unless another is named."""
        team = team or (TEAM if role in NEED_A_TEAM else None)
        if (role, team) not in self._made:
            visitor = Visitor(self.app.test_client(), person_of(self.service, role, team))
            assert visitor.sign_in().status_code == 302
            self._made[role, team] = visitor
        return self._made[role, team]


def confirmed(visitor: Visitor, begun: str, page: str = "") -> TestResponse:
    """What comes of confirming a form that is to be added, as the page of it stands now."""
    shown = re.findall(r'name="(seen|shown)" value="([^"]*)"', visitor.get(f"{begun}{page}").text)
    return visitor.post(f"{begun}/confirm", dict(shown))


def person_of(service: Wired, role: Role, team: str | None) -> Person:
    """The person with a role and the password of all these tests, made where there is none yet."""
    name = f"{role.value.replace('_', ' ').capitalize()} of {team or 'all'}"
    address = f"{role.value}.{(team or 'all').lower()}@example.org"
    with service.store.look() as session:
        there = people.person_at(session, address)
    if there is not None:
        return there
    person = add_person(service.work(), name, address, [role], team)
    choose_password(service.work(), invite(service.work(), person.id), PASSWORD)
    return person
