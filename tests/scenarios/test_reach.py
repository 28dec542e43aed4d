"""Which role-plays somebody may take: assigned, or practised by a course that is open to them."""

import shutil

import pytest
import sqlalchemy as sa

from lms.db import db, editions, write
from lms.library.models import Document, Revision
from tests.conftest import counted_queries
from tests.courses.conftest import Desk
from tests.courses.texts import COURSE
from tests.scenarios.conftest import HERE, NOW
from tests.scenarios.drills import DRILL

CLOSED = ("open: true", "open: false")
LISTED, UNLISTED, DRILLED = "/scenarios/cold-kettle", "/scenarios/every-kind", "/drills/both"
RETRY = "form[action$='/retries']"
BEGIN = {LISTED: ("plays", {"mode": "practice"}), DRILLED: ("runs", {})}
OPEN = {LISTED: 200, UNLISTED: 404, DRILLED: 200}
SHUT = dict.fromkeys(OPEN, 404)
PRACTICE = "practice:\n  - drill: both\n  - scenario: cold-kettle\n"


@pytest.fixture
def desk(app, tmp_path):
    """A course that practises a scenario and a drill; another scenario is on no list."""
    desk = Desk(app, tmp_path)
    for kind in ("scenarios", "drills"):
        (tmp_path / "quizzes" / kind).mkdir(parents=True)
    for name in ("cold-kettle", "every-kind"):
        shutil.copy(HERE / f"{name}.yaml", tmp_path / "quizzes" / "scenarios")
    (tmp_path / "quizzes/drills/both.yaml").write_text(DRILL, encoding="utf-8")
    course = tmp_path / "courses/desk/course.yaml"
    course.write_text(COURSE + PRACTICE, encoding="utf-8")
    desk.publish()
    return desk


@pytest.fixture
def lin(desk, company, browser_of, at):
    """A trainee to whom nothing is assigned."""
    at(NOW)
    person = company.person("lin", "trainee", name="林晓")
    return person, browser_of(person)


def doors(browser) -> dict[str, int]:
    """What the briefs answer."""
    return {address: browser.client.get(address).status_code for address in OPEN}


def listed(browser) -> list[str]:
    return [link["href"] for link in browser.open("/scenarios").all(".card h3 a")]


def archive(desk, kind: str, name: str) -> None:
    """Put a document away."""

    def act() -> None:
        wanted = sa.select(Document).where(Document.kind == kind, Document.name == name)
        db.session.scalars(wanted).one().archived_at = NOW
        editions.move("library")

    with desk.app.app_context():
        write(act)


def test_what_an_open_course_practises_is_open_and_nothing_else(lin):
    assert doors(lin[1]) == OPEN
    assert listed(lin[1]) == [DRILLED, LISTED]


@pytest.mark.parametrize("address", list(BEGIN))
def test_it_is_begun_until_the_course_closes(lin, desk, address):
    what, form = BEGIN[address]
    lin[1].post(f"{address}/{what}", form)
    desk.change("course", CLOSED)

    lin[1].post(f"{address}/{what}", {**form, "afresh": "1"}, 404)


def test_a_play_is_retried_until_the_course_closes(lin, desk):
    page = lin[1].post(f"{LISTED}/plays", BEGIN[LISTED][1])
    while said := page.all("button.reply"):
        page = lin[1].submit(page, "form.player-task", choice=said[0]["value"])
    assert page.all(RETRY)
    desk.change("course", CLOSED)

    assert not lin[1].open(page.address).all(RETRY)
    refused = lin[1].submit(page, RETRY, 409)
    assert "没有开放给您" in refused.text


def test_what_a_closed_course_practises_does_not_exist(lin, desk):
    desk.change("course", CLOSED)

    assert doors(lin[1]) == SHUT
    assert "还没有给您的情景" in lin[1].open("/scenarios").text


def test_a_closed_course_opens_to_whom_it_is_assigned_and_to_nobody_else(
    lin, desk, company, browser_of
):
    desk.change("course", CLOSED)
    desk.assign(lin[0], "course", "desk")

    assert doors(lin[1]) == OPEN
    assert doors(browser_of(company.person("zhou", "trainee"))) == SHUT


def test_an_assigned_lesson_of_a_closed_course_opens_no_role_play(lin, desk):
    desk.change("course", CLOSED)
    desk.assign(lin[0], "lesson", "desk/first")

    assert doors(lin[1]) == SHUT
    assert not lin[1].open("/courses/desk").all("#practice")


