"""Pages of contesting a grading: the first decision, and the second."""

from lms.disputes.views.appeals import waiting_appeals
from lms.disputes.views.blueprint import bp
from lms.disputes.views.disputes import waiting_disputes

__all__ = ["bp", "waiting_appeals", "waiting_disputes"]
