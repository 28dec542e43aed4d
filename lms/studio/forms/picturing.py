"""What an author says of a picture that is to stand in a text."""

from wtforms import StringField

from lms.forms import Form, at_most, required
from lms.i18n import lazy
from lms.library.models import LONGEST_ALT


class PictureForm(Form):
    """The words for a picture; its file comes beside them."""

    alt = StringField(
        lazy("图里讲了什么"),
        [required(lazy("请写图里讲了什么，读给看不见图的人听。")), at_most(LONGEST_ALT)],
        description=lazy("看不见图的人听到的就是这句话：写它教什么，不只写它是什么。"),
    )
