"""Errors as pages, as fragments for htmx and as JSON, in the reader's language."""

import logging
from http import HTTPStatus

from flask import Flask, current_app, g, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import (
    DBAPIError,
    OperationalError,
    PendingRollbackError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException

from lms.db import reason_of
from lms.errors import N_, NotSaved, ProductError, TooMany, Unreachable
from lms.i18n import _
from lms.pages import fragments
from lms.pages.addresses import is_fragment, see_other, wants_json
from lms.pages.unsaved import show_unsaved

SIGN_IN = "people.new_session"

log = logging.getLogger(__name__)

HEADINGS = {
    400: N_("这个请求没看懂"),
    401: N_("请先登录"),
    403: N_("这件事不归您办"),
    404: N_("没有这个页面"),
    405: N_("这个地址不能这样用"),
    409: N_("这一页已经往前走了"),
    421: N_("这里不是这个网址"),
    413: N_("内容太大了"),
    422: N_("有几处要改一改"),
    429: N_("请稍等片刻"),
    500: N_("我们这边出了点问题"),
    503: N_("暂时没能保存"),
}
UNREACHABLE = N_("暂时打不开")
RETRY_AFTER = 5  # seconds


MESSAGES = {
    400: N_("请回到上一页，再试一次。"),
    401: N_("登录以后就能接着做。"),
    403: N_("如果您认为应该由您来办，请联系人事或管理员。"),
    404: N_("没有这个页面，或者它不对您开放。"),
    405: N_("请从页面上的按钮进入。"),
    413: N_("请缩短内容后再提交。"),
    429: N_("请求太多了，请稍后再试。"),
    500: N_("已经记下来了，请稍后再试。您填写的内容可以用浏览器的“后退”找回。"),
}


def _answer(
    status: int, message: str, way_on: str | None = None, heading: str | None = None
) -> ResponseReturnValue:
    """What is wrong; without the reader's name where the database falls silent meanwhile."""
    try:
        return _told(status, message, way_on, heading)
    except SQLAlchemyError as error:
        log.warning("the database does not say who reads", extra={"reason": reason_of(error)})
        g._login_user = AnonymousUserMixin()
        return _told(status, message, way_on, heading)


def _told(
    status: int, message: str, way_on: str | None, heading: str | None
) -> ResponseReturnValue:
    heading = _(heading or HEADINGS.get(status, HEADINGS[400]))
    if wants_json():
        answer = {
            "status": status,
            "error": heading,
            "message": message,
            "request_id": g.get("request_id"),
        }
        return jsonify(answer), status
    if status == HTTPStatus.SERVICE_UNAVAILABLE and request.method == "POST" and not is_fragment():
        return show_unsaved(heading, message), status
    shown = {"status": status, "heading": heading, "message": message}
    if is_fragment():
        way_on = (way_on or _way_on(status) or "").partition("#")[0]  # a place does not load a page
        page = make_response(render_template("errors/fragment.html", **shown, way_on=way_on))
        return fragments.beside(page), status
    return render_template("errors/page.html", **shown, way_on=way_on), status


def _way_on(status: int) -> str | None:
    """The way out of a page that htmx keeps open: signing in again, or the page anew."""
    place = fragments.place()
    if status == HTTPStatus.UNAUTHORIZED:
        return url_for(SIGN_IN, next=place)
    return place if status == HTTPStatus.BAD_REQUEST else None


def _show_product_error(error: ProductError) -> ResponseReturnValue:
    if error.status == HTTPStatus.UNAUTHORIZED and not (wants_json() or is_fragment()):
        return see_other(SIGN_IN, next=_return_address())
    if isinstance(error, NotSaved) and request.method != "POST":
        error = Unreachable()  # somebody only wants to read
    words = _(error.message, **error.parameters)
    heading = UNREACHABLE if isinstance(error, Unreachable) else error.heading
    response = current_app.make_response(_answer(error.status, words, error.way_on, heading))
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    elif error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _show_silence(error: SQLAlchemyError) -> ResponseReturnValue:
    """The database did not answer while something was read."""
    is_lost = hasattr(getattr(error, "orig", None), "sqlstate")  # else it may be a mistake of ours
    log.error(
        "the database does not answer",
        extra={"reason": reason_of(error)},
        exc_info=None if is_lost else error,
    )
    return _show_product_error(NotSaved() if request.method == "POST" else Unreachable())


def _show_broken(error: DBAPIError) -> ResponseReturnValue:
    """The connection broke while something was asked; any other refusal is a mistake of ours."""
    return _show_silence(error) if error.connection_invalidated else _show_crash(error)


def _return_address() -> str | None:
    return (
        request.full_path.rstrip("?") if request.method == "GET" and request.path != "/" else None
    )


def _show_http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < HTTPStatus.BAD_REQUEST:
        return error
    status = error.code or 500
    response = current_app.make_response(_answer(status, _(MESSAGES.get(status, MESSAGES[400]))))
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers.extend(error.get_headers())
    return response


def _show_csrf_error(_error: CSRFError) -> ResponseReturnValue:
    return _answer(400, _("这一页放得太久，或者您在别处重新登录过。请刷新页面后再提交一次。"))


def _show_crash(error: Exception) -> ResponseReturnValue:
    current_app.logger.exception("crash", exc_info=error)
    return _answer(500, _(MESSAGES[500]))


def init_app(app: Flask) -> None:
    """Answer every error in one voice."""
    app.register_error_handler(ProductError, _show_product_error)
    app.register_error_handler(CSRFError, _show_csrf_error)
    app.register_error_handler(OperationalError, _show_silence)
    app.register_error_handler(PendingRollbackError, _show_silence)  # it was silent before
    app.register_error_handler(NoConnection, _show_silence)
    app.register_error_handler(DBAPIError, _show_broken)
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(Exception, _show_crash)
