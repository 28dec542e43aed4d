"""The blueprint of all pages about courses."""

from flask import Blueprint

bp = Blueprint("courses", __name__)
