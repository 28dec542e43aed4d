"""HTTP of reports: the groups, their matrices, what stands behind a cell, the files."""

from lms.reports.views import evidence, files, groups, helping
from lms.reports.views.blueprint import bp

__all__ = ["bp", "evidence", "files", "groups", "helping"]
