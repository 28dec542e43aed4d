"""Made-up things that the style guide shows."""

from lms.library.domain import Exercise, Practised, Wording

TITLES = (
    Wording("包裹丢了", "包裹丟了", "The lost parcel"),
    Wording("少了两件", "少了兩件", "Two pieces short"),
    Wording("发票要改税号", "發票要改稅號", "Another tax number on the invoice"),
    Wording("吊牌剪了还要退", "吊牌剪了還要退", "Returned without its tag"),
    Wording("凌晨三点的监控", "凌晨三點的監控", "Cameras at three"),
    Wording("系统打不开", "系統打不開", "Nothing loads"),
    Wording("差评之后", "差評之後", "After the bad review"),
    Wording("两边同时来人", "兩邊同時來人", "Two at once"),
)


def exercises() -> list[Exercise]:
    """Something to practise in every state, of every difficulty, one of them a drill."""
    return [
        Exercise(
            title=title,
            address="#exercises",
            minutes=10 + number,
            difficulty=number % 4 or None,
            state=state,
            score=None if state is Practised.NEW else 50 + 5 * number,
        )
        for number, (title, state) in enumerate(zip(TITLES, Practised, strict=True), 1)
    ]
