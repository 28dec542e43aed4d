"""What htmx gets while somebody reads: the parts that have changed, and where the focus goes."""

import json

import pytest
from bs4 import BeautifulSoup

from tests.courses.conftest import LESSON

HTMX = {"HX-Request": "true", "HX-Current-URL": f"http://localhost{LESSON}"}
SWAPPED = {"lesson-facts", "contents", "rule-body", "onwards"}


def send(reader, page, selector, /, **changes):
    """Send a form as htmx does; the answer's status, parts and headers."""
    form = page.find(selector)
    fields = {**page.form(selector), **changes}
    return reader.browser.client.post(
        form["hx-post"], data=fields, headers={**HTMX, "Accept": "text/html"}
    )


def move(answer) -> dict:
    return json.loads(answer.headers["HX-Trigger-After-Settle"])["move-to"]


def parts(answer):
    soup = soup_of(answer)
    return {tag["id"]: tag for tag in soup.select("[hx-swap-oob]")}


def soup_of(answer):
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def test_an_answer_brings_its_check_with_the_verdict_and_the_focus_on_it(lin):
    page = lin.open()
    answer = send(lin, page, "#check-q-single form", choice=position(page, "说含糊"))
    soup = soup_of(answer)

    assert answer.status_code == 200
    assert soup.find("html") is None
    assert "还不对" in soup.select_one("#check-q-single-verdict").get_text()
    assert move(answer)["id"] == "check-q-single-verdict"
    assert set(parts(answer)) == SWAPPED


def position(page, words: str) -> str:
    options = page.all("#check-q-single label.option")
    return next(option.input["value"] for option in options if words in option.get_text())


def test_an_answer_in_parts_gives_no_other_key_away(lin):
    page = lin.open()
    answer = send(lin, page, "#check-q-single form", choice=position(page, "说含糊"))

    assert "清楚。" not in answer.get_data(as_text=True)
    assert "顺序对了。" not in answer.get_data(as_text=True)


def test_nothing_chosen_comes_back_with_the_focus_on_what_to_do(lin):
    answer = send(lin, lin.open(), "#check-q-single form")

    assert answer.status_code == 422
    assert "请选一项再提交。" in soup_of(answer).select_one("#check-q-single-error").get_text()
    assert move(answer)["id"] == "check-q-single-error"
    assert "HX-Retarget" not in answer.headers


def test_a_section_read_moves_on_to_the_next_and_says_so(lin):
    page = lin.open()
    first, second = [section["id"] for section in page.all("article > section")][:2]
    answer = send(lin, page, f"#{first}_end form")

    assert "这一节已读" in soup_of(answer).select_one(f"#{first}_end").get_text()
    assert set(parts(answer)) == {*SWAPPED, f"{second}_end"}
    assert "btn-primary" in str(parts(answer)[f"{second}_end"])
    assert move(answer) == {"id": f"{second}_title", "show": second, "say": "这一节已读"}


def test_the_last_section_moves_on_to_what_is_missing(lin):
    page = lin.open()
    last = page.all("article > section")[-1]["id"]
    answer = send(lin, page, f"#{last}_end form")

    assert move(answer)["id"] == "rule-title"
    assert page.find("#rule-title")


@pytest.mark.parametrize("sent", [{"page": "made-up"}, {"key": ""}])
def test_a_page_that_nobody_knows_is_told_above_the_page(lin, sent):
    page = lin.open()
    section = page.find("article > section")["id"]
    answer = send(lin, page, f"#{section}_end form", **sent)

    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#flashes"
    assert soup_of(answer).find("a")["href"] == LESSON


def test_a_lesson_that_was_published_anew_is_opened_anew(lin, desk):
    page = lin.open()
    desk.change("01-first", ("title: ", "title: 新"))
    answer = send(lin, page, "#check-q-single form", choice=position(page, "说清楚"))

    assert json.loads(answer.headers["HX-Trigger"])["leave-for"]["address"] == LESSON
    assert "这一课刚刚更新过" in lin.open().text


def test_who_only_reads_loads_no_htmx(company, desk, browser_of):
    page = browser_of(company.person("root", "admin")).open(LESSON)

    assert "htmx" not in page.response.get_data(as_text=True)
