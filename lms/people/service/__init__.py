"""What people can do with accounts, roles, departments, pairs and sign-ins; one function each."""

from lms.people.service.accounts import (
    Created,
    change_email,
    change_person,
    choose_language,
    create_person,
    reactivate,
    set_temporary_password,
    suspend,
)
from lms.people.service.closing import (
    close_expired,
    close_what_is_over,
    end_expired_session,
)
from lms.people.service.departments import change_department, create_department, department_at
from lms.people.service.enrolment import enrol, issue_slip
from lms.people.service.finding import AT_A_TIME, make_words
from lms.people.service.pairs import pair_up, part, unpair
from lms.people.service.reset import ask_for_link, reset_password, send_link, send_links
from lms.people.service.retention import forget_old_traces
from lms.people.service.roles import begin_training, forget_training, grant_role, revoke_role
from lms.people.service.second_factor import (
    begin_second_factor,
    confirm_second_factor,
    go_half_way,
    put_codes_away,
    renew_codes,
    reset_second_factor,
    sign_in_with_code,
    switch_off_second_factor,
)
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
from lms.people.service.tries import Try, check_may_try, count_failure, count_try, forgive

__all__ = [
    "AT_A_TIME",
    "Created",
    "Try",
    "ask_for_link",
    "begin_second_factor",
    "begin_training",
    "change_department",
    "change_email",
    "change_password",
    "change_person",
    "check_may_try",
    "choose_language",
    "close_expired",
    "close_what_is_over",
    "confirm_second_factor",
    "count_failure",
    "count_try",
    "create_department",
    "create_person",
    "department_at",
    "end_expired_session",
    "end_other_sessions",
    "end_session",
    "enrol",
    "forget_old_traces",
    "forget_training",
    "forgive",
    "go_half_way",
    "grant_role",
    "issue_slip",
    "make_words",
    "pair_up",
    "part",
    "put_codes_away",
    "reactivate",
    "renew_codes",
    "renew_session",
    "reset_password",
    "reset_second_factor",
    "revoke_role",
    "send_link",
    "send_links",
    "set_temporary_password",
    "sign_in",
    "sign_in_with_code",
    "sign_out",
    "sign_out_everywhere",
    "suspend",
    "switch_off_second_factor",
    "touch_session",
    "unpair",
]
