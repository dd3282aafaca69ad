"""Programs as tests play them: each with a token of a role, through the application itself."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from service.app import create_app
from service.roles import NEED_A_TEAM, Role
from service.wiring import Wired
from service.workflow.people import add_person, add_team, make_token

PREFIX = "/api/v1"
TEAM = "Harbour"


class Program:
    """A program with a token."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self.client = client
        self.token = token

    def call(self, method: str, path: str, *, match: str | None = "*", **more: Any) -> TestResponse:
        """A request; `match` is what If-Match says, None for none."""
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        if match is not None and method not in ("GET", "HEAD"):
            headers["If-Match"] = match
        return self.client.open(PREFIX + path, method=method, headers=headers, **more)

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.call("GET", path, **more)

    def post(self, path: str, body: object = None, **more: Any) -> TestResponse:
        """JSON is sent, unless `data` is."""
        if "data" not in more:
            more["json"] = {} if body is None else body
        return self.call("POST", path, **more)

    def upload(
        self, path: str, *files: tuple[str, bytes], headers: dict[str, str] | None = None, **fields: str
    ) -> TestResponse:
        """Files as a browser or curl sends them."""
        parts = [("file", FileStorage(io.BytesIO(content), name)) for name, content in files]
        boundary, body = encode_multipart(MultiDict([*parts, *fields.items()]))
        content_type = f"multipart/form-data; boundary={boundary}"
        return self.post(path, data=body, content_type=content_type, headers=headers or {})


class Programs:
    """One program for each role, made when it is asked for."""

    def __init__(self, service: Wired) -> None:
        self.service = service
        self.client = create_app(service).test_client()
        self._made: dict[tuple[Role, str | None], Program] = {}
        add_team(service.work(), TEAM)
        add_team(service.work(), "Lantern")

    def of(self, role: Role, team: str | None = None) -> Program:
        """The program of a role; of one that needs a team, in Harbour unless another is named."""
        team = team or (TEAM if role in NEED_A_TEAM else None)
        if (role, team) not in self._made:
            name = f"{role.value} {team or 'everywhere'}"
            address = f"{role.value}.{(team or 'all').lower()}@example.org"
            person = add_person(self.service.work(), name, address, [role], team)
            self._made[role, team] = Program(
                self.client, make_token(self.service.work(), person.id, "test")[1]
            )
        return self._made[role, team]


@pytest.fixture
def programs(service: Wired) -> Programs:
    """Programs of every role, on each kind of database."""
    return Programs(service)


@pytest.fixture
def administrator(programs: Programs) -> Program:
    """A program that may do what an administrator may."""
    return programs.of(Role.ADMINISTRATOR)
