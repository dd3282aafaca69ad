"""Finished documents, filings, and the trail, which can only be added to."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_GUARDS = {
    "sqlite": [
        f"CREATE TRIGGER trail_no_{verb.lower()} BEFORE {verb} ON trail "
        "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END"
        for verb in ("UPDATE", "DELETE")
    ]
    + [
        """
        CREATE TRIGGER trail_no_replace BEFORE INSERT ON trail
        WHEN NEW.number < 1 OR EXISTS (SELECT 1 FROM trail WHERE number = NEW.number)
        BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END
        """
    ],
    "postgresql": [
        """
        CREATE FUNCTION trail_stays() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the trail is only added to'; END $$
        """,
        """
        CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON trail
        FOR EACH STATEMENT EXECUTE FUNCTION trail_stays()
        """,
    ],
}
"""What makes each database refuse to change the trail."""


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "finished",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("record", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("pdf_why", sa.Text(), nullable=False),
        sa.Column("annex", sa.Boolean(), nullable=False),
        sa.Column("proof", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audits.id"], name=op.f("fk_finished_audit_id")),
        sa.ForeignKeyConstraint(["docx_sha256"], ["documents.sha256"], name=op.f("fk_finished_docx_sha256")),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_finished_edition_id")),
        sa.ForeignKeyConstraint(["pdf_sha256"], ["documents.sha256"], name=op.f("fk_finished_pdf_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finished")),
        sa.UniqueConstraint("audit_id", "number", name=op.f("uq_finished_audit_id_number")),
    )
    op.create_table(
        "filings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("finished_id", sa.Integer(), nullable=False),
        sa.Column("destination", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("files", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("filed_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audits.id"], name=op.f("fk_filings_audit_id")),
        sa.ForeignKeyConstraint(["finished_id"], ["finished.id"], name=op.f("fk_filings_finished_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filings")),
        sa.UniqueConstraint("destination", "name", name=op.f("uq_filings_destination_name")),
        sa.UniqueConstraint("finished_id", "destination", name=op.f("uq_filings_finished_id_destination")),
    )
    op.create_index("ix_filings_audit_id", "filings", ["audit_id"])
    op.create_table(
        "trail",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("which", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_trail")),
    )
    op.create_index("ix_trail_about", "trail", ["about", "which", "number"])
    for statement in _GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Takes the tables away, with all that they hold."""
    op.drop_table("trail")
    op.drop_table("filings")
    op.drop_table("finished")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION trail_stays()")
