"""Revoking and reinstating: what exactly is sent, twice, at once, and into whose reach."""

import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from tests.certification.conftest import Office
from tests.company import Company

NOON = "2026-11-20T04:00:00Z"
AT_ONCE = 6


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=True):
        yield


@pytest.fixture
def number(office: Office, company: Company) -> str:
    """The certificate of somebody in 客服一部."""
    return office.issue(company.person("lin", "trainee", name="林晓"))


@pytest.fixture
def hr(company: Company):
    return company.person("hr", "hr", department="人事部")


def revocation(**changes: str) -> dict[str, str]:
    return {"act": "revoked", "reason": "misconduct", "words": "主管核实。", **changes}


def test_the_same_click_arriving_several_times_at_once_is_one_and_says_so(
    office, number, hr, browser_of
):
    browsers = [browser_of(hr) for _ in range(AT_ONCE)]
    tokens = [browser.csrf_token() for browser in browsers]
    key = secrets.token_hex(16)

    def post(index: int) -> int:
        data = revocation(csrf_token=tokens[index], key=key)
        return browsers[index].client.post(f"/certificates/{number}/acts", data=data).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(post, range(AT_ONCE)))

    assert answers == [303] * AT_ONCE


def test_a_key_used_for_one_certificate_does_nothing_to_another(
    office, number, hr, company, browser_of
):
    other = office.issue(company.person("zhou", "trainee"))
    browser, key = browser_of(hr), secrets.token_hex(16)
    browser.post(f"/certificates/{number}/acts", revocation(key=key))

    browser.post(f"/certificates/{other}/acts", revocation(key=key), status=409)


def test_a_key_used_by_one_officer_is_not_another_officers(office, number, hr, company, browser_of):
    key = secrets.token_hex(16)
    browser_of(hr).post(f"/certificates/{number}/acts", revocation(key=key))
    second = browser_of(company.person("hr2", "hr"))

    second.post(
        f"/certificates/{number}/acts",
        revocation(act="reinstated", reason="appeal-upheld", key=key),
        status=409,
    )


@pytest.mark.parametrize("act", ["", "suspended", "REVOKED", "reinstated "])
def test_an_act_that_nobody_offered_does_nothing(office, number, hr, browser_of, act):
    browser_of(hr).post(f"/certificates/{number}/acts", revocation(act=act), status=422)

    with office.app.app_context():
        assert office.certificate(number).last_act is None


def test_who_sees_a_certificate_as_a_mentor_does_not_revoke_it_as_hr_of_elsewhere(
    office, company, browser_of
):
    both = company.person("both", "hr", "mentor", department="售后部")
    company.narrow(both, "售后部")
    lin = company.person("lin", "trainee", department="客服一部")
    company.pair(both, lin)
    number = office.issue(lin)
    browser = browser_of(both)

    page = browser.open(f"/certificates/{number}")

    assert not page.all("form[action$='/acts']")
    browser.post(f"/certificates/{number}/acts", revocation(), status=404)
    browser.post(f"/certificates/{number}/acts/1/confirmation", status=404)
