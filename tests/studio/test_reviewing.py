"""When a review allows to publish, and who may decide on one."""

import pytest

from lms.errors import Invalid
from lms.studio.domain.reviewing import (
    Decision,
    State,
    Verdict,
    allows_publishing,
    may_decide,
    state,
)


@pytest.mark.parametrize(
    ("verdict", "is_same", "found"),
    [
        (None, True, State.WAITING),
        (None, False, State.OUTDATED),
        (Verdict.APPROVED, True, State.APPROVED),
        (Verdict.APPROVED, False, State.VOID),
        (Verdict.RETURNED, True, State.RETURNED),
        (Verdict.RETURNED, False, State.RETURNED),
        (Verdict.WITHDRAWN, True, State.NONE),
    ],
)
def test_a_review_stands_as_it_ended_and_as_the_draft_reads_now(verdict, is_same, found):
    assert state(verdict, is_same=is_same) is found


@pytest.mark.parametrize("found", State)
def test_only_an_approval_by_somebody_else_lets_one_publish(found):
    assert allows_publishing(found, publisher=1, reviewer=2) is (found is State.APPROVED)
    assert not allows_publishing(found, publisher=1, reviewer=1)
    assert not allows_publishing(found, publisher=1, reviewer=None)


def test_who_asked_or_wrote_does_not_decide():
    assert may_decide(2, reviewer=2, asker=1, writers=[1])
    assert not may_decide(3, reviewer=2, asker=1, writers=[])
    assert not may_decide(1, reviewer=1, asker=1, writers=[])
    assert not may_decide(2, reviewer=2, asker=1, writers=[1, 2])


def test_a_draft_is_sent_back_with_words_only():
    assert Decision(Verdict.APPROVED, "").words == ""
    with pytest.raises(Invalid):
        Decision(Verdict.RETURNED, "")
    with pytest.raises(Invalid):
        Decision(Verdict.APPROVED, "长" * 501)
