"""A completed copy read: bytes in, everything it says out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.problem import Problem, problem
from service.reading import FoundBy, Reading, State
from service.word.compose import REFERENCE
from service.word.copy import read_copy
from service.word.form import Form
from service.word.identity import choose, reference_of
from service.word.package import Package, open_package
from service.word.properties import custom_properties
from service.word.slots import Element
from service.word.stories import whole_view
from service.word.text import View


def read(data: bytes, forms: Sequence[Form], named: Form | None = None) -> Reading:
    """Everything the completed copy in `data` says, read against the form of `forms` that it was made from.

    `named` is the form a person says it is. Raises Refused where the bytes are no Word document that can be
    opened, and (`not-ours`) where it is a copy of no known form.
    """
    package = open_package(data)
    view = whole_view(package)
    properties = custom_properties(package)
    chosen = choose(properties, view, forms, named)
    reading = read_copy(chosen.form, view, chosen.match, None, chosen.problems)
    in_control = next(
        (a.said for a in reading.answers if a.tag == REFERENCE and a.state is State.ANSWERED), ""
    )
    reference, about_reference = reference_of(properties, view, chosen.form, in_control)
    problems = (*reading.problems, *about_reference, *_of_document(package, view, reading))
    view.release()
    return replace(reading, reference=reference, problems=problems)


def _of_document(package: Package, view: View, reading: Reading) -> Iterator[Problem]:
    """What a person should know of the copy as a whole."""
    if view.revisions:
        yield problem(
            "revisions.tracked",
            "The copy holds tracked changes. They were read as accepted: insertions count, deletions do not.",
            said=_by_whom(view.revisions),
        )
    if view.commented:
        yield problem(
            "comments.present",
            "The copy holds comments. They are not part of the record.",
            said=_by_whom(_comments(package)),
        )
    found = [answer for answer in reading.answers if answer.found_by is not None]
    if found and sum(answer.found_by is FoundBy.CONTROL for answer in found) * 2 < len(found):
        yield problem(
            "document.converted",
            "This copy lacks the marks that say which answer is which: another program took them away, or it was made "
            "before its form was adopted. The answers were found by their places.",
        )
    for kind, target in (*package.external(package.main), *_settings_external(package)):
        if kind == "attachedTemplate":
            yield problem(
                "document.external_template",
                "The copy asks Word to load a template from elsewhere. It was not loaded.",
                said=target,
            )


def _settings_external(package: Package) -> list[tuple[str, str]]:
    return [one for name in package.related(package.main, "settings") for one in package.external(name)]


def _comments(package: Package) -> set[tuple[str, str]]:
    found = set()
    for name in package.related(package.main, "comments"):
        root: Element = package.xml(name)
        for comment in root:
            given = {str(key).rpartition("}")[2]: str(value) for key, value in comment.attrib.items()}
            found.add((given.get("author", ""), given.get("date", "")))
    return found


def _by_whom(marks: set[tuple[str, str]]) -> str:
    return ", ".join(f"{author or 'somebody'} {date[:10]}".strip() for author, date in sorted(marks))
