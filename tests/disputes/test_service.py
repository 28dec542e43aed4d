"""Contesting a grading and deciding about it: once, by somebody else, with both verdicts kept."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from lms.db import db, write
from lms.disputes import queries as disputes
from lms.disputes.domain import Decision
from lms.disputes.models import Dispute
from lms.errors import Forbidden, Invalid, NotFound, Stale
from lms.messages.models import Message
from lms.people.models import AuditEvent
from lms.questions import queries as questions
from lms.questions.domain.kept import Agreement
from lms.scenarios import queries
from tests.disputes.conftest import GOOD, NOW, TODAY


def told(house, login: str) -> list[str]:
    own = sa.select(Message.sentence).where(Message.person_id == house.person(login).id)
    return list(db.session.scalars(own.order_by(Message.id)))


def test_one_click_is_one_dispute_and_the_judges_are_told(house):
    play = house.play("lin")
    first = house.contest(play, key="a" * 32)

    assert house.contest(play, key="a" * 32) == first
    with pytest.raises(Stale):
        house.contest(play)
    assert [len(told(house, login)) for login in ("chen", "wang", "sun", "zhao")] == [1, 1, 0, 0]
    assert [house.open_disputes(who) for who in ("chen", "wang", "sun", "zhao")] == [1, 1, 0, 0]
    assert house.kept()[0].cause == "contested"
    assert house.kept()[0].times == 1


def test_the_database_keeps_one_open_dispute_for_each_turn(house):
    play = house.play("lin")
    house.contest(play)
    turn = disputes.turn_of(play, 1)

    def another():
        person = house.person("lin")
        row = {"key": "b" * 32, "words": "", "opened_at": NOW}
        db.session.add(Dispute(turn_id=turn.id, person_id=person.id, **row))

    with pytest.raises(IntegrityError):
        write(another)


@pytest.mark.parametrize("turn", [0, 9])
def test_only_what_was_graded_can_be_contested(house, turn):
    play = house.play("lin")
    with pytest.raises(Stale):
        house.contest(play, turn)


def test_only_one_s_own_play_can_be_contested(house):
    play = house.play("lin")
    with pytest.raises(Forbidden):
        house.contest(play, login="zhou")


def test_upholding_keeps_the_mark_and_says_why(house):
    play = house.play("lin")
    contested = house.contest(play)

    assert house.decide("chen", contested, sorry=False, time=False) is Decision.UPHELD
    assert len(house.marks(play)) == 1
    assert "维持" in told(house, "lin")[-1]
    (row,) = disputes.disputes_of(play).values()
    assert (row.decision, row.decided_by.login) == ("upheld", "chen")
    assert questions.agreement_by_rule([""]) == {"": Agreement(same=2)}


def test_overruling_raises_the_mark_at_once_and_keeps_both_verdicts(house):
    play = house.play("lin")
    contested = house.contest(play)

    assert house.decide("chen", contested, sorry=False, time=True) is Decision.OVERRULED
    old, new = house.marks(play)
    assert new > old
    turn = disputes.turn_of(play, 1)
    both = {one.element: (one.found, one.ruled) for one in questions.rulings(f"turn/{turn.id}")}
    assert both == {"sorry": (False, False), "time": (False, True)}
    assert turn.verdict["answer"] == "poor"
    assert queries.regraded_turns(play)[1].answer == "partial"
    assert questions.agreement_by_rule([""]) == {"": Agreement(same=1, other=1)}
    kinds = set(db.session.scalars(sa.select(AuditEvent.kind)))
    assert {"dispute.opened", "dispute.decided", "play.regraded", "reply.ruled"} <= kinds


def test_a_dispute_that_lowers_waits_for_hr(house):
    play = house.play("lin", GOOD)
    contested = house.contest(play)
    house.decide("chen", contested, sorry=True, time=False)

    assert len(house.marks(play)) == 1
    assert queries.count_waiting(house.person("zhao"), TODAY) == 1


@pytest.mark.parametrize(("turn", "part"), [(2, "contact"), (3, "summary")])
def test_a_field_of_a_form_can_be_overruled(house, turn, part):
    play = house.play("lin")
    contested = house.contest(play, turn)
    parts = disputes.dispute_for(house.person("chen"), contested, TODAY).parts
    changed = {**parts, part: not parts[part]}

    assert house.decide("chen", contested, **changed) is Decision.OVERRULED


def test_nobody_decides_twice_nor_about_themselves_nor_from_outside(house):
    play = house.play("lin")
    contested = house.contest(play)
    with pytest.raises(NotFound):
        house.decide("sun", contested, sorry=True)
    with pytest.raises(NotFound):
        house.decide("lin", contested, sorry=True)
    with pytest.raises(Invalid):
        house.decide("chen", contested, nobody=True)
    with pytest.raises(Invalid):
        house.decide("chen", contested, reason="短", sorry=True)
    house.decide("wang", contested, sorry=True)
    with pytest.raises(Stale):
        house.decide("chen", contested, sorry=False)


def test_a_decided_turn_is_not_contested_again(house):
    play = house.play("lin")
    house.decide("chen", house.contest(play), sorry=False)
    with pytest.raises(Stale):
        house.contest(play)
