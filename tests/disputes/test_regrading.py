"""Words that were not understood: kept, accepted or forbidden, and past plays graded anew."""

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.errors import Forbidden, Invalid, Stale
from lms.library import queries as library
from lms.messages.models import Message
from lms.people.models import AuditEvent
from lms.questions import queries as questions
from lms.scenarios import queries
from lms.scenarios import service as scenarios
from lms.scenarios.domain import Mode, Reply
from lms.scenarios.models import Turn
from tests.conftest import counted_queries
from tests.disputes.conftest import GOOD, NOW, TODAY, UNKNOWN


def events(kind: str) -> int:
    return db.session.scalar(sa.select(sa.func.count()).where(AuditEvent.kind == kind)) or 0


def told(house, login: str) -> list[str]:
    own = sa.select(Message.sentence).where(Message.person_id == house.person(login).id)
    return list(db.session.scalars(own.order_by(Message.id)))


def settle(house, login: str, *, agrees: bool) -> None:
    def act():
        (made,) = house.regradings()
        scenarios.settle(house.person(login), made, agrees=agrees, words="核对过原话", now=NOW)

    write(act)


def test_what_meets_nothing_is_kept_by_its_words_and_without_numbers(house):
    house.play("lin")
    house.play("zhou", UNKNOWN.replace("13800138000", "138-0013-9999"))
    house.play("lin", GOOD)

    (kept,) = house.kept()
    assert (kept.times, kept.people) == (2, 2)
    assert "138" not in kept.text
    assert kept.text.startswith("您的锅我这就翻底单找去")


def test_keeping_costs_the_same_however_often(house):
    counts = []
    for login in ("lin", "zhou", "lin"):
        with counted_queries(house.app) as statements:
            house.play(login)
        counts.append(len(statements))

    assert counts[1] <= counts[0]
    assert counts[2] <= counts[0]


def test_an_accepted_synonym_counts_from_now_on_and_raises_who_said_it(house):
    play = house.play("lin")
    before = queries.stored_result(play)
    good = house.play("zhou", GOOD)
    house.amend(scenarios.accept_synonym, "time")

    (made,) = house.regradings()
    assert (made.move, made.state) == ("rises", "counted")
    old, new = house.marks(play)
    assert new > old == before.score
    assert len(house.marks(good)) == 1
    assert "重新批改" in told(house, "lin")[-1]
    assert events("play.regraded") == 1
    assert house.asked_for(scenarios.REGRADE) == 1

    fresh = house.play("zhou")
    assert house.marks(fresh) == [new]


def test_the_way_that_was_taken_stays_and_the_first_verdict_too(house):
    play = house.play("lin")
    scenario = queries.scenario_of(play).content
    before = queries.talk(play, scenario).scenes
    house.amend(scenarios.accept_synonym, "time")

    after = queries.talk(play, queries.scenario_of(play).content).scenes
    assert [scene.after.step for scene in after] == [scene.after.step for scene in before]
    assert [scene.after.variables for scene in after] == [it.after.variables for it in before]
    assert (before[0].verdict.answer, after[0].verdict.answer) == ("poor", "partial")
    stored = db.session.scalars(sa.select(Turn.verdict).where(Turn.play_id == play.id)).first()
    assert stored["answer"] == "poor"


def test_a_job_that_runs_again_grades_nobody_twice(house):
    play = house.play("lin")
    house.amend(scenarios.accept_synonym, "time")
    house.regrade(1)

    assert len(house.marks(play)) == 2


def test_who_falls_does_so_only_when_somebody_else_agrees(house):
    play = house.play("lin")
    house.amend(scenarios.forbid, "翻底单", "说内部的事")

    (made,) = house.regradings()
    assert (made.move, made.state) == ("falls", "waiting")
    assert len(house.marks(play)) == 1
    assert "同意" in told(house, "zhao")[-1]
    assert told(house, "lin") == []
    assert queries.count_waiting(house.person("zhao"), TODAY) == 1
    settle(house, "zhao", agrees=True)

    old, new = house.marks(play)
    assert new < old or made.passes is False
    assert "重新批改" in told(house, "lin")[-1]
    assert events("regrading.approved") == 1
    with pytest.raises(Stale):
        settle(house, "wu", agrees=False)


def test_without_agreement_the_old_mark_stays(house):
    play = house.play("lin")
    house.amend(scenarios.forbid, "翻底单", "说内部的事")
    settle(house, "wu", agrees=False)

    assert len(house.marks(play)) == 1
    assert queries.talk(play, queries.scenario_of(play).content).scenes[0].verdict.answer == "poor"
    assert events("regrading.declined") == 1


def test_who_proposed_it_cannot_agree(house):
    house.play("lin")
    house.amend(scenarios.forbid, "翻底单", "说内部的事")
    with pytest.raises(Forbidden):
        settle(house, "wang", agrees=True)
    with pytest.raises(Forbidden):
        settle(house, "lin", agrees=True)


def test_a_branch_is_noted_for_the_next_revision(house):
    play = house.play("lin")
    write(lambda: scenarios.want_branch(house.person("wang"), house.kept()[0], now=NOW))

    assert [one.step for one in questions.branches_wanted(play.document_id)] == ["greet"]
    assert len(house.marks(play)) == 1


def test_only_its_authors_decide(house):
    house.play("lin")
    for act in (
        lambda who, kept: scenarios.accept_synonym(who, kept, "time", now=NOW),
        lambda who, kept: scenarios.forbid(who, kept, "翻底单", "内部的事", now=NOW),
        lambda who, kept: scenarios.want_branch(who, kept, now=NOW),
    ):
        with pytest.raises(Forbidden):
            write(lambda act=act: act(house.person("sun"), house.kept()[0]))


@pytest.mark.parametrize("element", ["nobody", "gone"])
def test_an_element_that_is_none_is_refused(house, element):
    house.play("lin")
    with pytest.raises(Invalid):
        house.amend(scenarios.accept_synonym, element)


@pytest.mark.parametrize(("words", "title"), [("没说过的", "推托"), ("翻底单", ""), ("", "推托")])
def test_only_words_of_the_reply_can_be_forbidden(house, words, title):
    house.play("lin")
    with pytest.raises(Invalid):
        house.amend(scenarios.forbid, words, title)


def test_previews_teach_nothing(house):
    document = library.published("scenario", "every-kind")
    play = write(
        scenarios.start_preview,
        house.person("wang"),
        document,
        Mode.PRACTICE,
        language="zh-Hans",
        key="f" * 32,
        now=NOW,
    )
    house.turn(play.id, Reply(UNKNOWN), 1)

    assert house.kept() == []
