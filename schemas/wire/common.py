"""Shapes that many answers share: problems of a request, pages of a list, questions about lists."""

from marshmallow import Schema, fields, validate

from schemas.text import MOST_LETTERS

LONGEST_PAGE = 200

Reference = fields.String


def described(text: str) -> dict[str, str]:
    """What a field means, for the description of the API."""
    return {"description": text}


class FaultShape(Schema):
    """One thing wrong with what was sent."""

    path = fields.String(required=True, metadata=described("where: a tag, a field or a header"))
    message = fields.String(required=True, metadata=described("what is wrong, for a person"))


class ChangeShape(Schema):
    """One thing that somebody else changed since the version that was seen."""

    verb = fields.String(required=True)
    by = fields.String(required=True)
    at = fields.String(required=True)
    version = fields.Integer(required=True)
    changes = fields.List(
        fields.Dict(),
        required=True,
        metadata=described("paths with what they went from and to; free text as its SHA-256"),
    )


class ProblemDetails(Schema):
    """Why a request failed (RFC 9457)."""

    type = fields.String(required=True, metadata=described("always about:blank; `code` tells problems apart"))
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True, metadata=described("stable, listed in docs/errors.md"))
    detail = fields.String(required=True, metadata=described("what is wrong and what to do, for a person"))
    faults = fields.List(fields.Nested(FaultShape))
    version = fields.Integer(metadata=described("the version it is at now, where a change was stale"))
    difference = fields.List(fields.Nested(ChangeShape))


class Paging(Schema):
    """Which page of a list."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 1_000_000))
    page_size = fields.Integer(load_default=50, validate=validate.Range(1, LONGEST_PAGE))


class PageShape(Schema):
    """Where in a list a page stands."""

    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)
    total = fields.Integer(required=True, metadata=described("how many there are in all"))


class ReasonShape(Schema):
    """Why."""

    reason = fields.String(required=True, validate=validate.Length(1, MOST_LETTERS))


class OptionalReason(Schema):
    """Why, where there is something to say."""

    reason = fields.String(load_default="", validate=validate.Length(0, MOST_LETTERS))


class NothingShape(Schema):
    """Nothing is to be said."""


class FormWanted(Schema):
    """The form that audits are to be sent out on."""

    form = fields.String(
        required=True, metadata=described("the key of a form"), validate=validate.Length(1, 64)
    )
    edition = fields.String(
        metadata=described("its edition; the newest unless given"), validate=validate.Length(1, 64)
    )


class FormNamed(Schema):
    """The form that copies were made from, where they may not say so themselves."""

    form = fields.String(
        metadata=described("the key of a form; leave it empty where copies say so themselves"),
        validate=validate.Length(0, 64),
    )
    edition = fields.String(
        metadata=described("its edition; the newest unless given"), validate=validate.Length(0, 64)
    )
