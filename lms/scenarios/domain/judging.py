"""Judging a turn: what an act is worth in a situation, and where it leads."""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from lms.errors import N_, Invalid, Stale
from lms.questions.domain.replies import Band as ReplyBand
from lms.questions.domain.replies import ReplyVerdict
from lms.scenarios.domain.acts import Act, Choose, Fill, LetWait, Open, Reply, Verdict
from lms.scenarios.domain.answers import Grade, Outcome
from lms.scenarios.domain.fields import Filled, FormField, Grading, folded, graded
from lms.scenarios.domain.moves import Move, Points
from lms.scenarios.domain.scenario import Scenario, Situation, open_answers
from lms.scenarios.domain.steps import ChoiceStep, FormStep, ReplyStep, Step

LONGEST_REPLY = 1_000  # characters
GRADES = {
    ReplyBand.GOOD: Grade.GOOD,
    ReplyBand.PARTIAL: Grade.PARTIAL,
    ReplyBand.POOR: Grade.POOR,
    ReplyBand.HEAP: Grade.POOR,
    ReplyBand.BREACH: Grade.BREACH,
}
HALF = 2


def shown_choices(scenario: Scenario, situation: Situation, seed: int) -> tuple[Move, ...]:
    """The answers open in a situation, in the order in which this play shows them.

    Every play has an order of its own at every step, the same whenever the page is opened.
    """
    step = scenario.by_id[situation.step]
    if not isinstance(step, ChoiceStep):
        return ()
    return tuple(
        sorted(open_answers(step, situation), key=lambda move: _place(seed, step.id, move.id))
    )


def _place(seed: int, *names: str) -> bytes:
    return blake2b("/".join((str(seed), *names)).encode(), digest_size=8).digest()


def judge(scenario: Scenario, situation: Situation, act: Act, seed: int, grade: Grading) -> Verdict:
    """What an act is worth in a situation, and where it leads; `grade` grades what is typed.

    Raises Stale when nothing of the kind can be done there, Invalid for an answer that is not
    shown, nothing typed, or too much.
    """
    step = scenario.by_id[situation.step]
    match step, act:
        case ChoiceStep(), Choose(position):
            shown = shown_choices(scenario, situation, seed)
            return _taken(situation, _chosen(shown, position))
        case ReplyStep(), Reply(text):
            return _replied(step, situation, text, grade)
        case FormStep(), Fill(values):
            return _filled(step, situation, graded(step.fields, values, grade))
        case _, Open(card):
            return _taken(situation, _opened(step, card))
        case _, LetWait(seconds):
            return _taken(situation, _waited(step, situation, seconds))
    if not step.answers:
        raise Stale(N_("这场对话已经结束了。"))
    raise Stale(N_("这一步不是这样答的；请回到对话接着答。"))


def _taken(situation: Situation, move: Move) -> Verdict:
    return Verdict(
        situation.step,
        move.id,
        move.points,
        move.effects,
        situation.after(move).step,
        move.critical,
        move.staying,
    )


def _chosen(shown: Sequence[Move], position: int) -> Move:
    if not 1 <= position <= len(shown):
        raise Invalid(N_("没有这句话；请从列出的话里选一句。"))
    return shown[position - 1]


def _opened(step: Step, card: str) -> Move:
    for opening in step.openings:
        if opening.card == card:
            return opening
    raise Stale(N_("这一步没有这份资料可查；请回到对话接着答。"))


def _waited(step: Step, situation: Situation, seconds: float) -> Move:
    for wait in step.waits:
        if situation.offers(wait) and seconds >= wait.seconds:
            return wait
    raise Stale(N_("客户还没有等那么久；请回到对话接着答。"))


def _replied(step: ReplyStep, situation: Situation, text: str, grade: Grading) -> Verdict:
    if not text.strip():
        raise Invalid(N_("请写下要回给客户的话。"))
    if len(text) > LONGEST_REPLY:
        raise Invalid(N_("太长了，最多 %(most)s 个字。"), most=LONGEST_REPLY)
    verdict = grade(step.criteria, text)
    unedited = is_unedited(step, text)
    found = GRADES[verdict.band]
    if unedited and found is Grade.GOOD:
        found = Grade.PARTIAL
    outcome = outcome_of(step, found)
    return Verdict(
        situation.step,
        outcome.id,
        losses_of(verdict) if unedited else verdict.points,
        outcome.effects,
        situation.after(outcome).step,
        outcome.critical,
        reply=verdict,
        unedited=unedited,
    )


def losses_of(verdict: ReplyVerdict) -> Points:
    """What a reply costs; all that a quick phrase counts that was sent as it is."""
    return {name: worth for name, worth in verdict.points.items() if worth < 0}


def is_unedited(step: ReplyStep, text: str) -> bool:
    """Whether a reply is a quick phrase, sent as it is."""
    quick = {
        folded(words)
        for phrase in step.quick
        for words in (phrase.zh_hans, phrase.zh_hant, phrase.en)
    }
    return folded(text) in quick - {""}


def _filled(step: FormStep, situation: Situation, filled: tuple[Filled, ...]) -> Verdict:
    outcome = outcome_of(step, filled_grade(filled))
    return Verdict(
        situation.step,
        outcome.id,
        filled_points(step.fields, filled),
        outcome.effects,
        situation.after(outcome).step,
        outcome.critical,
        fields=filled,
    )


def filled_grade(filled: Sequence[Filled]) -> Grade:
    """What a form is on the whole."""
    if any(one.reply and one.reply.band is ReplyBand.BREACH for one in filled):
        return Grade.BREACH
    right = sum(one.is_right for one in filled)
    if right == len(filled):
        return Grade.GOOD
    return Grade.PARTIAL if right * HALF >= len(filled) else Grade.POOR


def filled_points(fields: Iterable[FormField], filled: Iterable[Filled]) -> Points:
    """What a form earns."""
    total: Counter[str] = Counter()
    for field, one in zip(fields, filled, strict=True):
        if one.is_right:
            total.update(field.points)
    return dict(total)


def outcome_of(step: ReplyStep | FormStep, grade: Grade) -> Outcome:
    """What comes of a reply or a form of a grade."""
    return next(outcome for outcome in step.outcomes if outcome.grade is grade)
