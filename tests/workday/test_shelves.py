"""A knowledge base of one's own: three shelves, search, shared with the department by review."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from lms.db import db, write
from lms.errors import Invalid
from lms.people.domain import WrongField
from lms.workday.domain.shelves import Entry, Judged, Shelf, Verdict
from lms.workday.models import ShelfEntry, ShelfShare

BASKET = {
    "shelf": "product",
    "question": "篮子能进微波炉吗",
    "answer": "不能，金属的；能进洗碗机。",
    "source": "说明书第 6 页",
    "holds_until": "2026-12-31",
}


def entry(**changes):
    facts = {**BASKET, "shelf": Shelf.PRODUCT, "holds_until": date(2026, 12, 31), **changes}
    return Entry(**facts)


def keep(worker, status=200, **changes):
    page = worker.open("/workday/shelves/new")
    return worker.browser.submit(page, "#entry", status, **{**BASKET, **changes})


def press(worker, words, page):
    form = next(one for one in page.all(".entry form") if words in one.get_text())
    return worker.browser.post(form["action"])


@pytest.fixture
def people(company, browser_of, lin):
    """Her mentor, a colleague of hers, one of another department, a trainer."""
    chen = company.person("chen", "mentor", name="陈立")
    company.pair(chen, lin.person)
    return {
        "chen": browser_of(chen),
        "zhou": browser_of(company.person("zhou", "trainee")),
        "far": browser_of(company.person("far", "trainee", department="客服二部")),
        "wang": browser_of(company.person("wang", "trainer")),
    }


def judge(browser, judged="accepted", status=200, **fields):
    page = browser.open("/workday/reviewing")
    return browser.submit(page, ".entry form", status, judged=judged, **fields)


@pytest.mark.parametrize("name", ["question", "answer", "source"])
@pytest.mark.parametrize("words", ["", "长" * 301, "王女士 13812345678", "wang@example.com"])
def test_an_entry_is_short_and_points_at_nobody(name, words):
    with pytest.raises(WrongField) as refusal:
        entry(**{name: words})

    assert refusal.value.field == name


@pytest.mark.parametrize("words", ["满 200 减 20", "单号 20261130001234", "到 2026-11-30"])
def test_ordinary_numbers_are_no_customers(words):
    assert entry(answer=words).answer == words


def test_an_identity_number_points_at_somebody():
    with pytest.raises(WrongField):
        entry(answer="证件 11010519491231002X")


def test_an_entry_holds_until_a_day():
    with pytest.raises(WrongField):
        entry(holds_until=None)


def test_what_goes_back_says_why():
    with pytest.raises(Invalid):
        Verdict(Judged.RETURNED)


def test_entries_stand_on_their_shelves_and_are_found_by_their_words(lin):
    keep(lin)
    keep(lin, shelf="policy", question="券和满减能一起用吗", answer="不能一起用。")
    page = lin.open("/workday/shelves")
    assert "篮子能进微波炉吗" in page.find("#shelf-product").get_text()
    assert "券和满减" in page.find("#shelf-policy").get_text()

    found = lin.open("/workday/shelves?q=洗碗机")
    assert len(found.all(".entry")) == 1
    assert "没有找到" in lin.open("/workday/shelves?q=%25").text


def test_what_is_wrong_comes_back_as_it_was_typed(lin):
    page = keep(lin, 422, answer="请打 13812345678")

    assert "客户的信息一样也不放进知识库" in page.find(".problems").get_text()
    assert page.find("#question")["value"] == BASKET["question"]


def test_an_entry_is_written_anew_and_taken_off(lin):
    page = keep(lin)
    edit = lin.open(page.find(".entry a")["href"])
    page = lin.browser.submit(edit, "#entry", answer="不能。")
    assert "不能。" in page.find(".entry").get_text()

    assert not press(lin, "下架", page).all(".entry")


def test_what_has_run_out_says_so(lin):
    assert "已到期，用之前先核对" in keep(lin, holds_until="2026-03-01").text


def test_nobody_reads_an_entry_that_is_not_shared_or_not_reviewed(lin, people):
    page = keep(lin)
    assert BASKET["question"] not in people["zhou"].open("/workday/team").text

    press(lin, "分享给部门", page)
    assert BASKET["question"] not in people["zhou"].open("/workday/team").text


def test_a_reviewed_entry_is_read_by_the_department_with_its_author(lin, people):
    press(lin, "分享给部门", keep(lin))
    told = people["chen"].open("/messages").text
    judge(people["chen"])
    page = people["zhou"].open("/workday/team?q=微波炉")

    assert "想把一条知识分享给部门" in told
    assert "lin写的" in page.find(".entry").get_text()
    assert BASKET["question"] not in people["far"].open("/workday/team").text
    assert "部门看得到" in lin.open("/workday/shelves").text


def test_what_was_reviewed_stays_though_the_entry_is_written_anew(lin, people):
    page = press(lin, "分享给部门", keep(lin))
    judge(people["wang"])
    edit = lin.open(page.find(".entry a")["href"])
    lin.browser.submit(edit, "#entry", answer="没人看过的一句。")

    assert "没人看过" not in people["zhou"].open("/workday/team").text


def test_it_can_be_withdrawn(lin, people):
    press(lin, "分享给部门", keep(lin))
    judge(people["chen"])
    press(lin, "收回", lin.open("/workday/shelves"))

    assert BASKET["question"] not in people["zhou"].open("/workday/team").text


def test_taken_off_the_shelf_it_is_withdrawn_as_well(lin, people):
    press(lin, "分享给部门", keep(lin))
    judge(people["chen"])
    press(lin, "下架", lin.open("/workday/shelves"))

    assert BASKET["question"] not in people["zhou"].open("/workday/team").text


def test_it_goes_back_with_a_word_and_can_be_shared_again(lin, people):
    press(lin, "分享给部门", keep(lin))
    judge(people["chen"], "returned", 422)
    judge(people["chen"], "returned", words="第 6 页说的是别的型号。")
    page = lin.open("/workday/shelves")
    assert "第 6 页说的是别的型号" in page.find(".entry").get_text()

    press(lin, "分享给部门", page)
    assert people["chen"].open("/workday/reviewing").all(".entry")


def test_sharing_twice_shares_once(app, lin):
    page = keep(lin)
    for _time in range(2):
        press(lin, "分享给部门", page)

    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(ShelfShare.id))) == 1


def test_two_reviewers_do_not_overrule_each_other(lin, people):
    press(lin, "分享给部门", keep(lin))
    seen = people["wang"].open("/workday/reviewing")
    judge(people["chen"])

    sent = {"judged": "returned", "words": "不对。"}
    people["wang"].submit(seen, ".entry form", 409, **sent)
    people["wang"].submit(seen, ".entry form", judged="accepted")


def test_others_review_nothing(lin, people, company, browser_of):
    press(lin, "分享给部门", keep(lin))
    stranger = browser_of(company.person("zhang", "mentor"))

    assert BASKET["question"] not in stranger.open("/workday/reviewing").text
    people["zhou"].open("/workday/reviewing", 403)


def test_the_database_lets_an_entry_be_shared_once_at_a_time(app, lin):
    press(lin, "分享给部门", keep(lin))

    def again():
        shared = db.session.scalars(sa.select(ShelfShare)).unique().one()
        kept = db.session.scalars(sa.select(ShelfEntry)).one()
        names = ("person_id", "department_id", "shelf", "question", "answer", "source")
        copied = {name: getattr(shared, name) for name in names}
        facts = {"entry_id": kept.id, "holds_until": kept.holds_until, "at": kept.at}
        db.session.add(ShelfShare(**copied, **facts))

    with app.app_context(), pytest.raises(IntegrityError):
        write(again)
