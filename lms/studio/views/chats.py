"""Chat logs become the draft of a role-play: masked, shown to be read, and only then kept."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import N_, Invalid
from lms.i18n import _
from lms.library import service as drafts
from lms.pages import see_other, takes
from lms.people.access import current_person, requires
from lms.studio import content, service
from lms.studio.domain import chats
from lms.studio.domain.chats import Chats, Tree
from lms.studio.forms import ChatsForm
from lms.studio.views.blueprint import bp

LARGEST_POST = chats.LARGEST * 4  # bytes: letters as forms send them, and what stands around them
MOST_SHOWN = 50  # lines that were left out
AGAIN = N_("有新遮掉的地方，或者有没读懂的行；请再读一遍，再做成草稿。")


@bp.get("/studio/chat-logs/new")
@requires("document.import")
def new_chat_logs() -> ResponseReturnValue:
    """Ask for chat logs."""
    return _asked(ChatsForm())


@bp.post("/studio/chat-logs")
@requires("document.import")
@takes(LARGEST_POST)
def create_chat_logs() -> ResponseReturnValue:
    """Show what chat logs say once they are masked, and what they would become."""
    form = ChatsForm()
    try:
        found, tree, _texts = _made(form)
    except Invalid as refused:
        return _refused(form, refused)
    form.name_all()
    return _shown(form, found, tree)


@bp.post("/studio/chat-logs/drafts")
@requires("document.import")
@takes(LARGEST_POST)
def create_chat_draft() -> ResponseReturnValue:
    """Make a role-play of chat logs that somebody has read; what shows itself only now is shown."""
    form = ChatsForm()
    try:
        found, tree, texts = _made(form)
    except Invalid as refused:
        return _refused(form, refused)
    is_fine = form.validate_on_submit()
    if found.new or found.skipped or found.alone:
        form.refuse(Invalid(AGAIN), "is_read")
        is_fine = False
    if not is_fine:
        return _shown(form, found, tree), 422
    try:
        draft = write(service.create, current_person(), form.wanted(texts), clock.now())
    except drafts.Taken as taken:
        form.refuse(taken, "name")
        return _shown(form, found, tree), 422
    flash(_("草稿有了。下面列着还缺什么：给选项打分、写点评，给结局定收场。"), "success")
    return see_other(".show_outline", name=draft.document.name)


def _made(form: ChatsForm) -> tuple[Chats, Tree, dict[str, str]]:
    """What was sent, masked, as a tree, and as a role-play. Raises Invalid."""
    found = chats.read(_sent(form), form.words.data or "", form.called)
    tree = chats.weave(found.logs)
    return found, tree, content.scenario_texts(tree)


def _sent(form: ChatsForm) -> str:
    """What was sent: a file, else what stands in the form."""
    file = request.files.get("file")
    if not file:
        return form.log.data or ""
    with file.stream:
        text = content.decoded(file.stream.read())
    form.log.data = text
    return text


def _refused(form: ChatsForm, refused: Invalid) -> ResponseReturnValue:
    """The first page again, with what was sent, masked."""
    form.log.data = chats.covered(form.log.data or "", form.words.data or "")
    form.log.errors = [_(refused.message, **refused.parameters)]
    return _asked(form), 422


def _asked(form: ChatsForm) -> str:
    most = {"size": chats.LARGEST // 1024, "logs": chats.MOST_LOGS}
    return render_template("studio/chats_form.html", form=form, most=most)


def _shown(form: ChatsForm, found: Chats, tree: Tree) -> str:
    form.log.data = found.text
    form.is_read.data = False
    return render_template("studio/chats.html", form=form, found=found, tree=tree, most=MOST_SHOWN)
