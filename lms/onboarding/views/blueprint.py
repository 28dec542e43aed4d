"""What all pages of plans share: the blueprint, opening somebody's plan, addresses of tasks."""

from flask import Blueprint, request

from lms import clock
from lms.onboarding import queries
from lms.onboarding.models import Plan
from lms.people import access_log
from lms.people.access import current_person

bp = Blueprint("onboarding", __name__)


def opened(public_id: str, permission: str) -> Plan:
    """The plan that somebody opens, noted in the access log when it is shown.

    Raises NotFound when it is none of theirs.
    """
    plan = queries.plan_for(current_person(), permission, public_id, clock.today())
    if request.method == "GET":
        access_log.keep_look(current_person(), plan.person, permission, now=clock.now())
    return plan
