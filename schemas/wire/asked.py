"""What a page was asked or sent, by the shapes that the API takes too; what is wrong is told, not refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields

from schemas.text import is_blank


def asked_by(shape: type[Schema], said: Mapping[str, Sequence[str]]) -> tuple[dict[str, Any], dict[str, str]]:
    """What was asked, and what was wrong by field; a field that was left empty was not asked for."""
    loading, given = _given(shape, said)
    try:
        return loading.load(given), {}
    except ValidationError as wrong:
        faults = {str(name): "This is not one of the choices, or is no date" for name in wrong.messages}
        left = {name: value for name, value in given.items() if name not in faults}
        return loading.load(left), faults


def typed_by(
    shape: type[Schema], said: Mapping[str, Sequence[str]], sentences: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """What was typed into a form, and what was wrong by field, each in the sentence that the page has for it.

    Where something was wrong, what was typed comes as it stands.
    """
    loading, given = _given(shape, said)
    try:
        return loading.load(given), {}
    except ValidationError as wrong:
        return given, {str(name): sentences[str(name)] for name in wrong.messages}


def _given(shape: type[Schema], said: Mapping[str, Sequence[str]]) -> tuple[Schema, dict[str, Any]]:
    loading = shape(unknown=EXCLUDE)
    given: dict[str, Any] = {}
    for name, field in loading.fields.items():
        values = [one for one in said.get(name, ()) if not is_blank(one)]
        if values:
            given[name] = values if isinstance(field, fields.List) else values[0]
    return loading, given
