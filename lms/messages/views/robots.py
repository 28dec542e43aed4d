"""The administrator's pages of robots in chat groups: which there are, what they said, why not."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import N_, NotFound
from lms.forms import Form
from lms.i18n import _
from lms.messages import queries, service, topics
from lms.messages.domain import KEYWORD, RobotKind, RobotTrouble
from lms.messages.forms import KINDS, RobotForm
from lms.messages.models import Robot
from lms.messages.views.blueprint import bp
from lms.pages import page_number, see_other
from lms.people import queries as people
from lms.people.access import current_person, requires

TROUBLES = {
    RobotTrouble.UNREACHABLE: N_("连不上平台的服务器，请检查本机能不能上外网"),
    RobotTrouble.BUSY: N_("平台说发得太快，过一会儿会自动再发"),
    RobotTrouble.SETTINGS: N_("群机器人的安全设置不接受：请核对关键词、加签密钥或 IP"),
    RobotTrouble.GONE: N_("群里的机器人已被删除，或者地址不对：请在群里重新添加，再换地址"),
    RobotTrouble.REFUSED: N_("平台没有接受"),
    RobotTrouble.LATE: N_("等得太久，内容已经没用了"),
    RobotTrouble.REMOVED: N_("发出以前，机器人已从这里移除"),
    RobotTrouble.SEALED: N_("读不出存着的地址：LMS_SECRET_KEY 换过了，请重新填地址"),
}


@bp.get("/robots")
@requires("system.manage")
def show_robots() -> ResponseReturnValue:
    """All robots, and what could not be said."""
    offered = topics.offered()
    return render_template(
        "messages/robots.html",
        robots=queries.robots(),
        page=queries.unsaid(page_number()),
        troubles=TROUBLES,
        kinds=KINDS,
        topics={name: topic.words for name, topic in offered.items()}
        | {topics.TRIAL: topics.TRYING.words},
        keyword=KEYWORD,
        form=Form(),
    )


@bp.get("/robots/new")
@requires("system.manage")
def new_robot() -> ResponseReturnValue:
    """Ask for the facts of a new robot."""
    form = _offering(RobotForm())
    form.topics.data = list(topics.offered())
    return _shown(form, None)


@bp.post("/robots")
@requires("system.manage")
def create_robot() -> ResponseReturnValue:
    """Add a robot."""
    form = _offering(RobotForm())
    access = None
    if form.is_new_one():
        access = form.checked_access(form.kind.data, is_needed=True)
    if access is None:
        return _shown(form, None), 422
    write(
        service.add_robot,
        current_person(),
        department_id=form.department_id(),
        kind=RobotKind(form.kind.data),
        name=form.name.data or "",
        language=form.language.data,
        access=access,
        wanted=set(form.topics.data or ()) & set(topics.offered()),
        key=form.key.data or "",
        now=clock.now(),
    )
    flash(_("群机器人加好了。请点“试发一条”，看看群里收不收得到。"), "success")
    return see_other(".show_robots")


@bp.get("/robots/<public_id>/edit")
@requires("system.manage")
def edit_robot(public_id: str) -> ResponseReturnValue:
    """Show a robot, to be changed; its address is not shown."""
    robot = queries.robot_of(public_id)
    told = [one.topic for one in robot.topics]
    form = RobotForm(name=robot.name, language=robot.language, topics=told)
    return _shown(_offering(form), robot)


@bp.post("/robots/<public_id>")
@requires("system.manage")
def update_robot(public_id: str) -> ResponseReturnValue:
    """Change a robot; an address left empty stays as it was."""
    robot = queries.robot_of(public_id)
    form = _offering(RobotForm())
    fine = form.validate_on_submit()
    access = form.checked_access(robot.kind, is_needed=False) if fine else None
    if not fine or form.errors:
        return _shown(form, robot), 422
    write(
        service.change_robot,
        current_person(),
        robot,
        name=form.name.data or "",
        language=form.language.data,
        access=access,
        wanted=set(form.topics.data or ()) & set(topics.offered()),
        now=clock.now(),
    )
    flash(_("改好了。"), "success")
    return see_other(".show_robots")


@bp.post("/robots/<public_id>/trials")
@requires("system.manage")
def create_robot_trial(public_id: str) -> ResponseReturnValue:
    """Say in a group that it can be reached."""
    robot = queries.robot_of(public_id)
    form = Form()
    if not form.validate_on_submit():
        raise NotFound
    write(service.try_robot, robot, key=form.key.data or "", now=clock.now())
    flash(_("试发的通知已经交给后台，请到群里看；没收到的话，这一页会写明原因。"), "success")
    return see_other(".show_robots")


@bp.post("/robots/<public_id>/removal")
@requires("system.manage")
def delete_robot(public_id: str) -> ResponseReturnValue:
    """Take a robot out of the list; its address is forgotten."""
    write(service.remove_robot, current_person(), queries.robot_of(public_id), now=clock.now())
    flash(_("移除了，它的地址已经删掉。"), "success")
    return see_other(".show_robots")


@bp.post("/robots/announcements/<public_id>/tries")
@requires("system.manage")
def create_announcement_try(public_id: str) -> ResponseReturnValue:
    """Say something once more that could not be said."""
    write(service.say_again, public_id, now=clock.now())
    flash(_("马上再发一次。"), "success")
    return see_other(".show_robots")


def _offering(form: RobotForm) -> RobotForm:
    nodes = people.departments(current_person(), "system.manage")
    return form.offer(nodes, [(name, _(one.words)) for name, one in topics.offered().items()])


def _shown(form: RobotForm, own: Robot | None) -> str:
    return render_template(
        "messages/robot.html",
        form=form,
        own=own,
        kinds=KINDS,
        keyword=KEYWORD,
    )
