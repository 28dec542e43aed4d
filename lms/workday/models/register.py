"""Entries of the register of personal data for somebody's own working day."""

from lms.people.models import personal

OWN = personal("order one's own working day, seen by nobody else", "contract", "employment")
