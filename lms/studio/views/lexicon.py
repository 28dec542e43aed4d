"""The house's words as trainers look them up, and a sentence tried against them."""

from functools import lru_cache

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms.forms import cleaned
from lms.library import queries as library
from lms.people.access import current_person, requires
from lms.questions import queries as questions
from lms.questions.content import LEXICON
from lms.questions.domain.replies import Criteria, Element, Entry, Lexicon, Need, grade
from lms.scenarios.views.typed import ReplyShown, shown_reply
from lms.studio.views.blueprint import bp

LONGEST_TRIED = 500  # characters
LONGEST_SOUGHT = 40
NONE = Lexicon()  # as long as none has been loaded


@bp.get("/studio/lexicon")
@requires("document.edit")
def show_lexicon() -> ResponseReturnValue:
    """Polite forms, forbidden forms and the elements of good replies; `q` narrows them."""
    published = questions.lexicon()
    words = published.content if published else NONE
    sought = cleaned(request.args.get("q", ""))[:LONGEST_SOUGHT]
    tried = cleaned(request.args.get("text", ""))[:LONGEST_TRIED]
    own = {document.kind for document in library.documents_of(current_person())}
    return render_template(
        "studio/lexicon.html",
        forbidden=[entry for entry in words.forbidden if _has(entry, sought)],
        polite=[entry for entry in words.polite if _has(entry, sought)],
        elements=[entry for entry in words.elements if _has(entry, sought)],
        agreement=questions.agreement_by_rule([entry.id for entry in words.forbidden]),
        sought=sought,
        tried=tried,
        shown=_tried(words, tried) if tried else None,
        is_author=LEXICON in own,
    )


def _has(entry: Entry, sought: str) -> bool:
    title = entry.title
    told = (entry.id, title.zh_hans, title.zh_hant, title.en)
    phrases = (phrase.written for phrase in entry.saying.phrases)
    return not sought or any(sought.casefold() in one.casefold() for one in (*told, *phrases))


def _tried(words: Lexicon, text: str) -> ReplyShown:
    """What a sentence says of all that the lexicon knows; what it does not say is left out."""
    criteria = _everything(words)
    shown = shown_reply(criteria, grade(text, criteria, words), text)
    said = [it for it in shown.elements if it.state is None or it.state != "missing"]
    return ReplyShown(shown.pieces, said, shown.remarks, shown.is_unedited)


@lru_cache(2)  # revisions of the lexicon in use at the same time
def _everything(words: Lexicon) -> Criteria:
    wanted = (*words.polite, *words.elements)
    return Criteria(
        tuple(
            Element(id=f"of-{it.id}", need=Need.BETTER, title=it.title, entry=it.id)
            for it in wanted
        )
    )
