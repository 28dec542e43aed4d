"""What people can do with accounts, roles, departments, pairs and sign-ins; one function each."""

from lms.people.service.accounts import (
    Created,
    change_email,
    change_person,
    choose_language,
    create_person,
    reactivate,
    suspend,
)
from lms.people.service.departments import change_department, create_department, department_at
from lms.people.service.enrolment import enrol, issue_slip
from lms.people.service.finding import AT_A_TIME, make_words
from lms.people.service.pairs import pair_up, part
from lms.people.service.retention import forget_old_traces
from lms.people.service.roles import grant_role, revoke_role
from lms.people.service.sessions import (
    change_password,
    end_other_sessions,
    end_session,
    renew_session,
    sign_in,
    sign_out,
    sign_out_everywhere,
    touch_session,
)
from lms.people.service.tries import Try, count_try, forgive

__all__ = [
    "AT_A_TIME",
    "Created",
    "Try",
    "change_department",
    "change_email",
    "change_password",
    "change_person",
    "choose_language",
    "count_try",
    "create_department",
    "create_person",
    "department_at",
    "end_other_sessions",
    "end_session",
    "enrol",
    "forget_old_traces",
    "forgive",
    "grant_role",
    "issue_slip",
    "make_words",
    "pair_up",
    "part",
    "reactivate",
    "renew_session",
    "revoke_role",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "suspend",
    "touch_session",
]
