"""What was copied elsewhere, made into the Markdown of lessons; nothing is kept."""

from importlib import import_module

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from lms.forms import cleaned
from lms.i18n import _, ngettext
from lms.pages import takes
from lms.people.access import requires
from lms.studio.views.blueprint import bp

LARGEST_POST = 4_000_000  # bytes: a million characters of Chinese as a browser sends them
CONVERTER = "lms.studio.content.pasting"  # loaded when it is first asked for: it takes 10 MB


@bp.post("/studio/conversions")
@requires("document.edit")
@takes(LARGEST_POST)
def create_conversion() -> ResponseReturnValue:
    """The Markdown of HTML, and in words what was left out of it."""
    made = import_module(CONVERTER).to_markdown(request.form.get("html", ""))
    told = _("贴进来了：只留标题、列表、表格、加重和链接。")
    if made.pictures:
        told += ngettext(
            "有 %(num)s 张图没带过来；请用“图”一张一张加上。",
            "有 %(num)s 张图没带过来；请用“图”一张一张加上。",
            made.pictures,
        )
    return jsonify(text=cleaned(made.text), told=told)
