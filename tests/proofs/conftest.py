"""What small proofs share: texts that were published once, a server within this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from lms import clock
from lms.db import db, write
from lms.library import service as library
from lms.library.service import Findings
from lms.onboarding import service as onboarding
from tests.products import Product


class _Silent(WSGIRequestHandler):
    """Requests are told in the product's own log."""

    def log_request(self, *_: object, **__: object) -> None:
        pass


def publish(app: Flask, findings: Findings) -> None:
    """Publish the shipped texts and enter the calendar, as the first start does."""
    with app.app_context():
        assert write(library.load, findings, [], now=clock.now()).problems == ()
        write(onboarding.seed_calendar, clock.now())
        db.engine.dispose()


@contextmanager
def served(app: Flask) -> Iterator[int]:
    """The application behind real sockets; its port."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    app.config["PROPAGATE_EXCEPTIONS"] = False  # people see the page of errors
    try:
        yield server.server_port
    finally:
        app.config["PROPAGATE_EXCEPTIONS"] = True
        server.shutdown()
        thread.join()
        server.server_close()
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def findings(_findings: Findings) -> Findings:
    """The shipped texts, read and rendered once."""
    return _findings


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, findings: Findings) -> Path:
    """The file of an embedded database with everything published and nobody in it."""
    product = Product(tmp_path_factory.mktemp("prepared"), None)
    publish(product.app, findings)
    return product.file
