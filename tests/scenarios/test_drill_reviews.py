"""A drill that is over, for others: who reads it, what may be said of its windows, new marks."""

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.disputes import service as disputes
from lms.disputes.domain import Ruling
from lms.errors import NotFound, Stale
from lms.library.models import Document, DocumentAuthor
from lms.messages.models import Message
from lms.people.models import AccessLook, Person
from lms.questions.domain.kept import Capacity
from lms.questions.models import KeptReply
from lms.scenarios import commands, queries, service
from lms.scenarios.domain import Mode
from lms.scenarios.models import DrillMark, DrillRun, Mark, Play, Regrading
from lms.scenarios.service.drill_ending import drill_anew
from lms.scenarios.service.regrading import Anew
from tests.conftest import counted_queries
from tests.scenarios.conftest import NOW
from tests.scenarios.drills import GOOD, begin, give, set_up, take

TODAY = NOW.date()
PARTIAL = "周女士，对不起，我正在查您的锅。"
MIXED = "何先生，对不起，我正在查您的锅，10 分钟内答您。"


@pytest.fixture
def people(app, company, tmp_path):
    set_up(app, tmp_path)
    roles = {"lin": "trainee", "chen": "mentor", "lei": "mentor", "wang": "trainer"}
    found = {login: company.person(login, role) for login, role in roles.items()}
    found |= {login: company.person(login, "hr") for login in ("zhao", "wu")}
    company.pair(found["chen"], found["lin"])
    give(app, found["lin"])
    give(app, found["lin"], "scenario", "cold-kettle")
    return found


@pytest.fixture
def taken(app, people):
    """The address of a drill that Lin has taken, with a mix-up in the second window."""
    with app.app_context():
        return take(people["lin"], "k", typed=MIXED).public_id


def windows(run: str) -> list[str]:
    found = db.session.scalars(sa.select(DrillRun).where(DrillRun.public_id == run)).one()
    return [play.public_id for play in queries.plays_of(found)]


# --- who reads it ---


def test_a_mentor_reads_it_and_its_windows_and_the_look_is_logged(app, people, taken, browser_of):
    page = browser_of(people["chen"]).open(f"/drill-runs/{taken}")

    assert "出现了“何先生”" in page.text
    assert page.all("main form") == []
    assert page.all("table a")[1]["href"] == f"/plays/{window(app, taken, 1)}"
    talk = browser_of(people["chen"]).open(page.all("table a")[1]["href"])
    assert "我正在查您的锅" in talk.text
    assert "回到整场复盘" in talk.text
    with app.app_context():
        looks = list(db.session.scalars(sa.select(AccessLook.what)))
    assert looks == ["play.read", "play.read"]


def window(app, run: str, place: int) -> str:
    with app.app_context():
        return windows(run)[place]


def test_hr_sees_what_it_came_to_and_no_word_of_it(app, people, taken, browser_of):
    page = browser_of(people["zhao"]).open(f"/drill-runs/{taken}")

    assert "串了 1 次" in page.text
    assert "何先生”" not in page.text
    assert page.all("table a") == []
    browser_of(people["zhao"]).open(f"/plays/{window(app, taken, 1)}", 404)
    with app.app_context():
        assert db.session.scalars(sa.select(AccessLook.what)).all() == ["play.result-of"]


def test_it_does_not_exist_for_anybody_else(app, people, taken, browser_of):
    for login in ("lei", "wang"):
        browser_of(people[login]).open(f"/drill-runs/{taken}", 404)
        browser_of(people[login]).open(f"/plays/{window(app, taken, 1)}", 404)


def test_nobody_reads_it_before_its_end_nor_a_preview(app, people, browser_of, at):
    at(NOW)
    with app.app_context():
        addresses = [
            begin(people["lin"], "open").public_id,
            take(people["lin"], "tried", is_preview=True).public_id,
        ]
        plays = [play for run in addresses for play in windows(run)]
    for login in ("chen", "zhao"):
        for run in addresses:
            browser_of(people[login]).open(f"/drill-runs/{run}", 404)
    for play in plays:
        browser_of(people["chen"]).open(f"/plays/{play}", 404)


