"""The navigation of a page: what the features registered, as far as the signed-in person may go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from lms.db import db
from lms.i18n import language, lazy
from lms.pages import NavigationItem, add_navigation, is_fragment
from lms.people.access import leads_a_department, may
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Tab:
    """One place to go; `count` is how many things wait there."""

    label: str
    address: str
    icon: str
    is_current: bool
    count: int


def navigation() -> tuple[Tab, ...]:
    """The places of the signed-in person, in their order; none for strangers and parts of pages."""
    if is_fragment() or not current_user.is_authenticated:
        return ()
    places = _places_of(current_user.person)
    here = _nearest(address for _, _, address in places)
    return tuple(
        Tab(label, address, item.icon, address == here, item.count() if item.count else 0)
        for label, item, address in places
    )


def _places_of(person: Person) -> Sequence[tuple[str, NavigationItem, str]]:
    """The places of people with such roles, in their language; put together once."""
    known: dict[object, Sequence[tuple[str, NavigationItem, str]]]
    known = current_app.extensions.setdefault("navigation.of_roles", {})
    who = (request.script_root, language(), person.roles, leads_a_department(person))
    if who not in known:
        places = [place for place in _places() if may(person, place[0].permission)]
        places.sort(key=lambda place: _rank(place[0], person))
        known[who] = [(str(item.label), item, address) for item, address in places]
    return known[who]


def _rank(item: NavigationItem, person: Person) -> int:
    """0: home; 1: what somebody comes for; 2: the rest, which keeps its order."""
    if not item.order:
        return 0
    return 1 if item.leads and may(person, item.leads) else 2


def _places() -> list[tuple[NavigationItem, str]]:
    """All registered places with their addresses, in their order."""
    items: list[NavigationItem] = current_app.extensions.get("navigation", [])
    return [(item, url_for(item.endpoint)) for item in sorted(items, key=lambda item: item.order)]


def _nearest(addresses: Iterable[str]) -> str | None:
    """The address under which the present page lies most closely."""
    path = request.path.rstrip("/") + "/"
    around = [a for a in addresses if path.startswith(a.rstrip("/") + "/")]
    longest = max(around, key=len, default=None)
    return None if longest == "/" and request.path != "/" else longest


def _context() -> dict[str, object]:
    try:
        return {"navigation": navigation()}
    except SQLAlchemyError:  # the page that tells of trouble with the database is shown too
        db.session.rollback()
        return {"navigation": ()}


def init_app(app: Flask) -> None:
    """Give every page its navigation, and people their own places in it."""
    app.context_processor(_context)
    add_navigation(
        app,
        NavigationItem(
            lazy("人员"),
            "people.show_people",
            "people",
            "person.list",
            800,
            leads="person.create",
        ),
    )
    add_navigation(
        app,
        NavigationItem(
            lazy("系统操作记录"), "people.show_trail", "journal-text", "audit.system", 850
        ),
    )
    add_navigation(
        app,
        NavigationItem(lazy("账号"), "people.show_account", "person-circle", "account.view", 900),
    )
