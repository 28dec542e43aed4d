"""What every response has in common: request id, headers, errors, paging, navigation.

Knows nothing of people or features; they register what belongs in the navigation.
"""

from flask import Flask

from lms.pages import fragments, headers, incoming, looks, pictures, pieces, refusals
from lms.pages.addresses import is_fragment, own_address, see_other, wants_json
from lms.pages.downloads import csv_lines, csv_response, harmless
from lms.pages.fragments import leave_for, part
from lms.pages.headers import file_response, forget_here, keep_privately, of_file
from lms.pages.incoming import largest_request, takes
from lms.pages.lists import (
    PAGE_SIZE,
    Page,
    Total,
    count_to,
    counted,
    page_number,
    total_of,
    whole_number,
)
from lms.pages.looks import STATIC_FOLDER, THEMES, asset
from lms.pages.navigation import NavigationItem, add_navigation
from lms.pages.templates import prepare
from lms.pages.workbooks import Cell, Heading, workbook, xlsx_response

__all__ = [
    "PAGE_SIZE",
    "STATIC_FOLDER",
    "THEMES",
    "Cell",
    "Heading",
    "NavigationItem",
    "Page",
    "Total",
    "add_navigation",
    "asset",
    "count_to",
    "counted",
    "csv_lines",
    "csv_response",
    "file_response",
    "forget_here",
    "harmless",
    "is_fragment",
    "keep_privately",
    "largest_request",
    "leave_for",
    "of_file",
    "own_address",
    "page_number",
    "part",
    "prepare",
    "see_other",
    "takes",
    "total_of",
    "wants_json",
    "whole_number",
    "workbook",
    "xlsx_response",
]


def init_app(app: Flask) -> None:
    """Give every response its id, headers and error answers, and templates what they share."""
    for module in (headers, incoming, refusals, fragments, looks, pieces, pictures):
        module.init_app(app)
