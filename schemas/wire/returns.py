"""Shapes of returns: what became of each that came in, and what differs between two."""

from marshmallow import Schema, fields, validate

from schemas.wire.common import described


class DifferenceShape(Schema):
    """One place that says something else than before."""

    tag = fields.String(required=True)
    row = fields.Integer(required=True, allow_none=True)
    title = fields.String(required=True)
    before = fields.String(required=True, allow_none=True)
    now = fields.String(required=True, allow_none=True)
    change = fields.String(required=True, metadata=described("changed, row_added or row_gone"))


class DifferencesShape(Schema):
    """What differs between two returns of an audit."""

    before = fields.Integer(required=True)
    now = fields.Integer(required=True)
    differences = fields.List(fields.Nested(DifferenceShape), required=True)


class DifferencesAsked(Schema):
    """Which two revisions."""

    before = fields.Integer(required=True, validate=validate.Range(1, 1_000_000))
    now = fields.Integer(required=True, validate=validate.Range(1, 1_000_000))


class RefusalShape(Schema):
    """Why a file was not read."""

    code = fields.String(required=True)
    message = fields.String(required=True)


class ReceivedShape(Schema):
    """What became of one file: either `refused` or all the rest."""

    file = fields.String(required=True)
    refused = fields.Nested(RefusalShape)
    outcome = fields.String()
    reference = fields.String()
    revision = fields.Integer()
    state = fields.String(metadata=described("of the return: current, proposed, superseded or declined"))
    stage = fields.String()
    errors = fields.Integer()
    warnings = fields.Integer()
    differences = fields.List(fields.Nested(DifferenceShape))


class LeftOutShape(Schema):
    """What programs had put beside the documents of a zip, which is not read."""

    file = fields.String(required=True, metadata=described("the zip"))
    names = fields.List(fields.String(), required=True)
    message = fields.String(required=True)


class ReceivedList(Schema):
    """What became of each file, in the order they came."""

    received = fields.List(fields.Nested(ReceivedShape), required=True)
    taken = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    left_out = fields.List(fields.Nested(LeftOutShape), required=True)
