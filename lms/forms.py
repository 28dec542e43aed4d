"""What every form shares: cleaned text, one voice for errors, a key for idempotence."""

import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, Self

from babel.support import NullTranslations
from flask_wtf import FlaskForm
from wtforms import DateField, Field, HiddenField, IntegerField, PasswordField, StringField
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, ValidationError

from lms.errors import ProductError
from lms.i18n import LazyString, _, catalogue, language, lazy
from lms.pages import unsaved, whole_number

KEY_LENGTH = 32
LONGEST_KEY = 64  # characters, of the key of any post
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # UAX #9
KEPT_CONTROLS = frozenset("\t\n")
MOST_MARKS = 30  # in a row (UAX #15, stream-safe text); normalising long rows takes minutes

Validator = Callable[["Form", Field], None]


def cleaned(text: str) -> str:
    """Text as it enters: NFC, LF line ends, no control characters, no blanks around it.

    Of more than 30 combining marks in a row the rest is dropped.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in lines if c in KEPT_CONTROLS or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", "".join(_with_few_marks(kept))).strip()


def _with_few_marks(characters: Iterable[str]) -> Iterator[str]:
    marks = 0
    for character in characters:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            yield character


def new_key() -> str:
    """A random key for one post (128 bits, hexadecimal)."""
    return secrets.token_hex(KEY_LENGTH // 2)


class Form(FlaskForm):  # type: ignore[misc]
    """The base of all forms: cleaned text, idempotency key, errors that are instructions."""

    key = HiddenField(default=new_key)

    def __init_subclass__(cls) -> None:
        fields = {n: f for n, f in vars(cls).items() if isinstance(f, UnboundField)}
        unsaved.SECRETS.update(n for n, f in fields.items() if _is_secret(f.field_class))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_submitted():
            unsaved.remember_labels({f.name: f.label.text for f in self if _is_typed_into(f)})

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """WTForms' built-in messages are looked up in our catalogue, in all three languages."""

        csrf = False  # the token of every post is checked before any view, by CSRFProtect

        def get_translations(self, form: BaseForm) -> NullTranslations:  # noqa: ARG002
            """Use the product's catalogue."""
            return catalogue(language())

        def bind_field(
            self,
            form: BaseForm,
            unbound_field: "UnboundField[Any]",
            options: MutableMapping[str, Any],
        ) -> Any:
            """Clean every text as it enters, but leave passwords as they are typed."""
            if not issubclass(unbound_field.field_class, PasswordField):
                own = unbound_field.kwargs.get("filters", ())
                options = {**options, "filters": [clean_if_text, *own]}
            return super().bind_field(form, unbound_field, options)

    def validate_key(self, field: Field) -> None:
        """A made-up key is refused."""
        if not field.data or len(field.data) > LONGEST_KEY or not field.data.isalnum():
            field.data = new_key()
            raise ValidationError(_("这一页的标识不完整，请再提交一次。"))

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check all fields; characters that reverse the direction of text are refused."""
        fine = bool(super().validate(extra_validators))
        disguised = [(f, BIDI_CONTROLS.search(f.data)) for f in self if isinstance(f.data, str)]
        for field, found in disguised:
            if found:
                words = _(
                    "第 %(place)s 个字符看不见，会改变文字方向；请删掉后重新输入。",
                    place=found.start() + 1,
                )
                field.errors = [*field.errors, words]
        return fine and not any(found for _field, found in disguised)

    def told_apart(self, mark: str) -> Self:
        """This form with ids of its own, to stand on a page beside others like it."""
        for field in self:
            field.id = field.label.field_id = f"{field.name}-{mark}"
        return self

    def refuse(self, error: ProductError, field: str | None = None) -> None:
        """Show a refusal of the domain at a field, or above the form."""
        words = _(error.message, **error.parameters)
        if field is None:
            self.form_errors.append(words)
        else:
            self[field].errors = [*self[field].errors, words]


class DayField(DateField):
    """A calendar day, typed or picked; what was typed wrongly stays in the field."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day; empty is no day."""
        if not any(valuelist):
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("请填写完整的日期，例如 2026-03-02。")) from None


class NumberField(IntegerField):
    """A whole number in the digits 0–9, or nothing; what was typed wrongly stays in the field."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; an empty field is none."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = whole_number(text)
        if text and self.data is None:
            raise ValueError(_("请填写整数，例如 5。"))


def _is_secret(kind: type[Field]) -> bool:
    return issubclass(kind, PasswordField)


def _is_typed_into(field: Field) -> bool:
    """Whether people type into a field; what they pick, or never see, has no label of its own."""
    is_text = isinstance(field, StringField | DateField | IntegerField)
    return is_text and not isinstance(field, HiddenField) and _is_labelled(field)


def _is_labelled(field: Field) -> bool:
    return isinstance(field.label.text, LazyString)


def checked(check: Callable[[str], object]) -> Validator:
    """The text must be one that a rule of the domain takes; its refusal is shown at the field."""

    def validate(_form: Form, field: Field) -> None:
        try:
            check(field.data or "")
        except ProductError as error:
            raise ValidationError(_(error.message, **error.parameters)) from None

    return validate


def offered(field: Any) -> set[Any]:
    """The values that a field with choices offers."""
    return {choice[0] for choice in field.choices}


def clean_if_text(value: object) -> object:
    """`cleaned` for texts, everything else untouched."""
    return cleaned(value) if isinstance(value, str) else value


def required(message: str | LazyString | None = None) -> DataRequired:
    """The field must be filled."""
    return DataRequired(message or lazy("请填写这一项。"))


def at_most(length: int) -> Validator:
    """At most so many characters."""

    def check(_form: Form, field: Field) -> None:
        if field.data and len(field.data) > length:
            raise ValidationError(
                _("最多 %(most)s 个字，现在是 %(found)s 个。", most=length, found=len(field.data))
            )

    return check


def one_of(choices: Callable[[], object]) -> Validator:
    """The value must be one of those offered."""

    def check(_form: Form, field: Field) -> None:
        if field.data not in choices():  # type: ignore[operator]
            raise ValidationError(_("请从列表中选一项。"))

    return check
