"""The makers of chat programs for tests: one server on this machine plays all three.

What would go to a maker's host is sent here instead, at the last step of `requests` before the
network: plugin, payload, encoding of the address and reading of the answer are the real ones. What
this cannot prove is TLS to the makers' hosts, and that they answer as their documents say.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter

FINE = {
    "qyapi.weixin.qq.com": {"errcode": 0, "errmsg": "ok"},
    "oapi.dingtalk.com": {"errcode": 0, "errmsg": "ok"},
    "open.feishu.cn": {"code": 0, "data": {}, "msg": "success"},
}


@dataclass
class Heard:
    """What reached a maker."""

    host: str
    path: str
    query: dict[str, list[str]]
    told: dict[str, Any]


@dataclass
class Makers:
    """What was heard, and what is answered instead of success: (status, body)."""

    port: int = 0
    heard: list[Heard] = field(default_factory=list)
    refusal: tuple[int, dict[str, Any] | str] | None = None
    leads_to: str = ""


@contextmanager
def makers(monkeypatch) -> Iterator[Makers]:
    """A running server that gets whatever is sent to the three makers, and nothing else."""
    state = Makers()

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            host, parts = self.headers["X-Asked-For"], urlsplit(self.path)
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.heard.append(Heard(host, parts.path, parse_qs(parts.query), body))
            status, answer = state.refusal or (200, FINE[host])
            content = answer if isinstance(answer, str) else json.dumps(answer)
            self.send_response(status)
            if state.leads_to:
                self.send_header("Location", state.leads_to)
            self.send_header("Content-Length", str(len(content.encode())))
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    state.port = server.server_port
    _lead_here(monkeypatch, state)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


def _lead_here(monkeypatch, state: Makers) -> None:
    send = HTTPAdapter.send

    def here(adapter, request, **options):
        parts = urlsplit(request.url)
        assert parts.scheme == "https"
        assert parts.hostname in FINE
        assert options["verify"]
        request.headers["X-Asked-For"] = parts.hostname
        request.url = urlunsplit(("http", f"127.0.0.1:{state.port}", *parts[2:]))
        options["proxies"] = {}
        return send(adapter, request, **options)

    monkeypatch.setattr(HTTPAdapter, "send", here)


def nobody_there(monkeypatch) -> None:
    """Let no maker be reached: as `requests` says it, with the whole address in its words."""

    def gone(adapter, request, **options):
        raise requests.ConnectionError(f"Max retries exceeded with url: {request.url}")

    monkeypatch.setattr(HTTPAdapter, "send", gone)
