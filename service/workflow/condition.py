"""How the service is: what it stands on, what is missing, and what waits, in plain words."""

import os
import shutil
from collections.abc import Iterator

from service.config import Config
from service.filing.place import FilingFailed, Place
from service.roles import Actor, May
from service.store import outcomes, revisions, trail
from service.store.engine import DatabaseAway
from service.work import Service

_LITTLE = 500_000_000
Said = tuple[bool, str]


def condition(service: Service, actor: Actor, *, places: bool) -> Iterator[Said]:
    """What there is to say of a service, each with whether it is well. Raises NotAllowed.

    `places` is whether the places to file to are called too, which may take a while.
    """
    actor.need(May.CHANGE_PEOPLE)
    config = service.config
    yield from _folder(config)
    yield from _database(service)
    if service.office is None:
        yield (
            False,
            (
                "LibreOffice is not here: documents are finished without PDF. Install libreoffice-writer-nogui and "
                "python3-uno."
            ),
        )
    else:
        yield True, f"LibreOffice is at {service.office.soffice}; a PDF may take {config.pdf_seconds} s."
    if places:
        yield from _destinations(config)
    yield (
        True,
        (
            "Who uploaded a return may not accept it."
            if config.other_acceptor
            else "Who uploaded a return may accept it too."
        ),
    )
    yield True, f"Viewers read {'free text too' if config.viewers_read_text else 'no free text'}."
    if config.host not in ("127.0.0.1", "localhost", "::1"):
        yield (
            False,
            (
                f"It listens on {config.host}, for other machines too, and without encryption of its own: put a "
                "proxy with TLS in front of it."
            ),
        )


def _folder(config: Config) -> Iterator[Said]:
    if not config.data.exists():
        yield True, f"The data folder {config.data} is not there yet; the first start makes it."
        return
    if not os.access(config.data, os.W_OK):
        yield (
            False,
            (
                f"The data folder {config.data} cannot be written. Give this account the right to, or set "
                "AUDIT_FORMS_DATA."
            ),
        )
        return
    if config.data.stat().st_mode & 0o077:
        yield (
            False,
            f"The data folder {config.data} can be read by others on this machine. Run: chmod 700 {config.data}",
        )
    free = shutil.disk_usage(config.data).free
    yield free > _LITTLE, f"The data folder is {config.data}; {free / 1e9:.1f} GB are free."


def _database(service: Service) -> Iterator[Said]:
    kind = "SQLite" if service.store.sqlite else "PostgreSQL"
    try:
        found, wanted = service.store.version()
    except DatabaseAway as away:
        yield False, f"{kind}: {away}. Check DATABASE_URL, and that the server runs."
        return
    if found != wanted:
        if found is None:
            yield False, f"{kind} holds no tables yet. `run` makes them, and so does `db upgrade`."
        else:
            at = f"{kind} is at version {found} and this code wants {wanted}."
            yield False, f"{at} Run: python -m service db upgrade"
        return
    yield (
        True,
        f"{kind} is there, at version {found}; {len(service.catalogue().forms)} editions of forms.",
    )
    with service.store.look() as session:
        waiting, begun = revisions.count_unread(session), len(outcomes.begun(session))
        number, head = trail.head(session)
    yield (
        waiting == 0,
        f"{waiting} returns are kept and not read yet{'; `run` reads them' if waiting else ''}.",
    )
    yield begun == 0, f"{begun} filings begun and not ended{'; file those audits again' if begun else ''}."
    yield True, f"The trail has {number} entries; `trail verify` goes through it. The last digest is {head}."


def _destinations(config: Config) -> Iterator[Said]:
    for one in config.destinations.values():
        try:
            Place(one.url, one.options).look()
        except FilingFailed as failed:
            yield False, f"Destination {one.key} ({one.title}) cannot be reached: {failed}"
        else:
            yield True, f"Destination {one.key} ({one.title}) can be reached."
