"""The forms of the Studio: new documents, chat logs, outlines, reviews and remarks."""

from lms.studio.forms.beginning import NewForm
from lms.studio.forms.chats import ChatsForm
from lms.studio.forms.course_outline import CourseForm, arranged_course
from lms.studio.forms.outline import (
    Done,
    StepForm,
    TrialForm,
    arranged,
    beginning_at,
    saved,
    variables,
    with_step,
)
from lms.studio.forms.picturing import PictureForm
from lms.studio.forms.replies import RulingForm
from lms.studio.forms.reviewing import AnswerForm, DecisionForm, RemarkForm, ReviewForm
from lms.studio.forms.stories import StoryForm

__all__ = [
    "AnswerForm",
    "ChatsForm",
    "CourseForm",
    "DecisionForm",
    "Done",
    "NewForm",
    "PictureForm",
    "RemarkForm",
    "ReviewForm",
    "RulingForm",
    "StepForm",
    "StoryForm",
    "TrialForm",
    "arranged",
    "arranged_course",
    "beginning_at",
    "saved",
    "variables",
    "with_step",
]
