"""A service asks for months: what an asking reached is let go."""

import gc

from fsspec import AbstractFileSystem

from service.filing.place import Place
from tests.filing.server import Server


def test_nothing_is_kept_of_what_was_reached(server: Server) -> None:
    place = Place(f"{server.url}/documents", server.options)
    for _ in range(5):
        place.held("nothing")
    gc.collect()
    kept = [one for one in gc.get_objects() if issubclass(type(one), AbstractFileSystem)]
    assert len(kept) < 2, "the last may be about to end"
