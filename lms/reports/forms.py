"""What may be asked of a report in its address, and what an export may be for."""

from collections.abc import Mapping

from lms.i18n import LazyString, lazy
from lms.pages import whole_number
from lms.reports.domain import Choice, Show

MOST_MONTHS = 24
LONGEST_NAME = 200

PURPOSES: dict[str, LazyString] = {
    "review": lazy("带教复盘"),
    "audit": lazy("内部审核"),
    "subsidy": lazy("申请培训补贴"),
    "payroll": lazy("核算岗位津贴"),
}


def choice_from(asked: Mapping[str, str]) -> Choice:
    """The columns that an address asks for; what makes no sense is left out."""
    show = asked.get("show", "")
    return Choice(
        Show(show) if show in set(Show) else Show.PLAN,
        whole_number(asked.get("month", ""), most=MOST_MONTHS) or None,
        asked.get("item", "")[:LONGEST_NAME],
    )


def told(choice: Choice, **further: str) -> dict[str, str]:
    """The same as parameters of an address, without what goes without saying."""
    found = {
        "show": "" if choice.show is Show.PLAN else str(choice.show),
        "month": str(choice.month or ""),
        "item": choice.item,
        **further,
    }
    return {name: value for name, value in found.items() if value}


def purpose_from(asked: Mapping[str, str]) -> str:
    """The stated purpose of an export; empty when none of ours was stated."""
    purpose = asked.get("purpose", "")
    return purpose if purpose in PURPOSES else ""
