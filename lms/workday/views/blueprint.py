"""The blueprint of all pages of the working day."""

from flask import Blueprint

bp = Blueprint("workday", __name__)
