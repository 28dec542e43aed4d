"""What can be played: the list, the brief with its rules, and beginning a play."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import N_, Stale
from lms.forms import new_key
from lms.i18n import _, language
from lms.people.access import current_person, requires
from lms.scenarios import queries, service
from lms.scenarios.domain import Mode, Scenario
from lms.scenarios.forms import StartForm
from lms.scenarios.queries import Offer
from lms.scenarios.views.blueprint import bp, to_play
from lms.scenarios.views.shelves import MANY, Chosen, next_card, shelves, themes

UNDER_WAY = {
    True: N_("考核还在进行，先把它做完。"),
    False: N_("上次练到一半，先接着练；要从头来，请在说明页选“从头再练”。"),
}


@bp.get("/scenarios")
@requires("document.read")
def show_scenarios() -> ResponseReturnValue:
    """All role-plays that one may take, and how far one is in each."""
    person = current_person()
    reach = queries.Reach.of(person)
    cards = queries.cards(person, queries.offers(reach), clock.now())
    everything = shelves(cards, reach.lists, Chosen.of({}))
    chosen = Chosen.of(request.args)
    return render_template(
        "scenarios/list.html",
        shelves=shelves(cards, reach.lists, chosen) if chosen.narrows else everything,
        next=next_card(everything),
        chosen=chosen,
        cards=cards,
        themes=themes(cards) if len(cards) > MANY else (),
    )


@bp.get("/scenarios/<address>")
@requires("document.read")
def show_scenario(address: str) -> ResponseReturnValue:
    """The brief of a scenario: the case, the goal, the rules of both modes."""
    return _brief(queries.offer(current_person(), address), StartForm())


@bp.post("/scenarios/<address>/plays")
@requires("play.start")
def create_play(address: str) -> ResponseReturnValue:
    """Begin a play that counts, or go on with the open one."""
    person, form = current_person(), StartForm()
    offer = queries.offer(person, address)
    if not form.validate_on_submit():
        return _brief(offer, form), 422
    mode = form.chosen_mode()
    try:
        play = write(
            service.start_play,
            person,
            offer.document,
            mode,
            language=language(),
            key=form.chosen_key(),
            afresh=form.is_afresh(),
            now=clock.now(),
        )
    except Stale as refusal:
        form.refuse(refusal)
        return _brief(offer, form), 409
    if play.mode != mode:
        flash(_(UNDER_WAY[Mode(play.mode) is Mode.ASSESSMENT]), "warning")
    return to_play(play.public_id)


@bp.post("/scenarios/<address>/previews")
@requires("play.preview")
def create_preview(address: str) -> ResponseReturnValue:
    """Try a scenario out; it counts nowhere."""
    person, form = current_person(), StartForm()
    offer = queries.offer(person, address)
    if not form.validate_on_submit():
        return _brief(offer, form), 422
    play = write(
        service.start_preview,
        person,
        offer.document,
        form.chosen_mode(),
        language=language(),
        key=form.chosen_key(),
        now=clock.now(),
    )
    return to_play(play.public_id)


def _brief(offer: Offer[Scenario], form: StartForm) -> str:
    person, number, rules = current_person(), offer.document.document_id, offer.content.assessment
    return render_template(
        "scenarios/brief.html",
        offer=offer,
        scenario=offer.content,
        stands=queries.stands(person.id, number, rules, clock.now()),
        form=form,
        extra_time=queries.granted_time(person.id, number),
        key=new_key,
    )
