"""The addresses of statistics for tests/test_access.py: they are no one person's."""

from tests.access_cases import tried_elsewhere

for _route in ("show_statistics", "show_statistics_file", "show_statistics_workbook"):
    tried_elsewhere(f"statistics.{_route}", "statistics/test_pages.py")
