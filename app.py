"""The WSGI application: `gunicorn app:app`, `flask …`."""

import gc

gc.disable()  # while the product is loaded: all of it stays, so looking for garbage is lost time

from lms import create_app  # noqa: E402

app = create_app()
gc.freeze()
gc.enable()
