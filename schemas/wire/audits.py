"""Shapes of audits, their returns and revisions."""

from marshmallow import Schema, fields, validate

from schemas.wire.common import PageShape, Paging, described
from schemas.wire.decisions import DecisionShape
from schemas.wire.forms import AnswerShape, ProblemShape, UnplacedShape
from service.lifecycle import Stage

_MANY = validate.Length(0, 20)


class AuditShort(Schema):
    """An audit in a list."""

    reference = fields.String(required=True)
    stage = fields.String(required=True)
    version = fields.Integer(required=True)
    form = fields.String(required=True)
    edition = fields.String(required=True)
    title = fields.String(required=True)
    team = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True)
    record_id = fields.String(required=True, allow_none=True)
    audit_date = fields.Date(required=True, allow_none=True)
    auditor = fields.String(required=True, allow_none=True)
    grade = fields.String(
        required=True,
        allow_none=True,
        metadata=described("the code of the overall grade: what it means is said by the scale of its form"),
    )
    urgent = fields.Boolean(required=True)
    errors = fields.Integer(required=True, metadata=described("problems that stop acceptance"))
    warnings = fields.Integer(required=True)
    waiting = fields.Integer(required=True, metadata=described("returns that wait for a decision"))
    revision = fields.Integer(required=True, metadata=described("0 before the first return"))
    made_at = fields.AwareDateTime(required=True)
    changed_at = fields.AwareDateTime(required=True)


class AuditList(PageShape):
    """A page of audits, urgent ones first."""

    audits = fields.List(fields.Nested(AuditShort), required=True)


class AuditsAsked(Paging):
    """Which audits, and in which order."""

    q = fields.String(
        load_default="", metadata=described("words that it is known by"), validate=validate.Length(0, 200)
    )
    stage = fields.List(fields.Enum(Stage, by_value=True), load_default=list, validate=_MANY)
    form = fields.List(fields.String(), load_default=list, validate=_MANY)
    grade = fields.List(
        fields.String(),
        load_default=list,
        validate=_MANY,
        metadata=described(
            "codes of overall grades, whatever the scale: where forms have other scales, the same code may be another "
            "grade; name the form as well"
        ),
    )
    team = fields.Integer(
        metadata=described("the number of a team; who belongs to a team sees its audits alone"),
        validate=validate.Range(1, 2**31 - 1),
    )
    auditor = fields.String(
        load_default="", metadata=described("part of the auditor’s name"), validate=validate.Length(0, 200)
    )
    month = fields.String(
        load_default="",
        metadata=described("the month of the audit’s date, such as 2026-06"),
        validate=validate.Regexp(r"\A((19|20)[0-9]{2}-(0[1-9]|1[0-2]))?\Z"),
    )
    record_id = fields.String(validate=validate.Length(1, 100))
    urgent = fields.Boolean()
    errors = fields.Boolean(metadata=described("only audits with open errors, or only those without"))
    waiting = fields.Boolean(
        metadata=described("only audits of which a return waits for a decision, or the others")
    )
    date_from = fields.Date()
    date_to = fields.Date()
    sort = fields.String(
        load_default="-made",
        validate=validate.OneOf(
            [sign + name for name in ("reference", "made", "changed", "date", "grade") for sign in ("", "-")]
        ),
        metadata=described(
            "a column, grades from the best to the worst; with a minus sign in front, the other way round"
        ),
    )


class FindingShape(ProblemShape):
    """A problem of an audit, and what became of it."""

    id = fields.Integer(required=True)
    state = fields.String(required=True, metadata=described("open, resolved or overridden"))
    reason = fields.String(required=True, allow_none=True)
    settled_by = fields.String(required=True, allow_none=True)
    settled_at = fields.AwareDateTime(required=True, allow_none=True)


class CorrectionShape(Schema):
    """A correction, and whether it counts."""

    id = fields.Integer(required=True)
    tag = fields.String(required=True)
    row = fields.Integer(required=True, allow_none=True)
    value = fields.Raw(required=True, allow_none=True)
    was = fields.Raw(required=True, allow_none=True)
    said = fields.String(required=True, allow_none=True, metadata=described("the text as it stood"))
    reason = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, metadata=described("active, offered, met, replaced or undone"))
    revision = fields.Integer(required=True)
    made_by = fields.String(required=True)
    made_at = fields.AwareDateTime(required=True)


class EscalationShape(Schema):
    """An urgent concern."""

    id = fields.Integer(required=True)
    source = fields.String(required=True, metadata=described("return or person"))
    details = fields.String(required=True, allow_none=True)
    told = fields.String(required=True, allow_none=True)
    told_at = fields.String(required=True)
    recorded_by = fields.String(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    acknowledged_by = fields.String(required=True, allow_none=True)
    acknowledged_at = fields.AwareDateTime(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class RevisionShape(Schema):
    """One return of an audit."""

    number = fields.Integer(required=True)
    state = fields.String(required=True, metadata=described("current, proposed, superseded or declined"))
    edition = fields.String(required=True)
    sha256 = fields.String(required=True)
    received_at = fields.AwareDateTime(required=True)
    received_by = fields.String(required=True)


class RestrictionShape(Schema):
    """An answer that is left out of what is filed."""

    tag = fields.String(required=True)
    row = fields.Integer(required=True, allow_none=True)


class AuditShape(AuditShort):
    """An audit as it stands."""

    record = fields.Dict(
        required=True, allow_none=True, metadata=described("what counts, corrections and all")
    )
    sent = fields.Dict(required=True, allow_none=True, metadata=described("what the form was sent out with"))
    answers = fields.List(fields.Nested(AnswerShape), required=True)
    problems = fields.List(fields.Nested(FindingShape), required=True)
    unplaced = fields.List(fields.Nested(UnplacedShape), required=True)
    corrections = fields.List(fields.Nested(CorrectionShape), required=True)
    restricted = fields.List(fields.Nested(RestrictionShape), required=True)
    escalations = fields.List(fields.Nested(EscalationShape), required=True)
    revisions = fields.List(fields.Nested(RevisionShape), required=True)
    note = fields.String(required=True, allow_none=True)
    decisions = fields.List(
        fields.Nested(DecisionShape),
        required=True,
        metadata=described("with their words, the first one first"),
    )
    accepted_by = fields.String(required=True, allow_none=True)
    accepted_at = fields.AwareDateTime(required=True, allow_none=True)


class SendOutBody(Schema):
    """An audit to be sent out: the header of its record."""

    form = fields.String(required=True, validate=validate.Length(1, 64))
    edition = fields.String(validate=validate.Length(1, 64))
    header = fields.Dict(required=True, metadata=described("`audit` and `subject` of a record"))
    team = fields.String(
        metadata=described(
            "whose audit it is; yours, or the one that the header names, unless given; “-” is nobody's"
        ),
        validate=validate.Length(1, 200),
    )


class ReferencesAsked(Schema):
    """Which audits."""

    reference = fields.List(fields.String(), required=True, validate=validate.Length(1, 2_000))


class CandidatesShape(Schema):
    """Audits that a return without identity may belong to: offered, never applied."""

    candidates = fields.List(fields.Nested(AuditShort), required=True)
