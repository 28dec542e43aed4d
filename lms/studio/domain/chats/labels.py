"""Who speaks in a line of a chat log, as people type it and chat tools export it.

`客户：…`, `[10:02] 客服小美：…`, `买家 张三 2026-03-01 10:02:11` with the words below it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lms.errors import N_
from lms.studio.domain.chats.plain import shadow


class Speaker(StrEnum):
    """Who says a turn; also what stands before it."""

    CUSTOMER = N_("客户")
    AGENT = N_("客服")


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a line: who speaks, under which name, and where the words begin."""

    speaker: Speaker
    name: str
    text: str


AGENTS = (
    *("在线客服", "人工客服", "售后客服", "售前客服", "客服代表", "客服专员", "客服人员", "客服"),
    *("坐席", "座席", "商家", "卖家", "店家", "店小二", "小二", "商户"),
    *("customer service", "customer support", "customer care", "agent", "support", "seller"),
    *("representative", "operator", "staff", "merchant"),
)
CUSTOMERS = (
    *("客户", "顾客", "买家", "用户", "客人", "消费者", "来电人", "会员", "访客"),
    *("customer", "client", "buyer", "user", "visitor", "caller"),
)
OTHERS = "系统|系统消息|系统提示|机器人|智能客服|智能助手|旁白|平台|system|bot|robot"
ROLES = dict.fromkeys(AGENTS, Speaker.AGENT) | dict.fromkeys(CUSTOMERS, Speaker.CUSTOMER)
NO_NAMES = (  # what follows a role in words that are no name: 客服电话, 用户名, 客户地址
    "电话|热线|中心|微信|工号|邮箱|编号|号码|名|姓|地址|手机|证|单位|资料|信息|情况|反馈|要求|需求|问题"
    "|留言|备注|评价|说|来电|投诉|服务|满意|等级|标签|意见|回复|答|问|时间|协议|须知|端|群|您|你"
)

_DAY = r"(?:\d{4}[-/.年]\s?)?\d{1,2}[-/.月]\s?\d{1,2}日?"
_CLOCK = r"(?:[上下]午|[ap]m)?\s?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?\s?(?:[ap]m)?"
STAMP = rf"[\[(【<]?\s?(?:{_DAY}[\st,]{{0,3}})?{_CLOCK}\s?[\])】>]?"
_EXACT = (
    rf"[\[(【<]?(?=.{{0,20}}(?:\d{{4}}[-/.年]|:\d{{2}}:\d{{2}})){STAMP}"  # no time of a sentence
)
_LEAD = r"[\s>*•|\-–—]{0,8}(?:\d{1,4}[.、)]\s?)?[\[(【*]{0,2}"
_ROLE = f"(?P<role>{'|'.join(sorted(ROLES, key=len, reverse=True))})(?![a-z])"
_BRACKETS = r"\s?[(\[【<][^()\[\]【】<>:\n]{1,20}[)\]】>]"
_APART = r"[\s_\-·.#]{1,2}[^\s:,。!?;()\[\]【】]{1,20}"
_BESIDE = rf"(?!{NO_NAMES})(?:[\u4e00-\u9fff]{{1,4}}|[a-z0-9*]{{1,20}})"
_NAME = rf"(?P<name>{_BRACKETS}|{_APART}|{_BESIDE})?[\])】*]{{0,2}}"

SHAPES = tuple(
    re.compile(shape, re.IGNORECASE | re.DOTALL)
    for shape in (
        rf"{_LEAD}(?:{STAMP}\s{{0,3}})?{_ROLE}{_NAME}\s{{0,3}}{STAMP}\s?:?(?P<text>.*)",
        rf"{_LEAD}(?:{STAMP}[\s\-|,\[(【*]{{0,4}})?{_ROLE}{_NAME}\s{{0,3}}:(?P<text>.*)",
        rf"{_LEAD}{STAMP}[\s\-|,\[(【]{{0,4}}{_ROLE}{_NAME}\s{{0,3}}(?P<text>)",
    )
)
SOMEBODY = re.compile(
    rf"{_LEAD}(?:(?:{STAMP})[\s\-|,]{{0,4}}[^\s:]{{1,24}}\s{{0,3}}:.*|[\[【]?(?:{OTHERS})[\]】]?\s?:.*"
    rf"|[\[【](?:{OTHERS})[\]】].*|[^\s:,。!?]{{1,24}}\s{{1,3}}{_EXACT}\s?:?)",
    re.IGNORECASE | re.DOTALL,
)
BREAK = re.compile(
    r"(?:[-=—_*]{3,}|#{1,6}(?:\s.*)?|(?:[【\[]?(?:(?:聊天)?记录|会话|对话|案例)"
    r"\s?(?:id)?\s?[:#]?\s?[a-z0-9一二三四五六七八九十]{0,20}[】\]]?"
    r"|第\s?[\d一二三四五六七八九十]{1,4}\s?[段个次通条](?:(?:聊天)?记录|会话|对话|案例)?"
    r"|(?:log|chat|case|conversation)\s?[#:]?\s?[0-9]{1,6})\s?:?)",
    re.IGNORECASE,
)
WHEN = re.compile(
    rf"[\s\-—–=]*(?:{_EXACT}|\d{{4}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?)[\s\-—–=]*", re.IGNORECASE
)


def head(line: str) -> Head | None:
    """Who begins to speak in a line; None: nobody of the two."""
    narrow = shadow(line)
    for shape in SHAPES:
        found = shape.fullmatch(narrow)
        if found:
            name = (found["name"] or "").strip(" \t_-·.#()[]【】<>*")
            return Head(ROLES[found["role"].lower()], name, line[found.start("text") :].strip())
    return None


class Called:
    """How the two are called in a log whose lines begin with their names."""

    def __init__(self, names: Mapping[str, Speaker]) -> None:
        self._names = {shadow(name).casefold(): speaker for name, speaker in names.items()}
        shapes = "|".join(map(re.escape, sorted(self._names, key=len, reverse=True)))
        self._shape = re.compile(
            rf"{_LEAD}(?:{STAMP}[\s\-|,\[(【]{{0,4}})?(?P<name>{shapes})(?=[\s:(\[【]|\d|$)",
            re.IGNORECASE,
        )

    def __call__(self, line: str) -> str:
        """The line with who speaks in place of the name at its beginning."""
        found = self._shape.match(shadow(line)) if self._names else None
        speaker = self._names.get(found["name"].casefold()) if found else None
        if found is None or speaker is None:
            return line
        return f"{line[: found.start('name')]}{speaker}{line[found.end('name') :]}"


def is_somebody_else(line: str) -> bool:
    """Whether somebody begins to speak who is neither customer nor agent."""
    return SOMEBODY.fullmatch(shadow(line)) is not None


def is_break(line: str) -> bool:
    """Whether another log begins: `---`, or a heading."""
    return BREAK.fullmatch(shadow(line.strip())) is not None


def is_time(line: str) -> bool:
    """Whether a line says when, and nothing else."""
    return WHEN.fullmatch(shadow(line)) is not None


def cell_head(cell: str, called: Called) -> Head | None:
    """Who is meant by a cell of a table; None: nobody of the two."""
    found = head(called(f"{cell.strip()}:"))
    return found if found and not found.text else None
