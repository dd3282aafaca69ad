"""Shapes of decisions about a whole audit: where it belongs, whose it is, and the words that decisions came with."""

from marshmallow import Schema, fields, validate

from schemas.text import MOST_LETTERS
from schemas.wire.common import described


class DecisionShape(Schema):
    """A decision, with the words that it was taken with."""

    verb = fields.String(required=True, metadata=described("as in the trail"))
    about = fields.String(required=True, metadata=described("what of the audit; empty for the whole of it"))
    words = fields.String(required=True, allow_none=True)
    made_by = fields.String(required=True)
    made_at = fields.AwareDateTime(required=True)


class AttachBody(Schema):
    """The audit that a return belongs to."""

    reference = fields.String(required=True, validate=validate.Length(1, 64))


class HandOverBody(Schema):
    """The team that an audit is given to."""

    team = fields.String(
        required=True,
        allow_none=True,
        validate=validate.Length(1, 200),
        metadata=described("its name; null for none, so that only who belongs to no team sees the audit"),
    )
    reason = fields.String(required=True, validate=validate.Length(1, MOST_LETTERS))


class HeaderBody(Schema):
    """The header that a form is sent out with instead."""

    header = fields.Dict(required=True, metadata=described("`audit` and `subject` of a record"))
