"""Languages: which one a request speaks, the catalogues, and how days and instants are written.

Message ids are simplified Chinese. English is translated by hand, traditional Chinese is derived by
`lms.traditional` and corrected by hand in its catalogue. Catalogues are read from their `.po`
files, so that what is installed is what was written.
"""

import os
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, has_app_context, has_request_context, request
from flask_babel import Babel, Domain
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

from lms import clock

__all__ = [
    "LANGUAGES",
    "Babel",
    "LazyString",
    "_",
    "language",
    "lazy",
    "ngettext",
]

LANGUAGES = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}
SOURCE = "zh-Hans"
LOCALES = {"zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW", "en": "en"}
FOLDERS = {"zh-Hant": "zh_Hant", "en": "en"}
TRADITIONAL = {"tw", "hk", "mo", "hant"}
MINUTES_PER_HOUR = 60
MOST_PHRASES = 10_000  # kept ready for templates, in all languages
CATALOGUES = Path(__file__).parent / "translations"


def _(message: str, /, **parameters: object) -> str:
    """A text of the interface in the language of the request, its parameters filled in."""
    text = catalogue(language()).gettext(message)
    return text % parameters if parameters else text


def ngettext(singular: str, plural: str, /, number: int, **parameters: object) -> str:
    """The same of a text that counts; `%(num)s` is the number."""
    text = catalogue(language()).ngettext(singular, plural, number)
    return text % {"num": number, **parameters}


def lazy(message: str, /, **parameters: object) -> LazyString:
    """The same, put into words when it is shown."""
    return LazyString(_, message, **parameters)


def language() -> str:
    """The language of the present request: zh-Hans, zh-Hant or en."""
    if not has_app_context():
        return SOURCE
    known: str | None = g.get("language")
    if known is None and has_request_context():
        known = g.language = _language_of_request()
    return known or SOURCE


def speak(tag: str) -> None:
    """Fix the language for the rest of this request or job."""
    g.language = tag if tag in LANGUAGES else SOURCE
    g.pop("_flask_babel", None)


def speak_as_the_terminal() -> None:
    """Speak the language of the terminal (LC_ALL, then LC_MESSAGES, then LANG, after POSIX)."""
    wanted = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    speak(negotiate([next(filter(None, wanted), "").partition(".")[0]]))


def prefer(app: Flask, ask: Callable[[], str | None]) -> None:
    """Let `ask` say which language the signed-in person has chosen; None: not known."""
    app.extensions["language_choice"] = ask


def _language_of_request() -> str:
    ask: Callable[[], str | None] | None = current_app.extensions.get("language_choice")
    for chosen in (ask() if ask else None, request.cookies.get("language")):
        if chosen in LANGUAGES:
            return chosen
    return negotiate(request.accept_languages.values())


def negotiate(wanted: Iterable[str]) -> str:
    """The first of the wanted language tags that the product speaks, else simplified Chinese.

    zh, zh-CN and zh-SG mean zh-Hans; zh-TW, zh-HK and zh-MO mean zh-Hant (RFC 4647 look-up).
    """
    for tag in wanted:
        parts = tag.lower().replace("_", "-").split("-")
        if parts[0] == "zh":
            is_traditional = "hans" not in parts and TRADITIONAL & set(parts[1:])
            return "zh-Hant" if is_traditional else "zh-Hans"
        if parts[0] == "en":
            return "en"
    return SOURCE


@cache
def catalogue(tag: str) -> NullTranslations:
    """The catalogue of a language; the source language needs none."""
    if tag == SOURCE:
        return NullTranslations()
    file = CATALOGUES / FOLDERS[tag] / "LC_MESSAGES" / "messages.po"
    compiled = BytesIO()
    with file.open("rb") as text:
        write_mo(compiled, read_po(text, locale=FOLDERS[tag]))
    compiled.seek(0)
    return Translations(compiled)


@lru_cache(MOST_PHRASES)
def _escaped(message: str, tag: str) -> Markup:
    return escape(catalogue(tag).gettext(str(message)))


def phrase(message: str, /, tag: str, **parameters: object) -> Markup:
    """A text of the interface for a page in a language, its parameters filled in and escaped.

    A percent sign is written `%%`, as everywhere in messages.
    """
    text = _escaped(message, tag)
    return text % parameters if "%" in text else text


def _in_template(message: str, /, **parameters: object) -> Markup:
    """What `_` does in templates."""
    return phrase(message, language(), **parameters)


class _Catalogues(Domain):  # type: ignore[misc]
    """Flask-Babel's domain, reading our catalogues."""

    def get_translations(self) -> NullTranslations:
        return catalogue(language())


class _Speaker(Babel):  # type: ignore[misc]
    """Flask-Babel with our catalogues."""

    @property
    def domain_instance(self) -> _Catalogues:
        return _Catalogues()


def locale() -> str:
    """The Babel locale of the present language."""
    return LOCALES[language()]


def day(value: date | None) -> str:
    """A day in words of the language: 2026年11月22日, 22 November 2026."""
    if value is None:
        return "—"
    if language() == "en":
        return f"{value.day} {value:%B} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def short_day(value: date | None) -> str:
    """A day of this year in short: 11月22日, 22 Nov."""
    if value is None:
        return "—"
    return f"{value.day} {value:%b}" if language() == "en" else f"{value.month}月{value.day}日"


def moment(value: datetime | None) -> str:
    """An instant as day and time in LMS_TIMEZONE."""
    if value is None:
        return "—"
    local = clock.local(value)
    return f"{day(local.date())} {local:%H:%M}"


def time_of_day(value: datetime) -> str:
    """An instant as its time in LMS_TIMEZONE: 14:05; with the day if that is not today."""
    local, today = clock.local(value), clock.local(clock.now()).date()
    return f"{local:%H:%M}" if local.date() == today else f"{short_day(local.date())} {local:%H:%M}"


def span(minutes: int) -> str:
    """A number of minutes in words: 12 分钟, 1 小时 30 分钟."""
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    if not hours:
        return str(ngettext("%(num)s 分钟", "%(num)s 分钟", rest))
    if not rest:
        return str(ngettext("%(num)s 小时", "%(num)s 小时", hours))
    return str(_("%(hours)s 小时 %(minutes)s 分钟", hours=hours, minutes=rest))


def init_app(app: Flask) -> None:
    """Let Flask-Babel and the templates speak the language of each request."""
    _Speaker(app, locale_selector=lambda: Locale.parse(locale()))
    shown = (day, short_day, moment, time_of_day, span)
    app.jinja_env.filters.update({filter_.__name__: filter_ for filter_ in shown})
    app.jinja_env.globals.update(language=language, _=_in_template)
