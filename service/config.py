"""The service's settings, read once from the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_data_path

from service.destinations import Destination, load_destinations, local_destinations
from service.errors import Fault, Unfit
from service.provider import Provider, load_provider

MEGABYTE = 1_000_000
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_READABLE = 4.5
"""The contrast that letters need (WCAG 2.2, 1.4.3)."""
_YES, _NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Where the service listens, where it keeps and files things, what it lets through.

    `upload` is in bytes, `pdf_seconds` in seconds, `rate` in requests a minute and client; a sign-in lasts
    `idle_minutes` after the last page and `day_hours` in all. `database` may hold a password, and is therefore never
    shown. No setting that is a secret has a default. `given` are the names of the variables that were set.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    upload: int = 20 * MEGABYTE
    files: int = 100
    rate: int = 1_200
    data: Path = field(default_factory=lambda: user_data_path("audit-forms"))
    database: str = field(default="", repr=False)
    destinations: Mapping[str, Destination] = field(default_factory=dict)
    other_acceptor: bool = False
    viewers_read_text: bool = False
    pdf_seconds: int = 90
    time_zone: str = "Europe/London"
    address: str = ""
    proxies: int = 0
    idle_minutes: int = 60
    day_hours: int = 12
    council: str = ""
    colour: str = "#0b3d5c"
    logo: Path | None = None
    openid: Provider | None = None
    given: frozenset[str] = frozenset()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which a day begins and ends, wherever the machine stands."""
        return ZoneInfo(self.time_zone)

    @property
    def https(self) -> bool:
        """Whether people reach the service by HTTPS, so that its cookies are sent no other way."""
        return self.address.startswith("https://")

    @property
    def local_passwords(self) -> bool:
        """Whether people sign in with passwords that are kept here."""
        return self.openid is None or self.openid.local

    @property
    def database_at(self) -> str | Path:
        """Where the database is: the URL that was set, or a file in the data folder, whatever that is called."""
        return self.database or self.data / "audit-forms.db"


DEFAULTS = Config()

VARIABLES = {
    "AUDIT_FORMS_HOST": "the address the service listens on (127.0.0.1: this machine only)",
    "AUDIT_FORMS_PORT": "the port it listens on (8000)",
    "AUDIT_FORMS_WORKERS": "how many processes serve, and read at `ingest` (2)",
    "AUDIT_FORMS_UPLOAD_MB": "how many megabytes a request may hold (20)",
    "AUDIT_FORMS_UPLOAD_FILES": "how many returns a request or a zip in it may hold (100)",
    "AUDIT_FORMS_RATE": "how many requests a minute one client may make of each process (1200)",
    "AUDIT_FORMS_DATA": "the folder of the database and of what is filed (the user's data folder)",
    "DATABASE_URL": "another database: postgresql://user:password@host/name (SQLite in the data folder)",
    "AUDIT_FORMS_DESTINATIONS": "a TOML file of the places to file to (folders in the data folder)",
    "AUDIT_FORMS_OTHER_ACCEPTOR": "yes: who uploaded a return may not accept it (no)",
    "AUDIT_FORMS_VIEWERS_READ_TEXT": "yes: the viewer role reads free text too (no: grades, dates and choices)",
    "AUDIT_FORMS_TIME_ZONE": "the time zone in which it is decided what day it is (Europe/London)",
    "AUDIT_FORMS_ADDRESS": "where people open it, such as https://audits.example.org (with https, cookies are Secure)",
    "AUDIT_FORMS_PROXIES": "how many proxies stand before it, whose X-Forwarded-… headers are believed (0)",
    "AUDIT_FORMS_IDLE_MINUTES": "after how many minutes without a page somebody has to sign in again (60)",
    "AUDIT_FORMS_DAY_HOURS": "after how many hours somebody has to sign in again in any case (12)",
    "AUDIT_FORMS_COUNCIL": "the name of the council, shown at the top of each page (none)",
    "AUDIT_FORMS_COLOUR": "the colour of the top of each page, dark enough for white letters (#0b3d5c)",
    "AUDIT_FORMS_LOGO": "a PNG or SVG file with the council's logo, for a dark ground (none)",
    "AUDIT_FORMS_OPENID": "a TOML file that lets people sign in with an OpenID provider: see docs/sign-in.md (none)",
    "AUDIT_FORMS_PDF_SECONDS": "how many seconds LibreOffice may take for one PDF (90)",
}
"""Every environment variable the service reads, and what it says (with its default)."""