def test_a_mentor_finds_it_beside_the_apprentice_s_plays(people, taken, browser_of):
    mentor = browser_of(people["chen"])
    guided = mentor.open("/mentoring").find(
        "li a[href^='/mentoring/'], article a[href^='/mentoring/']"
    )
    pair = guided["href"].split("#")[0]

    found = mentor.open(f"{pair}/records").find("#plays a")
    assert (found.get_text(), found["href"]) == ("两边一起来", f"/drill-runs/{taken}")


def test_who_took_it_finds_it_again_on_the_brief(people, taken, browser_of):
    past = browser_of(people["lin"]).open("/drills/both").find("#past a")

    assert past["href"] == f"/drill-runs/{taken}"


# --- what may be done with its windows ---


def test_a_mentor_comments_on_a_window_and_the_trainee_reads_it(app, people, taken, browser_of):
    pan = window(app, taken, 1)
    mentor = browser_of(people["chen"])
    page = mentor.open(f"/plays/{pan}")
    mentor.submit(page, "details.say-something form", text="名字要看清再发。")

    assert "名字要看清再发。" in browser_of(people["lin"]).open(f"/plays/{pan}").text


def test_a_window_is_practised_on_where_its_scenario_is_one_s_own(app, people, taken, browser_of):
    lin = browser_of(people["lin"])
    kettle, pan = (window(app, taken, place) for place in (0, 1))
    retry = "form[action$='/retries']"

    assert lin.open(f"/plays/{pan}").all(retry) == []
    page = lin.submit(lin.open(f"/plays/{kettle}"), f".turn-acts {retry}")
    assert "只算练习，不改成绩" in page.text
    with app.app_context():
        newest = db.session.scalars(sa.select(Play).order_by(Play.id.desc())).first()
        assert (newest.mode, newest.is_preview) == (Mode.PRACTICE, False)
        assert db.session.scalar(sa.select(sa.func.count(DrillMark.run_id))) == 1


def test_nothing_of_the_kind_while_the_drill_goes_on_or_of_a_preview(app, people):
    with app.app_context():
        open_now = queries.plays_of(begin(people["lin"], "open"))[0]
        tried = queries.plays_of(take(people["lin"], "tried", is_preview=True))[1]
        lin = db.session.get_one(Person, people["lin"].id)
        with pytest.raises(Stale):
            write(service.retry, lin, open_now, 1, key="r", now=NOW)
        with pytest.raises(NotFound):
            write(service.retry, lin, tried, 1, key="r", now=NOW)
        for play in (open_now, tried):
            with pytest.raises(Stale):
                contest(play)
        with pytest.raises(NotFound):
            queries.commentable_play(people["chen"], tried.public_id, TODAY)


# --- new marks ---


def contest(play: Play) -> str:
    def act():
        own = db.session.get_one(Play, play.id)
        rest = {"words": "", "key": f"d{play.id}", "today": TODAY, "now": NOW}
        return disputes.open_dispute(own.person, own, 1, **rest).public_id

    return write(act)


def overrule(login: Person, play: Play, **holds: bool) -> None:
    dispute = contest(play)

    def act():
        actor = db.session.get_one(Person, login.id)
        ruling = Ruling(holds, "原话里说得清清楚楚。")
        return disputes.decide(actor, Capacity.MENTOR, dispute, ruling, today=TODAY, now=NOW)

    write(act)


def marks(table=DrillMark) -> list[int]:
    return list(db.session.scalars(sa.select(table.score).order_by(table.number)))


def told(person: Person) -> list[str]:
    own = sa.select(Message.link).where(Message.person_id == person.id).order_by(Message.id)
    return list(db.session.scalars(own))


