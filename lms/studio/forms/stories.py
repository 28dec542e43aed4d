"""A story of Twine that becomes a scenario: pasted or from a file, then named."""

from werkzeug.datastructures import FileStorage
from wtforms import TextAreaField

from lms.forms import cleaned
from lms.i18n import lazy
from lms.scenarios.content import KIND
from lms.studio import content
from lms.studio.content import twine
from lms.studio.forms.beginning import LONGEST_TITLE, NamingForm
from lms.studio.service import New


class StoryForm(NamingForm):
    """A story, and what the scenario is called that is made of it."""

    text = TextAreaField(lazy("故事（Twee 或者网页的源文）"))

    def take(self, file: FileStorage | None) -> None:
        """Put the story of a file that was sent into the form. Raises Refused."""
        if file is None or not file.filename:
            return
        sent = file.read(twine.LARGEST_FILE + 1)
        file.close()
        self.text.data = cleaned(twine.decoded(sent))

    def propose(self, title: str) -> None:
        """Call the scenario as the story is called."""
        self.title.data = cleaned(title)[:LONGEST_TITLE]
        self.name.data = content.proposed(self.title.data)

    def wanted(self) -> New:
        """What is asked for."""
        return New(kind=KIND, title=self.title.data or "", name=self.name.data or "")
