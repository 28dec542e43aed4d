"""The facts about somebody's competencies, asked of the features that keep them."""

from collections import Counter
from collections.abc import Iterator

from lms.courses import queries as courses
from lms.errors import N_
from lms.framework.domain import COMPETENCIES
from lms.growth.domain import NEWEST, Fact, Source, Standing, standings
from lms.i18n import language
from lms.library import queries as library
from lms.mentoring import queries as mentoring
from lms.mentoring.domain import Verdict
from lms.scenarios import queries as scenarios

MET, NOT_MET = 100, 0
OBSERVED = {
    Verdict.MET: N_("%(mentor)s观察：达到"),
    Verdict.NOT_YET: N_("%(mentor)s观察：还没达到"),
}
PLAYED = {
    "practice": N_("练习“%(scenario)s”"),
    "rehearsal": N_("彩排“%(scenario)s”"),
    "assessment": N_("考核“%(scenario)s”"),
}
ANSWERED = {
    True: N_("《%(lesson)s》的小测，第一次就答对"),
    False: N_("《%(lesson)s》的小测，第一次没答对"),
}


def standings_of(person_id: int) -> tuple[Standing, ...]:
    """Where somebody stands on each of the seven competencies; three queries, however much."""
    return standings([*_observed(person_id), *_played(person_id), *_answered(person_id)])


def _observed(person_id: int) -> Iterator[Fact]:
    for seen in mentoring.verdicts_on(person_id):
        yield Fact(
            competency=seen.competency,
            source=Source.OBSERVATION,
            share=MET if seen.verdict is Verdict.MET else NOT_MET,
            at=seen.at,
            words=OBSERVED[seen.verdict],
            parameters={"mentor": seen.by_name},
            address="/mentoring#observations",
        )


def _played(person_id: int) -> Iterator[Fact]:
    """The newest plays come first; those that count no more are not even looked at."""
    told: Counter[str] = Counter()
    for play in scenarios.competency_shares(person_id):
        for competency, share in play.by_competency.items():
            told[competency] += 1
            if told[competency] <= NEWEST:
                yield _of_play(play, competency, share.percent)
        if all(told[competency] >= NEWEST for competency in COMPETENCIES):
            return


def _of_play(play: scenarios.PlayShares, competency: str, share: int) -> Fact:
    document = library.published("scenario", play.scenario_id)
    title = document.content.title.in_(language()) if document else play.scenario_id
    return Fact(
        competency=competency,
        source=Source.PLAY,
        share=share,
        at=play.ended_at,
        words=PLAYED[play.mode],
        parameters={"scenario": title},
        address=f"/plays/{play.public_id}",
    )


def _answered(person_id: int) -> Iterator[Fact]:
    for first in courses.first_answers(person_id):
        yield Fact(
            competency=first.question.competency,
            source=Source.CHECK,
            share=MET if first.is_right else NOT_MET,
            at=first.at,
            words=ANSWERED[first.is_right],
            parameters={"lesson": first.lesson.content.title.in_(language())},
            address=first.address,
        )
