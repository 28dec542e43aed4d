"""Forms of plans: starting one, signing, taking a signature back."""

from collections.abc import Iterable, Mapping

from werkzeug.datastructures import MultiDict
from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError

from lms.errors import N_, Invalid
from lms.forms import DayField, Form, NumberField, at_most, one_of, required
from lms.i18n import LazyString, _, language, lazy
from lms.library.domain import Wording
from lms.onboarding.domain import Capacity, Judgement, Subject, Verdict
from lms.onboarding.domain.change import Reach
from lms.onboarding.domain.cohort import STANDARD, Order
from lms.onboarding.domain.countersigning import ANSWERS, Answer
from lms.onboarding.domain.signing import FEWEST_WORDS, LONGEST_WORDS, MOST_EXTENSION
from lms.onboarding.domain.statement import LONGEST_ANSWER, Words
from lms.onboarding.models import LONGEST_REASON
from lms.pages import own_address, whole_number

LONGEST_ID = 60
LONGEST_NOTICE = 6000  # characters; a year needs about 1,000
GATE_VERDICTS: Mapping[str, LazyString] = {
    Verdict.PASS: lazy("通过"),
    Verdict.EXTEND: lazy("延长几天再看"),
    Verdict.FAIL: lazy("未通过"),
}


def plans_offered(titles: Mapping[str, Wording]) -> list[SelectChoice]:
    """Plans on which somebody can be started, as choices; `titles`: name → title."""
    return [SelectChoice(name, title.in_(language())) for name, title in titles.items()]


def offered(*verdicts: Verdict) -> list[SelectChoice]:
    """Those of some verdicts that a mentor may give on a gate, as choices."""
    return [
        SelectChoice(verdict, GATE_VERDICTS[verdict])
        for verdict in verdicts
        if verdict in GATE_VERDICTS
    ]


class StartForm(Form):
    """Whose plan starts, which one and when."""

    person = StringField(validators=[required(), at_most(LONGEST_ID)])
    plan = SelectField(lazy("计划"), default=STANDARD, validate_choice=False)
    starts_on = DayField(lazy("第一天"))

    def name(self) -> str:
        """The plan that was picked."""
        return self.plan.data or STANDARD

    def person_id(self) -> str:
        """The public id of the person."""
        return self.person.data or ""


class CohortForm(Form):
    """From which day the plans of a cohort run; who and with whom is ticked and picked beside."""

    plan = SelectField(lazy("计划"), default=STANDARD, validate_choice=False)
    starts_on = DayField(lazy("第一天"))

    def order(self, values: MultiDict[str, str]) -> Order:
        """What was filled in, with the people and mentors among the values sent.

        Raises Invalid without a day.
        """
        if self.starts_on.data is None:
            raise Invalid(N_("请填写第一天。"))
        mentors = mentors_in(values, values.getlist("person"))
        return Order(self.starts_on.data, mentors, self.plan.data or STANDARD)


def mentors_in(values: MultiDict[str, str], people: Iterable[str]) -> dict[str, str]:
    """Which mentor was picked for each of some people, all by public id; "": none."""
    return {person: values.get(f"mentor-{person}", "") for person in people}


class ChangeForm(Form):
    """For whom a newer text of a plan holds."""

    plan = HiddenField(validators=[required(), at_most(LONGEST_ID)])
    revision = HiddenField(validators=[required()])
    reach = HiddenField(validators=[one_of(lambda: set(Reach))])

    def revision_id(self) -> int:
        """The text that was shown; 0 for none."""
        return whole_number(self.revision.data or "") or 0


class MoveForm(Form):
    """By how many working days plans move, and why; whose is ticked beside."""

    days = NumberField(lazy("挪几个工作日"))
    reason = TextAreaField(lazy("原因"), validators=[at_most(LONGEST_REASON)])


class NoticeForm(Form):
    """The notice of a year's holidays, line by line."""

    text = TextAreaField(
        lazy("放假安排"),
        validators=[required(lazy("请贴上通知，或选一个 CSV 文件。")), at_most(LONGEST_NOTICE)],
    )


