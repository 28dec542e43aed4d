"""The form of a robot in a chat group."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from lms.errors import Invalid
from lms.forms import Form, at_most, cleaned, offered, one_of, required
from lms.i18n import LANGUAGES, SOURCE, LazyString, _, lazy
from lms.messages.domain import LONGEST_NAME, Access, RobotKind, access_in
from lms.pages import whole_number
from lms.people.domain import Node

INDENT = "\u3000"  # one Chinese character wide
KINDS: dict[RobotKind, LazyString] = {
    RobotKind.WECOM: lazy("企业微信"),
    RobotKind.DINGTALK: lazy("钉钉"),
    RobotKind.FEISHU: lazy("飞书"),
}


def _kept_secret(label: LazyString, description: LazyString) -> Any:
    options = {"autocomplete": "off", "spellcheck": "false"}
    return PasswordField(label, description=description, render_kw=options)


class RobotForm(Form):
    """A robot; of one that stands already, department and kind stay, and the address may."""

    department = SelectField(lazy("部门"), choices=[], validate_choice=False)
    kind = RadioField(
        lazy("平台"),
        choices=[SelectChoice(str(kind), words) for kind, words in KINDS.items()],
        default=str(RobotKind.WECOM),
        validate_choice=False,
    )
    name = StringField(
        lazy("名称"),
        [required(), at_most(LONGEST_NAME)],
        description=lazy("同事们怎么叫这个群，例如“客服一部大群”。"),
    )
    address = _kept_secret(
        lazy("机器人地址"),
        lazy("在群设置里添加机器人后复制，以 https:// 开头。保存后加密，不再显示。"),
    )
    secret = _kept_secret(lazy("加签密钥"), lazy("只有钉钉安全设置选“加签”时才填，以 SEC 开头。"))
    language = SelectField(
        lazy("用哪种语言"),
        choices=[
            SelectChoice(tag, name, render_kw={"lang": tag}) for tag, name in LANGUAGES.items()
        ],
        default=SOURCE,
        validate_choice=False,
        validators=[one_of(lambda: LANGUAGES)],
    )
    topics = SelectMultipleField(
        lazy("通知哪些事"),
        choices=[],
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def offer(self, nodes: Sequence[Node], topics: Iterable[tuple[str, str]]) -> "RobotForm":
        """Offer departments to stand in, and topics to be told of."""
        self.department.choices = [
            (str(node.id), INDENT * node.depth + node.name) for node in nodes
        ]
        self.topics.choices = list(topics)
        return self

    def is_new_one(self) -> bool:
        """Whether a new robot is described well; what is not is said at its field."""
        fine = bool(self.validate_on_submit())
        for field, known in ((self.department, offered(self.department)), (self.kind, RobotKind)):
            if field.data not in set(known):
                field.errors = [*field.errors, _("请从列表中选一项。")]
                fine = False
        return fine

    def department_id(self) -> int:
        """The department that was picked."""
        return whole_number(self.department.data) or 0

    def access(self, kind: str) -> Access | None:
        """What the address lets us do; None when it was left empty.

        Raises Invalid.
        """
        address, secret = cleaned(self.address.data or ""), cleaned(self.secret.data or "")
        if not address and not secret:
            return None
        return access_in(RobotKind(kind), address, secret)

    def checked_access(self, kind: str, *, is_needed: bool) -> Access | None:
        """The same, with what is wrong said at the field: see `errors`."""
        try:
            access = self.access(kind)
        except Invalid as refusal:
            self.refuse(refusal, "address")
            return None
        if access is None and is_needed:
            self.address.errors = [*self.address.errors, _("请填写这一项。")]
        return access
