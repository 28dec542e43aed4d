"""Which fields the form of a step has, group by group, in the order in which a trainer thinks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.errors import N_
from lms.questions.domain.replies import Need
from lms.scenarios.content.outline.boxes import Box, Group, Shape
from lms.scenarios.content.outline.tree import at
from lms.scenarios.domain import CUSTOMER, NARRATION, SYSTEM, Band, Critical, Grade
from lms.yamlfile import Node, Path

CRITICAL = (
    ("", N_("不是")),
    (str(Critical.PRIVACY), N_("泄露隐私")),
    (str(Critical.FORBIDDEN), N_("说了禁语")),
    (str(Critical.PROMISE), N_("越权承诺")),
)
NEEDS = (
    (str(Need.REQUIRED), N_("必须说到")),
    (str(Need.BETTER), N_("说到更好")),
    (str(Need.FORBIDDEN), N_("不能说")),
)
BANDS = (
    (str(Band.SUCCESS), N_("圆满")),
    (str(Band.ACCEPTABLE), N_("过得去")),
    (str(Band.FAILING), N_("失败")),
)
GRADES = (
    (str(Grade.GOOD), N_("回复得好")),
    (str(Grade.PARTIAL), N_("只说到一部分")),
    (str(Grade.POOR), N_("没说到点上")),
    (str(Grade.BREACH), N_("说了不能说的")),
)
SPEAKERS = (
    ("", N_("客户")),
    (str(NARRATION.voice), N_("旁白")),
    (str(SYSTEM.voice), N_("系统")),
)
CHANGES = (
    ("mood", N_("情绪变化")),
    ("trust", N_("信任变化")),
    ("compliance", N_("配合变化")),
    ("seconds", N_("用掉几秒")),
)


@dataclass(frozen=True, slots=True)
class Around:
    """What the form of a step must know of the scenario around it."""

    has_english: bool
    speakers: tuple[tuple[str, str], ...]  # id and name of those beside the customer
    competencies: tuple[tuple[str, str], ...]  # id and name, in their order


def layout(step: Node, around: Around) -> tuple[Group, ...]:
    """The groups of a step's form."""
    return tuple(_Layout(step, around).groups())


