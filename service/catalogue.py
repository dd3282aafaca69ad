"""The editions we know: every form in a folder, read once and kept."""

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path

from service.errors import Fault, Unfit
from service.word.form import Form, load_form
from service.word.identity import newest_first

OBJECTS_OF_A_READING = 20_000
SHIPPED = Path(__file__).resolve().parent.parent / "docx_templates"


class Catalogue:
    """Forms by key and edition; `forms` has them all, by key, the newest edition of each first."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self.forms = tuple(
            sorted(
                sorted(forms, key=lambda form: newest_first(form.declaration.edition), reverse=True),
                key=lambda form: form.declaration.key,
            )
        )
        faults = [
            Fault(key, f"edition {edition} is there more than once, with different contents")
            for (key, edition), digests in _digests(self.forms).items()
            if len(digests) > 1
        ]
        if faults:
            raise Unfit(faults)

    def __iter__(self) -> Iterator[Form]:
        return iter(self.forms)

    def newest(self) -> Iterator[Form]:
        """The newest edition of each form."""
        seen: set[str] = set()
        for form in self.forms:
            if form.declaration.key not in seen:
                seen.add(form.declaration.key)
                yield form

    def reported_as(self, form: Form, tag: str) -> str:
        """The tag under which the newest edition asks for what a slot of this one asked for; its own if none says.

        "" where a newer edition gave that tag to another question.
        """
        older = [one for one in self.forms if one.declaration.key == form.declaration.key]
        for newer in reversed(older[: older.index(form)] if form in older else []):
            was = newer.declaration.was
            tag = next((new for new, old in was.items() if old == tag), "" if was.get(tag) == "" else tag)
            if not tag:
                break
        return tag

    def find(self, key: str, edition: str | None = None) -> Form | None:
        """The form of that key: that edition, or the newest."""
        for form in self.forms:
            if form.declaration.key == key and edition in (None, form.declaration.edition):
                return form
        return None


def load_catalogue(folder: Path = SHIPPED) -> Catalogue:
    """The catalogue of the .docx forms in a folder. Raises Refused or Unfit for one that is no form."""
    return settled(
        Catalogue(load_form(path.read_bytes(), path.stem) for path in sorted(folder.glob("*.docx")))
    )


def settled(catalogue: Catalogue) -> Catalogue:
    """A catalogue that will live as long as the process, set aside so that it does not slow readings down."""
    # Kept out of the collector's sight.
    gc.collect()
    gc.freeze()
    # A reading makes thousands of objects that live until it is done and then go without the collector.
    gc.set_threshold(OBJECTS_OF_A_READING, *gc.get_threshold()[1:])
    return catalogue


def _digests(forms: Iterable[Form]) -> dict[tuple[str, str], set[str]]:
    digests: dict[tuple[str, str], set[str]] = {}
    for form in forms:
        digests.setdefault((form.declaration.key, form.declaration.edition), set()).add(form.digest)
    return digests
