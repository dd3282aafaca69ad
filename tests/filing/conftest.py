"""Places to file to, each on a real server that runs as long as its tests."""

from collections.abc import Iterator

import pytest

from service.filing.place import Place
from tests.filing.server import Server
from tests.filing.servers import STARTED_BY


@pytest.fixture(scope="session", params=STARTED_BY)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Each kind of server in turn."""
    with STARTED_BY[request.param](tmp_path_factory.mktemp(request.param.replace(" ", "-"))) as started:
        yield started


@pytest.fixture
def place(server: Server, folder: str) -> Place:
    """The folder of the test at the server."""
    return Place(f"{server.url}/{folder}", server.options)
