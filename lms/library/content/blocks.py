"""What schemas of authored texts are made of. Every scalar is a string until it is typed here."""

import re
from contextlib import suppress
from datetime import date
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetPydanticSchema,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from lms.errors import N_
from lms.library.domain import Wording
from lms.traditional import to_traditional

LONGEST_NAME = 60  # characters of an id
LONGEST_TEXT = 20_000  # characters of one text
WHOLE = re.compile(r"[+-]?(0|[1-9][0-9]{0,8})")
NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"  # the pattern of an id
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PLACE = re.compile(f"{NAME}/{NAME}")
REFUSED = "refused"  # our own error type: the context holds message id and parameters


def refuse(message: str, **parameters: str | int) -> PydanticCustomError:
    """What a validator raises: a message id (`N_`) with its parameters; `field` is filled in."""
    return PydanticCustomError(REFUSED, REFUSED, {"message": message, **parameters})


class Model(BaseModel):
    """A map of an authored text: unknown names are refused, values never change."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, arbitrary_types_allowed=True
    )


def _whole(value: object) -> object:
    if isinstance(value, str) and WHOLE.fullmatch(value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    shown = str(value) if isinstance(value, str) else "…"
    raise refuse(N_("“%(field)s”要写整数，例如 3，现在是“%(value)s”。"), value=shown[:40])


def _flag(value: object) -> object:
    known = {"true": True, "false": False, True: True, False: False}
    if isinstance(value, str | bool) and value in known:
        return known[value]
    raise refuse(N_("“%(field)s”只能写 true 或 false。"))


def _day(value: object) -> object:
    if isinstance(value, str) and DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    shown = value[:40] if isinstance(value, str) else "…"
    raise refuse(N_("“%(field)s”要写日期，例如 2027-03-31，现在是“%(value)s”。"), value=shown)


def _place(value: object) -> object:
    if isinstance(value, str) and PLACE.fullmatch(value) and len(value) <= 2 * LONGEST_NAME:
        return value
    shown = value[:LONGEST_NAME] if isinstance(value, str) else "…"
    raise refuse(
        N_("“%(field)s”只能用小写字母、数字、连字符，中间一条斜线；现在是“%(value)s”。"),
        value=shown,
    )


Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]
Identifier = Annotated[str, StringConstraints(pattern=f"^{NAME}$", max_length=LONGEST_NAME)]
Place = Annotated[str, BeforeValidator(_place)]
Whole = Annotated[int, BeforeValidator(_whole)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_day)]


class Texts(Model):
    """One text in the product's languages; a plain string is simplified Chinese."""

    zh_hans: Text = Field(alias="zh-Hans")
    zh_hant: Text | None = Field(default=None, alias="zh-Hant")
    en: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: object) -> object:
        return {"zh-Hans": value} if isinstance(value, str) else value


def localised(zh_hans: str, zh_hant: str | None = None, en: str | None = None) -> Wording:
    """The wording of a text; traditional Chinese is derived unless it is given."""
    return Wording(zh_hans, zh_hant or to_traditional(zh_hans), en or "")


def _wording(texts: Texts) -> Wording:
    return localised(texts.zh_hans, texts.zh_hant, texts.en)


LocalisedText = Annotated[
    Wording,
    GetPydanticSchema(
        lambda _source, handler: core_schema.no_info_after_validator_function(
            _wording, handler.generate_schema(Texts)
        )
    ),
]


class _Context(dict[str, int | str | float]):
    """Parameters of a refusal; hashable, as `typing` wants of notes inside a union."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))


def by_key(*keys: str) -> Discriminator:
    """Tell the members of a union apart by which of these names a map holds; see `pydantic.Tag`.

    `Annotated[Annotated[A, Tag("lesson")] | Annotated[B, Tag("plan")], by_key("lesson", "plan")]`
    """

    def tag(value: object) -> str | None:
        held = value if isinstance(value, dict) else getattr(value, "model_fields_set", ())
        return next((key for key in keys if key in held), None)

    return Discriminator(
        tag,
        custom_error_type=REFUSED,
        custom_error_message=REFUSED,
        custom_error_context=_Context(
            message=N_("“%(field)s”要写下面的一种：%(allowed)s。"), allowed=" | ".join(keys)
        ),
    )
