"""How people come in: passwords, OpenID, browsers that are signed in, codes to choose a password with.

And the indexes by which the first page counts.

Columns are added and dropped in place: SQLite would otherwise make the table anew, which rows of others stand on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

INDEXES = {
    "ix_audits_figures": ["audits", "stage", "team_id", "errors", "waiting", "urgent"],
    "ix_audits_made": ["audits", "made_at", "team_id"],
    "ix_audits_accepted": ["audits", "accepted_at", "stage", "grade", "team_id"],
    "ix_audits_changed": ["audits", "stage", "urgent", "changed_at", "id"],
    "ix_actions_overdue": ["actions", "due", "state", "id"],
}


def upgrade() -> None:
    """Makes the tables and the columns."""
    op.add_column("people", sa.Column("password", sa.String(length=200), nullable=True))
    op.add_column("people", sa.Column("subject", sa.String(length=600), nullable=True))
    op.create_index("uq_people_subject", "people", ["subject"], unique=True)
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sign_ins_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("digest", name=op.f("uq_sign_ins_digest")),
    )
    op.create_index("ix_sign_ins_person_id", "sign_ins", ["person_id"])
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_invitations_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("digest", name=op.f("uq_invitations_digest")),
    )
    op.create_index("ix_invitations_person_id", "invitations", ["person_id"])
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("whom", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index("ix_attempts_whom_at", "attempts", ["whom", "at"])
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secrets")),
    )
    for name, (table, *columns) in INDEXES.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    """Takes them away: nobody has a password then."""
    for name, (table, *_) in INDEXES.items():
        op.drop_index(name, table)
    for name in ("secrets", "attempts", "invitations", "sign_ins"):
        op.drop_table(name)
    op.drop_index("uq_people_subject", "people")
    op.drop_column("people", "subject")
    op.drop_column("people", "password")
