"""What an author and a reviewer do with documents and drafts; one function each."""

from lms.studio.service.pictures import add_picture, keep_with_picture, take_away
from lms.studio.service.remarking import Place, Saying, answer, remark, settle
from lms.studio.service.reviewing import Request, ask_for_review, decide, publish, withdraw
from lms.studio.service.translating import Translated, keep_standing, translate
from lms.studio.service.writing import (
    ADOPTED,
    ADOPTED_WORDS,
    New,
    Written,
    adopt,
    archive,
    create,
    create_from,
    discard,
    keep,
    put_into_course,
    restore,
    take_in,
    take_out,
    text_of,
    try_out,
)

__all__ = [
    "ADOPTED",
    "ADOPTED_WORDS",
    "New",
    "Place",
    "Request",
    "Saying",
    "Translated",
    "Written",
    "add_picture",
    "adopt",
    "answer",
    "archive",
    "ask_for_review",
    "create",
    "create_from",
    "decide",
    "discard",
    "keep",
    "keep_standing",
    "keep_with_picture",
    "publish",
    "put_into_course",
    "remark",
    "restore",
    "settle",
    "take_away",
    "take_in",
    "take_out",
    "text_of",
    "translate",
    "try_out",
    "withdraw",
]
