"""All tables together, as migrations compare them with a database."""

from sqlalchemy import MetaData

from service.store.base import Base
from service.store.rows import actions, audits, drafts, forms, outcomes, people, reviews, trail

ROWS = (actions, audits, drafts, forms, outcomes, people, reviews, trail)
"""The modules that define tables. A table is known once its module has been imported."""


def metadata() -> MetaData:
    """Every table there is."""
    return Base.metadata
