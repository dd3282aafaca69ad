"""`backup` and `restore`: everything in one file, whole, while the service runs."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import click

from service.commands.given import Stop
from service.commands.serving import serving, whoever_runs_this
from service.store.copying import NotEmpty, copy
from service.store.engine import DatabaseAway, Store
from service.store.trail import newest, verify
from service.wiring import Wired
from service.workflow.make import leave_out_references


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write everything that the service keeps into FILE, as it is at this moment, and verify it.

    The service may go on running. The file is an SQLite database, whatever the service's own is.

    \b
    Example:
      python -m service backup /srv/backups/audit-forms-2026-11-26.db
    """
    if file.exists():
        raise Stop(f"{file} is there already. A backup is never written over another: choose a new name.")
    with serving() as service, tempfile.TemporaryDirectory(dir=_folder_of(file)) as folder:
        draft = Path(folder) / "backup.db"
        kept = Store(draft)
        try:
            kept.upgrade()
            copied = copy(service.store, kept)
            broken = _broken(kept)
            kept.settle_into_one_file()
        except ValueError as error:
            raise Stop(f"The backup could not be verified and was not kept: {error}.") from None
        finally:
            kept.close()
        _noted(service, "backup.made", copied.total)
        draft.chmod(0o600)
        draft.replace(file)
    click.echo(f"Wrote {file}: {copied.total} rows, {copied.rows['documents']} documents.")
    if broken:
        click.echo(f"LOOK: everything is in it, but the trail is broken: {broken}.", err=True)
        raise SystemExit(1)


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def restore(file: Path) -> None:
    """Bring back everything from the backup FILE, into a database that holds nothing yet.

    Nobody is signed in then. Accounts, passwords and tokens are as they were when the backup was made, those that were
    ended since too: go through them before the service is opened.

    \b
    Example:
      AUDIT_FORMS_DATA=/srv/audit-forms python -m service restore /srv/backups/audit-forms-2026-11-26.db
    """
    with serving(current=False) as service, tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "backup.db"
        shutil.copyfile(file, draft)
        kept = Store(draft)
        try:
            if kept.version()[0] is None:
                raise Stop(f"{file} is no backup of this service.")
            kept.upgrade()
            broken = _broken(kept)
            reference = _going_on_behind(kept, service.now())
            made = _made(kept)
            service.store.upgrade()
            copied = copy(kept, service.store)
        except DatabaseAway as error:
            raise Stop(f"{file} is no backup that can be read: {error}.") from None
        except NotEmpty:
            raise Stop(
                "The database holds something already, and nothing of it was touched. Restore into a new one: set "
                "AUDIT_FORMS_DATA or DATABASE_URL."
            ) from None
        except ValueError as error:
            raise Stop(f"The backup is damaged and nothing was restored: {error}.") from None
        finally:
            kept.close()
        _noted(service, "backup.restored", copied.total)
    click.echo(
        f"Restored {copied.total} rows, {copied.rows['documents']} documents. What was filed stands at its place and "
        "not in a backup; an audit whose files are gone there is filed again."
    )
    click.echo(
        f"References go on from {reference}. Those before it may have been given out after the backup was made: a form "
        "that comes back with one becomes an audit of its own, and none is given to another case."
    )
    click.echo(
        "Nobody is signed in, and links to choose a password count no more. Accounts, passwords and tokens are as they "
        f"were{made}: who was kept out since, and a token that was revoked since, would be let in again. Go through "
        "them: python -m service users list, python -m service tokens list EMAIL"
    )
    if broken:
        click.echo(f"LOOK: the trail is broken, and was when the backup was made: {broken}.", err=True)


def _broken(kept: Store) -> str:
    """What is wrong with the trail, or nothing. A backup is made of it all the same: then most of all."""
    with kept.look() as session:
        found = verify(session)
    return found.message if found else ""


def _noted(service: Wired, verb: str, rows: int) -> None:
    work = service.work(whoever_runs_this())
    with work.begin():
        work.note_of(verb, "list", "everything", [{"path": "rows", "to": rows}])


def _made(kept: Store) -> str:
    """When the backup was made, as far as the trail in it tells: the moment of its last entry."""
    with kept.look() as session:
        entry = newest(session)
    return f" at {datetime.fromisoformat(entry.at):%H:%M UTC on %-d %B %Y}" if entry else ""


def _going_on_behind(kept: Store, now: datetime) -> str:
    """Leaves out the references that may have been given out since the backup; the next one that will be.

    It is done in the draft of the backup, so that nothing is ever restored without it.
    """
    with kept.change() as session:
        entry = newest(session)
        since = datetime.fromisoformat(entry.at) if entry else now
        return leave_out_references(session, since.astimezone().date(), now.astimezone().date())


def _folder_of(file: Path) -> Path:
    folder = file.absolute().parent
    if not folder.is_dir():
        raise Stop(f"There is no folder {folder}.")
    return folder
