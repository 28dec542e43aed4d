"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


TABLES = (
    "certificate_counter",
    "department",
    "document",
    "failed_try",
    "job",
    "published_year",
    "workday",
    "person",
    "access_look",
    "assignment",
    "audit_event",
    "document_author",
    "enrolment_slip",
    "message",
    "pair",
    "revision",
    "role_grant",
    "sign_in_session",
    "certificate",
    "check_answer",
    "lesson_completion",
    "observation",
    "plan",
    "play",
    "rendering",
    "section_read",
    "certificate_act",
    "course_completion",
    "mark",
    "plan_adjustment",
    "plan_task",
    "sign_off",
    "turn",
    "plan_gate",
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "certificate_counter",
        sa.Column("prefix", sa.String(length=4), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last BETWEEN 0 AND 999999", name=op.f("ck_certificate_counter_last")),
        sa.PrimaryKeyConstraint("prefix", "year", name=op.f("pk_certificate_counter")),
    )
    op.create_table(
        "department",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("creation_key", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_department_no_own_parent")),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["person.id"], name=op.f("fk_department_lead_id"), use_alter=True
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["department.id"], name=op.f("fk_department_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("creation_key", name=op.f("uq_department_creation_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_department_public_id")),
    )
    op.create_index(op.f("ix_department_lead_id"), "department", ["lead_id"], unique=False)
    op.create_index(op.f("ix_department_parent_id"), "department", ["parent_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=121), nullable=False),
        sa.Column("address", sa.String(length=121), nullable=False),
        sa.Column("published_revision_id", sa.Integer(), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["published_revision_id"],
            ["revision.id"],
            name=op.f("fk_document_published_revision_id"),
            use_alter=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("kind", "address", name=op.f("uq_document_kind_address")),
        sa.UniqueConstraint("kind", "name", name=op.f("uq_document_kind_name")),
    )
    op.create_index(
        op.f("ix_document_published_revision_id"),
        "document",
        ["published_revision_id"],
        unique=False,
    )
    op.create_table(
        "failed_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("subject_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_try")),
    )
    op.create_index(
        "ix_failed_try_door_subject_at", "failed_try", ["door", "subject_hash", "at"], unique=False
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=7), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=300), nullable=True),
        sa.CheckConstraint(
            "status IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_job_status")
        ),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_job_tries")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_job_kind_key")),
    )
    op.create_index("ix_job_status_due_at", "job", ["status", "due_at"], unique=False)
    op.create_table(
        "published_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_published_year")),
    )
    op.create_table(
        "workday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_worked", sa.Boolean(), nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_workday")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("creation_key", sa.String(length=64), nullable=True),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("employee_number", sa.String(length=20), nullable=False),
        sa.Column("employee_number_folded", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column(
            "name_pinyin",
            sa.String(length=400).with_variant(sa.String(length=400, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("language", sa.String(length=7), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "language IN ('zh-Hans', 'zh-Hant', 'en')", name=op.f("ck_person_language")
        ),
        sa.CheckConstraint("status IN ('active', 'suspended')", name=op.f("ck_person_status")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_person_department_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("creation_key", name=op.f("uq_person_creation_key")),
        sa.UniqueConstraint(
            "employee_number_folded", name=op.f("uq_person_employee_number_folded")
        ),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_public_id")),
    )
    op.create_index(op.f("ix_person_department_id"), "person", ["department_id"], unique=False)
    op.create_index(op.f("ix_person_name_pinyin"), "person", ["name_pinyin"], unique=False)
    op.create_table(
        "access_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"], name=op.f("fk_access_look_asker_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_access_look_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_look")),
    )
    op.create_index(op.f("ix_access_look_asker_id"), "access_look", ["asker_id"], unique=False)
    op.create_index(op.f("ix_access_look_person_id"), "access_look", ["person_id"], unique=False)
    op.create_index(op.f("ix_access_look_scope"), "access_look", ["scope"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_assignment_document_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint(
            "document_id", "person_id", name=op.f("uq_assignment_document_id_person_id")
        ),
    )
    op.create_index(op.f("ix_assignment_person_id"), "assignment", ["person_id"], unique=False)
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_audit_event_actor_id")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["person.id"], name=op.f("fk_audit_event_subject_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_event_hash")),
        sa.UniqueConstraint("previous_hash", name=op.f("uq_audit_event_previous_hash")),
    )
    op.create_index(op.f("ix_audit_event_actor_id"), "audit_event", ["actor_id"], unique=False)
    op.create_index(op.f("ix_audit_event_subject_id"), "audit_event", ["subject_id"], unique=False)
    op.create_table(
        "document_author",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_author_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_document_author_person_id")
        ),
        sa.PrimaryKeyConstraint("document_id", "person_id", name=op.f("pk_document_author")),
    )
    op.create_index(
        op.f("ix_document_author_person_id"), "document_author", ["person_id"], unique=False
    )
    op.create_table(
        "enrolment_slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_enrolment_slip_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_enrolment_slip_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment_slip")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_enrolment_slip_token_hash")),
    )
    op.create_index(
        op.f("ix_enrolment_slip_created_by_id"), "enrolment_slip", ["created_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_enrolment_slip_person_id"), "enrolment_slip", ["person_id"], unique=False
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("sentence", sa.String(length=300), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_message_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_message_person_id_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_message_public_id")),
    )
    op.create_index(
        "ix_message_person_id_read_at", "message", ["person_id", "read_at"], unique=False
    )
    op.create_table(
        "pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("apprentice_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_pair_order")),
        sa.CheckConstraint("mentor_id <> apprentice_id", name=op.f("ck_pair_two_people")),
        sa.ForeignKeyConstraint(
            ["apprentice_id"], ["person.id"], name=op.f("fk_pair_apprentice_id")
        ),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"], name=op.f("fk_pair_mentor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pair_public_id")),
    )
    op.create_index(op.f("ix_pair_apprentice_id"), "pair", ["apprentice_id"], unique=False)
    op.create_index(op.f("ix_pair_mentor_id"), "pair", ["mentor_id"], unique=False)
    op.create_index(
        "uq_pair_open",
        "pair",
        ["apprentice_id"],
        unique=True,
        sqlite_where=sa.text("ends_on IS NULL"),
        postgresql_where=sa.text("ends_on IS NULL"),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("origin", sa.String(length=6), nullable=False),
        sa.Column("material", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("origin IN ('files', 'studio')", name=op.f("ck_revision_origin")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revision_number")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_revision_author_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_revision_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_revision_document_id_number")),
    )
    op.create_index(op.f("ix_revision_author_id"), "revision", ["author_id"], unique=False)
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "role IN ('trainee', 'mentor', 'trainer', 'hr', 'admin')",
            name=op.f("ck_role_grant_role"),
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_role_grant_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["granted_by_id"], ["person.id"], name=op.f("fk_role_grant_granted_by_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id")),
        sa.ForeignKeyConstraint(
            ["revoked_by_id"], ["person.id"], name=op.f("fk_role_grant_revoked_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    op.create_index(
        op.f("ix_role_grant_department_id"), "role_grant", ["department_id"], unique=False
    )
    op.create_index(
        op.f("ix_role_grant_granted_by_id"), "role_grant", ["granted_by_id"], unique=False
    )
    op.create_index(op.f("ix_role_grant_person_id"), "role_grant", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_role_grant_revoked_by_id"), "role_grant", ["revoked_by_id"], unique=False
    )
    op.create_index(
        "uq_role_grant_in_force",
        "role_grant",
        ["person_id", "role"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("browser", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(length=20), nullable=True),
        sa.Column("renewal_due", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_session_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sign_in_session_public_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_session_token_hash")),
    )
    op.create_index(
        op.f("ix_sign_in_session_person_id"), "sign_in_session", ["person_id"], unique=False
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("prefix", sa.String(length=4), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("unprintable", sa.String(length=50), nullable=False),
        sa.Column("last_act", sa.String(length=10), nullable=True),
        sa.CheckConstraint(
            "last_act IN ('revoked', 'reinstated')", name=op.f("ck_certificate_last_act")
        ),
        sa.CheckConstraint("expires_on >= issued_on", name=op.f("ck_certificate_order")),
        sa.CheckConstraint("sequence BETWEEN 1 AND 999999", name=op.f("ck_certificate_sequence")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_certificate_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_certificate_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
        sa.UniqueConstraint(
            "person_id",
            "programme",
            "period",
            name=op.f("uq_certificate_person_id_programme_period"),
        ),
        sa.UniqueConstraint(
            "prefix", "year", "sequence", name=op.f("uq_certificate_prefix_year_sequence")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_certificate_public_id")),
    )
    op.create_index(op.f("ix_certificate_expires_on"), "certificate", ["expires_on"], unique=False)
    op.create_index(op.f("ix_certificate_issued_on"), "certificate", ["issued_on"], unique=False)
    op.create_index(op.f("ix_certificate_person_id"), "certificate", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_certificate_revision_id"), "certificate", ["revision_id"], unique=False
    )
    op.create_table(
        "check_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("seconds BETWEEN 0 AND 180", name=op.f("ck_check_answer_seconds")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_check_answer_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_check_answer_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_check_answer_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_answer")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_check_answer_person_id_key")),
    )
    op.create_index(
        op.f("ix_check_answer_document_id"), "check_answer", ["document_id"], unique=False
    )
    op.create_index(
        "ix_check_answer_person_id_at", "check_answer", ["person_id", "at"], unique=False
    )
    op.create_index(
        "ix_check_answer_person_id_document_id",
        "check_answer",
        ["person_id", "document_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_check_answer_revision_id"), "check_answer", ["revision_id"], unique=False
    )
    op.create_table(
        "lesson_completion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_lesson_completion_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_lesson_completion_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_lesson_completion_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_completion")),
        sa.UniqueConstraint(
            "person_id", "revision_id", name=op.f("uq_lesson_completion_person_id_revision_id")
        ),
    )
    op.create_index(
        op.f("ix_lesson_completion_document_id"), "lesson_completion", ["document_id"], unique=False
    )
    op.create_index(
        "ix_lesson_completion_person_id_document_id",
        "lesson_completion",
        ["person_id", "document_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_lesson_completion_revision_id"), "lesson_completion", ["revision_id"], unique=False
    )
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("competency", sa.String(length=60), nullable=False),
        sa.Column("verdict", sa.String(length=7), nullable=False),
        sa.Column("evidence", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("verdict IN ('met', 'not-yet')", name=op.f("ck_observation_verdict")),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["person.id"], name=op.f("fk_observation_mentor_id")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_observation_pair_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_observation_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
        sa.UniqueConstraint("mentor_id", "key", name=op.f("uq_observation_mentor_id_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_observation_public_id")),
    )
    op.create_index(op.f("ix_observation_pair_id"), "observation", ["pair_id"], unique=False)
    op.create_index(op.f("ix_observation_person_id"), "observation", ["person_id"], unique=False)
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_plan_document_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_person_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_plan_revision_id")),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["person.id"], name=op.f("fk_plan_started_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_public_id")),
    )
    op.create_index(op.f("ix_plan_document_id"), "plan", ["document_id"], unique=False)
    op.create_index(op.f("ix_plan_person_id"), "plan", ["person_id"], unique=False)
    op.create_index(op.f("ix_plan_revision_id"), "plan", ["revision_id"], unique=False)
    op.create_index(op.f("ix_plan_started_by_id"), "plan", ["started_by_id"], unique=False)
    op.create_index(
        "uq_plan_active",
        "plan",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "play",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=7), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("is_preview", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=6), nullable=True),
        sa.CheckConstraint(
            "ended_by IN ('ending', 'clock', 'left')", name=op.f("ck_play_ended_by")
        ),
        sa.CheckConstraint(
            "language IN ('zh-Hans', 'zh-Hant', 'en')", name=op.f("ck_play_language")
        ),
        sa.CheckConstraint(
            "mode IN ('practice', 'rehearsal', 'assessment')", name=op.f("ck_play_mode")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_play_end")),
        sa.CheckConstraint("ended_at >= started_at", name=op.f("ck_play_order")),
        sa.CheckConstraint("seed >= 0", name=op.f("ck_play_seed")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_play_document_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_play_person_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_play_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_play")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_play_person_id_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_play_public_id")),
    )
    op.create_index(
        "ix_play_deadline_open",
        "play",
        ["deadline"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(op.f("ix_play_document_id"), "play", ["document_id"], unique=False)
    op.create_index(
        "ix_play_person_id_document_id", "play", ["person_id", "document_id"], unique=False
    )
    op.create_index(op.f("ix_play_revision_id"), "play", ["revision_id"], unique=False)
    op.create_index(
        "uq_play_open",
        "play",
        ["person_id", "document_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL AND NOT is_preview"),
        postgresql_where=sa.text("ended_at IS NULL AND NOT is_preview"),
    )
    op.create_table(
        "rendering",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=7), nullable=False),
        sa.Column("part", sa.String(length=121), nullable=False),
        sa.Column("renderer", sa.String(length=40), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "language IN ('zh-Hans', 'zh-Hant', 'en')", name=op.f("ck_rendering_language")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_rendering_revision_id")
        ),
        sa.PrimaryKeyConstraint("revision_id", "language", "part", name=op.f("pk_rendering")),
    )
    op.create_table(
        "section_read",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=60), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("seconds BETWEEN 0 AND 180", name=op.f("ck_section_read_seconds")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_section_read_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_section_read_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_section_read_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_read")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_section_read_person_id_key")),
    )
    op.create_index(
        op.f("ix_section_read_document_id"), "section_read", ["document_id"], unique=False
    )
    op.create_index(
        "ix_section_read_person_id_at", "section_read", ["person_id", "at"], unique=False
    )
    op.create_index(
        "ix_section_read_person_id_document_id",
        "section_read",
        ["person_id", "document_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_section_read_revision_id"), "section_read", ["revision_id"], unique=False
    )
    op.create_table(
        "certificate_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("act IN ('revoked', 'reinstated')", name=op.f("ck_certificate_act_act")),
        sa.CheckConstraint(
            "reason IN ('issued-in-error', 'misconduct', 'duty-changed', 'revoked-in-error', 'appeal-upheld')",
            name=op.f("ck_certificate_act_reason"),
        ),
        sa.CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)",
            name=op.f("ck_certificate_act_confirmation"),
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_certificate_act_certificate_id")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_certificate_act_confirmed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_certificate_act_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_act")),
        sa.UniqueConstraint(
            "certificate_id", "number", name=op.f("uq_certificate_act_certificate_id_number")
        ),
        sa.UniqueConstraint("key", name=op.f("uq_certificate_act_key")),
    )
    op.create_index(
        op.f("ix_certificate_act_certificate_id"),
        "certificate_act",
        ["certificate_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certificate_act_confirmed_by_id"),
        "certificate_act",
        ["confirmed_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certificate_act_proposed_by_id"),
        "certificate_act",
        ["proposed_by_id"],
        unique=False,
    )
    op.create_index(
        "uq_certificate_act_open",
        "certificate_act",
        ["certificate_id"],
        unique=True,
        sqlite_where=sa.text("confirmed_at IS NULL"),
        postgresql_where=sa.text("confirmed_at IS NULL"),
    )
    op.create_table(
        "course_completion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("last_lesson_id", sa.Integer(), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_course_completion_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["last_lesson_id"],
            ["lesson_completion.id"],
            name=op.f("fk_course_completion_last_lesson_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_course_completion_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_course_completion_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_completion")),
        sa.UniqueConstraint(
            "document_id",
            "last_lesson_id",
            name=op.f("uq_course_completion_document_id_last_lesson_id"),
        ),
    )
    op.create_index(
        op.f("ix_course_completion_last_lesson_id"),
        "course_completion",
        ["last_lesson_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_course_completion_person_id"), "course_completion", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix_course_completion_revision_id"), "course_completion", ["revision_id"], unique=False
    )
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("play_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("engine", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_mark_number")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_mark_score")),
        sa.ForeignKeyConstraint(["play_id"], ["play.id"], name=op.f("fk_mark_play_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
        sa.UniqueConstraint("play_id", "number", name=op.f("uq_mark_play_id_number")),
    )
    op.create_table(
        "plan_adjustment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("shift", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_plan_adjustment_by_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_adjustment_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_adjustment")),
    )
    op.create_index(op.f("ix_plan_adjustment_by_id"), "plan_adjustment", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_plan_adjustment_plan_id"), "plan_adjustment", ["plan_id"], unique=False
    )
    op.create_table(
        "plan_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_task_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_task")),
        sa.UniqueConstraint("plan_id", "task", name=op.f("uq_plan_task_plan_id_task")),
    )
    op.create_index(op.f("ix_plan_task_due_on"), "plan_task", ["due_on"], unique=False)
    op.create_table(
        "sign_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=4), nullable=False),
        sa.Column("subject_id", sa.String(length=60), nullable=False),
        sa.Column("capacity", sa.String(length=6), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=9), nullable=False),
        sa.Column("extension_days", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "(verdict = 'extend') = (extension_days > 0)", name=op.f("ck_sign_off_extension_days")
        ),
        sa.CheckConstraint(
            "capacity IN ('mentor', 'lead', 'deputy')", name=op.f("ck_sign_off_capacity")
        ),
        sa.CheckConstraint("subject IN ('task', 'gate')", name=op.f("ck_sign_off_subject")),
        sa.CheckConstraint(
            "verdict IN ('pass', 'extend', 'fail', 'withdrawn')", name=op.f("ck_sign_off_verdict")
        ),
        sa.CheckConstraint("extension_days BETWEEN 0 AND 20", name=op.f("ck_sign_off_extension")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_sign_off_number")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_sign_off_by_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_sign_off_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
        sa.UniqueConstraint("by_id", "key", name=op.f("uq_sign_off_by_id_key")),
        sa.UniqueConstraint(
            "plan_id",
            "subject",
            "subject_id",
            "capacity",
            "number",
            name=op.f("uq_sign_off_plan_id_subject_subject_id_capacity_number"),
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_sign_off_public_id")),
    )
    op.create_index(op.f("ix_sign_off_by_id"), "sign_off", ["by_id"], unique=False)
    op.create_table(
        "turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("play_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=7), nullable=False),
        sa.Column("input", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("verdict", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('choice', 'reply', 'record', 'card', 'hint', 'rewind', 'wait')",
            name=op.f("ck_turn_kind"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_turn_number")),
        sa.ForeignKeyConstraint(["play_id"], ["play.id"], name=op.f("fk_turn_play_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn")),
        sa.UniqueConstraint("play_id", "key", name=op.f("uq_turn_play_id_key")),
        sa.UniqueConstraint("play_id", "number", name=op.f("uq_turn_play_id_number")),
    )
    op.create_table(
        "plan_gate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("gate", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.Column("passed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["passed_by_id"], ["sign_off.id"], name=op.f("fk_plan_gate_passed_by_id")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_gate_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_gate")),
        sa.UniqueConstraint("plan_id", "gate", name=op.f("uq_plan_gate_plan_id_gate")),
    )
    op.create_index(
        "ix_plan_gate_open",
        "plan_gate",
        ["due_on"],
        unique=False,
        sqlite_where=sa.text("passed_by_id IS NULL"),
        postgresql_where=sa.text("passed_by_id IS NULL"),
    )
    op.create_index(
        "uq_department_place",
        "department",
        [sa.text("coalesce(parent_id, 0)"), "name"],
        unique=True,
    )
    _refuse_changes_of_the_audit_trail()
    if op.get_context().dialect.name == "postgresql":
        op.create_foreign_key("fk_department_lead_id", "department", "person", ["lead_id"], ["id"])
        op.create_foreign_key(
            "fk_document_published_revision_id",
            "document",
            "revision",
            ["published_revision_id"],
            ["id"],
        )


def downgrade() -> None:
    """Undo."""
    if op.get_context().dialect.name == "postgresql":
        op.drop_constraint("fk_department_lead_id", "department", type_="foreignkey")
        op.drop_constraint("fk_document_published_revision_id", "document", type_="foreignkey")
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_audit_event()")


def _refuse_changes_of_the_audit_trail() -> None:
    if op.get_context().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER audit_event_no_{act} BEFORE {act} ON audit_event "
                "BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END"
            )
        return
    op.execute(
        """CREATE OR REPLACE FUNCTION refuse_change_of_audit_event() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'audit_event is append-only'; END $$"""
    )
    op.execute(
        """CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit_event()"""
    )