def read_config(environ: Mapping[str, str]) -> Config:
    """The settings that an environment gives. Raises Unfit with every setting that cannot be used."""
    settings = _Settings(environ)
    data = Path(settings.text("AUDIT_FORMS_DATA") or DEFAULTS.data).expanduser().absolute()
    config = Config(
        host=settings.text("AUDIT_FORMS_HOST") or DEFAULTS.host,
        port=settings.number("AUDIT_FORMS_PORT", DEFAULTS.port, 65_535),
        workers=settings.number("AUDIT_FORMS_WORKERS", DEFAULTS.workers, 64),
        upload=settings.number("AUDIT_FORMS_UPLOAD_MB", DEFAULTS.upload // MEGABYTE, 1_000) * MEGABYTE,
        files=settings.number("AUDIT_FORMS_UPLOAD_FILES", DEFAULTS.files, 10_000),
        rate=settings.number("AUDIT_FORMS_RATE", DEFAULTS.rate, 1_000_000),
        data=data,
        database=settings.database(),
        destinations=settings.destinations(data),
        other_acceptor=settings.yes_or_no("AUDIT_FORMS_OTHER_ACCEPTOR"),
        viewers_read_text=settings.yes_or_no("AUDIT_FORMS_VIEWERS_READ_TEXT"),
        pdf_seconds=settings.number("AUDIT_FORMS_PDF_SECONDS", DEFAULTS.pdf_seconds, 3_600),
        time_zone=settings.time_zone(),
        address=settings.address(),
        proxies=settings.number("AUDIT_FORMS_PROXIES", DEFAULTS.proxies, 9, lowest=0),
        idle_minutes=settings.number("AUDIT_FORMS_IDLE_MINUTES", DEFAULTS.idle_minutes, 1_440),
        day_hours=settings.number("AUDIT_FORMS_DAY_HOURS", DEFAULTS.day_hours, 168),
        council=settings.text("AUDIT_FORMS_COUNCIL"),
        colour=settings.colour(),
        logo=settings.logo(),
        openid=settings.openid(),
        given=frozenset(name for name in VARIABLES if settings.text(name)),
    )
    if settings.faults:
        raise Unfit(settings.faults)
    return config


class _Settings:
    """An environment as it is read; `faults` gathers what cannot be used."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[Fault] = []

    def text(self, name: str) -> str:
        return self.environ.get(name, "").strip()

    def number(self, name: str, default: int, highest: int, *, lowest: int = 1) -> int:
        said = self.text(name)
        if not said:
            return default
        if said.isascii() and said.isdigit() and lowest <= int(said) <= highest:
            return int(said)
        self.faults.append(Fault(name, f"“{said}” is not a whole number from {lowest} to {highest}"))
        return default

    def yes_or_no(self, name: str) -> bool:
        said = self.text(name).casefold()
        if said and said not in _YES and said not in _NO:
            self.faults.append(Fault(name, f"“{said}” is neither yes nor no"))
        return said in _YES

    def address(self) -> str:
        said = self.text("AUDIT_FORMS_ADDRESS").rstrip("/")
        parts = urlsplit(said)
        if said and (
            parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query
        ):
            self.faults.append(
                Fault("AUDIT_FORMS_ADDRESS", f"“{said}” is no address such as https://audits.example.org")
            )
        return said

    def colour(self) -> str:
        said = self.text("AUDIT_FORMS_COLOUR") or DEFAULTS.colour
        if not _HEX.fullmatch(said):
            self.faults.append(Fault("AUDIT_FORMS_COLOUR", f"“{said}” is no colour such as #0b3d5c"))
        elif _contrast_with_white(said) < _READABLE:
            message = f"white letters on {said} are hard to read; take a darker colour (contrast 4.5 or more)"
            self.faults.append(Fault("AUDIT_FORMS_COLOUR", message))
        return said

    def logo(self) -> Path | None:
        said = self.text("AUDIT_FORMS_LOGO")
        path = Path(said).expanduser().absolute() if said else None
        if path is not None and (path.suffix.lower() not in (".png", ".svg") or not path.is_file()):
            self.faults.append(Fault("AUDIT_FORMS_LOGO", f"“{said}” is no PNG or SVG file that is there"))
        return path

    def openid(self) -> Provider | None:
        path = self.text("AUDIT_FORMS_OPENID")
        if not path:
            return None
        try:
            return load_provider(Path(path).expanduser(), self.environ)
        except Unfit as unfit:
            self.faults += unfit.faults
            return None

    def time_zone(self) -> str:
        name = self.text("AUDIT_FORMS_TIME_ZONE") or DEFAULTS.time_zone
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            said = f"“{name}” is no time zone that this machine knows, such as Europe/London (Debian: tzdata)"
            self.faults.append(Fault("AUDIT_FORMS_TIME_ZONE", said))
        return name

    def database(self) -> str:
        url = self.text("DATABASE_URL")
        if url and not url.startswith(
            ("sqlite:///", "postgresql://", "postgres://", "postgresql+psycopg://")
        ):
            # The URL itself is not repeated: it may hold a password.
            self.faults.append(Fault("DATABASE_URL", "it begins with neither sqlite:/// nor postgresql://"))
        return url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url

    def destinations(self, data: Path) -> Mapping[str, Destination]:
        path = self.text("AUDIT_FORMS_DESTINATIONS")
        if not path:
            return local_destinations(data / "filing")
        try:
            return load_destinations(Path(path).expanduser(), self.environ)
        except Unfit as unfit:
            self.faults += unfit.faults
            return {}


def _contrast_with_white(colour: str) -> float:
    """The contrast of white letters on a colour, 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
