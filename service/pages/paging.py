"""The pages of a long list: links to each, with all that was asked for."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

_AROUND = 2


def is_asked(name: str) -> bool:
    """Whether a name of a query is carried on: not those that Flask takes for itself where it makes an address."""
    return not name.startswith("_") and name not in ("endpoint", "values", "reference", "number")


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page stands in its list. `asked` is what the address asks for, the page aside."""

    endpoint: str
    asked: "MultiDict[str, str]"
    page: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        """The number of the first row on this page, 0 where there is none."""
        return (self.page - 1) * self.size + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        """The number of the last row on this page."""
        return min(self.page * self.size, self.total)

    def address(self, **other: str | int) -> str:
        """The address of the list with something else asked for; on its first page, unless that says which."""
        kept = (name for name in self.asked if name not in ("page", *other) and is_asked(name))
        asked = {name: self.asked.getlist(name) for name in kept}
        return url_for(self.endpoint, **asked, **other)  # type: ignore[arg-type]  # Flask's own says str alone

    @property
    def component(self) -> dict[str, Any]:
        """What the pagination component of GOV.UK Frontend is told."""
        items: list[dict[str, Any]] = []
        numbers = {1, self.last, *range(self.page - _AROUND, self.page + _AROUND + 1)}
        before = 0
        for number in sorted(one for one in numbers if 1 <= one <= self.last):
            if number - before > 1:
                items.append({"ellipsis": True})
            items.append(
                {"number": number, "current": number == self.page, "href": self.address(page=number)}
            )
            before = number
        links: dict[str, Any] = {"items": items, "landmarkLabel": "Pages of this list"}
        if self.page > 1:
            links["previous"] = {"href": self.address(page=self.page - 1)}
        if self.page < self.last:
            links["next"] = {"href": self.address(page=self.page + 1)}
        return links
