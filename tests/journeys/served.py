"""The product served inside this process with everything shipped, so that tests may move its clock.

What is asked over HTTP is asked of a real server on a real port; only the clock is ours.
"""

import threading
from dataclasses import replace
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from lms.db import db, write
from lms.library import service as library
from lms.library.service import Findings
from lms.onboarding import service as onboarding
from tests.company import BEGINNING
from tests.products import Product


class _Silent(WSGIRequestHandler):
    """Requests are told in the product's own log."""

    def log_request(self, *_: object, **__: object) -> None:
        pass


class Served:
    """A running server: `address`, `app`, and `reset()` to the content as it is shipped."""

    def __init__(self, folder: Path, findings: Findings) -> None:
        self.product = Product(folder, None)
        self.app = self.product.app
        self.app.config["PROPAGATE_EXCEPTIONS"] = False  # people see the page of errors
        self._load(findings)
        self._server = make_server("127.0.0.1", 0, self.app, threaded=True, request_handler=_Silent)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        settings = replace(self.product.settings, public_url=self.address)
        self.app.config["SETTINGS"] = settings
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def _load(self, findings: Findings) -> None:
        """Publish the content, and make this the state to which `reset` returns."""
        with self.app.app_context():
            report = write(library.load, findings, [], now=BEGINNING)
            assert report.problems == ()
            write(onboarding.seed_calendar, BEGINNING)
        self.product.keep("loaded")

    def reset(self) -> None:
        """Forget everything that happened since the content was loaded."""
        self.product.restore("loaded")

    def stop(self) -> None:
        """Serve no longer."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        with self.app.app_context():
            db.engine.dispose()
