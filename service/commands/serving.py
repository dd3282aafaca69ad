"""The service as commands use it: with the settings of the environment, and what stops a command told plainly."""

import getpass
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace

from service.commands.given import Stop
from service.config import Config, read_config
from service.errors import Fault, NotAllowed, NotNow, Refused, Unfit, Unknown
from service.roles import MACHINE, Actor
from service.store.engine import DatabaseAway, is_unreachable, why_unreachable
from service.wiring import Wired, find_parts


def settings() -> Config:
    """The settings of the environment. Raises Stop with every one that cannot be used."""
    try:
        return read_config(os.environ)
    except Unfit as unfit:
        raise Stop("These settings cannot be used:", unfit.faults) from None


def whoever_runs_this() -> Actor:
    """The machine, by the name of the account that the command is run in."""
    try:
        account = getpass.getuser()
    except (KeyError, OSError):
        account = "unknown account"
    return replace(MACHINE, name=f"{account} on the machine of the service")


@contextmanager
def serving(config: Config | None = None, *, current: bool = True) -> Generator[Wired]:
    """The service, closed at the end. `current` wants its database at the version of this code.

    Raises Stop, in words, for whatever the workflow refuses.
    """
    service = opened(config or settings())
    try:
        with told_plainly():
            if current:
                service.store.need_current()
            yield service
    finally:
        service.store.close()


def opened(config: Config) -> Wired:
    """The service with these settings. Raises Stop where its data folder cannot be used."""
    if config.data.exists() and not config.data.is_dir():
        raise Stop(f"The data folder {config.data} is no folder. Set AUDIT_FORMS_DATA.")
    try:
        return find_parts(config)
    except ValueError as error:
        raise Stop(f"DATABASE_URL cannot be used: {error}.") from None


@contextmanager
def told_plainly() -> Generator[None]:
    """Whatever stops the workflow, as a sentence of the command."""
    try:
        yield
    except (NotNow, Unfit) as held:
        faults: tuple[Fault, ...] = held.faults
        raise Stop(held.message if isinstance(held, NotNow) else "This does not fit:", faults) from None
    except Refused as refused:
        raise Stop(refused.message) from None
    except Unknown:
        raise Stop("There is no such thing.") from None
    except (NotAllowed, DatabaseAway) as error:
        raise Stop(str(error)) from None
    except Exception as error:
        if is_unreachable(error):
            raise Stop(f"The database cannot be reached or written: {why_unreachable(error)}") from None
        raise
