"""The form by which an author says what a reply is that the grader did not understand."""

from wtforms import HiddenField, SelectField, StringField

from lms.forms import Form, at_most, offered, one_of
from lms.i18n import language, lazy
from lms.questions.domain.kept import LONGEST_FORBIDDEN
from lms.questions.domain.replies import Need
from lms.questions.models import LONGEST_ID
from lms.scenarios.domain import ReplyStep


class RulingForm(Form):
    """What a kept reply is; the button says which."""

    decision = HiddenField()
    sure = HiddenField()  # "1": the author has seen what it does
    element = SelectField(lazy("它说到了哪个要点"), choices=[], validate_choice=False)
    words = StringField(
        lazy("不该说的几个字"),
        description=lazy("从上面这句话里原样摘出来。"),
        validators=[at_most(LONGEST_FORBIDDEN)],
    )
    title = StringField(
        lazy("是什么问题"),
        description=lazy("学员会看到，例如“替公司乱许诺”。"),
        validators=[at_most(LONGEST_ID)],
    )

    def offer(self, step: ReplyStep | None) -> None:
        """Let the author choose among the elements that can be said in other words."""
        elements = step.criteria.elements if step else ()
        self.element.choices = [
            (it.id, it.title.in_(language()))
            for it in elements
            if it.need is not Need.FORBIDDEN and not it.order
        ]
        self.element.validators = [one_of(lambda: offered(self.element))]
