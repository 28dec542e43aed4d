"""Structured logs: one JSON object a line, with the request's id and never with personal data."""

import json
import logging
import re
import sys
from datetime import UTC, datetime

from flask import Flask, g, has_app_context

VALUES = re.compile(r"\nDETAIL: [^\n]*")  # PostgreSQL quotes the row that it refuses
PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """A log record as one line of JSON; what the caller passed as `extra` becomes fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if has_app_context() and "request_id" in g:
            line["request_id"] = g.request_id
        line.update({k: v for k, v in vars(record).items() if k not in PLAIN})
        if record.exc_info:
            line["traceback"] = VALUES.sub("", self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def init_app(app: Flask) -> None:
    """Send the product's logs to standard error, once per process."""
    log = logging.getLogger("lms")
    if not any(isinstance(h.formatter, JsonLines) for h in log.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        log.addHandler(handler)
        log.propagate = False
    log.setLevel(logging.DEBUG if app.debug else logging.INFO)
