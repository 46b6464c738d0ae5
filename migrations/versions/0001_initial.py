"""initial

Revision: 0001
Follows:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("minute", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=True),
        sa.Column("project_id", sa.String(length=32), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("object_id", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audit_entries")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entries_project_id_position", ["project_id", "position"], unique=False)

    op.create_table(
        "projects",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.Column("languages", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("partners", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("words", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sa.UniqueConstraint("slug", name=op.f("uq_projects_slug")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("session_epoch", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("email", name=op.f("uq_staff_email")),
    )
    op.create_table(
        "activities",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("definition", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("settings", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("wording_id", sa.String(length=64), nullable=True),
        sa.Column("sets", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("cover", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("waivers", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state = 'draft' OR wording_id IS NOT NULL", name=op.f("ck_activities_published_has_wording")
        ),
        sa.CheckConstraint("state IN ('draft', 'published', 'open', 'closed')", name=op.f("ck_activities_known_state")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_activities_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
        sa.UniqueConstraint("project_id", "slug", name=op.f("uq_activities_project_id_slug")),
    )
    op.create_table(
        "gatherings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("code_mac", sa.String(length=64), nullable=False),
        sa.Column("kind_of_place", sa.String(length=40), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("languages", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("head_count", sa.Integer(), nullable=True),
        sa.Column("researcher_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_gatherings_known_state")),
        sa.CheckConstraint(
            "head_count IS NULL OR head_count BETWEEN 0 AND 5000", name=op.f("ck_gatherings_head_count_in_reason")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_gatherings_project_id")),
        sa.ForeignKeyConstraint(["researcher_id"], ["staff.id"], name=op.f("fk_gatherings_researcher_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatherings")),
        sa.UniqueConstraint("code_mac", name=op.f("uq_gatherings_code_mac")),
    )
    with op.batch_alter_table("gatherings", schema=None) as batch_op:
        batch_op.create_index("ix_gatherings_project", ["project_id", "held_on"], unique=False)

    op.create_table(
        "media",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=True),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("storage_name", sa.Text(), nullable=False),
        sa.Column("poster_name", sa.Text(), nullable=False),
        sa.Column("captions", sa.Text(), nullable=False),
        sa.Column("transcript", sa.Text(), nullable=False),
        sa.Column("placeholder", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("kept_by", sa.String(length=32), nullable=True),
        sa.Column("kept_on", sa.Date(), nullable=False),
        sa.Column("attached", sa.Boolean(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease", sa.String(length=40), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'refused') = (reason <> '')", name=op.f("ck_media_refused_has_reason")),
        sa.CheckConstraint("(state = 'refused') = (storage_name = '')", name=op.f("ck_media_refused_has_no_file")),
        sa.CheckConstraint("attached OR purpose = 'recording'", name=op.f("ck_media_only_recordings_expire")),
        sa.CheckConstraint("kind IN ('voice', 'photo', 'video')", name=op.f("ck_media_known_kind")),
        sa.CheckConstraint("purpose IN ('clip', 'sound', 'picture', 'recording')", name=op.f("ck_media_known_purpose")),
        sa.CheckConstraint("state IN ('waiting', 'ready', 'refused')", name=op.f("ck_media_known_state")),
        sa.CheckConstraint("attached = (expires_at IS NULL)", name=op.f("ck_media_attached_or_expires")),
        sa.ForeignKeyConstraint(["kept_by"], ["staff.id"], name=op.f("fk_media_kept_by")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_media_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media")),
    )
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.create_index("ix_media_expires_at", ["expires_at"], unique=False)
        batch_op.create_index("ix_media_project_id", ["project_id"], unique=False)
        batch_op.create_index("ix_media_state", ["state", "leased_until"], unique=False)

    op.create_table(
        "sign_in_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=True),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_sign_in_links_made_by")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_sign_in_links_staff_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in_links")),
    )
    with op.batch_alter_table("sign_in_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_links_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "staff_roles",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "(role = 'administrator') = (project_id IS NULL)", name=op.f("ck_staff_roles_administrator_has_no_project")
        ),
        sa.CheckConstraint(
            "role IN ('administrator', 'lead', 'researcher', 'reader')", name=op.f("ck_staff_roles_known_role")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_staff_roles_project_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_roles_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_roles")),
        sa.UniqueConstraint("staff_id", "project_id", name=op.f("uq_staff_roles_staff_id_project_id")),
    )
    with op.batch_alter_table("staff_roles", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_roles_project_id"), ["project_id"], unique=False)
        batch_op.create_index(
            "uq_staff_roles_administrator",
            ["staff_id"],
            unique=True,
            sqlite_where=sa.text("project_id IS NULL"),
            postgresql_where=sa.text("project_id IS NULL"),
        )

    op.create_table(
        "staff_sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("by_link", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_sessions_staff_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_staff_sessions")),
    )
    with op.batch_alter_table("staff_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_sessions_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "ballot_codes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.CheckConstraint("used IN (0, 1)", name=op.f("ck_ballot_codes_used_or_not")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_ballot_codes_activity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_codes")),
        sa.UniqueConstraint("mac", name=op.f("uq_ballot_codes_mac")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("ballot_codes", schema=None) as batch_op:
        batch_op.create_index("ix_ballot_codes_activity", ["activity_id", "batch", "used"], unique=False)

    op.create_table(
        "ballot_receipts",
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_ballot_receipts_activity_id")),
        sa.PrimaryKeyConstraint("receipt", name=op.f("pk_ballot_receipts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballots",
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(sealed) = 144", name=op.f("ck_ballots_one_length")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_ballots_activity_id")),
        sa.PrimaryKeyConstraint("activity_id", "id", name=op.f("pk_ballots")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "renditions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("unit_key", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("source_hash", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("media_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("maker", sa.Text(), nullable=False),
        sa.Column("checker", sa.Text(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.CheckConstraint("(form = 'text') = (media_id IS NULL)", name=op.f("ck_renditions_text_or_media")),
        sa.CheckConstraint("form IN ('text', 'sign', 'sound', 'picture')", name=op.f("ck_renditions_known_form")),
        sa.CheckConstraint(
            "state IN ('computer draft', 'translated', 'second translation', 'reviewed', 'adjudicated', 'pretested')",
            name=op.f("ck_renditions_known_state"),
        ),
        sa.ForeignKeyConstraint(["media_id"], ["media.id"], name=op.f("fk_renditions_media_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renditions")),
        sa.UniqueConstraint(
            "scope", "unit_key", "language", "form", name=op.f("uq_renditions_scope_unit_key_language_form")
        ),
    )
    op.create_table(
        "vote_boxes",
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_private_key", sa.LargeBinary(), nullable=True),
        sa.Column("ballots_cast", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(state = 'sealed') = (counted_on IS NULL) AND (state IN ('sealed', 'counted')) = (published_on IS NULL) AND (state = 'shredded') = (wrapped_private_key IS NULL)",
            name=op.f("ck_vote_boxes_steps_in_order"),
        ),
        sa.CheckConstraint(
            "state IN ('sealed', 'counted', 'published', 'shredded')", name=op.f("ck_vote_boxes_known_state")
        ),
        sa.CheckConstraint("ballots_cast >= 0", name=op.f("ck_vote_boxes_no_less_than_none")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_vote_boxes_activity_id")),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_vote_boxes")),
    )
    op.create_table(
        "wordings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("definition", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_wordings_activity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordings")),
    )
    op.create_table(
        "publications",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("wording_id", sa.String(), nullable=False),
        sa.Column("figures", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_publications_counts_from_one")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_publications_activity_id")),
        sa.ForeignKeyConstraint(["wording_id"], ["wordings.id"], name=op.f("fk_publications_wording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint("activity_id", "number", name=op.f("uq_publications_activity_id_number")),
    )
    op.create_table(
        "rendition_sets",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("wording_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("content", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["wording_id"], ["wordings.id"], name=op.f("fk_rendition_sets_wording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rendition_sets")),
    )
    with op.batch_alter_table("rendition_sets", schema=None) as batch_op:
        batch_op.create_index("ix_rendition_sets_wording", ["wording_id", "language"], unique=False)

    op.create_table(
        "submissions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("root_id", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("follows", sa.String(length=32), nullable=True),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("wording_id", sa.String(), nullable=False),
        sa.Column("set_id", sa.String(length=64), nullable=True),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("consents", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("body_mac", sa.String(length=64), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=True),
        sa.Column("gathering_id", sa.String(length=40), nullable=True),
        sa.Column("assistance", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "assistance IN ('self', 'read', 'tapped', 'interpreter', 'unknown')",
            name=op.f("ck_submissions_known_assistance"),
        ),
        sa.CheckConstraint("state IN ('kept', 'withdrawn')", name=op.f("ck_submissions_known_state")),
        sa.CheckConstraint("(revision = 1) = (follows IS NULL)", name=op.f("ck_submissions_later_revision_follows")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_submissions_activity_id")),
        sa.ForeignKeyConstraint(["follows"], ["submissions.id"], name=op.f("fk_submissions_follows")),
        sa.ForeignKeyConstraint(["wording_id"], ["wordings.id"], name=op.f("fk_submissions_wording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("root_id", "revision", name=op.f("uq_submissions_root_id_revision")),
    )
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.create_index("ix_submissions_activity", ["activity_id", "root_id", "revision"], unique=False)
        batch_op.create_index("ix_submissions_receipt", ["receipt"], unique=False)

    op.create_table(
        "conflicts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("submission_id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("answers", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("body_mac", sa.String(length=64), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_conflicts_activity_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name=op.f("fk_conflicts_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflicts")),
        sa.UniqueConstraint("submission_id", "body_mac", name=op.f("uq_conflicts_submission_id_body_mac")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("wording_id", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("typed", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("consents", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("follows", sa.String(length=32), nullable=True),
        sa.Column("gathering_id", sa.String(length=40), nullable=True),
        sa.Column("assistance", sa.String(length=40), nullable=False),
        sa.Column("preview", sa.Boolean(), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_drafts_activity_id")),
        sa.ForeignKeyConstraint(["follows"], ["submissions.id"], name=op.f("fk_drafts_follows")),
        sa.ForeignKeyConstraint(["wording_id"], ["wordings.id"], name=op.f("fk_drafts_wording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index("ix_drafts_expires", ["expires_at"], unique=False)
        batch_op.create_index("ix_drafts_receipt", ["receipt"], unique=False)

    op.create_table(
        "ideas",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("root_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("own_words", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("accepted_revision", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place_key", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.CheckConstraint("(state = 'declined') = (reason <> '')", name=op.f("ck_ideas_declined_has_reason")),
        sa.CheckConstraint(
            "state IN ('waiting', 'accepted', 'declined', 'withdrawn')", name=op.f("ck_ideas_known_state")
        ),
        sa.CheckConstraint("shown BETWEEN 0 AND revision", name=op.f("ck_ideas_shown_was_sent")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_ideas_activity_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"], name=op.f("fk_ideas_decided_by")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_ideas_project_id")),
        sa.ForeignKeyConstraint(["root_id"], ["submissions.id"], name=op.f("fk_ideas_root_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ideas")),
        sa.UniqueConstraint("root_id", name=op.f("uq_ideas_root_id")),
    )
    with op.batch_alter_table("ideas", schema=None) as batch_op:
        batch_op.create_index("ix_ideas_queue", ["activity_id", "state"], unique=False)

    op.create_table(
        "nominations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("root_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("own_words", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(state = 'declined') = (reason <> '')", name=op.f("ck_nominations_declined_has_reason")),
        sa.CheckConstraint(
            "state IN ('waiting', 'accepted', 'declined', 'withdrawn')", name=op.f("ck_nominations_known_state")
        ),
        sa.CheckConstraint("shown BETWEEN 0 AND revision", name=op.f("ck_nominations_shown_was_sent")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_nominations_activity_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"], name=op.f("fk_nominations_decided_by")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_nominations_project_id")),
        sa.ForeignKeyConstraint(["root_id"], ["submissions.id"], name=op.f("fk_nominations_root_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominations")),
        sa.UniqueConstraint("root_id", name=op.f("uq_nominations_root_id")),
    )
    with op.batch_alter_table("nominations", schema=None) as batch_op:
        batch_op.create_index("ix_nominations_queue", ["activity_id", "state"], unique=False)

    op.create_table(
        "assets",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("nomination_id", sa.String(length=32), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("place_key", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("permission_on", sa.Date(), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "NOT published OR permission_on IS NOT NULL OR kind NOT IN ('person')",
            name=op.f("ck_assets_person_has_agreed"),
        ),
        sa.CheckConstraint("latitude IS NULL OR kind NOT IN ('person')", name=op.f("ck_assets_no_pin_on_a_person")),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_assets_whole_pin")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_assets_activity_id")),
        sa.ForeignKeyConstraint(["nomination_id"], ["nominations.id"], name=op.f("fk_assets_nomination_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_assets_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assets")),
        sa.UniqueConstraint("nomination_id", name=op.f("uq_assets_nomination_id")),
    )
    with op.batch_alter_table("assets", schema=None) as batch_op:
        batch_op.create_index("ix_assets_list", ["activity_id", "published"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("assets", schema=None) as batch_op:
        batch_op.drop_index("ix_assets_list")

    op.drop_table("assets")
    with op.batch_alter_table("nominations", schema=None) as batch_op:
        batch_op.drop_index("ix_nominations_queue")

    op.drop_table("nominations")
    with op.batch_alter_table("ideas", schema=None) as batch_op:
        batch_op.drop_index("ix_ideas_queue")

    op.drop_table("ideas")
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_index("ix_drafts_receipt")
        batch_op.drop_index("ix_drafts_expires")

    op.drop_table("drafts")
    op.drop_table("conflicts")
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.drop_index("ix_submissions_receipt")
        batch_op.drop_index("ix_submissions_activity")

    op.drop_table("submissions")
    with op.batch_alter_table("rendition_sets", schema=None) as batch_op:
        batch_op.drop_index("ix_rendition_sets_wording")

    op.drop_table("rendition_sets")
    op.drop_table("publications")
    op.drop_table("wordings")
    op.drop_table("vote_boxes")
    op.drop_table("renditions")
    op.drop_table("ballots")
    op.drop_table("ballot_receipts")
    with op.batch_alter_table("ballot_codes", schema=None) as batch_op:
        batch_op.drop_index("ix_ballot_codes_activity")

    op.drop_table("ballot_codes")
    with op.batch_alter_table("staff_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_sessions_staff_id"))

    op.drop_table("staff_sessions")
    with op.batch_alter_table("staff_roles", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_staff_roles_administrator",
            sqlite_where=sa.text("project_id IS NULL"),
            postgresql_where=sa.text("project_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_staff_roles_project_id"))

    op.drop_table("staff_roles")
    with op.batch_alter_table("sign_in_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_links_staff_id"))

    op.drop_table("sign_in_links")
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.drop_index("ix_media_state")
        batch_op.drop_index("ix_media_project_id")
        batch_op.drop_index("ix_media_expires_at")

    op.drop_table("media")
    with op.batch_alter_table("gatherings", schema=None) as batch_op:
        batch_op.drop_index("ix_gatherings_project")

    op.drop_table("gatherings")
    op.drop_table("activities")
    op.drop_table("staff")
    op.drop_table("projects")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entries_project_id_position")

    op.drop_table("audit_entries")
