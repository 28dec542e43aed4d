"""Who has signed a lesson, as a file; no HTTP here."""

from collections.abc import Iterable, Iterator

from lms.courses.queries import Signer, Stage
from lms.errors import N_
from lms.i18n import _, moment
from lms.pages import csv_lines

STAGES = {
    Stage.SIGNED: N_("已签"),
    Stage.AGAIN: N_("要再签"),
    Stage.OPEN: N_("没签"),
}


def signers_csv(found: Iterable[Signer]) -> Iterator[str]:
    """The lines of a CSV: who, since when signed or missing, which words."""
    headings = [
        _("姓名"),
        _("工号"),
        _("部门"),
        _("状态"),
        _("从哪天起"),
        _("最近一次签字"),
        _("签的版本"),
        _("签字文字的摘要（SHA-256）"),
    ]
    return csv_lines(headings, (_row(one) for one in found))


def _row(one: Signer) -> list[str]:
    return [
        one.name,
        one.employee_number,
        one.department,
        _(STAGES[one.stage]),
        one.since.isoformat(),
        moment(one.signed_at) if one.signed_at else "",
        str(one.number or ""),
        one.digest,
    ]
