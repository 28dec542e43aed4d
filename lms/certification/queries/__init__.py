"""Questions about certificates, scoped by who asks; nothing here writes."""

from lms.certification.queries.certificates import (
    acts_of,
    by_number,
    certificate_for,
    certificate_numbered,
    certificates_of,
    is_in_a_gap,
    status_of,
)
from lms.certification.queries.fallen import Fallen, fallen_certificates
from lms.certification.queries.progress import (
    Progress,
    Step,
    facts_of,
    programmes,
    progress_of,
    published_programmes,
    steps,
    steps_of,
)
from lms.certification.queries.register import (
    Filter,
    Outlook,
    RegisterRow,
    outlook,
    register,
    register_count,
    register_rows,
    register_total,
    waiting_acts,
)

__all__ = [
    "Fallen",
    "Filter",
    "Outlook",
    "Progress",
    "RegisterRow",
    "Step",
    "acts_of",
    "by_number",
    "certificate_for",
    "certificate_numbered",
    "certificates_of",
    "facts_of",
    "fallen_certificates",
    "is_in_a_gap",
    "outlook",
    "programmes",
    "progress_of",
    "published_programmes",
    "register",
    "register_count",
    "register_rows",
    "register_total",
    "status_of",
    "steps",
    "steps_of",
    "waiting_acts",
]
