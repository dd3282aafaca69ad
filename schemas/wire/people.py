"""Shapes of people, teams and tokens."""

from marshmallow import Schema, ValidationError, fields, validate

from schemas.text import is_blank
from schemas.wire.common import described
from service.roles import Role


def _shows(text: str) -> None:
    """Raises ValidationError where nothing of a text is seen, be it that it has characters."""
    if is_blank(text):
        raise ValidationError("It shows nothing.")


_NAME = validate.And(validate.Length(1, 200), validate.Regexp(r"\s*\S"), _shows)


class TeamShape(Schema):
    """A team."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)


class TeamList(Schema):
    """Every team, by name."""

    teams = fields.List(fields.Nested(TeamShape), required=True)


class TeamBody(Schema):
    """A team to be made."""

    name = fields.String(required=True, validate=_NAME)


class PersonShape(Schema):
    """Somebody who works with the service."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    team = fields.String(required=True, allow_none=True)
    active = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class PersonList(Schema):
    """Everybody, by name."""

    people = fields.List(fields.Nested(PersonShape), required=True)


class PersonBody(Schema):
    """Somebody to be added."""

    name = fields.String(required=True, validate=_NAME)
    email = fields.Email(required=True, validate=validate.Length(3, 254))
    roles = fields.List(fields.Enum(Role, by_value=True), required=True, validate=validate.Length(1, 7))
    team = fields.String(
        load_default=None,
        allow_none=True,
        validate=_NAME,
        metadata=described("a team's name; none: every team"),
    )


class PersonChange(Schema):
    """What is to change of somebody."""

    name = fields.String(validate=_NAME)
    email = fields.Email(validate=validate.Length(3, 254))
    roles = fields.List(fields.Enum(Role, by_value=True), validate=validate.Length(1, 7))
    team = fields.String(allow_none=True, validate=_NAME)
    active = fields.Boolean()


class TokenBody(Schema):
    """A token to be made."""

    label = fields.String(required=True, validate=_NAME, metadata=described("what it is for"))
    days = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, 3_650))


class TokenShape(Schema):
    """A token, without its text."""

    id = fields.String(required=True)
    label = fields.String(required=True)
    made_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True, allow_none=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)


class TokenMade(TokenShape):
    """A token that was just made: the only time that its text is shown."""

    token = fields.String(required=True)


class TokenList(Schema):
    """The tokens of a person, without their texts."""

    tokens = fields.List(fields.Nested(TokenShape), required=True)


class MeShape(Schema):
    """Who is asking, and what they may do."""

    name = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    team = fields.String(required=True, allow_none=True)
    may = fields.List(fields.String(), required=True)
