"""What every response has in common: request id, headers, errors, paging, navigation.

Knows nothing of people or features; they register what belongs in the navigation.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from flask import (
    Flask,
    Response,
    current_app,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from lms.config import ROOT
from lms.errors import N_, ProductError, TooMany
from lms.i18n import LANGUAGES, LazyString, _, language

T = TypeVar("T")

THEMES = ("auto", "light", "dark")
PAGE_SIZE = 50  # rows
REQUEST_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
SIGN_IN = "people.new_session"

HEADINGS = {
    400: N_("这个请求没看懂"),
    401: N_("请先登录"),
    403: N_("这件事不归您办"),
    404: N_("没有这个页面"),
    405: N_("这个地址不能这样用"),
    409: N_("这一页已经往前走了"),
    413: N_("内容太大了"),
    422: N_("有几处要改一改"),
    429: N_("请稍等片刻"),
    500: N_("我们这边出了点问题"),
    503: N_("暂时没能保存"),
}
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

access_log = logging.getLogger("lms.requests")


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the navigation; `permission` is a row of access.csv.

    `count` asks how many things wait there for the signed-in person.
    """

    label: LazyString
    endpoint: str
    icon: str
    permission: str
    order: int
    count: Callable[[], int] | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a longer list; `number` counts from 1."""

    rows: Sequence[T]
    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def last(self) -> int:
        """The number of the last page, at least 1."""
        return max(1, -(-self.total // self.size))


def add_navigation(app: Flask, item: NavigationItem) -> None:
    """Offer an entry in the navigation of those who hold its permission."""
    app.extensions.setdefault("navigation", []).append(item)


def page_number() -> int:
    """The page asked for by `?page=`, at least 1."""
    asked = request.args.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and asked.isascii() else 1


def wants_json() -> bool:
    """Whether the answer is asked for as JSON."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.path.startswith("/api/") or best == "application/json"


def is_fragment() -> bool:
    """Whether htmx asks, so that a part of a page is wanted."""
    return request.headers.get("HX-Request") == "true"


def see_other(endpoint: str, **values: Any) -> ResponseReturnValue:
    """Redirect after a post (303)."""
    return redirect(url_for(endpoint, **values), 303)


def own_address(address: str | None) -> str | None:
    """The address if it leads to a page of this server, else None: no open redirects."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    parts = urlsplit(address)
    controls = any(ord(c) < ord(" ") for c in address) or "\\" in address
    return None if parts.scheme or parts.netloc or controls else address


def csp_nonce() -> str:
    """The nonce of this response's content security policy."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def asset(path: str) -> str:
    """The address of a static file, with its version, so that browsers may keep it for ever."""
    return url_for("static", filename=path, v=_version(path))


def _version(path: str) -> str:
    versions: dict[str, str] = current_app.extensions.setdefault("asset_versions", {})
    if path not in versions or current_app.debug:
        file = ROOT / "static" / path
        versions[path] = (
            format(file.stat().st_mtime_ns & 0xFFFFFFFFFF, "x") if file.is_file() else "0"
        )
    return versions[path]


def theme() -> str:
    """The colour theme chosen in this browser: auto, light or dark."""
    chosen = request.cookies.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


def _start_request() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
    g.started = time.perf_counter()


def _finish_request(response: Response) -> Response:
    _set_headers(response)
    if request.endpoint != "static":
        rule = request.url_rule.rule if request.url_rule else "unknown"
        milliseconds = round(
            (time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1
        )
        access_log.info(
            "request",
            extra={
                "method": request.method,
                "route": rule,
                "status": response.status_code,
                "ms": milliseconds,
            },
        )
    return response


def _set_headers(response: Response) -> None:
    headers = response.headers
    headers["X-Request-ID"] = g.get("request_id", "")
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    headers.setdefault("Content-Security-Policy", _policy())
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "no-store")
        headers["Vary"] = "Cookie, Accept-Language, Accept"
    if current_app.config["SETTINGS"].secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")


def _policy() -> str:
    scripts = f"'self' 'nonce-{g.csp_nonce}'" if "csp_nonce" in g else "'self'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def _answer(status: int, message: str, way_on: str | None = None) -> ResponseReturnValue:
    heading = _(HEADINGS.get(status, HEADINGS[400]))
    if wants_json():
        answer = {
            "status": status,
            "error": heading,
            "message": message,
            "request_id": g.get("request_id"),
        }
        return jsonify(answer), status
    template = "errors/fragment.html" if is_fragment() else "errors/page.html"
    page = render_template(template, status=status, heading=heading, message=message, way_on=way_on)
    return page, status


def _show_product_error(error: ProductError) -> ResponseReturnValue:
    if error.status == HTTPStatus.UNAUTHORIZED and not (wants_json() or is_fragment()):
        return see_other(SIGN_IN, next=_return_address())
    response = current_app.make_response(
        _answer(error.status, _(error.message, **error.parameters), error.way_on)
    )
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    elif error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "5"
    return response


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


def _context() -> dict[str, object]:
    return {"language": language(), "languages": list(LANGUAGES.items()), "theme": theme()}


def init_app(app: Flask) -> None:
    """Give every response its id, headers and error answers, and templates what they share."""
    app.before_request(_start_request)
    app.after_request(_finish_request)
    app.register_error_handler(ProductError, _show_product_error)
    app.register_error_handler(CSRFError, _show_csrf_error)
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(Exception, _show_crash)
    app.context_processor(_context)
    shared: dict[str, Callable[..., object]] = {"asset": asset, "csp_nonce": csp_nonce}
    app.jinja_env.globals.update(shared)


STATIC_FOLDER: Path = ROOT / "static"
