"""The administrator's page of letters: how they leave, which did not arrive, and why."""

from flask import current_app, flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import N_
from lms.forms import Form
from lms.i18n import _
from lms.messages import letters, queries, service, transport
from lms.messages.domain import Trouble
from lms.messages.views.blueprint import bp
from lms.pages import page_number, see_other
from lms.people import access_log, post
from lms.people.access import SCOPE_ALL, current_person, requires

TROUBLES = {
    Trouble.NO_ADDRESS: N_("账号里没有邮箱"),
    Trouble.BAD_ADDRESS: N_("邮箱地址不完整，请本人在“我的账号”里改"),
    Trouble.SUSPENDED: N_("账号已停用"),
    Trouble.UNWANTED: N_("本人不收消息邮件"),
    Trouble.READ: N_("寄出以前，本人已经在系统里看过了"),
    Trouble.LATE: N_("等得太久，信里的内容已经没用了"),
    Trouble.REFUSED: N_("对方的邮箱拒收"),
    Trouble.UNREACHABLE: N_("连不上邮件服务器"),
    Trouble.LOGIN: N_("邮件服务器不认登录名或密码，请检查 LMS_SMTP_URL"),
    Trouble.TLS: N_("和邮件服务器之间没有建立加密连接，请检查 LMS_SMTP_URL 和证书"),
    Trouble.SENDER: N_("邮件服务器不接受发件地址，请检查 LMS_MAIL_FROM"),
    Trouble.BUSY: N_("邮件服务器暂时不收"),
    Trouble.FOLDER: N_("写不进邮件文件夹，请检查磁盘和权限"),
}


@bp.get("/mail")
@requires("system.manage")
def show_mail() -> ResponseReturnValue:
    """How letters leave and fare."""
    page = queries.undelivered(page_number())
    settings = current_app.config["SETTINGS"]
    shown = render_template(
        "messages/mail_page.html",
        page=page,
        tally=queries.tally(clock.now()),
        server=settings.mail_server,
        sender=settings.mail_from,
        folder=transport.mailbox(),
        troubles=TROUBLES,
        kinds={row.mail.kind: post.kind_of(row.mail.kind).words for row in page.rows},
        address=current_person().email,
        form=Form(),
    )
    if page.total:
        write(
            access_log.export,
            current_person(),
            "system.manage",
            scope=SCOPE_ALL,
            chosen="",
            count=page.total,
            purpose="",
            now=clock.now(),
        )
    return shown


@bp.post("/mail/<public_id>/tries")
@requires("system.manage")
def create_try(public_id: str) -> ResponseReturnValue:
    """Send a letter once more that did not arrive."""
    write(service.try_again, public_id, now=clock.now())
    flash(_("马上再寄一次。"), "success")
    return see_other(".show_mail")


@bp.post("/mail/trials")
@requires("system.manage")
def create_trial() -> ResponseReturnValue:
    """Send oneself a letter, to see whether it arrives."""
    form = Form()
    if form.validate_on_submit():
        person = current_person()
        write(service.write_to, person, letters.TRIAL, key=form.key.data or "", now=clock.now())
        flash(_("试寄的信已经交给后台，请到您的邮箱里看。"), "success")
    return see_other(".show_mail")
