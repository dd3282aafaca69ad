"""Shapes of lists of cases, and what comes of them."""

from marshmallow import Schema, fields, validate

from schemas.wire.common import FormWanted, described


class MadeRow(Schema):
    """A row of a list of cases that an audit was made of."""

    row = fields.Integer(required=True)
    reference = fields.String(required=True)


class RowFault(Schema):
    """A row of a list of cases that no audit was made of, and why."""

    row = fields.Integer(required=True)
    column = fields.String(required=True)
    message = fields.String(required=True)


class CasesBody(FormWanted):
    """What a list of cases comes with."""

    team = fields.String(
        metadata=described(
            "whose audits they are; yours, or those that the rows name, unless given; “-” is nobody's"
        ),
        validate=validate.Length(0, 200),
    )


class NoticedShape(Schema):
    """Something to look at in a list of cases, although audits were made."""

    rows = fields.List(
        fields.Integer(), required=True, metadata=described("none: it is about the whole list")
    )
    column = fields.String(required=True, metadata=described("empty: it is about whole rows"))
    message = fields.String(required=True)


class CasesSent(Schema):
    """What came of a list of cases."""

    made = fields.List(fields.Nested(MadeRow), required=True)
    not_made = fields.List(fields.Nested(RowFault), required=True)
    unused_columns = fields.List(fields.String(), required=True)
    noticed = fields.List(fields.Nested(NoticedShape), required=True)
