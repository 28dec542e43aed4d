"""Parts of pages for htmx: lists without their frame, refusals beside the page that stays."""

import pytest

HTMX = {"HX-Request": "true"}
LISTS = {"/people": "hr", "/certificates": "hr", "/plans": "hr"}


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_sent_without_its_frame(company, browser_of, address):
    browser = browser_of(company.person("asker", LISTS[address]))
    whole, part = browser.open(address), browser.open(address, headers=HTMX)

    assert part.find("#results").get_text().split() == whole.find("#results").get_text().split()
    assert part.find("title").get_text() == whole.find("title").get_text()
    assert not part.all("header, nav.tabs, footer, script")
    assert len(part.response.data) < len(whole.response.data) / 2


@pytest.mark.parametrize("address", LISTS)
def test_a_list_out_of_the_history_is_sent_whole(company, browser_of, address):
    browser = browser_of(company.person("asker", LISTS[address]))
    headers = {**HTMX, "HX-History-Restore-Request": "true"}

    assert browser.open(address, headers=headers).all("header")


@pytest.mark.parametrize("address", LISTS)
def test_what_a_filter_replaces_says_how_much_it_holds(company, browser_of, address):
    results = browser_of(company.person("asker", LISTS[address])).open(address).find("#results")

    assert results["data-said"].startswith("共 ")
    assert (results["role"], results["tabindex"]) == ("region", "-1")


def test_whoever_is_signed_out_is_led_back_after_signing_in(app):
    headers = {**HTMX, "HX-Current-URL": "http://localhost/people?q=lin"}
    answer = app.test_client().get("/people", headers=headers)

    assert answer.status_code == 401
    assert answer.headers["HX-Retarget"] == "#flashes"
    assert 'href="/sign-in?next=/people?q%3Dlin"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("place", ["https://evil.example//evil.example", "javascript:alert(1)", ""])
def test_nobody_is_led_elsewhere(app, place):
    answer = app.test_client().get("/people", headers={**HTMX, "HX-Current-URL": place})

    assert "evil" not in answer.get_data(as_text=True)


def test_a_form_from_an_earlier_sign_in_leads_to_the_page_anew(app, company, browser_of):
    browser = browser_of(company.person("lin", "trainee"))
    headers = {**HTMX, "HX-Current-URL": "http://localhost/courses/a/b"}
    answer = browser.client.post("/courses/a/b/readings", data={}, headers=headers)

    assert answer.status_code == 400
    assert 'href="/courses/a/b"' in answer.get_data(as_text=True)
