"""HTTP of certificates: importing the modules registers their routes."""

from lms.certification.views import certificate, register, verification
from lms.certification.views.blueprint import bp

__all__ = ["bp", "certificate", "register", "verification"]
