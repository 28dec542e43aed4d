"""How what happened to people reads: events of the audit trail, looks of the access log."""

from collections.abc import Callable, Collection, Iterable

from flask import Flask

from lms.errors import N_
from lms.i18n import _
from lms.people import audit
from lms.people.domain import Role
from lms.people.queries import department_names, names_of

ROLE_NAMES = {
    Role.TRAINEE: N_("学员"),
    Role.MENTOR: N_("师父"),
    Role.TRAINER: N_("培训师"),
    Role.HR: N_("人事"),
    Role.ADMIN: N_("管理员"),
}
FIELD_NAMES = {
    "name": N_("姓名"),
    "employee_number": N_("工号"),
    "department": N_("部门"),
    "starts_on": N_("入职日期"),
    "email": N_("邮箱"),
    "wants_mail": N_("收不收邮件"),
    "language": N_("语言"),
    "parent": N_("上级部门"),
    "lead": N_("负责人"),
}
LOOKS = {
    "person.view": N_("个人资料"),
    "plan.view": N_("三个月上手计划"),
    "signoff.give": N_("三个月上手计划"),
    "signoff.take-back": N_("三个月上手计划"),
    "growth.view": N_("成长档案"),
    "play.read": N_("演练过程"),
    "mark.approve": N_("等同意的改分"),
    "play.result-of": N_("演练结果"),
    "observation.view": N_("观察记录"),
    "pairs.view": N_("带教记录"),
    "session.record": N_("面谈记录"),
    "kpi.view": N_("绩效数据"),
    "certificate.view": N_("证书"),
    "person.list": N_("人员名单"),
    "certificate.register": N_("证书名单"),
    "report.export": N_("培训报表"),
    "cohort.view": N_("班组进度"),
    "audit.system": N_("系统操作记录"),
    "system.manage": N_("没有寄到的邮件"),
}
RECORDS = N_("培训记录")  # whatever else was looked at


def role_name(role: str) -> str:
    """A role in words."""
    return str(_(ROLE_NAMES[Role(role)]))


def ranked(roles: Iterable[Role]) -> list[Role]:
    """Roles in the order in which they are listed everywhere."""
    return [role for role in Role if role in set(roles)]


def in_words(roles: Iterable[Role]) -> str:
    """Roles in one line."""
    return str(_("、")).join(role_name(role) for role in ranked(roles)) or "—"


def what_was_looked_at(permission: str) -> str:
    """What a look at a record saw, in words."""
    return str(_(LOOKS.get(permission, RECORDS)))


def _role_names(roles: Collection[str]) -> dict[str, str]:
    return {role: role_name(role) for role in roles}


def _field_names(lists: Collection[str]) -> dict[str, str]:
    comma = _("、")
    return {
        fields: comma.join(_(FIELD_NAMES[field]) for field in fields.split(",")) for fields in lists
    }


def init_app(app: Flask) -> None:
    """Let templates name roles, and the audit trail read the events of this feature."""
    filters: dict[str, Callable[..., object]] = {
        "role_name": role_name,
        "ranked": ranked,
        "in_words": in_words,
        "what_was_looked_at": what_was_looked_at,
    }
    app.jinja_env.filters.update(filters)
    say = audit.sentence
    say("person.created", N_("%(actor)s为%(subject)s开了账号"))
    say("person.changed", N_("%(actor)s改了%(subject)s的%(fields)s"), fields=_field_names)
    say("person.suspended", N_("%(actor)s停用了%(subject)s的账号"))
    say("person.reactivated", N_("%(actor)s恢复了%(subject)s的账号"))
    say("role.granted", N_("%(actor)s给了%(subject)s“%(role)s”角色"), role=_role_names)
    say("role.revoked", N_("%(actor)s收回了%(subject)s的“%(role)s”角色"), role=_role_names)
    say("pair.made", N_("%(actor)s请%(mentor)s做%(subject)s的师父"), mentor=names_of)
    say("pair.parted", N_("%(actor)s结束了%(mentor)s对%(subject)s的带教"), mentor=names_of)
    say("pair.undone", N_("%(actor)s撤回了%(mentor)s做%(subject)s师父的安排"), mentor=names_of)
    say("slip.issued", N_("%(actor)s给%(subject)s开了一张登录凭条"))
    say("password.enrolled", N_("%(subject)s用登录凭条设了密码"))
    say("password.reset", N_("%(subject)s用邮件里的链接重设了密码"))
    say("password.set", N_("%(actor)s给%(subject)s设了临时密码"))
    say("reset.sent", N_("%(actor)s给%(subject)s寄了重设密码的邮件"))
    say("password.changed", N_("%(subject)s改了自己的密码"))
    say("factor.on", N_("%(subject)s开了两步验证"))
    say("factor.moved", N_("%(subject)s把两步验证换到了另一个验证器"))
    say("factor.codes", N_("%(subject)s换了一套恢复码"))
    say("factor.recovered", N_("%(subject)s用恢复码登录，还剩 %(left)s 个"))
    say("factor.off", N_("%(subject)s关掉了两步验证"))
    say("factor.reset", N_("%(actor)s重置了%(subject)s的两步验证"))
    say("sessions.ended", N_("%(actor)s让%(subject)s在所有设备上退出了登录"))
    say("department.created", N_("%(actor)s建了部门“%(department)s”"), department=department_names)
    say(
        "department.changed",
        N_("%(actor)s改了部门“%(department)s”的%(fields)s"),
        department=department_names,
        fields=_field_names,
    )
