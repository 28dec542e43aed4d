"""What all pages of mentor and apprentice share: the blueprint."""

from flask import Blueprint

bp = Blueprint("mentoring", __name__)
