"""The addresses of reports for tests/test_access.py."""

from tests.access_cases import tried_elsewhere

for endpoint in (
    "show_group",
    "show_group_file",
    "show_group_workbook",
    "show_evidence",
    "show_situation",
    "show_work",
):
    tried_elsewhere(f"reports.{endpoint}", "reports/test_pages.py")  # of several people
