"""What features offer in the navigation."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask

from lms.i18n import LazyString


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the navigation; `permission` is a row of access.csv.

    `count` asks how many things wait there for the signed-in person. Those who hold the permission
    `leads` come here for their work: they see it right after their home.
    """

    label: LazyString
    endpoint: str
    icon: str
    permission: str
    order: int
    count: Callable[[], int] | None = None
    leads: str | None = None


def add_navigation(app: Flask, item: NavigationItem) -> None:
    """Offer an entry in the navigation of those who hold its permission."""
    app.extensions.setdefault("navigation", []).append(item)
