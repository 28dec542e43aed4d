"""Work reports in the growth file."""

from lms import clock
from lms.growth.export.parts import NOTHING, Row, Section
from lms.growth.queries import GrowthFile
from lms.i18n import _, day
from lms.mentoring.models import WorkReport


def reports(file: GrowthFile) -> Section | None:
    """The section: every report with its four parts and the answer; None for other eyes."""
    if file.reports is None:
        return None
    return Section(
        "reports",
        _("述职报告"),
        (_("哪个月"), _("哪天交的"), _("师父的回复"), _("本人写的")),
        tuple(Row(_report(one), f"/work-reports/{one.public_id}") for one in file.reports),
        empty=_("还没有述职报告。"),
    )


def _report(one: WorkReport) -> tuple[str, ...]:
    return (
        _("第 %(month)s 个月", month=one.month),
        day(clock.day_of(one.sent_at)) if one.sent_at else NOTHING,
        _("%(words)s（%(name)s）", words=one.reply.words, name=one.reply.by.name)
        if one.reply
        else _("还没有回复"),
        _parts(one),
    )


def _parts(one: WorkReport) -> str:
    said = (
        (_("做了什么"), one.done),
        (_("学到了什么"), one.learnt),
        (_("还差什么"), one.lacking),
        (_("下一步怎么做"), one.ahead),
    )
    return "\n".join(f"{label}{_('：')}{words}" for label, words in said)
