"""Shapes of what people decide about audits and actions."""

from marshmallow import Schema, fields, validate

from schemas.text import MOST_LETTERS
from schemas.wire.common import OptionalReason, PageShape, Paging, described
from service.lifecycle import ActionState

_TEXT = validate.Length(0, MOST_LETTERS)


class CorrectionBody(Schema):
    """What one answer is to be."""

    tag = fields.String(required=True, validate=validate.Length(1, 64))
    row = fields.Integer(
        load_default=None,
        allow_none=True,
        validate=validate.Range(0, 10_000),
        metadata=described("of the copy"),
    )
    value = fields.Raw(
        required=True, allow_none=True, metadata=described("as in the record; null is no answer")
    )


class CorrectionsBody(Schema):
    """Corrections, all of them or none."""

    corrections = fields.List(fields.Nested(CorrectionBody), required=True, validate=validate.Length(1, 500))
    reason = fields.String(required=True, validate=validate.Length(1, MOST_LETTERS))


class RestrictionBody(Schema):
    """An answer to be left out of what is filed, or no longer to be."""

    tag = fields.String(required=True, validate=validate.Length(1, 64))
    row = fields.Integer(
        load_default=None,
        allow_none=True,
        validate=validate.Range(0, 10_000),
        metadata=described("of the copy"),
    )
    restricted = fields.Boolean(load_default=True)
    reason = fields.String(required=True, validate=validate.Length(1, MOST_LETTERS))


class TogetherBody(OptionalReason):
    """Warnings of one kind, each of which somebody has looked at."""

    problems = fields.List(
        fields.Integer(),
        required=True,
        validate=validate.Length(1, 5_000),
        metadata=described("the ids of open warnings that share a code"),
    )


class SendBackBody(Schema):
    """What is wanted of the auditor."""

    words = fields.String(load_default="", validate=_TEXT)
    problems = fields.List(
        fields.Integer(),
        load_default=None,
        allow_none=True,
        metadata=described("the ids of the problems to ask about; every open error unless given"),
    )


class SentBack(Schema):
    """The note for the auditor."""

    note = fields.String(required=True)


class EscalationBody(Schema):
    """An urgent concern."""

    details = fields.String(required=True, validate=validate.Length(1, MOST_LETTERS))
    told = fields.String(load_default="", validate=_TEXT)
    told_at = fields.String(load_default="", validate=validate.Length(0, 200))


class NoteBody(Schema):
    """Something to be noted."""

    note = fields.String(load_default="", validate=_TEXT)


class ActionShape(Schema):
    """An action."""

    id = fields.Integer(required=True)
    audit = fields.String(required=True)
    record_id = fields.String(required=True, allow_none=True)
    number = fields.Integer(required=True)
    row = fields.Integer(required=True, allow_none=True, metadata=described("null: no longer asked for"))
    what = fields.String(required=True, allow_none=True)
    owner = fields.String(required=True, allow_none=True)
    owner_role = fields.String(required=True, allow_none=True)
    due = fields.Date(required=True, allow_none=True)
    priority = fields.String(required=True, allow_none=True)
    section = fields.String(required=True, allow_none=True)
    state = fields.String(required=True)
    done_on = fields.Date(required=True, allow_none=True)
    evidence = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    late = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class ActionList(PageShape):
    """A page of actions, those of urgent audits first."""

    actions = fields.List(fields.Nested(ActionShape), required=True)


class ActionsAsked(Paging):
    """Which actions, and in which order."""

    audit = fields.String(load_default="", validate=validate.Length(0, 64))
    state = fields.List(
        fields.Enum(ActionState, by_value=True), load_default=list, validate=validate.Length(0, 10)
    )
    owner = fields.String(load_default="", validate=validate.Length(0, 200))
    due_to = fields.Date()
    late = fields.Boolean(load_default=False)
    sort = fields.String(
        load_default="due",
        validate=validate.OneOf(
            [sign + name for name in ("due", "changed", "made", "owner") for sign in ("", "-")]
        ),
    )


class ActionBody(Schema):
    """What is to change of an action."""

    state = fields.Enum(ActionState, by_value=True)
    owner = fields.String(allow_none=True, validate=_TEXT)
    owner_role = fields.String(allow_none=True, validate=_TEXT)
    due = fields.Date(allow_none=True)
    done_on = fields.Date(allow_none=True)
    evidence = fields.String(validate=_TEXT)
    reason = fields.String(validate=_TEXT)


class FormatAsked(Schema):
    """In which format."""

    format = fields.String(load_default="csv", validate=validate.OneOf(["csv", "jsonl", "xlsx"]))
