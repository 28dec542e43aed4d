"""The demo company: 24 people and what happened to them, lived through the product's own services.

Everything is relative to the current working day: today, or on a rest day the last one worked. On
that day nothing has been done yet: 林晓 is on working day 23 of her plan and 周宁 on day 1 whenever
the company is filled, weekends and holidays included.
"""

from lms.operations.demo.crowd import MOST as MOST_TRAINEES
from lms.operations.demo.filling import (
    PASSWORD,
    RECORD,
    authors,
    check_may_fill,
    fill,
    fill_crowd,
    found_company,
    is_filled,
    record,
    texts_since,
)
from lms.operations.demo.sign_ins import sign_ins

__all__ = [
    "MOST_TRAINEES",
    "PASSWORD",
    "RECORD",
    "authors",
    "check_may_fill",
    "fill",
    "fill_crowd",
    "found_company",
    "is_filled",
    "record",
    "sign_ins",
    "texts_since",
]
