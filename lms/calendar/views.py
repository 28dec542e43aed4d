"""The page on which one subscribes to one's own plan, and the calendar that programs read."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import segno
from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from lms import clock, i18n
from lms.calendar import export, queries, service
from lms.config import Settings
from lms.db import write
from lms.forms import Form
from lms.i18n import _
from lms.pages import keep_privately, see_other
from lms.people.access import current_person, public, requires

bp = Blueprint("calendar", __name__)

SHOWN = "calendar"  # where one's own cookie keeps the secret until it is put away
SHOWN_FOR = timedelta(minutes=15)


@bp.get("/account/calendar")
@requires("account.view")
def show_calendar() -> ResponseReturnValue:
    """Whether one's calendar has an address, how to subscribe, and the address just made."""
    person = current_person()
    address = _shown_address()
    return render_template(
        "calendar/calendar.html",
        is_empty=queries.is_empty(person, clock.today()),
        standing=queries.address_of(person),
        address=address,
        webcal=_webcal(address),
        picture=_picture(address),
        form=Form(),
    )


@bp.post("/account/calendar")
@requires("account.edit")
def create_address() -> ResponseReturnValue:
    """Make a new address; the one before works no more."""
    form = Form()
    if form.validate_on_submit():
        key, now = form.key.data or "", clock.now()
        secret = write(service.open_address, current_person(), key=key, now=now)
        session[SHOWN] = {"secret": secret, "since": now.isoformat()}
    return see_other(".show_calendar")


@bp.post("/account/calendar/shown")
@requires("account.edit")
def delete_shown() -> ResponseReturnValue:
    """Show the address no more; it goes on working."""
    session.pop(SHOWN, None)
    return see_other(".show_calendar")


@bp.post("/account/calendar/ending")
@requires("account.edit")
def delete_address() -> ResponseReturnValue:
    """Let the address work no more."""
    session.pop(SHOWN, None)
    write(service.close_address, current_person(), now=clock.now())
    flash(_("日历地址已停用，日历程序里的日子不会再更新。"), "success")
    return see_other(".show_calendar")


@bp.get("/calendar/<secret>.ics")
@public
def show_feed(secret: str) -> ResponseReturnValue:
    """Somebody's calendar, to whoever has its secret address."""
    person = queries.owner_of(secret)
    i18n.speak(person.language or i18n.SOURCE)
    settings: Settings = current_app.config["SETTINGS"]
    body = export.ics(
        queries.entries_of(person, clock.today()),
        public_url=settings.public_url,
        zone=settings.timezone,
        now=clock.now(),
    )
    answer = Response(body, content_type=export.MEDIA_TYPE)
    answer.headers["Content-Disposition"] = "inline; filename=shitu.ics"
    answer.add_etag()
    keep_privately()
    return answer.make_conditional(request)


def _shown_address() -> str | None:
    """The address that was made here just now, if it works still."""
    kept = session.get(SHOWN)
    if kept is None or clock.now() - datetime.fromisoformat(kept["since"]) > SHOWN_FOR:
        return None
    given = queries.given_out(kept["secret"])
    if given is None or given.revoked_at or given.person_id != current_person().id:
        return None
    settings: Settings = current_app.config["SETTINGS"]
    return settings.public_url + url_for(".show_feed", secret=kept["secret"])


def _webcal(address: str | None) -> str | None:
    """The same address by the scheme that opens calendar programs."""
    return urlsplit(address)._replace(scheme="webcal").geturl() if address else None


def _picture(address: str | None) -> str | None:
    return (
        segno.make(address, error="m").svg_data_uri(scale=4, border=2, light="#fff")
        if address
        else None
    )
