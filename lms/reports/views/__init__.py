"""HTTP of reports: the groups, their matrices, what stands behind a cell, the files."""

from lms.reports.views import allowance, evidence, files, groups, helping, pictures
from lms.reports.views.blueprint import bp

__all__ = ["allowance", "bp", "evidence", "files", "groups", "helping", "pictures"]
