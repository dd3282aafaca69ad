"""What all tests share: where outside material and programs are, and what happens where they are not."""

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from service.wiring import Wired
from service.word.office import Office, find_office
from service.work import Work
from tests.services import DATABASES, Clock, in_turn, running

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDIT_FORMS_SHARED") or ROOT.parent / "shared")
NO_SKIP = bool(os.environ.get("AUDIT_FORMS_NO_SKIP"))
PART = bool(os.environ.get("AUDIT_FORMS_PART"))
STORE = ROOT / "tests" / "store"

settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and outside clients that stands beside the checkout.

    It is no part of the project: where it is absent, the tests that need it are left out, as the header says.
    """
    return SHARED


@pytest.fixture(scope="session")
def office() -> Office:
    """The LibreOffice of this machine."""
    found = find_office()
    if found is None:
        pytest.skip("needs the packages libreoffice-writer-nogui and python3-uno")
    return found


@pytest.fixture(scope="session")
def pandoc() -> str:
    """The path of pandoc."""
    found = shutil.which("pandoc")
    if found is None:
        pytest.skip("needs the package pandoc")
    return found


@pytest.fixture
def clock() -> Clock:
    """The clock of the service under test."""
    return Clock()


@pytest.fixture(params=DATABASES)
def service(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Wired]:
    """A service with the shipped forms and without LibreOffice, on each kind of database."""
    with running(request.param, tmp_path, now=clock) as made:
        yield made


@pytest.fixture
def work(service: Wired) -> Work:
    """Work of the machine itself, which may do all."""
    return service.work()


def pytest_report_header() -> str:
    """Says before the tests what this run can and cannot do."""
    found = (
        f"shared material: {SHARED}" if SHARED.is_dir() else "shared material: absent, its tests are left out"
    )
    return found + ("; a skip is a failure" if NO_SKIP else "")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what needs the shared folder where there is none (but not where one was asked for).

    Where a part is enough, as in CI, it leaves out each test of the service on one of the two databases, in turns;
    those of the store, which know one database from the other, stay on both.
    """
    if PART:
        other = [item for item in items if _is_on_the_other_database(item)]
        config.hook.pytest_deselected(items=other)
        left_out = {id(item) for item in other}
        items[:] = [item for item in items if id(item) not in left_out]
    if SHARED.is_dir():
        return
    needing = [item for item in items if "shared" in getattr(item, "fixturenames", ())]
    if needing and os.environ.get("AUDIT_FORMS_SHARED"):
        raise pytest.UsageError(f"AUDIT_FORMS_SHARED names {SHARED}, which is no folder")
    config.hook.pytest_deselected(items=needing)
    items[:] = [item for item in items if item not in needing]


def _is_on_the_other_database(item: pytest.Item) -> bool:
    given = getattr(item, "callspec", None)  # only what has parameters has one
    database = next((one for one in given.params.values() if one in DATABASES), None) if given else None
    if database is None or STORE in item.path.parents:
        return False
    return bool(database != DATABASES[in_turn(item.nodeid.replace(database, ""), len(DATABASES))])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Makes a skipped test a failed one where no skip is allowed."""
    report = yield
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where no skip is allowed: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Does the same for a whole module that is skipped."""
    report = yield
    if NO_SKIP and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped where no skip is allowed: {report.longrepr}"
    return report
