"""How much of a play that is over is told, and to whom: nothing that gives an assessment away."""

from datetime import UTC, datetime

import pytest

from lms.scenarios.domain import Attempt, EndedBy, Mode, Release, counting, release, standing_of
from lms.scenarios.domain.scenario import Counts
from tests.scenarios.scripts import RULES

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


def attempt(name: str, mode: Mode, *, is_open: bool = False, is_retry: bool = False) -> Attempt:
    ended = (None, None, None) if is_open else (NOON, EndedBy.ENDING, 100)
    return Attempt(name, mode, NOON, *ended, not is_open, is_retry)


def told(mode: Mode, *attempts: Attempt, is_counted: bool = True) -> Release:
    return release("this", mode, standing_of(attempts, RULES, NOON), is_counted=is_counted)


RUNNING = attempt("other", Mode.ASSESSMENT, is_open=True)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("is_counted", [True, False])
def test_while_an_assessment_runs_only_results_are_told(mode, is_counted):
    assert told(mode, RUNNING, is_counted=is_counted) is Release.RESULT


def test_a_run_out_assessment_is_no_secret_to_itself():
    assert told(Mode.ASSESSMENT, attempt("this", Mode.ASSESSMENT, is_open=True)) is Release.REMARKS


@pytest.mark.parametrize("mode", [Mode.PRACTICE, Mode.REHEARSAL])
def test_practice_and_rehearsal_tell_everything(mode):
    assert told(mode, attempt("this", mode), attempt("p", Mode.PRACTICE, is_open=True)).tells_talk
    assert told(mode, attempt("this", mode)) is Release.ALL


def test_an_assessment_tells_what_was_done_as_long_as_another_may_follow():
    used = [attempt(f"{number}", Mode.ASSESSMENT) for number in range(RULES.attempts)]

    assert told(Mode.ASSESSMENT, *used[1:]) is Release.REMARKS
    assert told(Mode.ASSESSMENT, *used) is Release.ALL
    assert told(Mode.ASSESSMENT, *used[1:], is_counted=False) is Release.ALL


def test_every_release_tells_more_than_the_one_before():
    assert [(one.tells_talk, one.tells_alternatives) for one in Release] == [
        (False, False),
        (True, False),
        (True, True),
    ]


def test_a_play_that_began_in_the_middle_never_counts():
    retried = attempt("again", Mode.PRACTICE, is_retry=True)

    assert counting([retried], Mode.PRACTICE, Counts.BEST) is None
