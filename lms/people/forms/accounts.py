"""Forms about others: accounts, roles, departments, pairs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.form import BaseForm
from wtforms.validators import Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from lms.forms import DayField, Form, Validator, at_most, checked, offered, one_of, required
from lms.i18n import LANGUAGES, _, lazy
from lms.pages import whole_number
from lms.people.domain import (
    LONGEST_HANDOVER,
    Account,
    Ending,
    Facts,
    Node,
    Role,
    checked_department,
    checked_email,
    checked_login,
    checked_name,
    checked_number,
)

EARLIEST_YEAR = 1970
LATEST_YEAR = 2100
INDENT = "\u3000"  # one Chinese character wide


def _number(value: object) -> int | None:
    return whole_number(str(value))


def _language_choices() -> list[SelectChoice]:
    """Each language by its own name, and said to be in it."""
    named = [SelectChoice(tag, name, render_kw={"lang": tag}) for tag, name in LANGUAGES.items()]
    return [SelectChoice("", _("跟随浏览器")), *named]


def _real_day(_form: Form, field: DayField) -> None:
    if field.data and not EARLIEST_YEAR <= field.data.year <= LATEST_YEAR:
        raise ValidationError(_("请核对年份。"))


def _required(*rules: Validator) -> list[Validator]:
    return [required(), *rules]


def department_choices(nodes: Sequence[Node]) -> list[tuple[int, str]]:
    """Departments to pick from, indented by their depth."""
    return [(node.id, INDENT * node.depth + node.name) for node in nodes]


class DepartmentField(SelectField):
    """A department of those offered, None when nothing was picked."""

    def __init__(self, label: Any, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(
            label, list(validators), coerce=_number, validate_choice=False, choices=[], **options
        )

    def offer(self, nodes: Sequence[Node], nothing: str | None = None) -> None:
        """Offer these departments, and `nothing` as a way to pick none."""
        first = [("", nothing)] if nothing is not None else []
        self.choices = [*first, *department_choices(nodes)]

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002
        """Take only what was offered."""
        if self.data not in {_number(value) for value in offered(self)}:
            raise StopValidation(_("请从列表中选一个部门。"))


class FactsForm(Form):
    """What HR keeps about a colleague."""

    name = StringField(lazy("姓名"), _required(checked(checked_name)))
    employee_number = StringField(lazy("工号"), _required(checked(checked_number)))
    department = DepartmentField(lazy("部门"), [required()])
    starts_on = DayField(lazy("入职日期"), [Optional(), _real_day])

    def facts(self) -> Facts:
        """What was filled in."""
        return Facts(
            name=checked_name(self.name.data or ""),
            employee_number=checked_number(self.employee_number.data or ""),
            department_id=self.department.data,
            starts_on=self.starts_on.data,
        )


class AccountForm(FactsForm):
    """A new account."""

    login = StringField(
        lazy("登录名"),
        _required(checked(checked_login)),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    roles = SelectMultipleField(
        lazy("角色"),
        choices=[],
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    email = StringField(lazy("邮箱"), [checked(checked_email)], render_kw={"type": "email"})
    language = SelectField(lazy("界面语言"), choices=_language_choices, validate_choice=False)

    def validate_roles(self, field: SelectMultipleField) -> None:
        """Only roles that were offered."""
        if not set(field.data or ()) <= offered(field):
            raise ValidationError(_("请从列表中选。"))

    def account(self) -> Account:
        """What was filled in."""
        facts = self.facts()
        return Account(
            name=facts.name,
            employee_number=facts.employee_number,
            department_id=facts.department_id,
            starts_on=facts.starts_on,
            login=checked_login(self.login.data or ""),
            email=checked_email(self.email.data or ""),
            language=self.language.data if self.language.data in LANGUAGES else None,
        )


class RoleForm(Form):
    """A role for somebody, for HR perhaps in one department only."""

    role = RadioField(lazy("角色"), [required(lazy("请选一种角色。"))], validate_choice=False)
    department = DepartmentField(lazy("只管这个部门和它的下级"))

    def validate_role(self, field: RadioField) -> None:
        """Only roles that were offered."""
        one_of(lambda: offered(field))(self, field)

    def chosen(self) -> Role:
        """The role picked."""
        return Role(self.role.data)


class DepartmentForm(Form):
    """A department."""

    name = StringField(lazy("部门名称"), _required(checked(checked_department)))
    parent = DepartmentField(lazy("上级部门"))
    lead = StringField(
        lazy("负责人"), description=lazy("填登录名、工号或全名。负责人能看到本部门和下级部门的人。")
    )


class PairForm(Form):
    """A mentor for somebody."""

    mentor = StringField(
        lazy("师父"),
        _required(),
        description=lazy("填登录名、工号或全名。"),
        render_kw={"list": "mentors", "autocomplete": "off"},
    )
    starts_on = DayField(lazy("从哪天开始"), [required(), _real_day])


ENDINGS = {
    Ending.COMPLETED: lazy("带完了，出师"),
    Ending.TRANSFERRED: lazy("换一位师父"),
    Ending.STOPPED: lazy("中途停止"),
}


class PartingForm(Form):
    """The last day of a pair, how it ends, and what the next mentor must know."""

    ends_on = DayField(lazy("最后一天"), [required(), _real_day])
    how = RadioField(
        lazy("怎么结束"),
        choices=[SelectChoice(str(how), words) for how, words in ENDINGS.items()],
        default=str(Ending.COMPLETED),
        validate_choice=False,
        validators=[one_of(lambda: set(Ending))],
    )
    handover = TextAreaField(
        lazy("交接说明"),
        description=lazy(
            "学到哪里了、还差什么、要留意什么。换师父和中途停止时一定要写。"
            "下一位师父和徒弟本人看得到。"
        ),
        validators=[at_most(LONGEST_HANDOVER)],
    )

    @classmethod
    def on(cls, today: date) -> "PartingForm":
        """Proposes today."""
        return cls(ends_on=today)
