"""The id, the headers and the log line of every response."""

import io
import logging
import re
import secrets
import time
from collections.abc import MutableMapping

from flask import Flask, Response, current_app, g, request, send_file
from flask.typing import ResponseReturnValue

REQUEST_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
SENSES = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid"),
    *("idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment"),
    *("serial", "usb", "xr-spatial-tracking"),
)  # of the device: nothing here needs them; those that browsers know without experiments
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{sense}=()" for sense in SENSES),
}
FILES = {  # a file opened by itself is a picture or a text, whatever stands in it
    **ALWAYS,
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
}
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"

access_log = logging.getLogger("lms.requests")


def csp_nonce() -> str:
    """The nonce of this response's content security policy."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


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
    for name, value in ALWAYS.items():
        headers[name] = value
    headers["Content-Security-Policy"] = g.get("file_policy") or _policy()
    if request.endpoint != "static":
        headers["Cache-Control"] = g.get("kept") or "no-store"
        headers["Vary"] = "Cookie, Accept-Language, Accept, HX-Request"
    if current_app.config["SETTINGS"].secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")


def _policy() -> str:
    scripts = f"'self' 'nonce-{g.csp_nonce}'" if "csp_nonce" in g else "'self'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; "
        "media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def file_response(content: bytes, type_: str, tag: str = "") -> Response:
    """A picture or sound to be shown on a page, also piece by piece as players of sound ask.

    Opened by itself it runs no script and asks no server for anything, whatever stands in it.
    `tag` tells it from what was or will be there; a browser that has it is not sent it again.
    """
    g.file_policy = FILE_POLICY
    return send_file(io.BytesIO(content), mimetype=type_, conditional=True, etag=tag or False)


def keep_privately() -> None:
    """Let whoever asks keep this answer and ask whether it holds; nobody in between may keep it."""
    g.kept = "private, no-cache"


def of_file(headers: MutableMapping[str, str], _path: str, _address: str) -> None:
    """Give a static file its headers."""
    for name, value in FILES.items():
        headers[name] = value


def forget_here(answer: ResponseReturnValue) -> Response:
    """Let the browser forget every page and file that it keeps of this server.

    Cookies stay: the session's is taken back by itself, and language and theme are the browser's.
    """
    response = current_app.make_response(answer)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def init_app(app: Flask) -> None:
    """Give every response its id and headers."""
    app.before_request(_start_request)
    app.after_request(_finish_request)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
