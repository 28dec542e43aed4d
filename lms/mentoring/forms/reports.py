"""The forms of work reports: the four parts, and what the mentor answers."""

from wtforms import TextAreaField

from lms.forms import Form, at_most, required
from lms.i18n import LazyString, lazy
from lms.mentoring.domain.reports import LONGEST_REPLY, LONGEST_TO_TALK, Reply
from lms.onboarding.domain.statement import LONGEST_ANSWER, Words


def _part(label: LazyString, guidance: LazyString) -> TextAreaField:
    return TextAreaField(label, description=guidance, validators=[at_most(LONGEST_ANSWER)])


class ReportForm(Form):
    """What a trainee writes of a month."""

    done = _part(
        lazy("做了什么"),
        lazy("几件、办成的、没办成的，跟计划对一对。旁边的数不用再抄，挑要紧的说。"),
    )
    learnt = _part(lazy("学到了什么"), lazy("会了哪样，凭什么说会了：前后各几次，哪一单看得出来。"))
    lacking = _part(
        lazy("还差什么"),
        lazy("哪一件没做好，客户因此怎样，原因在哪一步，已经改了什么。至少写一件师父还不知道的。"),
    )
    ahead = _part(lazy("下一步怎么做"), lazy("做哪几件，各到哪天，要谁帮什么忙。"))

    def words_said(self) -> Words:
        """What was filled in."""
        parts = (self.done, self.learnt, self.lacking, self.ahead)
        return Words(*(part.data or "" for part in parts))

    def begin(self, words: Words) -> None:
        """Fill in what was saved."""
        self.done.data, self.learnt.data = words.done, words.learnt
        self.lacking.data, self.ahead.data = words.lacking, words.ahead


class ReplyForm(Form):
    """What the mentor answers."""

    words = TextAreaField(
        lazy("回复"),
        description=lazy("三句就够：看见了什么；哪一处再想想；您来办什么。"),
        validators=[required(lazy("请写几句回复。")), at_most(LONGEST_REPLY)],
    )
    to_talk = TextAreaField(
        lazy("下次面谈要谈的"),
        description=lazy("写了，就会出现在下次面谈的单子上，谈过打勾。"),
        validators=[at_most(LONGEST_TO_TALK)],
    )

    def reply(self) -> Reply:
        """What was filled in. Raises WrongField for too few words."""
        return Reply(self.words.data or "", self.to_talk.data or "")
