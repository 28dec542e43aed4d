"""The form of an observation."""

from collections.abc import Collection, Mapping

from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    RadioField,
    SelectChoice,
    SelectField,
    TextAreaField,
)

from lms.forms import Form, at_most, one_of, required
from lms.framework.domain import Competency
from lms.i18n import LazyString, language, lazy
from lms.mentoring.domain import FEWEST_WORDS, LONGEST_WORDS, Observation, Verdict

VERDICTS: Mapping[str, LazyString] = {
    Verdict.MET: lazy("达到"),
    Verdict.NOT_YET: lazy("还没达到"),
}


class ObservationForm(Form):
    """What a mentor saw."""

    competency = SelectField(lazy("看的是哪一项"), choices=[], validate_choice=False)
    verdict = RadioField(
        lazy("结论"),
        choices=[SelectChoice(value, label) for value, label in VERDICTS.items()],
        validate_choice=False,
        validators=[required(lazy("请选“达到”或“还没达到”。")), one_of(lambda: VERDICTS)],
    )
    evidence = TextAreaField(
        lazy("看到或听到的事实"),
        description=lazy(
            "写一句：什么场合、说了什么或做了什么。至少 %(least)s 个字。", least=FEWEST_WORDS
        ),
        validators=[required(lazy("请写一句看到或听到的事实。")), at_most(LONGEST_WORDS)],
    )

    def offer(self, competencies: Collection[Competency]) -> None:
        """Let the mentor choose among these."""
        self.competency.choices = [
            SelectChoice(one.id, one.title.in_(language())) for one in competencies
        ]
        self.competency.validators = [one_of(lambda: {one.id for one in competencies})]

    def observation(self) -> Observation:
        """What was filled in. Raises Invalid when it says too little."""
        return Observation(
            self.competency.data or "",
            Verdict(self.verdict.data or ""),
            self.evidence.data or "",
        )