def test_overruling_in_a_window_raises_the_drill_and_keeps_both_marks(app, people, browser_of):
    with app.app_context():
        run = take(people["lin"], "k", typed=PARTIAL)
        pan = queries.plays_of(run)[1]
        before = queries.drill_result(run)
        overrule(people["chen"], pan, sorry=True, time=True)

        old, new = marks()
        assert new > old
        after = queries.drill_result(run)
        assert after.score == new
        assert after.windows[0] == before.windows[0]
        assert after.windows[1].score == queries.stored_result(pan).score > before.windows[1].score
        assert after == queries.reckoned(run)
        assert told(people["lin"])[0] == f"/drill-runs/{run.public_id}"
        address = f"/drill-runs/{run.public_id}"
    page = browser_of(people["lin"]).open(address)
    assert f"原来 {old} 分，现在 {new} 分" in page.text
    assert f"最好 {new} 分" in browser_of(people["lin"]).open("/drills/both").text


def test_whoever_falls_with_a_window_waits_for_hr(app, people, browser_of):
    with app.app_context():
        run = take(people["lin"], "k")
        before = queries.drill_result(run).score
        overrule(people["chen"], queries.plays_of(run)[1], sorry=True, time=False)

        assert marks() == [before]
        address = f"/drill-runs/{run.public_id}"
    officer = browser_of(people["zhao"])
    page = officer.open("/regradings")
    assert page.find("dl a")["href"] == address
    officer.submit(page, "section form", words="看过原话，没有说时间。", verdict="agree")

    with app.app_context():
        made = db.session.scalars(sa.select(Regrading)).one()
        assert marks() == [made.was, made.score]
        assert made.score < before


def test_a_mark_that_hr_does_not_lower_stays_that_of_the_drill_too(app, people):
    with app.app_context():
        run = take(people["lin"], "k")
        overrule(people["chen"], queries.plays_of(run)[1], sorry=False, time=True)
        made = db.session.scalars(sa.select(Regrading)).one()
        hr = db.session.get_one(Person, people["wu"].id)
        write(service.settle, hr, made, agrees=False, words="维持原来的成绩。", now=NOW)

        assert len(marks()) == 1


def test_a_window_that_is_lost_by_it_falls_though_it_keeps_its_points(app, people):
    """A critical mistake of a window that did not pass anyway costs the drill."""
    with app.app_context():
        run = take(people["lin"], "k")
        pan = queries.plays_of(run)[1]
        before = queries.drill_result(run)

        lost = before.with_window(2, before.windows[1].score, is_sound=False)
        assert before.passed
        assert not lost.passed
        drill = write(drill_anew, pan, before.windows[1].score, is_sound=False)
        came = queries.stored_result(pan)
        assert Anew((), came, None).move_from(came) == "stays"
        assert Anew((), came, drill).move_from(came) == "falls"


def test_words_accepted_later_count_in_windows_as_well(app, people):
    with app.app_context():
        write(lambda: db.session.add(author(people["wang"])))
        run = take(people["lin"], "k", typed="锅我这就翻底单找去")
        before = queries.drill_result(run)
        kept = db.session.scalars(sa.select(KeptReply)).one()
        wang = db.session.get_one(Person, people["wang"].id)
        row = write(lambda: service.accept_synonym(wang, kept, "sorry", now=NOW).id)
        commands.regrade_plays(row)

        assert marks() == [before.score, queries.drill_result(run).score]
        assert queries.drill_result(run).score > before.score
        assert len(marks(Mark)) == 3


def author(person: Person) -> DocumentAuthor:
    wanted = sa.select(Document.id).where(Document.name == "every-kind")
    return DocumentAuthor(document_id=db.session.scalars(wanted).one(), person_id=person.id)


# --- however much there is ---


def test_its_pages_ask_the_same_number_of_questions_whatever_went_before(
    app, people, taken, browser_of
):
    lin = browser_of(people["lin"])
    addresses = [f"/drill-runs/{taken}", f"/plays/{window(app, taken, 1)}", "/drills/both"]
    before = [asked(app, lin, one) for one in addresses]
    with app.app_context():
        for number in range(3):
            take(people["lin"], f"again-{number}", typed=GOOD)

    assert [asked(app, lin, one) for one in addresses] == before


def asked(app, browser, address: str) -> int:
    browser.open(address)
    with counted_queries(app) as statements:
        browser.open(address)
    return len(statements)
