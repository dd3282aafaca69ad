"""The command line as a whole: its help, and `run` as a process of its own."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from service.cli import main
from service.commands.run import url_of
from service.config import Config
from tests.modules import ROOT
from tests.servers import SERVICE, free_port


def leaves(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that call it."""
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from leaves(inner, (*path, name))
    else:
        yield path, command


@pytest.mark.parametrize("path", [path for path, _ in leaves(main)], ids=" ".join)
def test_the_help_of_a_command_ends_with_an_example_of_it(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(main, [*path, "--help"])
    assert shown.exit_code == 0
    assert "Example:" in shown.output or "Examples:" in shown.output
    assert f"python -m service {' '.join(path)}" in shown.output


@pytest.mark.parametrize(
    ("path", "option"),
    [(path, option) for path, command in leaves(main) for option in command.params],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value.name,
)
def test_every_option_says_what_it_does(path: tuple[str, ...], option: click.Parameter) -> None:
    assert not isinstance(option, click.Option) or option.help, f"{' '.join(path)} {option.name}"


def test_without_arguments_the_command_line_shows_its_help() -> None:
    shown = subprocess.run(SERVICE, capture_output=True, text=True, check=False, cwd=ROOT)
    assert "Usage: python -m service" in shown.stdout + shown.stderr
    assert "Traceback" not in shown.stderr


def test_run_serves_the_pages_until_it_is_told_to_stop(tmp_path: Path) -> None:
    port = free_port()
    server = subprocess.Popen(
        [*SERVICE, "run", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=os.environ | {"AUDIT_FORMS_DATA": str(tmp_path)},
    )
    try:
        assert json.loads(answer_of(f"http://127.0.0.1:{port}/healthz")) == {"status": "ok"}
    finally:
        server.terminate()
        server.wait(10)


def answer_of(address: str) -> bytes:
    """What a server answers, once it is up."""
    for _ in range(150):
        try:
            with urllib.request.urlopen(address) as answer:
                body: bytes = answer.read()
                return body
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"nothing answers at {address}")


def test_run_says_in_one_line_that_a_port_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [*SERVICE, "run", "--port", port]
        ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"Error: cannot listen on 127.0.0.1 port {port}")
    assert len(ended.stderr.splitlines()) == 1


def test_run_says_which_setting_cannot_be_used() -> None:
    ended = CliRunner(env={"AUDIT_FORMS_PORT": "eighty"}).invoke(main, ["run"])
    assert ended.exit_code == 2
    assert "AUDIT_FORMS_PORT" in ended.output


@pytest.mark.parametrize("host", ["banana", "192.0.2.1", "1.2.3.4.5"])
def test_run_says_which_address_cannot_be_listened_on(host: str) -> None:
    command = [*SERVICE, "run", "--port", str(free_port())]
    environ = os.environ | {"AUDIT_FORMS_HOST": host}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environ)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"Error: cannot listen on {host}: it is no address of this machine")
    assert "--port" not in ended.stderr


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8012/"),
        ("::1", "http://[::1]:8012/"),
        ("[::1]", "http://[::1]:8012/"),
        ("audits.example", "http://audits.example:8012/"),
    ],
)
def test_the_printed_address_is_one_that_a_browser_takes(host: str, url: str) -> None:
    assert url_of(Config(host=host, port=8012)) == url
