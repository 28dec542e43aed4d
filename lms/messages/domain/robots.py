"""Robots in chat groups: the addresses they have, what they may be told, what their answers mean.

A group is told numbers and days, never a name and never a result: whoever is in it reads all of it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from lms.errors import N_, Invalid
from lms.messages.domain.mail import DAY, Stored, tidy_answer

LONGEST_NAME = 40  # characters
LONGEST_TOPIC = 40
LONGEST_ADDRESS = 500
KEYWORD = "师徒学堂"  # stands in whatever is said: groups may demand a word
SAY = "messages.say-in-group"  # the kind of jobs that say one thing in one group
MOST_SAYINGS = 30  # tries of one thing: with pauses that double up to an hour, most of a day
FINE = 200  # HTTP
SECRET = re.compile(r"SEC[0-9a-zA-Z]{16,100}", re.ASCII)


class RobotKind(StrEnum):
    """Whose chat groups a robot stands in."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"


# As the three makers give them out; nothing else is ever called.
ADDRESSES: Mapping[RobotKind, re.Pattern[str]] = {
    RobotKind.WECOM: re.compile(
        r"https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=([0-9a-zA-Z_-]{16,80})", re.ASCII
    ),
    RobotKind.DINGTALK: re.compile(
        r"https://oapi\.dingtalk\.com/robot/send\?access_token=([0-9a-zA-Z]{16,128})", re.ASCII
    ),
    RobotKind.FEISHU: re.compile(
        r"https://open\.feishu\.cn/open-apis/bot/v2/hook/([0-9a-zA-Z_-]{16,80})/?", re.ASCII
    ),
}


class RobotTrouble(StrEnum):
    """Why something was not said in a group."""

    UNREACHABLE = "unreachable"
    BUSY = "busy"  # too much was said in a minute
    SETTINGS = "settings"  # word, sender's address or signature is not what the group demands
    GONE = "gone"  # the group's own robot was taken away
    REFUSED = "refused"  # for another reason, which its answer tells
    LATE = "late"  # what it says is worth nothing any more
    REMOVED = "removed"  # the robot was taken out of our list meanwhile
    SEALED = "sealed"  # its address cannot be read any more: our key has changed


class Unsaid(Exception):
    """Something could not be said in a group; `is_final`: trying again is of no use."""

    def __init__(self, trouble: RobotTrouble, answer: str = "", *, is_final: bool = False) -> None:
        super().__init__(f"{trouble} {tidy_answer(answer)}".strip())
        self.trouble = trouble
        self.answer = tidy_answer(answer)
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Access:
    """What lets one speak in a group: secret, and never shown whole again."""

    token: str = field(repr=False)
    secret: str = field(default="", repr=False)  # signs what is said; of DingTalk alone

    @property
    def tail(self) -> str:
        """What is shown of it, so that two robots can be told apart."""
        return self.token[-4:]


def access_in(kind: RobotKind, address: str, secret: str) -> Access:
    """What a webhook address, as the maker gave it out, lets one do; "" is no secret.

    Raises Invalid for an address of anybody else, or a secret that is none.
    """
    found = ADDRESSES[kind].fullmatch(address) if len(address) <= LONGEST_ADDRESS else None
    if found is None:
        raise Invalid(N_("这不是所选平台给的机器人地址。请回到群里，把整个地址原样复制过来。"))
    if secret and (kind is not RobotKind.DINGTALK or not SECRET.fullmatch(secret)):
        raise Invalid(N_("只有钉钉的“加签”有密钥，以 SEC 开头；别的请留空。"))
    return Access(found[1], secret)


def checked_number(value: object) -> Stored:
    """What may be told to a group besides fixed words: how many, or a day.

    Raises ValueError for anything that could name somebody.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return {DAY: value.isoformat()}
    raise ValueError(f"{value!r} is neither a number nor a day: a group is told nothing else")


# Codes of the makers' own documents; they answer 200 to what they refuse, too.
CODE_NAMES = ("errcode", "code", "StatusCode")
TROUBLES: Mapping[RobotKind, Mapping[int, RobotTrouble]] = {
    RobotKind.WECOM: {
        93000: RobotTrouble.GONE,
        93008: RobotTrouble.GONE,
        45009: RobotTrouble.BUSY,
        45033: RobotTrouble.BUSY,
        -1: RobotTrouble.BUSY,
    },
    RobotKind.DINGTALK: {
        300001: RobotTrouble.GONE,
        300005: RobotTrouble.GONE,
        310000: RobotTrouble.SETTINGS,
        130101: RobotTrouble.BUSY,
        410100: RobotTrouble.BUSY,
        -1: RobotTrouble.BUSY,
    },
    RobotKind.FEISHU: {
        19001: RobotTrouble.GONE,
        19021: RobotTrouble.SETTINGS,
        19022: RobotTrouble.SETTINGS,
        19024: RobotTrouble.SETTINGS,
        9499: RobotTrouble.BUSY,
        11232: RobotTrouble.BUSY,
    },
}
FINAL = frozenset({RobotTrouble.GONE})


def verdict(kind: RobotKind, status: int, body: str) -> Unsaid | None:
    """What the answer of a maker means: None when it was said.

    All three answer with HTTP 200 and a code other than 0 where they refuse.
    """
    told = _told(body)
    code = next((told[name] for name in CODE_NAMES if isinstance(told.get(name), int)), None)
    if status == FINE and code == 0:
        return None
    words = str(told.get("errmsg") or told.get("msg") or told.get("StatusMessage") or "")
    known = TROUBLES[kind].get(code) if isinstance(code, int) else None
    trouble = known or (RobotTrouble.REFUSED if told else RobotTrouble.UNREACHABLE)
    shown = f"{code} {words}" if isinstance(code, int) else f"HTTP {status}"
    return Unsaid(trouble, shown, is_final=trouble in FINAL)


def _told(body: str) -> Mapping[str, object]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
