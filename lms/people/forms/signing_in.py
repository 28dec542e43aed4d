"""Forms about oneself: signing in, passwords, the second step, one's address."""

from wtforms import BooleanField, HiddenField, PasswordField, StringField, ValidationError

from lms.forms import Form, Validator, checked, required
from lms.i18n import _, lazy
from lms.people.domain import checked_email, missed_rules
from lms.people.models import Person
from lms.people.own_words import own_words_of
from lms.people.passwords import is_common


def _required() -> list[Validator]:
    return [required()]


class SignInForm(Form):
    """Who is there."""

    key = None  # type: ignore[assignment]  # signing in twice does no harm
    login = StringField(
        lazy("登录名"),
        [required(lazy("请填写登录名。"))],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        lazy("密码"),
        [required(lazy("请填写密码。"))],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class CodeForm(Form):
    """The second step of signing in, or the first code of a new secret."""

    key = None  # type: ignore[assignment]  # a code works once anyway
    code = StringField(
        lazy("验证码"),
        [required(lazy("请填写验证码。"))],
        render_kw={
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "maxlength": "24",
            "spellcheck": "false",
            "class": "code-field",
        },
    )
    next = HiddenField()


class ForgottenForm(Form):
    """Whose password is forgotten."""

    key = None  # type: ignore[assignment]  # asking twice does no harm
    account = StringField(
        lazy("登录名或邮箱"),
        [required(lazy("请填写登录名或邮箱。"))],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )


class CurrentPassword(Form):
    """The password of now: asked for, and found missing, before the new one."""

    current = PasswordField(
        lazy("现在的密码"), _required(), render_kw={"autocomplete": "current-password"}
    )


class NewPasswordForm(Form):
    """A new password, typed twice."""

    owner: Person | None = None
    password = PasswordField(
        lazy("新密码"), _required(), render_kw={"autocomplete": "new-password"}
    )
    again = PasswordField(
        lazy("再输入一次"), _required(), render_kw={"autocomplete": "new-password"}
    )

    def validate_password(self, field: PasswordField) -> None:
        """Every rule that is missed, with its reason."""
        missed = missed_rules(
            field.data or "",
            has_second_factor=self.owner is not None and self.owner.has_second_factor,
            is_common=is_common,
            own_words=own_words_of(self.owner) if self.owner else (),
        )
        for refusal in missed:
            self.refuse(refusal, "password")

    def validate_again(self, field: PasswordField) -> None:
        """The same twice."""
        if field.data != self.password.data:
            raise ValidationError(_("两次输入的密码不一样，请重新输入。"))


class OwnerForm(Form):
    """Who is there is asked once more: the current password."""

    current = PasswordField(
        lazy("现在的密码"), _required(), render_kw={"autocomplete": "current-password"}
    )


class PasswordForm(CurrentPassword, NewPasswordForm):
    """Changing one's own password."""

    def validate_password(self, field: PasswordField) -> None:
        """Not the one of before, besides what every new one must be."""
        if field.data and field.data == self.current.data:
            raise ValidationError(_("新密码和现在的一样，请换一个。"))
        super().validate_password(field)


class EmailForm(OwnerForm):
    """One's own address."""

    email = StringField(lazy("邮箱"), [checked(checked_email)], render_kw={"type": "email"})
    wants_mail = BooleanField(lazy("消息也发到这个邮箱"))
