"""Tables of people: accounts, roles, pairs, signing in, audit trail, access log."""

from lms.people.models.accounts import NOT_BEGUN, Department, Pair, Person, RoleGrant
from lms.people.models.own_days import LeaveEntry, RotaEntry
from lms.people.models.pairs import PairEnd
from lms.people.models.register import EMPLOYMENT, RECORD, SECURITY, TRAIL, personal
from lms.people.models.second_factor import RecoveryCode, SecondFactor
from lms.people.models.sessions import (
    HASH_LENGTH,
    EnrolmentSlip,
    FailedTry,
    KnownBrowser,
    ResetLink,
    SignInSession,
)
from lms.people.models.trail import AccessLook, AuditEvent

__all__ = [
    "EMPLOYMENT",
    "HASH_LENGTH",
    "NOT_BEGUN",
    "RECORD",
    "SECURITY",
    "TRAIL",
    "AccessLook",
    "AuditEvent",
    "Department",
    "EnrolmentSlip",
    "FailedTry",
    "KnownBrowser",
    "LeaveEntry",
    "Pair",
    "PairEnd",
    "Person",
    "RecoveryCode",
    "ResetLink",
    "RoleGrant",
    "RotaEntry",
    "SecondFactor",
    "SignInSession",
    "personal",
]
