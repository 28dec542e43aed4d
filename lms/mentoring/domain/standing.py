"""Rules of mentor and apprentice: what an observation says; how an apprentice is doing, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from lms.errors import N_, Invalid
from lms.mentoring.domain.alerts import USUAL, Alerts, Failure
from lms.onboarding.domain import GateView, PlanView, State

FEWEST_WORDS = 10  # characters of evidence
LONGEST_WORDS = 500
WHOLE = 100  # per cent


class Verdict(StrEnum):
    """What an observation found."""

    MET = "met"
    NOT_YET = "not-yet"


class Setting(StrEnum):
    """Where somebody was seen."""

    REAL = "real"  # with a customer
    SIMULATED = "simulated"  # somebody played the customer


@dataclass(frozen=True, slots=True)
class Observation:
    """A mentor saw somebody at work: which competency, what was found, on what evidence."""

    competency: str
    verdict: Verdict
    evidence: str  # one sentence: what was said or done
    setting: Setting = Setting.REAL

    def __post_init__(self) -> None:
        if len(self.evidence) < FEWEST_WORDS:
            raise Invalid(N_("请写一句看到或听到的事实，至少 %(least)s 个字。"), least=FEWEST_WORDS)
        if len(self.evidence) > LONGEST_WORDS:
            raise Invalid(N_("最多写 %(most)s 个字。"), most=LONGEST_WORDS)


class Light(StrEnum):
    """How an apprentice is doing; the names are those of the badges."""

    GOOD = "good"
    ATTENTION = "attention"
    TROUBLE = "late"
    WAITING = "waiting"  # not begun
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a light shows: what is the case, and the rule behind it; message ids with parameters."""

    light: Light
    words: str
    rule: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    limits: Mapping[str, object] = field(default_factory=dict)  # the parameters of the rule


@dataclass(frozen=True, slots=True)
class Standing:
    """How an apprentice is doing, with every reason; the first one decides the light."""

    reasons: tuple[Reason, ...]

    @property
    def light(self) -> Light:
        """The light of the first reason."""
        return self.reasons[0].light


NO_PLAN = Reason(Light.WAITING, N_("还没有计划"), N_("计划由人事开始"))
NOT_BEGUN = Reason(Light.WAITING, N_("还没到第一天"), N_("从第一个工作日开始计算"))
COMPLETE = Reason(Light.DONE, N_("全部关口已通过"), N_("每一关都有师父的签字"))


def standing(
    plan: PlanView | None,
    last_contact: date | None,
    last_session: date | None = None,
    rule: Alerts = USUAL,
    failures: Sequence[Failure] = (),
) -> Standing:
    """How an apprentice is doing today, by the thresholds of the house.

    `last_contact` is the day of the last observation or signature, `last_session` that of the last
    talk; without one the plan's first day counts. `failures`: those that `rule` counts.
    """
    if plan is None:
        return Standing((NO_PLAN,))
    if not plan.has_begun:
        return Standing((NOT_BEGUN,))
    if plan.is_complete:
        return Standing((COMPLETE,))
    found = (
        *_late_gate(plan),
        *_late_tasks(plan, rule),
        *_failing(failures, rule),
        *_near_gate(plan, rule),
        *_silence(plan, last_contact, rule),
        *_no_session(plan, last_session, rule),
    )
    by_weight = sorted(found, key=lambda reason: reason.light is not Light.TROUBLE)
    return Standing(tuple(by_weight) or (_on_track(rule),))


def _on_track(rule: Alerts) -> Reason:
    limits = {"talk": rule.untalked_days, "silent": rule.silent_days}
    words = N_("没有逾期，近 %(talk)s 个工作日有面谈，近 %(silent)s 个工作日有观察或签字")
    return Reason(Light.GOOD, N_("按计划进行"), words, limits=limits)


def _late_gate(plan: PlanView) -> Iterator[Reason]:
    gate = plan.next_gate
    if gate and gate.state is State.LATE:
        yield Reason(
            Light.TROUBLE,
            N_("关口逾期 %(days)s 个工作日"),
            N_("关口过了到期日还没有通过"),
            {"days": gate.late_by},
        )


def _late_tasks(plan: PlanView, rule: Alerts) -> Iterator[Reason]:
    late = plan.late
    if not late:
        return
    longest = late[0].late_by
    facts = {"count": len(late), "days": longest}
    if len(late) >= rule.late_tasks or longest >= rule.late_days:
        yield Reason(
            Light.TROUBLE,
            N_("%(count)s 项任务逾期，最久 %(days)s 个工作日"),
            N_("逾期 %(many)s 项以上，或有一项逾期 %(long)s 个工作日以上"),
            facts,
            {"many": rule.late_tasks, "long": rule.late_days},
        )
    else:
        yield Reason(
            Light.ATTENTION, N_("%(count)s 项任务逾期"), N_("有任务过了到期日还没有证据"), facts
        )


def _failing(failures: Sequence[Failure], rule: Alerts) -> Iterator[Reason]:
    for failure in failures:
        yield Reason(
            Light.ATTENTION,
            N_("“%(title)s”错了 %(count)s 次，还没有过"),
            N_("同一项错了 %(least)s 次以上，还没有一次通过"),
            {"title": failure.title, "count": failure.count},
            {"least": rule.failures},
        )


def _near_gate(plan: PlanView, rule: Alerts) -> Iterator[Reason]:
    gate = plan.next_gate
    if gate and gate.state is not State.LATE and _is_near_and_thin(gate, rule):
        yield Reason(
            Light.ATTENTION,
            N_("离关口 %(days)s 个工作日，证据 %(proved)s/%(needed)s")
            if gate.ahead
            else N_("关口已到期，证据 %(proved)s/%(needed)s"),
            N_("离关口 %(near)s 个工作日以内，证据不到 %(share)s%%"),
            {"days": gate.ahead, "proved": gate.proved, "needed": len(gate.evidence)},
            {"near": rule.gate_days, "share": rule.gate_share},
        )


def _is_near_and_thin(gate: GateView, rule: Alerts) -> bool:
    is_thin = gate.proved * WHOLE < len(gate.evidence) * rule.gate_share
    return gate.ahead <= rule.gate_days and is_thin


def _silence(plan: PlanView, last_contact: date | None, rule: Alerts) -> Iterator[Reason]:
    days = silent_days(plan, last_contact)
    if days >= rule.silent_days:
        yield Reason(
            Light.ATTENTION,
            N_("%(days)s 个工作日没有观察或签字"),
            N_("%(most)s 个工作日没有观察或签字"),
            {"days": days},
            {"most": rule.silent_days},
        )


def _no_session(plan: PlanView, last_session: date | None, rule: Alerts) -> Iterator[Reason]:
    days = silent_days(plan, last_session)
    if days >= rule.untalked_days:
        yield Reason(
            Light.ATTENTION,
            N_("%(days)s 个工作日没有面谈"),
            N_("%(most)s 个工作日没有记过面谈"),
            {"days": days},
            {"most": rule.untalked_days},
        )


def silent_days(plan: PlanView, last_contact: date | None) -> int:
    """Working days since something last happened, or since the plan began."""
    since = max(last_contact or plan.first_working_day, plan.first_working_day)
    return plan.today.calendar.working_days_between(since, plan.today.worked)


def latest(*instants: datetime | None) -> datetime | None:
    """The latest of some instants; None when there is none."""
    return max((instant for instant in instants if instant is not None), default=None)
