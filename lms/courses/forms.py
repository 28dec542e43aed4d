"""What a reading page sends: which section was read, what was answered, and on which page."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import HiddenField, SelectMultipleField, TextAreaField

from lms.courses.domain.entry import LONGEST_WORDS
from lms.errors import Invalid
from lms.forms import Form, at_most, one_of, required
from lms.i18n import lazy
from lms.library.domain import LANGUAGES
from lms.library.models import DIGEST_LENGTH
from lms.pages import own_address
from lms.questions.domain import MOST_HINTS, Answer, Question, read_answer

SALT, PRACTICE_SALT = "courses.page", "courses.practice"
NUMBERS = tuple(str(number) for number in range(1, MOST_HINTS + 1))


@dataclass(frozen=True, slots=True)
class PageMark:
    """Which revision a page showed, and since when."""

    revision_id: int
    since: datetime


def sign_page(person_id: int, revision_id: int, now: datetime) -> str:
    """A mark that a page carries, so that its posts tell what was shown, to whom and since when."""
    mark = _signer().dumps([person_id, revision_id, int(now.timestamp())])
    return mark if isinstance(mark, str) else mark.decode()


def read_page(mark: str, person_id: int) -> PageMark | None:
    """What a mark says; None for one that we did not make for this person."""
    try:
        owner, revision_id, since = _signer().loads(mark)
    except BadSignature:
        return None
    if owner != person_id:
        return None
    return PageMark(revision_id, datetime.fromtimestamp(since, UTC))


@dataclass(frozen=True, slots=True)
class PracticeMark:
    """Which check a page asked again, of which revision, and for which time."""

    revision_id: int
    check: str
    turn: int


def sign_practice(person_id: int, asked: PracticeMark) -> str:
    """A mark that a page of practice carries, so that its post tells what was asked of whom."""
    facts = [person_id, asked.revision_id, asked.check, asked.turn]
    mark = _signer(PRACTICE_SALT).dumps(facts)
    return mark if isinstance(mark, str) else mark.decode()


def read_practice(mark: str, person_id: int) -> PracticeMark | None:
    """What a mark says; None for one that we did not make for this person."""
    try:
        owner, *facts = _signer(PRACTICE_SALT).loads(mark)
    except BadSignature:
        return None
    return PracticeMark(*facts) if owner == person_id else None


def _signer(salt: str = SALT) -> URLSafeSerializer:
    return _signer_of(current_app.config["SECRET_KEY"], salt)


@lru_cache(2)
def _signer_of(secret: str, salt: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt, signer_kwargs={"digest_method": hashlib.sha256})


class PageForm(Form):
    """Any act on a reading page."""

    page = HiddenField()

    @property
    def sent_key(self) -> str:
        """The key that makes a repeat of this post harmless."""
        return self.key.data or ""

    @property
    def complaint(self) -> str:
        """What is wrong, in words; nothing when all is well."""
        return " ".join(message for field in self for message in field.errors)


class SectionForm(PageForm):
    """A section was read."""

    section = HiddenField()


class HintForm(PageForm):
    """A hint to a check is asked for: which one, and what is chosen so far."""

    hint = HiddenField()
    choice = SelectMultipleField(coerce=str, validate_choice=False)

    @property
    def number(self) -> int:
        """The number of the hint; 0 for what is none."""
        return int(self.hint.data) if self.hint.data in NUMBERS else 0


class SigningForm(Form):
    """A lesson was read and is signed: in which language, and the digest of the words shown."""

    language = HiddenField(validators=[one_of(lambda: LANGUAGES)])
    digest = HiddenField(validators=[at_most(DIGEST_LENGTH)])


class TakeBackForm(Form):
    """Why an exemption is taken back."""

    words = TextAreaField(lazy("收回的理由"), validators=[required(), at_most(LONGEST_WORDS)])
    back = HiddenField()

    def way_back(self) -> str | None:
        """The page of ours to go back to, if there is one."""
        return own_address(self.back.data)


class AnswerForm(PageForm):
    """A check was answered: shown positions, or for an ordering the place of each shown item."""

    choice = SelectMultipleField(coerce=str, validate_choice=False)

    def answer(self, question: Question, order: Sequence[str]) -> Answer | None:
        """The answer to a question shown in this order; None when the form needs mending."""
        if not self.validate_on_submit():
            return None
        try:
            return read_answer(question, order, self.choice.data or [])
        except Invalid as refusal:
            self.refuse(refusal, "choice")
            return None
