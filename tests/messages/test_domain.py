"""What a message may carry, and where it may lead."""

from datetime import UTC, date, datetime

import pytest

from lms.messages.domain import in_language, is_own_link, stored


@pytest.mark.parametrize("value", ["KF-2026-000123", 7, True, None])
def test_plain_values_are_kept_as_they_are(value):
    assert stored(value) == value


def test_a_day_and_a_text_by_language_are_kept_for_the_reader():
    assert stored(date(2026, 3, 2)) == {"day": "2026-03-02"}
    assert stored({"zh-Hans": "丢件", "en": "Lost"}) == {"zh-Hans": "丢件", "en": "Lost"}


@pytest.mark.parametrize("value", [datetime(2026, 3, 2, tzinfo=UTC), object(), ["a"]])
def test_anything_else_is_refused_where_it_is_written(value):
    with pytest.raises(ValueError, match="cannot be a parameter"):
        stored(value)


def test_a_text_that_is_missing_in_a_language_is_read_in_chinese():
    assert in_language({"zh-Hans": "丢件"}, "en") == "丢件"


@pytest.mark.parametrize("link", ["https://example.com", "//example.com", "plan", "/" + "a" * 300])
def test_messages_lead_nowhere_else(link):
    assert not is_own_link(link)
