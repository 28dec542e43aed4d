"""Shitu 师徒学堂: training and certification for customer-service teams."""

import os

from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from lms import (
    calendar,
    calibration,
    certification,
    cli,
    courses,
    disputes,
    framework,
    growth,
    home,
    i18n,
    library,
    logs,
    mentoring,
    messages,
    notes,
    onboarding,
    operations,
    pages,
    people,
    questions,
    reports,
    scenarios,
    search,
    statistics,
    studio,
    styleguide,
    verdicts,
    workday,
)
from lms.config import Settings
from lms.db import JOURNAL, db, engine_options, give_back
from lms.jobs import worker
from lms.pages.cookies import Cookies
from lms.turns import OneAtATime

FEATURES = (
    people,
    messages,
    library,
    framework,
    questions,
    courses,
    scenarios,
    disputes,
    verdicts,
    onboarding,
    workday,
    notes,
    mentoring,
    calibration,
    growth,
    certification,
    reports,
    statistics,
    calendar,
    studio,
    home,
    search,
    operations,
    styleguide,
)


def create_app(settings: Settings | None = None) -> Flask:
    """Put the product together, bottom up.

    Raises ConfigurationError when a setting is missing or wrong.
    """
    settings = settings or Settings.read(os.environ)
    app = Flask(__name__, static_folder=str(pages.STATIC_FOLDER))
    pages.prepare(app)
    _configure(app, settings)
    logs.init_app(app)
    db.init_app(app)
    give_back(app)
    Migrate(app, db, directory="lms/migrations", render_as_batch=False)
    CSRFProtect(app)
    i18n.init_app(app)
    pages.init_app(app)
    for feature in FEATURES:
        feature.init_app(app)
    app.extensions["huey"] = worker.connect(app)
    cli.init_app(app)
    _stand_before(app, settings)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings),
        MAX_FORM_PARTS=500,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session it is bound to
        WTF_CSRF_SSL_STRICT=False,  # the referrer is not sent by every proxy; the token decides
        SESSION_COOKIE_NAME="__Host-shitu" if settings.secure else "shitu",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.session_interface = Cookies()
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _stand_before(app: Flask, settings: Settings) -> None:
    """What a request passes before Flask: who really asks, behind proxies; static files; a turn.

    A database server waits elsewhere; beside it threads do not stand in each other's way.
    """
    if settings.embedded and JOURNAL == "wal":
        app.wsgi_app = OneAtATime(  # type: ignore[assignment,method-assign]
            app.wsgi_app, pages.largest_request(app)
        )
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(pages.STATIC_FOLDER),
        prefix="static/",
        max_age=31_536_000,
        allow_all_origins=False,
        add_headers_function=pages.of_file,
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )
