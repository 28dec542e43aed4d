"""Who speaks in an authored scenario."""

from collections.abc import Sequence

from lms.errors import N_
from lms.questions.content import Phrases
from lms.scenarios.content.schema import SpeakerText
from lms.scenarios.domain import CUSTOMER, NARRATION, SYSTEM, Speaker, Voice
from lms.yamlfile import Path

TAKEN = N_("“%(id)s”已经有了；请给这个人换一个编号。")
UNKNOWN = N_("没有叫“%(id)s”的人；请在 speakers 里写上，或者改用：%(known)s。")


class Cast:
    """The speakers of a scenario by their ids; what is wrong is noted in `phrases`."""

    def __init__(self, phrases: Phrases, people: Sequence[SpeakerText]) -> None:
        self._phrases = phrases
        self._speakers = {str(one.voice): one for one in (CUSTOMER, NARRATION, SYSTEM)}
        for place, person in enumerate(people):
            if person.id in self._speakers:
                phrases.refuse(("speakers", place, "id"), TAKEN, id=person.id)
            self._speakers[person.id] = Speaker(Voice.PERSON, person.name)

    def speaker(self, path: Path, name: str | None) -> Speaker:
        """Who is named at a place of the text; nobody means the customer."""
        if name and name not in self._speakers:
            self._phrases.refuse(path, UNKNOWN, id=name, known=", ".join(self._speakers))
        return self._speakers.get(name or "", CUSTOMER)
