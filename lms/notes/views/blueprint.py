"""The blueprint of all pages of marks in lessons."""

from flask import Blueprint

bp = Blueprint("notes", __name__)