class _Layout:
    def __init__(self, step: Node, around: Around) -> None:
        self._step, self._around = step, around

    def groups(self) -> Iterator[Group]:
        kind = at(self._step, ("kind",))
        if kind == "ending":
            yield self._ending()
            return
        cards = Box(("cards",), N_("这一步能查的资料（编号）"), Shape.NAMES)
        yield Group((), N_("这一步"), boxes=(Box(("id",), N_("编号")),), rare=(cards,))
        yield from self._lines()
        yield self._hints()
        if kind == "choice":
            yield from self._choices()
        elif kind == "reply":
            yield from self._reply()
        if kind != "choice":
            for grade, title in GRADES:
                if grade != Grade.BREACH or at(self._step, (grade,)) is not None:
                    yield self._outcome((grade,), title)

    def _ending(self) -> Group:
        return Group(
            (),
            N_("结局"),
            boxes=(
                Box(("id",), N_("编号")),
                Box(("band",), N_("收场"), Shape.PICK, options=BANDS),
                *self._wording(("title",), N_("标题"), Shape.WORD),
                *self._wording(("text",), N_("客户后来怎样")),
            ),
        )

    def _lines(self) -> Iterator[Group]:
        known = {name for name, _ in SPEAKERS} | {str(CUSTOMER.voice)}
        people = tuple(one for one in self._around.speakers if one[0] not in known)
        for place, path in self._places(("lines",)):
            yield Group(
                path,
                N_("第 %(number)s 句"),
                place + 1,
                boxes=(
                    *self._wording((*path, "text"), N_("说什么")),
                    Box((*path, "speaker"), N_("谁说"), Shape.PICK, options=(*SPEAKERS, *people)),
                ),
                rare=(Box((*path, "when"), N_("什么情况下才说")),),
                moves=True,
                adds="lines",
                adding=N_("加一句"),
            )
        if not any(True for _ in self._places(("lines",))):
            yield Group(("lines",), N_("客户的话"), adds="lines", adding=N_("加一句"))

    def _hints(self) -> Group:
        labels = (N_("第一个提示"), N_("第二个提示"))
        boxes = [
            box
            for place, label in enumerate(labels)
            for box in self._wording(("hint", place), label)
        ]
        return Group(("hint",), N_("提示"), rare=tuple(boxes))

    def _choices(self) -> Iterator[Group]:
        for place, path in self._places(("choices",)):
            yield Group(
                path,
                N_("选项 %(number)s"),
                place + 1,
                boxes=(
                    *self._wording((*path, "text"), N_("客服怎么说")),
                    *self._ways((*path, "next")),
                    *self._wording((*path, "feedback"), N_("复盘点评")),
                    *self._points((*path, "points")),
                ),
                rare=(
                    Box((*path, "id"), N_("编号")),
                    *self._effects((*path, "effects")),
                    self._critical((*path, "critical")),
                    Box((*path, "when"), N_("什么情况下才出现")),
                ),
                moves=True,
                adds="choices",
                adding=N_("加一个选项"),
            )
        if not any(True for _ in self._places(("choices",))):
            yield Group(("choices",), N_("选项"), adds="choices", adding=N_("加一个选项"))

    def _reply(self) -> Iterator[Group]:
        elements: Path = ("reply", "elements")
        for place, path in self._places(elements):
            yield Group(
                path,
                N_("要点 %(number)s"),
                place + 1,
                boxes=(
                    *self._wording((*path, "title"), N_("哪一点"), Shape.WORD),
                    Box((*path, "need"), N_("要不要说到"), Shape.PICK, options=NEEDS),
                    Box((*path, "phrases"), N_("怎样算说到，一行一种"), Shape.LINES),
                    *self._points((*path, "points")),
                ),
                rare=(
                    Box((*path, "id"), N_("编号")),
                    Box((*path, "lexicon"), N_("用词库里的哪一条")),
                    *self._wording((*path, "missing"), N_("没说到时的点评")),
                    *self._wording((*path, "better"), N_("更好的说法")),
                ),
                moves=True,
                adds="reply.elements",
                adding=N_("加一个要点"),
            )
        model = self._wording(("model",), N_("一条好的回复"))
        yield Group(
            ("reply",),
            N_("范文"),
            boxes=tuple(model),
            adds="" if at(self._step, (*elements, 0)) else "reply.elements",
            adding=N_("加一个要点"),
        )

    def _outcome(self, path: Path, title: str) -> Group:
        return Group(
            path,
            title,
            boxes=(
                *self._ways((*path, "next")),
                *self._wording((*path, "feedback"), N_("复盘点评")),
            ),
            rare=(
                *self._effects((*path, "effects")),
                self._critical((*path, "critical")),
            ),
        )

    def _wording(self, path: Path, label: str, shape: Shape = Shape.TEXT) -> Sequence[Box]:
        boxes = [Box((*path, "zh-Hans"), label, shape, "zh-Hans")]
        if self._around.has_english or at(self._step, (*path, "en")) is not None:
            boxes.append(Box((*path, "en"), label, shape, "en"))
        return boxes

    def _ways(self, path: Path) -> Iterator[Box]:
        """The ways on with their conditions; the last one has none."""
        ways = at(self._step, path)
        count = len(ways) if isinstance(ways, list) else 1
        for place in range(count):
            if at(self._step, (*path, place, "when")) is not None:
                yield Box((*path, place, "when"), N_("如果"))
            yield Box((*path, place, "to"), N_("接着到哪一步"), Shape.WAY)

    def _points(self, path: Path) -> Iterator[Box]:
        for name, told in self._around.competencies:
            yield Box((*path, name), N_("分数"), Shape.NUMBER, told=told)

    def _effects(self, path: Path) -> Iterator[Box]:
        for name, label in CHANGES:
            yield Box((*path, name), label, Shape.NUMBER)
        yield Box((*path, "set"), N_("记下这些标记"), Shape.NAMES)
        yield Box((*path, "clear"), N_("去掉这些标记"), Shape.NAMES)

    def _critical(self, path: Path) -> Box:
        return Box(path, N_("严重错误"), Shape.PICK, options=CRITICAL)

    def _places(self, path: Path) -> Iterator[tuple[int, Path]]:
        items = at(self._step, path)
        for place in range(len(items) if isinstance(items, list) else 0):
            yield place, (*path, place)
