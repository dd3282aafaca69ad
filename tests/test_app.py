"""The pages, through the application itself."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.cli import main
from tests.services import running


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    with running("sqlite", tmp_path) as service:
        yield create_app(service).test_client()


def test_the_page_says_in_british_english_what_works(client: FlaskClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert '<html lang="en-GB">' in answer.text
    assert "What works now" in answer.text


def test_the_page_has_what_a_screen_reader_steers_by(client: FlaskClient) -> None:
    page = client.get("/").text
    assert re.findall(r"<h1>", page) == ["<h1>"]
    assert "<title>Audit Forms</title>" in page
    assert '<main id="content">' in page
    assert 'href="#content"' in page


def test_the_page_shows_how_every_command_is_used(client: FlaskClient) -> None:
    page = client.get("/").text
    absent = [name for name in main.commands if f"service {name}" not in page and f"make {name}" not in page]
    assert not absent


def test_the_page_tells_only_of_commands_that_there_are(client: FlaskClient) -> None:
    told = set(re.findall(r"-m service (\w+)", client.get("/").text))
    assert told <= main.commands.keys()


def test_the_page_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    answer = client.get("/")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"https?://", answer.text)
    with client.get("/static/site.css") as style:
        assert style.mimetype == "text/css"


def test_a_monitor_learns_that_the_service_is_up(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok"}


def test_a_page_that_is_not_there_is_said_not_to_be(client: FlaskClient) -> None:
    assert client.get("/nothing-here").status_code == 404


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("POST", "/", 405)])
def test_a_refusal_says_what_happened_and_where_to_go(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    page = client.open(path, method=method)
    assert page.status_code == status
    assert page.mimetype == "text/html"
    assert "<h1>" in page.text
    assert 'href="/"' in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    answer = client.open(path, method=method, headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["status"] == status
