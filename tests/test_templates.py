"""Templates that are compiled once for each language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, render_template
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader

from lms import i18n
from lms.pages import STATIC_FOLDER, looks, pieces, prepare

KEPT = """
{%- macro loud(icon) %}{{ icon("bell") }}{% endmacro -%}
{% macro bold(words) %}<b>{{ words }}</b>{% endmacro -%}
"""


@pytest.fixture
def small(tmp_path: Path) -> Flask:
    """An application with nothing but templates."""
    app = Flask(__name__, static_folder=str(STATIC_FOLDER))
    app.jinja_loader = ChoiceLoader([FileSystemLoader(tmp_path), PackageLoader("lms")])
    prepare(app)
    for module in (i18n, looks, pieces):
        module.init_app(app)
    return app


@pytest.fixture
def shown(small: Flask, tmp_path: Path) -> Callable[..., str]:
    """`shown("en", "{{ … }}", …)`: what a template says in a language."""

    def show(language: str, source: str, **values: object) -> str:
        (tmp_path / "kept.html").write_text(KEPT, encoding="utf-8")
        name = f"{abs(hash(source))}.html"  # a template is read once
        (tmp_path / name).write_text(source, encoding="utf-8")
        with small.test_request_context():
            i18n.speak(language)
            return render_template(name, **values)

    return show


@pytest.mark.parametrize(
    ("language", "words"), [("zh-Hans", "课程"), ("zh-Hant", "課程"), ("en", "Courses")]
)
def test_each_language_has_its_own_page(shown, language, words):
    assert shown(language, '{{ _("课程") }}') == words


def test_a_page_follows_the_language_of_each_request(small, shown):
    pages = [shown(language, '{{ _("首页") }}') for language in ("en", "zh-Hans", "en")]

    assert pages[0] == pages[2] != pages[1]


def test_what_never_changes_is_not_asked_again(small, shown, monkeypatch):
    source = '{{ _("课程") }} {{ icon("bell") }} {{ asset("css/base.css") }}'
    before = shown("en", source)
    for name in ("_", "icon", "asset"):
        monkeypatch.setitem(small.jinja_env.globals, name, lambda *_: pytest.fail("asked again"))

    assert shown("en", source) == before
    assert 'aria-hidden="true"' in before


@pytest.mark.parametrize("words", ["课程", "<课程>"])
def test_what_differs_from_page_to_page_is_asked_each_time(shown, words):
    said = shown("en", "{{ _(words) }}", words=words)

    assert said == {"课程": "Courses", "<课程>": "&lt;课程&gt;"}[words]


def test_texts_with_something_to_fill_in_are_filled_in(shown):
    source = '{{ _("共 %(count)s 人", count=count) }}'

    assert [shown("zh-Hans", source, count=n) for n in (1, 2)] == ["共 1 人", "共 2 人"]


def test_a_template_may_have_names_of_its_own(shown):
    source = '{% from "kept.html" import loud %}{{ loud(words.upper) if false }}{{ icon("bell") }}'
    assert "<svg" in shown("en", source, words="x")

    own = "{% set icon = words.upper %}{{ icon() }}"
    assert shown("en", own, words="x") == "X"


def test_macros_get_all_that_they_are_given(shown):
    source = (
        '{% from "kept.html" import bold %}{{ bold("<") }}{{ bold(words=_("课程")) }}'
        "{% for n in [1, 2] %}{% call(x) twice(n) %}{{ x }}{{ n }}{% endcall %}{% endfor %}"
    )
    twice = "{% macro twice(n) %}{{ caller(n) }}{{ caller(n) }}{% endmacro %}"

    assert shown("en", twice + source) == "<b>&lt;</b><b>Courses</b>11112222"
