"""People, their teams, the tokens that programs use in their name, and how people themselves come in."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, validates

from service.store.base import SHA256, Base, searched


class Team(Base):
    """A team; `folded` is its name as names are compared."""

    __tablename__ = "teams"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(800), unique=True)


class Person(Base):
    """Who works with the service. `version` goes up with every change.

    `password` is its argon2 hash, None for who comes in otherwise or not at all yet. `subject` is who an OpenID
    provider says it is: the provider's address and its name for the person. `search` is what a search looks through.
    """

    __tablename__ = "people"
    __table_args__ = (Index("uq_people_subject", "subject", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(800), unique=True)
    roles: Mapped[list[Any]]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    active: Mapped[bool]
    version: Mapped[int]
    added_at: Mapped[datetime]
    password: Mapped[str | None] = mapped_column(String(200))
    subject: Mapped[str | None] = mapped_column(String(600))
    search: Mapped[str] = mapped_column(Text)

    team: Mapped[Team | None] = relationship(lazy="joined")

    @validates("name", "email")
    def _keep_search(self, which: str, said: str) -> str:
        known = {"name": self.name, "email": self.email, which: said}
        self.search = searched(f"{known['name'] or ''} {known['email'] or ''}")
        return said


class Token(Base):
    """A bearer token: only the SHA-256 of its secret is kept."""

    __tablename__ = "tokens"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    label: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(SHA256)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")


class _Known:
    """What lets somebody in who holds a text: only the SHA-256 of that is kept."""

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(SHA256, unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)

    @declared_attr
    def person(self) -> Mapped[Person]:
        """Whom it lets in."""
        return relationship(Person, lazy="joined")


class SignIn(_Known, Base):
    """A browser that somebody has signed in with, by what its cookie holds."""

    __tablename__ = "sign_ins"

    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Invitation(_Known, Base):
    """A code that lets somebody choose a password, once."""

    __tablename__ = "invitations"

    expires_at: Mapped[datetime]


class Attempt(Base):
    """A sign-in that was refused. `whom` is the SHA-256 of the e-mail address, or of the network address, tried."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_whom_at", "whom", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    whom: Mapped[str] = mapped_column(SHA256)
    at: Mapped[datetime]


class Secret(Base):
    """A secret of the service itself, made when it is first needed."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
