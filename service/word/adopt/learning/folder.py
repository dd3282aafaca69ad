"""A folder of completed copies: which are of the same form, and what was put aside."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.errors import Refused
from service.word.adopt.learning.aligning import aligned, body, shapes
from service.word.adopt.learning.groups import grouped
from service.word.package import Package, open_package
from service.word.stories import whole_view
from service.word.text import View

_OF_THE_FORM = 0.6
"""So much of a blank form's text a copy of it has."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Copies by name, and of those put aside, why: a file that cannot be opened, a copy of another form."""

    packages: Mapping[str, Package]
    views: Mapping[str, View]
    aside: Mapping[str, str]


def opened(files: Mapping[str, bytes]) -> Copies:
    """The files that are Word documents, opened."""
    packages, aside = {}, {}
    for name, data in files.items():
        try:
            packages[name] = open_package(data)
        except Refused as refused:
            aside[name] = refused.message
    return Copies(packages, {name: whole_view(package) for name, package in packages.items()}, aside)


def of_form(copies: Copies, form: View) -> Copies:
    """The copies of a blank form; any other document is put aside."""
    mine = shapes(form)
    weight = sum(len(key) for shape in mine for key in shape.keys)
    kept: dict[str, View] = {}
    aside = dict(copies.aside)
    for name, view in copies.views.items():
        theirs = shapes(view)
        common = sum(
            len(key)
            for shape, at in zip(mine, aligned(mine, theirs), strict=True)
            if at is not None
            for key, other in zip(shape.keys, theirs[at].keys, strict=True)
            if key and (key == other or other.startswith(key))
        )
        if body(view) and common >= _OF_THE_FORM * weight:
            kept[name] = view
        else:
            aside[name] = "it is no copy of this form, or of another edition of it"
    return Copies({name: copies.packages[name] for name in kept}, kept, aside)


def groups_of(copies: Copies) -> list[Copies]:
    """The copies of each form and edition, the most first."""
    return [
        Copies(
            {name: copies.packages[name] for name in names}, {name: copies.views[name] for name in names}, {}
        )
        for names in grouped(copies.views)
    ]
