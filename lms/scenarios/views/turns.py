"""The turns of a play as pages show them: what was said and done, and remarks when it is time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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
    said_at: datetime  # when the customer spoke
    at: datetime  # when the agent did

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
    shown, said_at = [], talk.at[0]
    for exchange in exchanges(scenario, talk.scenes, with_remarks=with_remarks):
        at = talk.at[exchange.number]
        done = _done(scenario, exchange, talk.typed.get(exchange.number), with_remarks=with_remarks)
        shown.append(TurnShown(exchange, *done, said_at, at))
        said_at = at
    return shown


def _done(
    scenario: Scenario, exchange: Exchange, typed: str | None, *, with_remarks: bool
) -> tuple[str | None, ReplyShown | None, Sequence[FieldFilled], Wording | None]:
    """What the agent typed, the same graded, filled in, and looked at."""
    verdict = exchange.verdict
    if verdict.staying is Staying.LOOKED:
        return None, None, (), scenario.card(verdict.answer).title
    match scenario.by_id[verdict.step]:
        case ReplyStep() as step if verdict.reply:
            graded = graded_reply(step, verdict, typed) if with_remarks else None
            return typed, graded, (), None
        case FormStep() as step if verdict.fields:
            return None, None, filled_in(step, verdict, typed, with_remarks=with_remarks), None
        case _:
            return None, None, (), None
