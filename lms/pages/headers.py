"""The id, the headers and the log line of every response."""

import logging
import re
import secrets
import time

from flask import Flask, Response, current_app, g, request

REQUEST_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


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


def init_app(app: Flask) -> None:
    """Give every response its id and headers."""
    app.before_request(_start_request)
    app.after_request(_finish_request)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
