"""Chat logs that are to become a role-play: what is pasted, what is covered, how it is called."""

from collections.abc import Mapping

from wtforms import BooleanField, StringField, TextAreaField

from lms.forms import Form, at_most, required
from lms.i18n import lazy
from lms.library.content import LONGEST_NAME
from lms.scenarios.content import KIND
from lms.studio.domain import chats
from lms.studio.domain.chats import Speaker
from lms.studio.forms.beginning import LONGEST_TITLE, check_name
from lms.studio.service import New

MOST_WORDS = 2000  # characters of all words that are covered as well
MOST_NAMES = 500  # characters of all names before lines


def _seen(value: object) -> object:
    return chats.plain(value) if isinstance(value, str) else value


class ChatsForm(Form):
    """Chat logs, words to cover in them, and the role-play that they become."""

    log = TextAreaField(lazy("聊天记录"), filters=[_seen])
    words = StringField(lazy("还要遮掉的词"), [at_most(MOST_WORDS)], filters=[_seen])
    customers = StringField(lazy("客户在记录里叫什么"), [at_most(MOST_NAMES)], filters=[_seen])
    agents = StringField(lazy("客服在记录里叫什么"), [at_most(MOST_NAMES)], filters=[_seen])
    title = StringField(lazy("标题"), [required(lazy("请写标题。")), at_most(LONGEST_TITLE)])
    name = StringField(lazy("标识（写进网址，定了不改）"), [at_most(LONGEST_NAME)])
    is_read = BooleanField(
        lazy("我从头读过了，没有能认出人的内容"),
        [required(lazy("请先从头读一遍，再勾上这一项。"))],
    )

    def validate_name(self, field: StringField) -> None:
        """It may stay empty where the title has a sound."""
        check_name(field.data, self.title.data)

    @property
    def called(self) -> dict[str, Speaker]:
        """Who is meant by the names before lines."""
        customers = dict.fromkeys(chats.words_of(self.customers.data or ""), Speaker.CUSTOMER)
        return customers | dict.fromkeys(chats.words_of(self.agents.data or ""), Speaker.AGENT)

    def name_all(self) -> None:
        """Count the names before lines among the words that are covered from now on."""
        fields = (self.words, self.customers, self.agents)
        words = dict.fromkeys(word for one in fields for word in (one.data or "").split())
        self.words.data = " ".join(words)
        self.customers.data = self.agents.data = ""

    def wanted(self, texts: Mapping[str, str]) -> New:
        """The role-play that is asked for, of these texts."""
        return New(KIND, self.title.data or "", name=self.name.data or "", texts=texts)
