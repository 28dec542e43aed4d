"""Language and theme: chosen on every page, kept where it belongs."""

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.people.models import Person


@pytest.fixture
def lin(company):
    return company.person("lin", "trainee", name="林晓")


def test_a_stranger_chooses_a_language_in_this_browser(browser_of):
    browser = browser_of()
    page = browser.post("/language", {"language": "en", "back": "/sign-in"})

    assert page.heading == "Sign in"
    assert browser.open("/sign-in").soup.html["lang"] == "en"


def test_a_signed_in_person_keeps_the_language_in_every_browser(app, lin, browser_of):
    browser_of(lin).post("/language", {"language": "zh-Hant", "back": "/account"})
    elsewhere = browser_of(lin, language="en")

    assert elsewhere.open("/account").soup.html["lang"] == "zh-Hant"
    with app.app_context():
        assert db.session.scalars(sa.select(Person.language)).one() == "zh-Hant"


def test_ones_own_choice_wins_over_the_browsers(lin, browser_of):
    browser = browser_of(lin, language="en")
    browser.client.set_cookie("language", "zh-Hant")
    assert browser.open("/account").soup.html["lang"] == "zh-Hant"

    browser.post("/language", {"language": "zh-Hans", "back": "/account"})
    browser.client.set_cookie("language", "en")
    assert browser.open("/account").soup.html["lang"] == "zh-Hans"


@pytest.mark.parametrize("address", ["/language", "/theme"])
def test_made_up_choices_are_refused(browser_of, address):
    browser_of().post(address, {"language": "tlh", "theme": "pink"}, status=422)


@pytest.mark.parametrize("back", ["https://example.com", "//example.com", "", "\\\\example.com"])
def test_a_switch_leads_to_no_other_server(app, browser_of, back):
    browser = browser_of()
    data = {"csrf_token": browser.csrf_token(), "theme": "dark", "back": back}
    answer = browser.client.post("/theme", data=data)

    assert (answer.status_code, answer.location) == (303, "/")


def test_a_theme_is_kept_in_this_browser(browser_of):
    browser = browser_of()
    page = browser.post("/theme", {"theme": "dark", "back": "/sign-in"})

    assert page.soup.html["data-bs-theme"] == "dark"
    cookie = browser.client.get_cookie("theme")
    assert cookie.http_only
    assert cookie.same_site == "Lax"
