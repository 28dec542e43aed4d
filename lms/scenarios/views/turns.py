"""The turns of a play as pages show them: what was said and done, and remarks when it is time."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.library.domain import Wording
from lms.scenarios.domain import Exchange, FormStep, ReplyStep, Scenario, Staying, exchanges
from lms.scenarios.queries import Talk
from lms.scenarios.views.typed import FieldFilled, ReplyShown, filled_in, graded_reply


@dataclass(frozen=True, slots=True)
class TurnShown:
    """One turn: what the customer said, and what the agent did."""

    exchange: Exchange
    typed: str | None  # the reply, as it was typed
    reply: ReplyShown | None  # the same, graded; only when it is time
    fields: Sequence[FieldFilled]
    card: Wording | None  # that was looked at

    @property
    def number(self) -> int:
        """Which turn, counted from 1."""
        return self.exchange.number

    @property
    def is_silent(self) -> bool:
        """Whether the agent let the customer wait."""
        return self.exchange.verdict.answer.startswith("wait-")


def shown_turns(scenario: Scenario, talk: Talk, *, with_remarks: bool) -> list[TurnShown]:
    """All turns of a play that were not taken back."""
    return [
        _shown(scenario, exchange, talk.typed.get(exchange.number), with_remarks=with_remarks)
        for exchange in exchanges(scenario, talk.scenes, with_remarks=with_remarks)
    ]


def _shown(
    scenario: Scenario, exchange: Exchange, typed: str | None, *, with_remarks: bool
) -> TurnShown:
    verdict = exchange.verdict
    if verdict.staying is Staying.LOOKED:
        return TurnShown(exchange, None, None, (), scenario.card(verdict.answer).title)
    match scenario.by_id[verdict.step]:
        case ReplyStep() as step if verdict.reply:
            graded = graded_reply(step, verdict, typed) if with_remarks else None
            return TurnShown(exchange, typed, graded, (), None)
        case FormStep() as step if verdict.fields:
            fields = filled_in(step, verdict, typed, with_remarks=with_remarks)
            return TurnShown(exchange, None, None, fields, None)
        case _:
            return TurnShown(exchange, None, None, (), None)
