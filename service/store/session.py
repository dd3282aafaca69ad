"""A step of work on the database, as the store opens it: what is done in it is kept whole or not at all."""

from sqlalchemy.orm import Session

__all__ = ["Session"]
