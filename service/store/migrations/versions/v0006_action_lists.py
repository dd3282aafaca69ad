"""What lists of actions are filtered and sorted by stands with each action, kept right by the database itself.

Columns are added and dropped in place: SQLite would otherwise make the table anew, without its triggers.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_BATCH = 2_000
_LONGEST_KEY = 400
_LISTED = ("team_id", "edition_id", "owner_key", "changed_at", "id")

_GUIDES = {
    "sqlite": [
        """
        CREATE TRIGGER actions_begin AFTER INSERT ON actions
        BEGIN
            UPDATE actions SET (team_id, edition_id, urgent) =
                (SELECT team_id, edition_id, urgent FROM audits WHERE id = NEW.audit_id)
            WHERE id = NEW.id;
        END
        """,
        """
        CREATE TRIGGER actions_follow AFTER UPDATE OF team_id, edition_id, urgent ON audits
        WHEN NEW.team_id IS NOT OLD.team_id OR NEW.edition_id IS NOT OLD.edition_id
            OR NEW.urgent IS NOT OLD.urgent
        BEGIN
            UPDATE actions SET team_id = NEW.team_id, edition_id = NEW.edition_id, urgent = NEW.urgent
            WHERE audit_id = NEW.id;
        END
        """,
    ],
    "postgresql": [
        """
        CREATE FUNCTION actions_begin() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            SELECT team_id, edition_id, urgent INTO NEW.team_id, NEW.edition_id, NEW.urgent
            FROM audits WHERE id = NEW.audit_id;
            RETURN NEW;
        END $$
        """,
        """
        CREATE TRIGGER actions_begin BEFORE INSERT ON actions FOR EACH ROW EXECUTE FUNCTION actions_begin()
        """,
        """
        CREATE FUNCTION actions_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            UPDATE actions SET team_id = NEW.team_id, edition_id = NEW.edition_id, urgent = NEW.urgent
            WHERE audit_id = NEW.id;
            RETURN NULL;
        END $$
        """,
        """
        CREATE TRIGGER actions_follow AFTER UPDATE OF team_id, edition_id, urgent ON audits FOR EACH ROW
        WHEN (ROW(NEW.team_id, NEW.edition_id, NEW.urgent)
            IS DISTINCT FROM ROW(OLD.team_id, OLD.edition_id, OLD.urgent))
        EXECUTE FUNCTION actions_follow()
        """,
    ],
}
"""What makes an action have its audit's team, edition and urgency, whoever writes either of them."""


def upgrade() -> None:
    """Adds the columns, fills them in, and lets the database keep them."""
    op.add_column("actions", sa.Column("owner_key", sa.String(length=_LONGEST_KEY), nullable=True))
    op.add_column("actions", sa.Column("team_id", sa.Integer(), nullable=True))
    op.add_column("actions", sa.Column("edition_id", sa.Integer(), nullable=True))
    op.add_column("actions", sa.Column("urgent", sa.Boolean(), nullable=True))
    op.execute(
        "UPDATE actions SET (team_id, edition_id, urgent) = "
        "(SELECT team_id, edition_id, urgent FROM audits WHERE audits.id = actions.audit_id)"
    )
    _fold_owners()
    for statement in _GUIDES[op.get_bind().dialect.name]:
        op.execute(statement)
    op.create_index("ix_actions_list", "actions", ["urgent", "due", "state", *_LISTED])
    op.drop_index("ix_actions_due", "actions")
    op.create_index("ix_actions_due", "actions", ["state", "due", "urgent", *_LISTED])
    op.create_index("ix_actions_owner_key", "actions", ["owner_key"])


def downgrade() -> None:
    """Takes them away: lists look at the audits themselves then."""
    op.drop_index("ix_actions_owner_key", "actions")
    op.drop_index("ix_actions_due", "actions")
    op.create_index("ix_actions_due", "actions", ["state", "due"])
    op.drop_index("ix_actions_list", "actions")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER actions_follow ON audits")
        op.execute("DROP TRIGGER actions_begin ON actions")
        op.execute("DROP FUNCTION actions_follow()")
        op.execute("DROP FUNCTION actions_begin()")
    else:
        op.execute("DROP TRIGGER actions_follow")
        op.execute("DROP TRIGGER actions_begin")
    for name in ("urgent", "edition_id", "team_id", "owner_key"):
        op.drop_column("actions", name)


def _fold_owners() -> None:
    """Names as they are compared, which no database folds as Python does."""
    actions = sa.table(
        "actions",
        sa.column("id", sa.Integer()),
        sa.column("owner", sa.Text()),
        sa.column("owner_key", sa.String()),
    )
    bind, after = op.get_bind(), 0
    keep = actions.update().where(actions.c.id == sa.bindparam("at")).values(owner_key=sa.bindparam("key"))
    while rows := bind.execute(
        sa.select(actions.c.id, actions.c.owner)
        .where(actions.c.id > after)
        .order_by(actions.c.id)
        .limit(_BATCH)
    ).all():
        bind.execute(
            keep,
            [
                {"at": number, "key": " ".join((owner or "").split()).casefold()[:_LONGEST_KEY] or None}
                for number, owner in rows
            ],
        )
        after = rows[-1][0]
