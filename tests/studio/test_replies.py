"""An author says what a reply is that the grader did not understand, and sees what that does."""

import shutil
from pathlib import Path

import pytest

from lms.db import db, write
from lms.library import service as library
from lms.questions import queries as questions
from lms.questions.models import KeptReply
from tests.disputes.conftest import GOOD, NOW, UNKNOWN, street

__all__ = ["street"]
QUEUE = "/studio/replies"
LEXICON = Path(__file__).parents[2] / "quizzes/lexicon.yaml"


@pytest.fixture
def played(street):
    """What lin has typed, twice."""
    with street.app.app_context():
        return [street.play("lin").id, street.play("lin").id]


@pytest.fixture
def wang(street, browser_of):
    return browser_of(street.people["wang"])


def only(wang) -> str:
    """The address of the one reply that waits."""
    (link,) = wang.open(QUEUE).all("table a")
    return link["href"]


def facts(street) -> list[tuple[str | None, str | None]]:
    with street.app.app_context():
        return [(one.decision, one.element) for one in street.kept()]


def test_what_was_typed_waits_without_a_name_and_without_numbers(street, played, wang):
    page = wang.open(QUEUE)
    told = str(page.find("main"))

    assert "翻底单" in told
    assert "2 次" in page.find("table").get_text()
    assert "13800138000" not in told
    assert street.people["lin"].name not in told
    assert "没听懂的回复（1 句）" in wang.open("/studio").text


def test_a_synonym_shows_first_whom_it_lifts(street, played, wang):
    here = only(wang)
    shown = wang.submit(wang.open(here), "form:has([name=element])", element="time")

    assert "2 次变高" in shown.text
    assert "0 次变低" in shown.text
    assert facts(street) == [(None, None)]
    done = wang.submit(shown, "form:has([name=sure])")
    assert "记下了" in done.text
    assert not done.all("table a")
    assert facts(street) == [("synonym", "time")]
    with street.app.app_context():
        street.regrade(1)
        assert [one.move for one in street.regradings()] == ["rises", "rises"]
        assert len(street.marks_of(played[0])) == 2


def test_forbidden_words_are_taken_from_the_reply_and_cost(street, played, wang):
    here = only(wang)
    form = "form:has(input[name=title])"
    page = wang.submit(wang.open(here), form, 422, words="没说过的话", title="乱许诺")

    assert page.find("#title")["value"] == "乱许诺"
    assert "摘出" in page.find(".problems").get_text()
    shown = wang.submit(page, form, words="翻底单", title="行话")
    assert "不能说“翻底单”" in shown.text
    assert "2 次变低" in shown.text
    wang.submit(shown, "form:has([name=sure])")
    with street.app.app_context():
        street.regrade(1)
        assert {one.state for one in street.regradings()} == {"waiting"}


def test_an_element_that_is_none_changes_nothing(street, played, wang):
    here = only(wang)
    page = wang.submit(wang.open(here), "form:has([name=element])", 422, element="no-such")

    assert "要点" in page.find(".problems").get_text()
    assert facts(street) == [(None, None)]


def test_a_way_of_its_own_waits_for_the_next_revision(street, played, wang):
    page = wang.submit(wang.open(only(wang)), "form:has([value=branch])")

    assert not page.all("table a")
    assert "翻底单" in page.text
    assert page.find("main .lines a")["href"] == "/studio/outline/every-kind/steps/greet"


def test_who_decides_second_is_told(street, played, wang):
    here = only(wang)
    early, late = wang.open(here), wang.open(here)
    wang.submit(early, "form:has([value=nothing])")

    wang.submit(late, "form:has([value=branch])", 409)
    assert facts(street) == [("nothing", None)]
    assert "已经有人处理过" in wang.open(here).text


def test_words_that_were_erased_are_neither_listed_nor_accepted(street, played, wang):
    here = only(wang)

    def erase():
        (kept,) = street.kept()
        db.session.get_one(KeptReply, kept.id).text = None

    with street.app.app_context():
        write(erase)

    assert not wang.open(QUEUE).all("table a")
    assert "原话已经删除" in wang.open(here).text
    wang.post(here, {"decision": "synonym", "element": "time"}, 409)


def test_only_authors_see_and_decide(street, played, wang, browser_of):
    here = only(wang)
    sun, lin = browser_of(street.people["sun"]), browser_of(street.people["lin"])

    assert not sun.open(QUEUE).all("table a")
    sun.open(here, status=404)
    sun.post(here, {"decision": "nothing"}, 404)
    for address in (QUEUE, here):
        lin.open(address, status=403)
    lin.post(here, {"decision": "nothing"}, 403)
    wang.post(here, {"decision": "whatever"}, 404)
    assert facts(street) == [(None, None)]


def test_the_look_ahead_counts_what_was_played_and_not_what_was_good(street, played, wang):
    with street.app.app_context():
        street.play("zhou", GOOD)
    shown = wang.submit(wang.open(only(wang)), "form:has([name=element])", element="time")

    assert "演完了的有 3 次" in shown.text
    assert "1 次不变" in shown.text


def test_a_sentence_is_tried_against_the_lexicon(street, wang, tmp_path):
    folder = tmp_path / "words"
    (folder / "quizzes").mkdir(parents=True)
    shutil.copy(LEXICON, folder / "quizzes")
    with street.app.app_context():
        write(library.load, library.prepare(folder), (), now=NOW)
        forbidden = questions.lexicon().content.forbidden
    every = len(wang.open("/studio/lexicon").all(".lexicon > li"))
    page = wang.open("/studio/lexicon?text=这不归我管，您找别人&q=不归我管")

    assert page.find("blockquote mark[data-tone=trouble]")
    assert 1 <= len(page.all(".lexicon > li")) < every
    assert every > len(forbidden) > 10
    assert UNKNOWN not in page.text


def test_trainees_look_no_words_up(street, browser_of):
    browser_of(street.people["lin"]).open("/studio/lexicon", status=403)
