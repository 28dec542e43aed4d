"""The forms of a session: writing it down, confirming it, a private note."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from lms.forms import DayField, Form, NumberField, at_most, one_of, required
from lms.i18n import LazyString, _, day, language, lazy, moment
from lms.library.domain import Wording
from lms.mentoring.domain import (
    LONGEST_NOTES,
    LONGEST_TODO,
    LONGEST_WORDS_OF_ANSWER,
    MOST_TODOS,
    Answer,
    Meeting,
    Talk,
    Todo,
    TurnSeen,
)
from lms.mentoring.models import SessionRecord
from lms.mentoring.queries import Agenda
from lms.people.models import Pair

USUALLY_DUE = timedelta(days=7)  # after the session
APPRENTICE, MENTOR = "apprentice", "mentor"
CONFIRMED, DIFFERENT = "confirmed", "different"


def _ticks(label: LazyString, description: LazyString | str = "") -> Any:
    return SelectMultipleField(
        label,
        description=description,
        choices=[],
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


def _todo() -> Any:
    return StringField(lazy("要办的事"), validators=[at_most(LONGEST_TODO)])


def _owner() -> Any:
    return SelectField(lazy("谁办"), choices=[], default=APPRENTICE, validate_choice=False)


def _due() -> Any:
    return DayField(lazy("哪天办完"))


class SessionForm(Form):
    """What a mentor writes down; everything but the one sentence is filled in already."""

    talk = HiddenField()
    corrects = HiddenField()
    shared = TextAreaField(
        lazy("谈了什么，定了什么"),
        validators=[required(lazy("请写一句：谈了什么，定了什么。")), at_most(LONGEST_NOTES)],
    )
    done = _ticks(lazy("上次定的事，办完的打勾"), lazy("没打勾的留到下一次。"))
    questions = _ticks(
        lazy("读课时问的，谈过的打勾"), lazy("打了勾的，徒弟会看到“面谈时一起看过、讲过了”。")
    )
    turns = _ticks(lazy("您留过话的演练，谈过的打勾"))
    reviews = _ticks(lazy("送来的一周回顾，谈过的打勾"))
    reports = _ticks(lazy("述职报告里要谈的，谈过的打勾"))
    task = RadioField(lazy("同时给计划里的面谈签字"), choices=[], validate_choice=False)
    held_on = DayField(lazy("哪天谈的"), validators=[required(lazy("请填写哪天谈的。"))])
    minutes = NumberField(lazy("谈了几分钟"), validators=[required(lazy("请填写几分钟。"))])
    next_on = DayField(
        lazy("下次面谈哪天"),
        [Optional()],
        description=lazy("约好了就填，两个人订阅的日历里都会有。"),
    )
    play = SelectField(lazy("对着哪次演练谈的"), choices=[], validate_choice=False)
    turn = NumberField(lazy("第几轮"), description=lazy("不填就是整次演练。"))
    todo_1, owner_1, due_on_1 = _todo(), _owner(), _due()
    todo_2, owner_2, due_on_2 = _todo(), _owner(), _due()
    todo_3, owner_3, due_on_3 = _todo(), _owner(), _due()
    private = TextAreaField(lazy("私下的笔记"), validators=[at_most(LONGEST_NOTES)])

    def offer(self, pair: Pair, agenda: Agenda, titles: dict[str, Wording]) -> None:
        """Let the mentor tick what waits; `titles` name the scenarios of plays."""
        tongue = language()
        self.done.choices = [
            SelectChoice(one.public_id, _todo_words(one.words, one.owner.name, one.due_on))
            for one in agenda.todos
        ]
        self.questions.choices = [
            SelectChoice(
                one.question.public_id, one.title.in_(tongue) + _("：") + one.question.words
            )
            for one in agenda.questions
        ]
        self.turns.choices = [
            SelectChoice(f"{one.play}/{one.number}", _turn_words(one.title, one.number, one.said))
            for one in agenda.turns
        ]
        titled = [(one, titles.get(one.scenario_id)) for one in agenda.plays]
        self.reviews.choices = [
            SelectChoice(one.public_id, _review_words(one.monday, one.stuck))
            for one in agenda.reviews
        ]
        self.reports.choices = [
            SelectChoice(one.public_id, _report_words(one.month, one.reply.to_talk))
            for one in agenda.reports
            if one.reply
        ]
        self.play.choices = [
            SelectChoice("", _("没有")),
            *(
                SelectChoice(
                    one.public_id,
                    f"{title.in_(tongue) if title else one.scenario_id} · {moment(one.ended_at)}",
                )
                for one, title in titled
            ),
        ]
        self.play.validators = [
            one_of(lambda: {"", None, *(one.public_id for one in agenda.plays)})
        ]
        self.task.choices = [
            *(SelectChoice(one.task.id, one.task.title.in_(tongue)) for one in agenda.tasks),
            SelectChoice("", _("这次不签")),
        ]
        for owner in (self.owner_1, self.owner_2, self.owner_3):
            owner.choices = [
                SelectChoice(APPRENTICE, pair.apprentice.name),
                SelectChoice(MENTOR, pair.mentor.name),
            ]

    def begin(self, talk: Talk, today: date, agenda: Agenda, task: str = "") -> None:
        """Fill in what is usual: today, so many minutes, the talk that the plan asks for."""
        self.talk.data = talk.id
        self.held_on.data, self.minutes.data = today, talk.minutes
        due = [view.task.id for view in agenda.tasks]
        usual = due[0] if due and talk.signs else ""
        self.task.data = task if task in due else usual
        for one in (self.due_on_1, self.due_on_2, self.due_on_3):
            one.data = today + USUALLY_DUE

    def repeat(self, record: SessionRecord) -> None:
        """Fill in what a record says, so that it can be put right."""
        self.corrects.data, self.talk.data = record.public_id, record.talk
        self.held_on.data, self.minutes.data = record.held_on, record.minutes
        self.shared.data, self.next_on.data = record.shared, record.next_on

    @property
    def todo_rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields of the to-dos, row by row."""
        numbers = range(1, MOST_TODOS + 1)
        names = ("todo", "owner", "due_on")
        return [tuple(self[f"{name}_{number}"] for name in names) for number in numbers]

    @property
    def has_more(self) -> bool:
        """Whether something is wrong, or filled in, among what is folded away."""
        folded = (self.held_on, self.minutes, self.play, self.turn, self.private)
        rows = [field for row in self.todo_rows for field in row]
        filled = any(words.data for words, _owner, _due in self.todo_rows)
        return filled or any(field.errors for field in (*folded, *rows))

    def meeting(self) -> Meeting:
        """What was filled in. Raises Invalid when it says too little or too much."""
        held_on = self.held_on.data or date.min
        return Meeting(
            talk=self.talk.data or "",
            held_on=held_on,
            minutes=self.minutes.data or 0,
            shared=self.shared.data or "",
            next_on=self.next_on.data,
            private=self.private.data or "",
            todos=tuple(self._todos(held_on)),
            done=tuple(self.done.data or ()),
            questions=tuple(self.questions.data or ()),
            turns=tuple(self._turns()),
            reviews=tuple(self.reviews.data or ()),
            reports=tuple(self.reports.data or ()),
            task=self.task.data or "",
            corrects=self.corrects.data or "",
        )

    def _todos(self, held_on: date) -> Iterator[Todo]:
        for words, owner, due_on in self.todo_rows:
            if words.data:
                due = due_on.data or held_on + USUALLY_DUE
                yield Todo(words.data, owner.data == MENTOR, due)

    def _turns(self) -> Iterable[TurnSeen]:
        for value in self.turns.data or ():
            play, _slash, number = value.partition("/")
            if number.isascii() and number.isdigit():
                yield TurnSeen(play, int(number[:4]))
        if self.play.data:
            yield TurnSeen(self.play.data, self.turn.data)


