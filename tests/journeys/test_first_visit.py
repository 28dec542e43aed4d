"""How much a phone must load for its first page, where nothing is kept from before."""

import gzip

import pytest
from playwright.sync_api import Response

from lms.people.domain import Role
from tests.journeys.company import FIRST_DAY

MOST = 100 * 1024  # bytes, compressed as a server in front of the product would do
LESSON = "/courses/role-awareness/why-service-matters"


@pytest.fixture
def fresh(staff, phone):
    """Opens phones that have seen nothing yet, but in which a trainee is signed in."""
    staff.join("chenli", "陈立", Role.MENTOR)
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    staff.pair("chenli", "linxiao")
    staff.begin("linxiao")
    cookies = phone().sign_in("linxiao").context.cookies()

    def open_one():
        visitor = phone()
        visitor.context.add_cookies(cookies)
        return visitor

    return open_one


def weights(visitor, address):
    """What is loaded for a page, the heaviest first: compressed bytes with addresses."""
    answers: list[Response] = []
    visitor.page.on("response", lambda answer: answers.append(answer))
    visitor.page.goto(address, wait_until="networkidle")
    found = [(len(gzip.compress(answer.body(), 6)), answer.url) for answer in answers if answer.ok]
    assert len(found) > 10, found
    return sorted(found, reverse=True)


@pytest.mark.parametrize("address", ["/", LESSON])
def test_a_first_page_is_light(fresh, address):
    found = weights(fresh(), address)

    assert sum(size for size, _ in found) <= MOST, found[:8]


def test_a_first_talk_with_a_customer_is_light(fresh):
    visitor = fresh().open("/scenarios/lost-parcel")
    visitor.press("开始练习")
    found = weights(fresh(), visitor.path)

    assert sum(size for size, _ in found) <= MOST, found[:8]
