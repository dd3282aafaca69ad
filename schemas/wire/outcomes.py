"""Shapes of finished documents, filings and the trail."""

from marshmallow import Schema, fields, validate

from schemas.wire.common import LONGEST_PAGE, described


class FinishBody(Schema):
    """How a document is to be finished."""

    annex = fields.Boolean(load_default=False, metadata=described("add how the actions stand today"))


class FinishedShape(Schema):
    """A finished document, proven."""

    number = fields.Integer(required=True)
    revision = fields.Integer(required=True)
    docx_sha256 = fields.String(required=True)
    pdf_sha256 = fields.String(required=True, allow_none=True)
    pdf_why = fields.String(required=True, metadata=described("why there is no PDF"))
    annex = fields.Boolean(required=True)
    proof = fields.Dict(required=True)
    made_at = fields.AwareDateTime(required=True)
    made_by = fields.String(required=True)


class FinishedList(Schema):
    """The finished documents of an audit, the first one first."""

    finished = fields.List(fields.Nested(FinishedShape), required=True)


class FileBody(Schema):
    """Where to file."""

    destination = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, 64),
        metadata=described("the key of a destination; the one that suits the form's subject unless given"),
    )


class FilingShape(Schema):
    """One finished document at one destination. `files` are the receipt: the SHA-256 of each file."""

    id = fields.Integer(required=True)
    destination = fields.String(required=True)
    name = fields.String(required=True)
    state = fields.String(required=True, metadata=described("begun or filed"))
    files = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    begun_at = fields.AwareDateTime(required=True)
    filed_at = fields.AwareDateTime(required=True, allow_none=True)
    filed_by = fields.String(required=True)


class FilingList(Schema):
    """The filings of an audit, the first one first."""

    filings = fields.List(fields.Nested(FilingShape), required=True)


class DestinationShape(Schema):
    """A place to file to."""

    key = fields.String(required=True)
    title = fields.String(required=True)
    record = fields.String(required=True, metadata=described("whose record it is"))
    system = fields.String(required=True)
    category = fields.List(fields.String(), required=True)


class DestinationList(Schema):
    """Every place to file to."""

    destinations = fields.List(fields.Nested(DestinationShape), required=True)


class EntryShape(Schema):
    """One entry of the trail."""

    number = fields.Integer(required=True)
    at = fields.String(required=True)
    actor = fields.String(required=True)
    verb = fields.String(required=True)
    about = fields.String(required=True)
    which = fields.String(required=True)
    version = fields.Integer(required=True, allow_none=True)
    changes = fields.List(fields.Dict(), required=True)
    digest = fields.String(required=True)


class TrailShape(Schema):
    """Entries of the trail, in their order."""

    entries = fields.List(fields.Nested(EntryShape), required=True)
    more = fields.Boolean(required=True, metadata=described("whether there are later entries"))


class TrailAsked(Schema):
    """From where on."""

    after = fields.Integer(load_default=0, validate=validate.Range(0, 2**31 - 1))
    limit = fields.Integer(load_default=LONGEST_PAGE, validate=validate.Range(1, LONGEST_PAGE))


class VerifiedShape(Schema):
    """Whether the trail is whole."""

    whole = fields.Boolean(required=True)
    entries = fields.Integer(required=True)
    head = fields.String(required=True)
    broken_at = fields.Integer(required=True, allow_none=True)
    message = fields.String(required=True, allow_none=True)
