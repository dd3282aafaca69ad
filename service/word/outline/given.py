"""One mapping of an outline as it is taken apart: typed values out, faults gathered with their paths."""

import re
from collections.abc import Collection, Iterator

from schemas.text import is_blank
from service.errors import Fault

KEY = re.compile(r"[a-z][a-z0-9_]*")


class Given:
    """What stands under one path. `done` complains of every name that was not asked for before."""

    def __init__(self, found: object, path: str, faults: list[Fault], *, whole: str = "outline") -> None:
        """`whole` is what the file is called in a fault that has no path."""
        self.path = path
        self._whole = whole
        self.faults = faults
        self._asked: set[str] = set()
        self._found: dict[str, object] = {}
        if isinstance(found, dict):
            self._found = {str(name): value for name, value in found.items()}
        else:
            self.fault("", "should be a list of names and values")

    @property
    def names(self) -> tuple[str, ...]:
        """The names that something stands under."""
        return tuple(self._found)

    def at(self, name: str) -> str:
        """The path of one of the names."""
        return f"{self.path}.{name}" if self.path and name else self.path or name

    def fault(self, name: str, message: str) -> None:
        """Notes a fault at one of the names, or at the whole."""
        self.faults.append(Fault(self.at(name) or self._whole, message))

    def has(self, name: str) -> bool:
        """Whether something stands under the name."""
        return self._found.get(name) is not None

    def value(self, name: str) -> object:
        """What stands under the name, None where nothing does."""
        self._asked.add(name)
        return self._found.get(name)

    def text(self, name: str, default: str | None = None) -> str:
        """A text; without a default it must be there."""
        found = self.value(name)
        if found is None and default is not None:
            return default
        if isinstance(found, int) and not isinstance(found, bool):
            found = str(found)
        if isinstance(found, str) and not is_blank(found):
            return " ".join(found.split())
        self.fault(name, "a text is wanted here" if found is not None else "is missing")
        return ""

    def label(self, name: str, default: str | None = None) -> str:
        """A text that goes into content controls, where no template tag may stand."""
        found = self.text(name, default)
        if any(mark in found for mark in ("{{", "{%", "{#")):
            self.fault(name, "a template tag cannot stand here: it would end up inside a control")
        return found

    def key(self, name: str = "key") -> str:
        """A piece of a tag."""
        found = self.text(name)
        if found and not KEY.fullmatch(found):
            self.fault(name, f"“{found}” should be small letters, digits and _, beginning with a letter")
        return found

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or false."""
        found = self.value(name)
        if found is None:
            return default
        if not isinstance(found, bool):
            self.fault(name, "should be true or false")
        return found is True

    def one_of(self, name: str, known: Collection[str], default: str | None = None) -> str:
        """One of the known words."""
        found = self.text(name, default)
        if found and found not in known:
            self.fault(name, f"“{found}” is none of {', '.join(known)}")
        return found

    def number(self, name: str, default: float) -> float:
        """A number above nothing."""
        found = self.value(name)
        try:
            number = default if found is None else float(str(found))
        except ValueError:
            number = 0
        if number <= 0:
            self.fault(name, "should be a number above 0")
            return default
        return number

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, empty where there is none."""
        found = self.value(name)
        if found is None:
            return ()
        if not isinstance(found, list) or not all(
            isinstance(item, str) and not is_blank(item) for item in found
        ):
            self.fault(name, "should be a list of texts")
            return ()
        return tuple(" ".join(item.split()) for item in found)

    def each(self, name: str, named_by: str = "") -> Iterator["Given"]:
        """The mappings of a list, each to be taken apart; in faults they are called by a name in them, or counted."""
        found = self.value(name)
        if found is None:
            return
        if not isinstance(found, list):
            self.fault(name, "should be a list")
            return
        for number, item in enumerate(found):
            called = str(item.get(named_by) or "") if isinstance(item, dict) else ""
            yield Given(item, called or f"{self.at(name)}[{number}]", self.faults)

    def done(self) -> None:
        """Complains of every name that nobody asked for."""
        for name in self._found:
            if name not in self._asked:
                known = ", ".join(sorted(self._asked))
                self.fault(name, f"is not known here; known are {known}")
