"""The agreement of a pair: written by the mentor, accepted by both, printed."""

import io
import secrets
from datetime import date

import pytest
from pypdf import PdfReader

from lms.mentoring.domain import Terms
from lms.mentoring.models import Agreement
from lms.people.domain import WrongField
from tests.mentoring.two import MONDAY, Two

GOALS = "第一个月独立接基础咨询。\n第三个月三道关口都过。"


@pytest.mark.parametrize(
    ("goals", "until", "field"),
    [
        ("", date(2026, 6, 1), "goals"),
        ("好" * 1001, date(2026, 6, 1), "goals"),
        (GOALS, MONDAY, "until"),
        (GOALS, date(2027, 3, 4), "until"),
    ],
)
def test_an_agreement_has_goals_and_an_end_within_a_year(goals, until, field):
    with pytest.raises(WrongField) as refusal:
        Terms(goals, until).check(MONDAY)

    assert refusal.value.field == field


def test_it_is_in_force_once_both_have_accepted_what_was_shown(two: Two):
    address = f"{two.page}/agreement"
    form = two.chen.open(address)
    assert "工单十五分钟内录全" in form.find("#goals").get_text()
    assert form.form("#agreement")["until"] == "2026-06-02"
    assert not two.lin.open(address).all("main form")

    two.chen.submit(form, "#agreement", goals=GOALS)
    shown = two.lin.open(address)
    two.chen.submit(two.chen.open(address), "#agreement", goals=GOALS + "\n每周读一课。")
    assert "请重新看一遍" in two.lin.submit(shown, "#accepted form", status=409).text
    two.chen.post(f"{address}/acceptance", {"version": "2"}, status=403)
    page = two.lin.submit(two.lin.open(address), "#accepted form")

    assert "两人都已接受" in page.text
    assert "每周读一课。" in page.text
    again = {"goals": GOALS, "until": "2026-06-02", "key": secrets.token_hex(16)}
    two.chen.post(address, again, status=409)
    assert two.count(Agreement) == 1


def test_it_is_printed_with_both_names(two: Two, browser_of):
    address = f"{two.page}/agreement"
    two.chen.submit(two.chen.open(address), "#agreement", goals=GOALS)
    hr = browser_of(two.kit.company.person("hr", "hr"))
    two.kit.go(MONDAY)
    file = hr.client.get(f"{address}.pdf")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(file.data)).pages)
    strangers = browser_of(two.kit.mentor("zhang"))

    assert file.mimetype == "application/pdf"
    assert all(words in text for words in ("师徒协议", "陈立", "学员", "三道关口", "还没有接受"))
    assert strangers.client.get(f"{address}.pdf").status_code == 404