def _report_words(month: int, to_talk: str) -> str:
    return _("第 %(month)s 个月：%(words)s", month=month, words=to_talk)


def _review_words(monday: date, stuck: str) -> str:
    return _("%(day)s那一周：%(stuck)s", day=day(monday), stuck=stuck)


def _todo_words(words: str, name: str, due_on: date) -> str:
    return _("%(words)s（%(name)s，%(day)s前）", words=words, name=name, day=day(due_on))


def _turn_words(title: Wording, number: int, said: str) -> str:
    where = _("第 %(number)s 轮", number=number)
    return f"{title.in_(language())} · {where}" + _("：") + said[:60]


class AnswerForm(Form):
    """What the apprentice says to a record."""

    verdict = HiddenField(validators=[one_of(lambda: {CONFIRMED, DIFFERENT})])
    words = TextAreaField(
        lazy("哪里和您记得的不一样"), validators=[at_most(LONGEST_WORDS_OF_ANSWER)]
    )

    def answer(self) -> Answer:
        """What was said. Raises Invalid when something is different and nothing says what."""
        is_confirmed = self.verdict.data == CONFIRMED
        return Answer(is_confirmed, "" if is_confirmed else self.words.data or "")


class PrivateForm(Form):
    """What somebody notes for themselves alone."""

    note = TextAreaField(lazy("私下的笔记"), validators=[at_most(LONGEST_NOTES)])
