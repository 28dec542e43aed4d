"""Where somebody stands: states, the next action, evidence of gates, what waits for the mentor."""

from datetime import date

from lms.onboarding.domain import (
    ObservationProof,
    ScenarioProof,
    SignOffProof,
    State,
    Verdict,
)
from tests.onboarding.examples import entry, month, published, task, template, view

TALK = SignOffProof("mentor")
THREE_DAYS = template(month(1, task("first", 1), task("second", 2), task("third", 3)))


def names(views):
    return [found.task.id for found in views]


def states(plan):
    return [str(found.state) for found in plan.tasks]


def test_a_task_is_late_due_or_ahead_by_its_day():
    plan = view(THREE_DAYS, date(2026, 3, 3))

    assert states(plan) == ["late", "due", "open"]
    assert [found.late_by for found in plan.tasks] == [1, 0, 0]
    assert [found.ahead for found in plan.tasks] == [0, 0, 1]


def test_a_proved_task_is_done_however_late():
    assert states(view(THREE_DAYS, date(2026, 3, 30), proved=("first",)))[0] == "done"


def test_a_weekend_makes_nobody_late():
    plan = view(template(month(1, task("friday", 5))), date(2026, 3, 8))

    assert states(plan) == ["due"]
    assert plan.day == 5
    assert plan.today.is_rest_day


def test_monday_makes_friday_late_by_one_working_day():
    plan = view(template(month(1, task("friday", 5))), date(2026, 3, 9))

    assert plan.late[0].late_by == 1


def test_before_the_first_day_nothing_is_due():
    plan = view(THREE_DAYS, date(2026, 2, 27))

    assert plan.day == 0
    assert not plan.has_begun
    assert states(plan) == ["open"] * 3
    assert plan.first_working_day == date(2026, 3, 2)


def test_the_next_action_is_overdue_first_then_todays_then_next():
    assert view(THREE_DAYS, date(2026, 3, 3)).next_action.task.id == "first"
    assert view(THREE_DAYS, date(2026, 3, 3), proved=("first",)).next_action.task.id == "second"
    done = view(THREE_DAYS, date(2026, 3, 3), proved=("first", "second"))
    assert done.next_action.task.id == "third"


def test_nothing_is_left_to_do_when_all_is_proved():
    plan = view(THREE_DAYS, date(2026, 3, 3), proved=("first", "second", "third"))

    assert plan.next_action is None


def test_what_the_mentor_does_is_never_the_trainees_next_action():
    plan = template(month(1, task("talk", 1, TALK, owner="mentor"), task("read", 9)))

    assert view(plan, date(2026, 3, 4)).next_action.task.id == "read"


def test_what_waits_for_a_signature_does_not_hide_what_can_be_done_alone():
    plan = template(month(1, task("sign", 1, TALK), task("read", 2), task("later", 9)))

    assert view(plan, date(2026, 3, 3)).next_action.task.id == "read"
    assert view(plan, date(2026, 3, 3), proved=("read",)).next_action.task.id == "sign"


def test_this_week_runs_from_monday_to_sunday_without_what_is_late():
    plan = template(month(1, *(task(f"day-{n}", n) for n in (1, 3, 5, 6))))

    assert names(view(plan, date(2026, 3, 4)).this_week) == ["day-3", "day-5"]


def test_a_gate_counts_its_evidence_and_names_what_is_missing():
    gate = view(THREE_DAYS, date(2026, 3, 3), proved=("first", "third")).gates[0]

    assert (gate.proved, len(gate.evidence)) == (2, 3)
    assert names(gate.missing) == ["second"]
    assert not gate.is_ready


def test_a_gate_with_all_evidence_is_ready_and_waits_for_the_mentor():
    plan = view(THREE_DAYS, date(2026, 3, 3), proved=("first", "second", "third"))

    assert plan.gates[0].is_ready
    assert plan.waiting_gate is plan.gates[0]


def test_a_gate_without_its_evidence_waits_for_the_mentor_once_it_is_due():
    assert view(THREE_DAYS, date(2026, 3, 31)).waiting_gate is None
    assert view(THREE_DAYS, date(2026, 4, 1)).waiting_gate.state is State.DUE
    assert view(THREE_DAYS, date(2026, 4, 2)).waiting_gate.state is State.LATE


def test_a_signed_gate_is_done_and_the_next_one_follows():
    plan = template(month(1, task("first", 1)), month(2, task("second", 30)))
    signed = {"gate-1": (entry(1, Verdict.PASS),)}

    found = view(plan, date(2026, 4, 20), proved=("first",), entries=signed)

    assert found.gates[0].is_passed
    assert found.next_gate.gate.id == "gate-2"
    assert not found.is_complete


def test_a_gate_whose_signature_was_taken_back_is_open_again():
    back = {"gate-1": (entry(1, Verdict.PASS), entry(2, Verdict.WITHDRAWN))}

    assert not view(THREE_DAYS, date(2026, 3, 3), entries=back).gates[0].is_passed


def test_a_plan_is_complete_when_every_gate_is_passed():
    signed = {"gate-1": (entry(1, Verdict.PASS),)}

    assert view(THREE_DAYS, date(2026, 3, 3), entries=signed).is_complete


def test_the_mentor_is_waited_for_by_talks_and_observations_that_are_due():
    plan = template(
        month(
            1,
            task("talk", 1, TALK, owner="mentor"),
            task("sign", 2, TALK),
            task("watch", 2, ObservationProof("voice"), owner="mentor"),
            task("play", 2, ScenarioProof("lost-parcel", "practice")),
            task("later", 9, TALK, owner="mentor"),
        )
    )

    assert names(view(plan, date(2026, 3, 3)).waiting_tasks) == ["talk", "sign", "watch"]


def test_the_length_of_a_plan_reaches_to_its_last_gate():
    plan = template(month(1), month(2), month(3))

    found = view(plan, date(2026, 3, 2), calendar=published())

    assert found.days == found.day_of(date(2026, 6, 1)) == 63


def test_once_the_week_is_over_the_next_one_is_shown():
    plan = template(month(1, *(task(f"day-{n}", n) for n in (3, 7, 8))))
    saturday = view(plan, date(2026, 3, 7), proved=("day-7",))

    assert saturday.today.is_week_over
    assert names(saturday.this_week) == ["day-8", "day-7"]


def test_a_long_holiday_shows_the_week_after_it():
    plan = template(month(1, task("back", 4)))
    found = view(plan, date(2026, 10, 2), first=date(2026, 9, 28), calendar=published())

    assert names(found.this_week) == ["back"]
