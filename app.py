"""The WSGI application: `gunicorn app:app`, `flask …`."""

from lms import create_app

app = create_app()
