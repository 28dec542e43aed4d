"""Carrying out what the diary says, by the services that people's clicks call. Never commits."""

import random
from collections import Counter
from datetime import datetime, timedelta

from lms import clock
from lms.certification import queries as certificates
from lms.certification import service as certification
from lms.certification.domain import Act as CertificateAct
from lms.certification.domain import Issue, Reason
from lms.forms import LONGEST_KEY
from lms.mentoring import service as mentoring
from lms.mentoring.domain import Observation
from lms.mentoring.domain import Verdict as Found
from lms.onboarding import queries as plans
from lms.onboarding import service as onboarding
from lms.onboarding.domain import Capacity, Judgement, Subject, TaskKind, Verdict
from lms.onboarding.domain.countersigning import Answer
from lms.onboarding.domain.statement import Words
from lms.onboarding.models import Plan
from lms.operations.demo import words
from lms.operations.demo.acts import (
    Act,
    Arrive,
    Begin,
    Certify,
    Comment,
    Confirm,
    Contest,
    Decide,
    Drill,
    Enrol,
    Leave,
    LookingBack,
    Observe,
    Part,
    Play,
    Read,
    Reply,
    Report,
    Revoke,
    SayBack,
    Settle,
    Sign,
    TakeTest,
    Write,
)
from lms.operations.demo.cast import OFFICER, SECOND_OFFICER
from lms.operations.demo.characters import Trainee
from lms.operations.demo.company import enrol, hire, person_of
from lms.operations.demo.entering import take_test
from lms.operations.demo.looking_back import look_back
from lms.operations.demo.playing import drill, play
from lms.operations.demo.reading import read
from lms.operations.demo.reporting import report
from lms.operations.demo.talking import Talks
from lms.people import access_log
from lms.people import service as people
from lms.people.domain import Ending
from lms.people.models import Pair, Person
from lms.scenarios.models import Play as Played

LOOKS_BEFORE = timedelta(minutes=3)  # a mentor opens the plan before a verdict


