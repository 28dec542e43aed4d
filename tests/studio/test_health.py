"""What an author's material needs: told in words, the most urgent first, with the way on."""

from datetime import timedelta

import pytest

from lms.db import db, write
from lms.library import service as drafts
from lms.library.models import Document, DocumentAuthor
from lms.people.models import Person
from tests.conftest import counted_queries
from tests.courses.conftest import MORNING
from tests.pages import Browser
from tests.studio.conftest import LESSON
from tests.studio.test_reviews import Reviewer, ask

PAGE = "/studio/health"
EVERYTHING = f"{PAGE}?all=1"
MOST_QUERIES = 25


@pytest.fixture
def li(reader_of):
    return Reviewer(reader_of("li", "trainer"))


def rows(page):
    """What each line says, and where it leads."""
    found = page.all("tbody th a")
    return [(" ".join(one.get_text().split()), one["href"]) for one in found]


def later(author, clock, **passed):
    """The page after some time, signed in anew."""
    clock.move_to(MORNING + timedelta(**passed))
    return Browser(author.browser.app, author.person).open(PAGE)


def words(page):
    return [said for said, _address in rows(page)]


def test_whose_material_is_well_is_told_so(wang):
    page = wang.open(PAGE)

    assert "您的材料都好" in page.text
    assert "外面的网站不去访问" in page.text
    assert not page.all("tbody")
    assert "您的材料都好" in wang.open("/").find("#needs").get_text()


def test_only_authors_are_asked_in(reader_of):
    for role in ("trainee", "mentor", "hr", "admin"):
        reader_of(f"a-{role}", role).open(PAGE, status=403)


def test_links_that_lead_nowhere_lead_to_the_file(wang, desk):
    broken = "正文三。[走](/courses/desk/gone) [停](#gone) [好](/courses/desk/second)"
    desk.change("01-first", ("正文三。", broken))
    page = wang.open(PAGE)

    assert rows(page) == [("2 个站内链接打不开", f"{LESSON}?file=0")]
    assert "/courses/desk/gone" in page.find("tbody .rule").get_text()
    assert "马上" in page.find("tbody").get_text()
    wang.open(f"{LESSON}?file=0")


def test_a_link_of_the_translation_leads_to_the_translation(wang, desk):
    desk.change("01-first.en", ("Text one", "[Text](/courses/desk/gone) one"))

    assert rows(wang.open(PAGE)) == [("1 个站内链接打不开", f"{LESSON}?file=1")]


def test_a_lesson_is_sound_again_once_it_is_mended(wang, desk):
    desk.change("01-first", ("正文三。", "[走](/courses/desk/gone)"))
    assert words(wang.open(PAGE))
    desk.change("01-first", ("[走](/courses/desk/gone)", "正文三。"))

    assert not words(wang.open(PAGE))


def test_lessons_whose_day_has_passed_and_that_name_no_source(wang, desk, clock):
    facts = "material: false"
    desk.change("01-first", (facts, f"{facts}\nreview_by: 2026-03-05"))
    desk.change("01-first", ("sources: [服务标准]", ""), ("sources: [House standard]", ""))
    assert words(wang.open(PAGE)) == ["没有写出处"]
    page = later(wang, clock, days=9)

    assert rows(page) == [("过了复核的日子", LESSON), ("没有写出处", LESSON)]
    assert "6 天" in page.find("tbody").get_text()


def test_a_lesson_that_nobody_changed_for_a_year(wang, clock):
    page = later(wang, clock, days=367)
    (line,) = rows(page)

    assert line == ("1 课一年没有改过", "/studio?kind=lesson&q=desk/")
    assert "第一课" in Browser(wang.browser.app, wang.person).open(line[1]).find("tbody").get_text()


def test_a_draft_that_is_left_lying(wang, clock):
    wang.change("正文一", "改过的一")
    assert not words(wang.open(PAGE))
    page = later(wang, clock, days=15)

    assert rows(page) == [("草稿放了很久", LESSON)]
    assert "15 天" in page.find("tbody").get_text()


