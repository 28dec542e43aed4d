"""Beginning a new document: what it is called and from which text it starts."""

import re
from collections.abc import Sequence

from wtforms import SelectField, StringField
from wtforms.validators import ValidationError

from lms.forms import Form, at_most, offered, one_of, required
from lms.i18n import _, language, lazy
from lms.library.content import LONGEST_NAME, NAME
from lms.library.domain import Wording
from lms.studio import content
from lms.studio.service import New

LONGEST_TITLE = 60  # characters
ADDRESS_NAME = re.compile(NAME)


class NamingForm(Form):
    """What a new document is called."""

    title = StringField(lazy("标题"), [required(lazy("请写标题。")), at_most(LONGEST_TITLE)])
    name = StringField(lazy("标识（写进网址，定了不改）"), [at_most(LONGEST_NAME)])

    def validate_name(self, field: StringField) -> None:
        """It may stay empty where the title has a sound."""
        check_name(field.data, self.title.data)


class NewForm(NamingForm):
    """A new document."""

    course = SelectField(lazy("放在哪门课程"), choices=[], validate_choice=False)
    origin = SelectField(lazy("从哪里写起"), choices=[], validate_choice=False)

    def offer(
        self, origins: Sequence[tuple[str, Wording]], courses: Sequence[tuple[str, Wording]] | None
    ) -> None:
        """Let the author choose among these; without courses none is asked for."""
        named = [(name, title.in_(language())) for name, title in origins]
        self.origin.choices = [("", _("这类材料的范文")), *named]
        self.origin.validators = [one_of(lambda: offered(self.origin))]
        if courses is None:
            del self.course
            return
        self.course.choices = [(name, title.in_(language())) for name, title in courses]
        self.course.validators = [one_of(lambda: offered(self.course))]

    def wanted(self, kind: str) -> New:
        """What is asked for."""
        return New(
            kind=kind,
            title=self.title.data or "",
            name=self.name.data or "",
            course=self.course.data or "" if "course" in self else "",
            origin=self.origin.data or "",
        )


def check_name(name: str | None, title: str | None) -> None:
    """Small letters, digits, hyphens; none only beside a title that can be read aloud.

    Raises ValidationError.
    """
    if name and not ADDRESS_NAME.fullmatch(name):
        raise ValidationError(_("标识只用小写字母、数字和连字符，例如 lost-parcel。"))
    if not name and title and not content.proposed(title):
        raise ValidationError(_("标题里没有读得出的字，请自己起一个标识，例如 lost-parcel。"))
