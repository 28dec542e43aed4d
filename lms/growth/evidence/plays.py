"""What role-plays showed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lms import clock
from lms.errors import N_
from lms.growth.domain import Fact, Rule, Source
from lms.growth.evidence.registry import Evidence
from lms.i18n import language
from lms.library import queries as library
from lms.people.models import Person
from lms.scenarios import queries as scenarios
from lms.scenarios.domain import Mode

WORDS = {
    "practice": N_("练习“%(scenario)s”"),
    "rehearsal": N_("彩排“%(scenario)s”"),
    "assessment": N_("考核“%(scenario)s”"),
}


class PlayEvidence(Evidence):
    """A play is a fact on each competency on which something could be earned."""

    sources = (Source.ASSESSMENT, Source.PRACTICE)

    def facts(self, person: Person, rule: Rule, today: date) -> Iterator[Fact]:  # noqa: ARG002
        """The plays of a person that reached an ending, previews apart."""
        for play in scenarios.competency_shares(person.id):
            yield from _facts(play)


def _facts(play: scenarios.PlayShares) -> Iterator[Fact]:
    document = library.published("scenario", play.scenario_id)
    title = document.content.title.in_(language()) if document else play.scenario_id
    happened = Fact(
        competency="",
        source=Source.ASSESSMENT if play.mode is Mode.ASSESSMENT else Source.PRACTICE,
        item=play.scenario_id,
        share=0,
        at=play.ended_at,
        on=clock.day_of(play.ended_at),
        words=WORDS[play.mode],
        parameters={"scenario": title},
        own_address=f"/plays/{play.public_id}",
        address=f"/plays/{play.public_id}",
        earlier=play.earlier,
        told_with="play.result-of",
        opened_with="play.read",
    )
    for competency, share in play.by_competency.items():
        yield replace(happened, competency=competency, share=share.percent)