def test_a_draft_in_which_nothing_is_written_is_left_alone(wang, clock):
    wang.save(wang.words())

    assert not words(later(wang, clock, days=15))


def test_from_the_asking_to_the_publishing_of_a_draft(wang, li):
    wang.change("正文一", "改过的一")
    ask(wang, li)
    (asked,) = rows(li.browser.open(PAGE))
    assert not words(wang.open(PAGE))
    li.decide("returned", "数字不对。")
    (returned,) = rows(wang.open(PAGE))
    wang.change("改过的一", "再改的一")
    ask(wang, li)
    li.decide("approved")
    (approved,) = rows(wang.open(PAGE))

    assert asked[0] == "wang请您审草稿"
    assert asked[1].startswith("/studio/reviews/")
    assert returned[0] == "li退回了草稿"
    assert returned[1].startswith("/studio/reviews/")
    assert approved == ("li审过了，可以发布", "/studio/publications/lesson/desk/first")
    assert "可以发布" in wang.open("/").find(".next-action").get_text()


def test_what_was_approved_and_changed_since_is_not_called_ready(wang, li, clock):
    wang.change("正文一", "改过的一")
    ask(wang, li)
    li.decide("approved")
    clock.shift(timedelta(minutes=1))
    wang.change("改过的一", "又改的一")

    assert not words(wang.open(PAGE))


def test_what_is_nobodys_is_shown_to_who_asks_for_it_and_adopted_first(wang, desk):
    desk.change("02-second", ("[服务标准]", "[]"), ("[House standard]", "[]"))
    shown = wang.open(PAGE)
    page = wang.open(shown.find(f"a[href='{EVERYTHING}']")["href"])

    assert not words(shown)
    assert rows(page) == [("没有写出处", "/studio/adoptions")]
    assert "没有作者" in page.find("tbody").get_text()
    assert "没有作者的材料还有 1 件事" in wang.open("/").text


def test_home_shows_the_first_five_and_leads_to_the_rest(wang, desk):
    assert not wang.open("/").all(".next-action")
    gone = ("正文三。", "[走](/courses/desk/gone)")
    desk.change("01-first", gone, ("[服务标准]", "[]"), ("[House standard]", "[]"))
    page = wang.open("/")

    assert "1 个站内链接打不开" in page.find(".next-action").get_text()
    assert "没有写出处" in page.find("#needs").get_text()
    assert page.find("#needs .block-head a")["href"] == PAGE
    assert "全部 2 件" in page.find("#needs").get_text()


def test_many_documents_are_asked_about_as_often_as_few(wang, desk, app):
    def asked():
        wang.open(PAGE)
        with counted_queries(app) as questions:
            wang.open(PAGE)
        with counted_queries(app) as at_home:
            wang.open("/")
        return len(questions), len(at_home)

    desk.change("01-first", ("[服务标准]", "[]"), ("[House standard]", "[]"))
    with app.app_context():
        write(multiply, wang.person.id, range(2))
    before = asked()
    with app.app_context():
        write(multiply, wang.person.id, range(2, 40))

    assert asked() == before
    assert max(before) <= MOST_QUERIES
    assert len(rows(wang.open(PAGE))) == 41


def multiply(person_id, numbers):
    """Let somebody have so many unpublished scenarios that were left lying."""
    person = db.session.get_one(Person, person_id)
    for number in numbers:
        document = Document(kind="scenario", name=f"old-{number}", address=f"old-{number}")
        db.session.add(document)
        db.session.flush()
        db.session.add(DocumentAuthor(document_id=document.id, person_id=person.id))
        texts = {f"quizzes/scenarios/old-{number}.yaml": "id: old"}
        drafts.begin_with(person, document, texts, MORNING - timedelta(days=20))


def test_a_trainee_never_sees_it_at_home(lin):
    assert not lin.open("/").all("#needs")
