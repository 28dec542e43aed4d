"""The shape of what comes with a line: a picture or sound beside the scenario, and its words."""

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator

from lms.errors import N_
from lms.library.content import LocalisedText, Model, refuse
from lms.library.media import IMAGE_NAME, IMAGES, SOUND_NAME, SOUNDS

LONGEST_FILE = 60  # characters of a file's name
ODD_FILE = N_(
    "“%(value)s”不是能用的文件名：只写小写字母、数字、连字符，加上扩展名（%(endings)s），不写路径。"
)


def _file(pattern: str, endings: str) -> Callable[[str], str]:
    """Checks the name of a file that lies beside the scenarios."""

    def checked(value: str) -> str:
        if re.fullmatch(pattern, value) and len(value) <= LONGEST_FILE:
            return value
        raise refuse(ODD_FILE, value=value[:LONGEST_FILE], endings=endings)

    return checked


class ImageText(Model):
    """A picture that comes with a line."""

    file: Annotated[str, AfterValidator(_file(IMAGE_NAME, ", ".join(IMAGES)))]
    alt: LocalisedText


class AudioText(Model):
    """What is heard with a line."""

    file: Annotated[str, AfterValidator(_file(SOUND_NAME, ", ".join(SOUNDS)))]
    transcript: LocalisedText