def test_an_archived_course_opens_nothing(lin, desk):
    archive(desk, "course", "desk")

    assert doors(lin[1]) == SHUT


def test_an_archived_scenario_is_gone_from_the_list_and_the_rest_stays(lin, desk):
    archive(desk, "scenario", "cold-kettle")

    assert doors(lin[1]) == OPEN | {LISTED: 404}
    assert "水壶不热" not in lin[1].open("/courses/desk").text


def test_a_draft_of_a_course_opens_nothing(lin, desk):
    desk.change("course", (PRACTICE, ""))

    def draft() -> None:
        course = sa.select(Document).where(Document.kind == "course")
        document = db.session.scalars(course).one()
        db.session.add(
            Revision(
                document_id=document.id, number=99, digest="0" * 64, origin="studio",
                texts={"courses/desk/course.yaml": COURSE + PRACTICE}, material=False,
                author_id=None, created_at=NOW, published_at=None,
            )
        )  # fmt: skip
        editions.move("library")

    with desk.app.app_context():
        write(draft)
    assert doors(lin[1]) == SHUT


def test_what_is_assigned_is_open_whatever_the_course(lin, desk):
    desk.change("course", CLOSED)
    desk.assign(lin[0], "scenario", "every-kind")
    desk.assign(lin[0], "drill", "both")

    assert doors(lin[1]) == {LISTED: 404, UNLISTED: 200, DRILLED: 200}


@pytest.mark.parametrize("role", ["mentor", "trainer", "hr", "admin"])
def test_whoever_reads_everything_sees_them_all(desk, company, browser_of, role):
    desk.change("course", CLOSED)

    assert set(doors(browser_of(company.person("asker", role))).values()) == {200}


@pytest.mark.parametrize(("closed", "none"), [(LISTED, "/scenarios/x"), (DRILLED, "/drills/x")])
def test_what_is_closed_is_not_told_from_what_does_not_exist(lin, desk, closed, none):
    desk.change("course", CLOSED)
    asked = []
    for address in (closed, none):
        lin[1].open(address, 404)
        with counted_queries(desk.app) as statements:
            page = lin[1].open(address, 404)
        asked.append((len(statements), page.text.replace(address, "")))

    assert asked[0] == asked[1]


def test_drills_are_found_like_scenarios_by_whom_they_are_open_to(lin, desk):
    def found() -> set[str]:
        page = lin[1].open("/search", query_string={"q": "一壶", "in": "scenarios"})
        return {link["href"] for link in page.all(".result h3 a")}

    assert found() == {DRILLED}
    desk.change("course", CLOSED)
    assert found() == set()
    desk.assign(lin[0], "drill", "both")
    assert found() == {DRILLED}


def test_the_course_shows_what_to_practise_and_how_far_one_is(lin):
    page = lin[1].open("/courses/desk")
    lines = [line.get_text(" ", strip=True) for line in page.all("#practice li")]

    assert [line.split(" ")[0] for line in lines] == ["两边一起来", "水壶不热"]
    assert "约 8 分钟 · 几位客户同时来 还没练过" in lines[0]
    assert [a["href"] for a in page.all("#practice .btn")] == [DRILLED]
    assert "不算在课程的完成条件里" in page.find("#practice").get_text()

    begun = lin[1].post(f"{LISTED}/plays", {"mode": "practice"})
    (next_one,) = lin[1].open("/courses/desk").all("#practice .btn")
    assert next_one["href"] == f"{begun.address}#now"
    assert lin[1].open("/scenarios").find(".next-action a")["href"] == f"{begun.address}#now"


def test_practice_is_no_part_of_the_course_s_completion(lin):
    assert "0 / 1" in lin[1].open("/courses/desk").find(".course-progress").get_text()


def test_lists_ask_as_many_queries_for_many_as_for_few(lin, desk):
    def asked(address: str) -> int:
        lin[1].open(address)
        with counted_queries(desk.app) as statements:
            lin[1].open(address)
        return len(statements)

    pages = ("/scenarios", "/courses/desk", LISTED)
    many = [asked(address) for address in pages]
    lin[1].post(f"{LISTED}/plays", {"mode": "practice"})
    begun = [asked(address) for address in pages]
    desk.change("course", ("  - drill: both\n", ""))

    assert many == begun == [asked(address) for address in pages]
