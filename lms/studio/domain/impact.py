"""Whom publishing a document touches, and what becomes of those who are in the middle of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lms.errors import N_

FEWEST = 5  # people of whom a trainer is told a number (access.csv, document.stats: P)
MATERIAL = N_(
    "这一版写了 material: true：以前读过的、读完的都不再算，要按新版重读；开着的摸底测里，"
    "这一课交卷时也不会免修。"
)
SIGNED_ANEW = N_("签过字的人，签的那种语言的文字有改动的，要再签一次。")
AT_ONCE = N_("发布以后对所有人马上生效；已经记下的成绩、签字和证书不变。")
OTHER_KINDS: Mapping[str, tuple[str, ...]] = {
    "scenario": (
        N_("正在演的人（包括并发演练的窗口）按开局时的那一版演完、评分；新开局的用新版。"),
        N_("演完的成绩和证书不变。手打的回复按演的那一刻的词库评。"),
    ),
    "drill": (N_("正在练的人按开始时的那一版练完，窗口里的情景也是开始时的那一版。"),),
    "course": (
        N_("课程目录马上换成新的。学完这门课的人仍算学完，除非新增的必修课写了 material: true。"),
        N_("开着的摸底测照开始时的那一版出题。"),
    ),
    "plan": (
        N_(
            "正在进行的计划留在开始时的那一版，日期和关口不动；要不要换成新版，由人事在"
            "“计划有新版”那一页决定。"
        ),
        N_("从现在起开始的计划用新版。"),
    ),
    "programmes": (N_("已经发的证书不变。还没拿到证书的人从现在起按新规则算，还缺什么会跟着变。"),),
    "checklist": (N_("已经记下的观察、开着的校准留在当时的那一版；从现在起打开的用新版。"),),
    "card": (N_("开着的对练留在开始时的那张卡；从现在起开始的用新版。"),),
    "agreement": (N_("已经写好的协议留在当时的文字；从现在起写的用新版。"),),
    "talks": (N_("记过的面谈留在当时的提纲；从现在起记的用新版。"),),
    "lexicon": (N_("从现在起打的字按新词库评，正在演的人也一样；评过的不变。"),),
}
LESSON = (
    N_("课不留旧版：读到一半的人，下一次打开就是新版。"),
    N_("读过的小节、答对的小测照算，新增的小节要补读；读完的人仍算读完。"),
    N_("开着的摸底测仍问开始时那一版的题。"),
)


class Doing(StrEnum):
    """In the middle of what somebody is."""

    PLAYING = "playing"  # a play of the scenario
    DRILLING = "drilling"  # a drill, or one in which the scenario is a window
    READING = "reading"  # has read sections of the lesson, not all
    DONE = "done"  # has completed the lesson
    TESTED = "tested"  # an entry test that asks about it
    PLANNED = "planned"  # a plan that runs


@dataclass(frozen=True, slots=True)
class Users:
    """How many people are in the middle of something."""

    use: Doing
    people: int

    @property
    def shown(self) -> int | None:
        """The number as a trainer may see it: none, or at least five; None in between."""
        return self.people if self.people == 0 or self.people >= FEWEST else None


def consequences(kind: str, *, material: bool, must_sign: bool) -> Sequence[str]:
    """What becomes of those who are in the middle of a document of a kind, as message ids.

    `material`: the draft of a lesson says that earlier readings no longer count.
    """
    if kind != "lesson":
        return OTHER_KINDS.get(kind, (AT_ONCE,))
    if not material:
        return LESSON
    return (LESSON[0], MATERIAL, SIGNED_ANEW) if must_sign else (LESSON[0], MATERIAL)
