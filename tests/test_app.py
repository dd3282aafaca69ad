"""What the application says where there is nothing, and to monitors."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from tests.services import running


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    with running("sqlite", tmp_path) as service:
        yield create_app(service).test_client()


def test_a_monitor_learns_that_the_service_is_up(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok"}


def test_a_page_that_is_not_there_is_said_not_to_be(client: FlaskClient) -> None:
    assert client.get("/nothing-here").status_code == 404


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("PUT", "/sign-in", 405)])
def test_a_refusal_says_what_happened_and_where_to_go(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    page = client.open(path, method=method)
    assert page.status_code == status
    assert page.mimetype == "text/html"
    assert "<h1" in page.text
    assert 'href="/"' in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    answer = client.open(path, method=method, headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["status"] == status
