"""Tables of people: accounts, roles, pairs, signing in, audit trail, access log."""

from lms.people.models.accounts import Department, Pair, Person, RoleGrant
from lms.people.models.register import EMPLOYMENT, RECORD, SECURITY, TRAIL, personal
from lms.people.models.sessions import HASH_LENGTH, EnrolmentSlip, FailedTry, SignInSession
from lms.people.models.trail import AccessLook, AuditEvent

__all__ = [
    "EMPLOYMENT",
    "HASH_LENGTH",
    "RECORD",
    "SECURITY",
    "TRAIL",
    "AccessLook",
    "AuditEvent",
    "Department",
    "EnrolmentSlip",
    "FailedTry",
    "Pair",
    "Person",
    "RoleGrant",
    "SignInSession",
    "personal",
]
