"""Shapes of forms and of readings."""

from marshmallow import Schema, fields

from schemas.wire.common import described


class FormShort(Schema):
    """One edition of a form."""

    key = fields.String(required=True)
    edition = fields.String(required=True)
    title = fields.String(required=True)
    subject = fields.String(required=True, metadata=described("whom the audited record is about"))
    newest = fields.Boolean(required=True)


class FormList(Schema):
    """Every edition there is, by key, the newest first."""

    forms = fields.List(fields.Nested(FormShort), required=True)


class OptionShape(Schema):
    """One item of a choice."""

    code = fields.String(required=True, metadata=described("what stands in the record"))
    text = fields.String(required=True, metadata=described("what people see"))


class SlotShape(Schema):
    """A place for one answer."""

    tag = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    repeating = fields.String(required=True, allow_none=True)
    options = fields.List(fields.Nested(OptionShape), required=True)
    heading = fields.String(required=True)


class FormShape(FormShort):
    """One edition of a form with its slots."""

    scale = fields.String(required=True)
    filed_on = fields.String(required=True)
    retention = fields.String(required=True)
    sha256 = fields.String(required=True)
    slots = fields.List(fields.Nested(SlotShape), required=True)


class EditionAsked(Schema):
    """Which edition of a form; the newest unless given."""

    edition = fields.String()


class EditionAdded(Schema):
    """An edition that was added, or was there already."""

    key = fields.String(required=True)
    edition = fields.String(required=True)
    sha256 = fields.String(required=True)
    new = fields.Boolean(required=True)


class FillBody(Schema):
    """A record to be filled into a form."""

    record = fields.Dict(required=True, metadata=described("see docs/record.md"))
    final = fields.Boolean(load_default=False, metadata=described("make the finished document, and prove it"))
    edition = fields.String()


class AnswerShape(Schema):
    """What one slot says."""

    tag = fields.String(required=True)
    row = fields.Integer(required=True, allow_none=True)
    state = fields.String(required=True)
    said = fields.String(required=True, allow_none=True)
    value = fields.Raw(required=True, allow_none=True)
    found_by = fields.String(required=True, allow_none=True)
    where = fields.String(required=True, allow_none=True)


class ProblemShape(Schema):
    """Something a person should look at."""

    code = fields.String(required=True)
    level = fields.String(required=True)
    tag = fields.String(required=True, allow_none=True)
    row = fields.Integer(required=True, allow_none=True)
    where = fields.String(required=True, allow_none=True)
    said = fields.String(required=True, allow_none=True)
    message = fields.String(required=True, allow_none=True)


class UnplacedShape(Schema):
    """Text that is neither the form's own nor an answer."""

    text = fields.String(required=True, allow_none=True)
    where = fields.String(required=True, allow_none=True)


class MatchShape(Schema):
    """Which form a copy was read as."""

    key = fields.String(required=True)
    edition = fields.String(required=True)
    matched_by = fields.String(required=True)


class ReadingShape(Schema):
    """Everything that one completed copy says, as docs/record.md tells."""

    file = fields.String(required=True)
    form = fields.Nested(MatchShape, required=True)
    reference = fields.String(required=True, allow_none=True)
    answers = fields.List(fields.Nested(AnswerShape), required=True)
    record = fields.Dict(required=True)
    problems = fields.List(fields.Nested(ProblemShape), required=True)
    unplaced = fields.List(fields.Nested(UnplacedShape), required=True)
