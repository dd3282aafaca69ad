"""The settings read from the environment."""

import re
from dataclasses import replace

import pytest

from service.config import DEFAULTS, VARIABLES, read_config
from service.destinations import local_destinations
from service.errors import Unfit
from tests.modules import ROOT


def test_an_empty_environment_gives_the_defaults() -> None:
    wanted = replace(DEFAULTS, destinations=local_destinations(DEFAULTS.data / "filing"))
    assert read_config({}) == wanted
    assert read_config({"AUDIT_FORMS_PORT": " ", "AUDIT_FORMS_HOST": ""}) == wanted


def test_a_setting_of_the_environment_is_used() -> None:
    config = read_config(
        {"AUDIT_FORMS_HOST": "0.0.0.0", "AUDIT_FORMS_PORT": "8080", "AUDIT_FORMS_UPLOAD_MB": "5"}
    )
    assert (config.host, config.port, config.upload) == ("0.0.0.0", 8080, 5_000_000)


def test_settings_that_cannot_be_used_are_all_named_at_once() -> None:
    with pytest.raises(Unfit) as caught:
        read_config({"AUDIT_FORMS_PORT": "eighty", "AUDIT_FORMS_UPLOAD_MB": "0"})
    assert [fault.path for fault in caught.value.faults] == ["AUDIT_FORMS_PORT", "AUDIT_FORMS_UPLOAD_MB"]
    assert "eighty" in str(caught.value)


@pytest.mark.parametrize("said", ["70000", "-1", "8e3", "٨٠"])
def test_a_port_is_a_whole_number_that_there_is(said: str) -> None:
    with pytest.raises(Unfit):
        read_config({"AUDIT_FORMS_PORT": said})


def test_every_setting_that_is_read_is_in_the_list() -> None:
    source = (ROOT / "service" / "config.py").read_text(encoding="utf-8")
    assert set(re.findall(r"\b(?:AUDIT_FORMS_\w+|DATABASE_URL)\b", source)) == VARIABLES.keys()


@pytest.mark.parametrize(
    ("name", "said", "says"),
    [
        ("AUDIT_FORMS_COLOUR", "blue", "no colour such as"),
        ("AUDIT_FORMS_COLOUR", "#ffdd00", "hard to read"),
        ("AUDIT_FORMS_ADDRESS", "audits.example.org", "no address such as"),
        ("AUDIT_FORMS_ADDRESS", "https://audits.example.org/forms", "no address such as"),
        ("AUDIT_FORMS_LOGO", "/nowhere/logo.png", "no PNG or SVG file"),
        ("AUDIT_FORMS_PROXIES", "10", "from 0 to 9"),
    ],
)
def test_a_setting_of_the_pages_that_cannot_be_used_is_told(name: str, said: str, says: str) -> None:
    with pytest.raises(Unfit, match=says) as caught:
        read_config({name: said})
    assert [fault.path for fault in caught.value.faults] == [name]


def test_the_colour_that_comes_with_it_bears_white_letters() -> None:
    assert read_config({"AUDIT_FORMS_COLOUR": "#00703C"}).colour == "#00703C"
    assert read_config({"AUDIT_FORMS_COLOUR": DEFAULTS.colour}).colour == DEFAULTS.colour
