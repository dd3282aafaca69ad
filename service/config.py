"""The service's settings, read once from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.errors import Fault, Unfit

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Where the service listens, and how large a request it takes (in bytes).

    No setting is a secret yet; when one is, it has no default.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    upload: int = 20 * MEGABYTE


DEFAULTS = Config()

VARIABLES = {
    "AUDIT_FORMS_HOST": "the address the service listens on (127.0.0.1: this machine only)",
    "AUDIT_FORMS_PORT": "the port it listens on (8000)",
    "AUDIT_FORMS_UPLOAD_MB": "how many megabytes a request may hold (20)",
}
"""Every environment variable the service reads, and what it says (with its default)."""


def read_config(environ: Mapping[str, str]) -> Config:
    """The settings that an environment gives. Raises Unfit with every setting that cannot be used."""
    faults: list[Fault] = []

    def number(name: str, default: int, highest: int) -> int:
        said = environ.get(name, "").strip()
        if not said:
            return default
        if said.isascii() and said.isdigit() and 1 <= int(said) <= highest:
            return int(said)
        faults.append(Fault(name, f"“{said}” is not a whole number from 1 to {highest}"))
        return default

    config = Config(
        host=environ.get("AUDIT_FORMS_HOST", "").strip() or DEFAULTS.host,
        port=number("AUDIT_FORMS_PORT", DEFAULTS.port, 65_535),
        upload=number("AUDIT_FORMS_UPLOAD_MB", DEFAULTS.upload // MEGABYTE, 1_000) * MEGABYTE,
    )
    if faults:
        raise Unfit(faults)
    return config