class Life:
    """What happens to one trainee; it begins with `Arrive`."""

    def __init__(self, trainee: Trainee, password_hash: str) -> None:
        self._trainee, self._password_hash = trainee, password_hash
        self._mentor, self._officer = person_of(trainee.mentor), person_of(OFFICER)
        self._chance = random.Random(trainee.login)  # noqa: S311  # no secret
        self._decided: Counter[str] = Counter()  # verdicts by gate
        self._slip = ""
        self._person: Person
        self._pair: Pair
        self._plan: Plan
        self._played: Played
        self._talks: Talks

    def live(self, act: Act, now: datetime) -> None:
        """Let an act happen at an instant."""
        match act:
            case Arrive() | Enrol() | Begin():
                self._arrive(act, now)
            case Read() | TakeTest():
                self._learn(act, now)
            case Play() | Drill() | Comment() | Contest() | Settle():
                self._play(act, now)
            case Sign() | Confirm() | Observe() | Decide() | Write():
                self._meet_mentor(act, now)
            case Report() | Reply() | SayBack():
                report(self._mentor, self._plan, act, now=now)
            case Certify():
                self._certify(now)
            case Part() | Leave() | Revoke():
                self._part(act, now)

    def _learn(self, act: Read | TakeTest, now: datetime) -> None:
        match act:
            case Read(lesson):
                read(self._person, lesson, slips=self._trainee.habits.slips, now=now)
            case TakeTest(course):
                take_test(self._person, course, now=now)

    def _play(self, act: Play | Drill | LookingBack, now: datetime) -> None:
        match act:
            case Play():
                self._played = play(self._person, act, now=now)
            case Drill(name):
                drill(self._person, name, now=now)
            case Comment() | Contest() | Settle():
                look_back(self._mentor, self._played, act, now=now)

    def _arrive(self, act: Arrive | Enrol | Begin, now: datetime) -> None:
        match act:
            case Arrive(first_day):
                self._slip = hire(self._officer, self._trainee, first_day, now=now)
                self._person = person_of(self._trainee.login)
            case Enrol():
                enrol(self._slip, self._password_hash, now=now)
            case Begin(first_day):
                self._pair = people.pair_up(
                    self._officer, self._mentor, self._person, starts_on=first_day, now=now
                )
                self._plan = onboarding.start_plan(self._officer, self._person, now=now)
                self._talks = Talks(self._mentor, self._pair, self._chance)

    def _meet_mentor(self, act: Sign | Confirm | Observe | Decide | Write, now: datetime) -> None:
        match act:
            case Sign(task, TaskKind.TALK):
                self._talks.talk(task, now)
            case Sign(task, _):
                said = words.SIGNED.get(task, words.SIGNED_OTHERWISE)
                self._put_name(Subject.TASK, task, Verdict.PASS, said, now)
            case Confirm():
                self._talks.confirm(now)
            case Observe(competency, is_met):
                self._observe(competency, now, is_met=is_met)
            case Decide(gate, extension):
                self._decide(gate, extension, now)
            case Write(gate):
                stated = Words(*words.STATED)
                onboarding.save_statement(
                    self._person, self._plan, gate, stated, is_sent=True, now=now
                )

    def _decide(self, gate: str, extension: int, now: datetime) -> None:
        access_log.look(self._mentor, self._person, "plan.view", now=now - LOOKS_BEFORE)
        if extension:
            self._put_name(Subject.GATE, gate, Verdict.EXTEND, words.EXTENDED, now, days=extension)
        else:
            said = words.PASSED.get(gate, words.PASSED_OTHERWISE)
            self._put_name(Subject.GATE, gate, Verdict.PASS, said, now)
            self._confirm(gate, now)

    def _confirm(self, gate: str, now: datetime) -> None:
        """The lead signs as well, where the gate asks for it; without one HR does."""
        if not plans.gate_row(self._plan.id, gate).needs_lead:
            return
        lead = plans.Leads().of(self._person, but=self._mentor.id)
        answer = Answer(
            capacity=Capacity.LEAD if lead else Capacity.DEPUTY,
            verdict=Verdict.PASS,
            words="" if lead else words.STOOD_IN,
            number=self._decided[gate],
        )
        key = f"demo-{self._plan.public_id}-{gate}-confirmed"
        onboarding.counter_sign(lead or self._officer, self._plan, gate, answer, key=key, now=now)

    def _put_name(
        self,
        subject: Subject,
        name: str,
        verdict: Verdict,
        said: str,
        now: datetime,
        *,
        days: int = 0,
    ) -> None:
        self._decided[name] += 1
        number = self._decided[name]
        judgement = Judgement(
            subject=subject,
            subject_id=name,
            verdict=verdict,
            words=said,
            extension_days=days,
            number=number,
        )
        key = f"demo-{self._plan.id}-{name}-{number}"[:LONGEST_KEY]
        onboarding.sign(self._mentor, self._plan, judgement, key=key, now=now)

    def _observe(self, competency: str, now: datetime, *, is_met: bool) -> None:
        if is_met:
            seen = self._chance.choice(words.MET.get(competency, (words.MET_OTHERWISE,)))
            observation = Observation(competency, Found.MET, seen)
        else:
            lacking = words.NOT_YET.get(competency, words.NOT_YET_OTHERWISE)
            observation = Observation(competency, Found.NOT_YET, lacking)
        key = f"demo-{self._pair.id}-{now:%Y%m%d%H%M%S}"
        mentoring.record_observation(self._mentor, self._pair, observation, key=key, now=now)

    def _certify(self, now: datetime) -> None:
        """What the job does every minute."""
        for programme in certificates.programmes():
            if programme.issue is Issue.AUTOMATIC:
                certification.issue(
                    self._person, programme.id, by=None, today=clock.day_of(now), now=now
                )

    def _part(self, act: Part | Leave | Revoke, now: datetime) -> None:
        match act:
            case Part(last_day):
                people.part(self._officer, self._pair, ends_on=last_day, now=now)
            case Leave(last_day):
                people.part(
                    self._officer,
                    self._pair,
                    ends_on=last_day,
                    how=Ending.STOPPED,
                    handover=words.LEFT,
                    now=now,
                )
                people.suspend(self._officer, self._person, now=now)
            case Revoke():
                self._revoke(now)

    def _revoke(self, now: datetime) -> None:
        for certificate in certificates.certificates_of(self._person):
            certification.propose(
                certificate,
                CertificateAct.REVOKED,
                by=person_of(SECOND_OFFICER),
                reason=Reason.MISCONDUCT,
                words=words.REVOKED,
                key=f"demo-{certificate.number}",
                four_eyes=False,
                now=now,
            )