class SignForm(Form):
    """What a mentor puts a name to."""

    subject = HiddenField(default=Subject.TASK, validators=[one_of(lambda: set(Subject))])
    subject_id = HiddenField(validators=[required(), at_most(LONGEST_ID)])
    number = HiddenField(default="1")
    verdict = RadioField(
        lazy("结论"),
        choices=offered(*Verdict),
        default=Verdict.PASS,
        validate_choice=False,
        validators=[one_of(lambda: GATE_VERDICTS)],
    )
    extension_days = NumberField(
        lazy("延长几个工作日"),
        description=lazy(
            "只在选“延长”时填写，1 到 %(most)s。这一关和后面的任务一起往后挪同样多的工作日。",
            most=MOST_EXTENSION,
        ),
    )
    words = TextAreaField(lazy("依据"), validators=[at_most(LONGEST_WORDS)])
    back = HiddenField()

    def validate_verdict(self, field: Field) -> None:
        """A signature says what it says: nothing is signed because nothing was chosen."""
        if not field.raw_data:
            field.data = None
            raise ValidationError(_("请选一个结论。"))

    def validate_words(self, field: Field) -> None:
        """A verdict on a gate needs its grounds; said here so that it stands beside the field."""
        if self.subject.data == Subject.GATE and len(field.data or "") < FEWEST_WORDS:
            raise ValidationError(_("请写一句依据，至少 %(least)s 个字。", least=FEWEST_WORDS))

    def withhold_pass(self) -> None:
        """Offer no "passed": evidence is missing."""
        self.verdict.choices = offered(Verdict.EXTEND, Verdict.FAIL)
        if self.verdict.data == Verdict.PASS:
            self.verdict.data = None

    def judgement(self) -> Judgement:
        """What was filled in. Raises Invalid when it says too little or makes no sense."""
        verdict = Verdict(self.verdict.data or "")
        subject, subject_id = self.about()
        return Judgement(
            subject=subject,
            subject_id=subject_id,
            verdict=verdict,
            words=self.words.data or "",
            extension_days=(self.extension_days.data or 0) if verdict is Verdict.EXTEND else 0,
            number=whole_number(self.number.data or "") or 0,
        )

    def about(self) -> tuple[Subject, str]:
        """What is signed: a task or gate, and its id."""
        is_gate = self.subject.data == Subject.GATE
        return Subject.GATE if is_gate else Subject.TASK, self.subject_id.data or ""

    def way_back(self) -> str | None:
        """The page of ours to go back to, if there is one."""
        return own_address(self.back.data)


class ConfirmingForm(Form):
    """What a lead, or HR in their place, answers to the mentor's "passed"."""

    number = HiddenField(default="1")
    verdict = RadioField(
        lazy("会签"),
        choices=[
            SelectChoice(Verdict.PASS, lazy("同意，通过")),
            SelectChoice(Verdict.FAIL, lazy("先不签，退回师父")),
        ],
        validate_choice=False,
        validators=[one_of(lambda: set(ANSWERS))],
    )
    words = TextAreaField(lazy("原因"), validators=[at_most(LONGEST_WORDS)])

    def validate_verdict(self, field: Field) -> None:
        """A signature says what it says: nothing is signed because nothing was chosen."""
        if not field.raw_data:
            field.data = None
            raise ValidationError(_("请选一个结论。"))

    def answer(self, capacity: Capacity) -> Answer:
        """What was filled in. Raises Invalid when it says too little."""
        return Answer(
            capacity=capacity,
            verdict=Verdict(self.verdict.data or ""),
            words=self.words.data or "",
            number=whole_number(self.number.data or "") or 0,
        )


class StatementForm(Form):
    """What a trainee says before a gate."""

    done = TextAreaField(lazy("做了什么"), validators=[at_most(LONGEST_ANSWER)])
    learnt = TextAreaField(lazy("学到了什么"), validators=[at_most(LONGEST_ANSWER)])
    lacking = TextAreaField(lazy("还差什么"), validators=[at_most(LONGEST_ANSWER)])
    ahead = TextAreaField(lazy("下一步怎么做"), validators=[at_most(LONGEST_ANSWER)])

    def words_said(self) -> Words:
        """What was filled in."""
        parts = (self.done, self.learnt, self.lacking, self.ahead)
        return Words(*(part.data or "" for part in parts))


class WithdrawalForm(Form):
    """Why a signature is taken back."""

    words = TextAreaField(lazy("撤回的原因"), validators=[required(), at_most(LONGEST_WORDS)])
    back = HiddenField()

    def way_back(self) -> str | None:
        """The page of ours to go back to, if there is one."""
        return own_address(self.back.data)
