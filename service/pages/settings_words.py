"""What is set, in words, and never a secret: of a database its kind and host, of files where they are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from service.config import MEGABYTE, VARIABLES, Config


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: the variable, what it says, what it is now, and whether the environment set it."""

    variable: str
    says: str
    now: str
    given: bool


def settings_of(config: Config) -> list[Setting]:
    """Every setting, as it is now."""
    return [
        Setting(name, says.partition(" (")[0].replace("`", ""), _NOW[name](config), name in config.given)
        for name, says in VARIABLES.items()
    ]


def _database(config: Config) -> str:
    if not config.database:
        return "SQLite, in the data folder"
    parts = urlsplit(config.database)
    if parts.scheme == "sqlite":
        return "SQLite, in a file of its own"
    return f"PostgreSQL on {parts.hostname or 'this machine'}"


def _openid(config: Config) -> str:
    if config.openid is None:
        return "None: people sign in with passwords that are kept here"
    groups = "its groups give roles" if config.openid.groups is not None else "its groups give no roles"
    passwords = "passwords too" if config.openid.local else "no passwords"
    return f"{config.openid.name} ({config.openid.issuer}); {groups}; {passwords}"


def _yes(said: bool) -> str:  # noqa: FBT001 -- the one thing it is told
    return "Yes" if said else "No"


_NOW: Mapping[str, Callable[[Config], str]] = {
    "AUDIT_FORMS_HOST": lambda config: config.host,
    "AUDIT_FORMS_PORT": lambda config: str(config.port),
    "AUDIT_FORMS_WORKERS": lambda config: str(config.workers),
    "AUDIT_FORMS_UPLOAD_MB": lambda config: f"{config.upload // MEGABYTE:,} MB",
    "AUDIT_FORMS_UPLOAD_FILES": lambda config: f"{config.files:,} files",
    "AUDIT_FORMS_RATE": lambda config: f"{config.rate:,} requests a minute",
    "AUDIT_FORMS_DATA": lambda config: str(config.data),
    "DATABASE_URL": _database,
    "AUDIT_FORMS_DESTINATIONS": lambda config: ", ".join(one.title for one in config.destinations.values()),
    "AUDIT_FORMS_OTHER_ACCEPTOR": lambda config: _yes(config.other_acceptor),
    "AUDIT_FORMS_VIEWERS_READ_TEXT": lambda config: _yes(config.viewers_read_text),
    "AUDIT_FORMS_TIME_ZONE": lambda config: config.time_zone,
    "AUDIT_FORMS_ADDRESS": lambda config: (
        config.address or "Not set: links begin as the browser’s address does"
    ),
    "AUDIT_FORMS_PROXIES": lambda config: str(config.proxies),
    "AUDIT_FORMS_IDLE_MINUTES": lambda config: f"{config.idle_minutes} minutes",
    "AUDIT_FORMS_DAY_HOURS": lambda config: f"{config.day_hours} hours",
    "AUDIT_FORMS_COUNCIL": lambda config: config.council or "Not set",
    "AUDIT_FORMS_COLOUR": lambda config: config.colour,
    "AUDIT_FORMS_LOGO": lambda config: str(config.logo or "None"),
    "AUDIT_FORMS_OPENID": _openid,
    "AUDIT_FORMS_PDF_SECONDS": lambda config: f"{config.pdf_seconds} seconds",
}
"""How each setting is said."""
