"""A role-play of eight steps, from its first word, written by keyboard, to the map of its plays."""

from dataclasses import dataclass
from functools import partial

import pytest
from playwright.sync_api import expect

from lms import clock as now_of
from lms.db import write
from lms.library.queries import published
from lms.people.domain import Role
from lms.scenarios import service
from lms.scenarios.domain import Choose, Mode, ending_at, opening, shown_choices
from tests.journeys import learning
from tests.journeys.company import FIRST_DAY, person_of
from tests.journeys.test_studio import Keys, change, saved

NAME = "courier-late"
DRAFT, OUTLINE = f"/studio/drafts/scenario/{NAME}", f"/studio/outline/{NAME}"
STEPS_IN_ALL = 8
CLASSMATES = ["zhouning", "hemiao", "baiyun", "xuhang"]
COURSE, LISTED = "role-awareness", "  - scenario: lost-parcel"
PUBLICATION = f"/studio/publications/scenario/{NAME}"
WAYS = [("complaint", 1, "ask-why"), ("ask-why", 0, "worry"), ("when", 0, "confirm")]
OPTION = "[name='choices.{}.{}']"


@dataclass(frozen=True)
class Step:
    """A step to be added: where, what the customer says, and two ways of answering."""

    id: str
    after: str
    line: str
    good: str
    poor: str


STEPS = [
    Step(
        "ask-why",
        "complaint",
        "你们上次也是这样，怎么又来？",
        "上次也晚了，是我们没改好。这回我盯到他进您的门。",
        "上次的事我不清楚，先说这次。",
    ),
    Step(
        "worry",
        "ask-why",
        "那我下午的高铁怎么办？",
        "您几点出门？我按这个钟点给您排，排不上就退钱。",
        "应该赶得上吧。",
    ),
    Step(
        "confirm",
        "when",
        "行，那要是又不来呢？",
        "十一点五十五没到，您打这个号，直接找我。",
        "不会的，您放心。",
    ),
]


@pytest.fixture
def author(staff, desk):
    staff.join("wangmin", "王敏", Role.TRAINER)
    staff.join("sunyue", "孙悦", Role.TRAINER)
    return desk().sign_in("wangmin")


def begin(author, keys):
    author.open("/studio/new/scenario")
    keys.write("#title", "上门取件晚了")
    keys.keys.press("Tab")
    expect(author.page.locator("#name")).not_to_have_value("")  # a name is offered
    keys.keys.press("ControlOrMeta+a")
    keys.keys.insert_text(NAME)
    keys.keys.press("Enter")
    author.sees("草稿有了")


def add(author, keys, step):
    author.open(OUTLINE)
    keys.reach("#new-after")
    keys.keys.type(step.after)
    keys.write("#new-id", step.id)
    keys.keys.press("Enter")
    author.is_at(f"步骤 {step.id}")


def fill(author, keys, step):
    author.open(f"{OUTLINE}/steps/{step.id}")
    keys.write("[name='lines.0.text.zh-Hans']", step.line)
    for place, words in enumerate((step.good, step.poor)):
        keys.write(OPTION.format(place, "text.zh-Hans"), words)
        keys.write(OPTION.format(place, "feedback.zh-Hans"), f"第 {place + 1} 种：看她听到了什么。")
    keys.press(".form-actions .btn-primary")
    author.sees("存好了")


def lead(author, keys, step, place, target):
    """Let an option of a step lead to another one."""
    author.open(f"{OUTLINE}/steps/{step}")
    keys.reach(OPTION.format(place, "next.0.to"))
    keys.keys.type(target)
    keys.press(".form-actions .btn-primary")
    author.sees("存好了")


def findings(author):
    """What the outline finds wrong, in its own words."""
    author.open(OUTLINE)
    return author.page.locator("main .findings li").all_inner_texts()


def practise(app, login):
    """Let a classmate practise, without a browser."""
    with app.app_context():
        person, document = person_of(login), published("scenario", NAME)
        play = write(
            service.start_play,
            person,
            document,
            Mode.PRACTICE,
            language="zh-Hans",
            key=f"play{login}",
            afresh=True,
            now=now_of.now(),
        )
        situation, number = opening(document.content), 1
        while not ending_at(document.content, situation):
            shown = shown_choices(document.content, situation, play.seed)
            liked = max(shown, key=partial(learning.best, document.content, situation))
            key = f"turn{login}{number}"
            write(
                service.take_turn,
                play,
                document.content,
                Choose(shown.index(liked) + 1),
                number=number,
                key=key,
                now=now_of.now(),
            )
            situation, number = situation.after(liked), number + 1


def write_it(author, keys):
    """Write the eight steps, and mend what is found until nothing is."""
    begin(author, keys)
    for step in STEPS:
        add(author, keys, step)
    empty = findings(author)
    for step in STEPS:
        fill(author, keys, step)
    assert len(empty) > len(STEPS)
    unreached = findings(author)
    assert all(step.id in found for step, found in zip(STEPS, unreached, strict=True))
    for number, (step, place, target) in enumerate(WAYS, 1):
        lead(author, keys, step, place, target)
        assert len(findings(author)) == len(STEPS) - number
    author.sees("没有问题，可以发布")


def try_from_the_fifth(author, keys):
    author.open(f"{OUTLINE}/steps/confirm")
    keys.press("form[action*='/trials/'] button")
    author.sees(STEPS[-1].line)
    author.sees_not(STEPS[0].line)


def ask_for_review(author, keys):
    author.open(PUBLICATION)
    keys.reach("#reviewer")
    keys.keys.type("孙悦")
    keys.write("#note", "请看第二步，像不像她会说的。")
    keys.press("form[action^='/studio/requests/'] .btn")
    author.sees("送审了，孙悦会收到消息。")


def approve(reviewer):
    reviewer.open("/studio")
    reviewer.follow("上门取件晚了", "main")
    reviewer.sees(STEPS[1].good)
    reviewer.press("通过这一稿", "main")
    reviewer.sees("通过了，作者会收到消息。")


def put_on_a_list(author, staff):
    """Let the course of the newcomers offer it."""
    staff.author("wangmin", "course", COURSE)
    author.open(f"/studio/drafts/course/{COURSE}")
    change(author, LISTED, f"{LISTED}\n  - scenario: {NAME}")
    saved(author, 1)
    author.open(f"/studio/publications/course/{COURSE}")
    author.press("发布", "main")
    author.sees("第 2 版发布了")


def test_a_role_play_is_written_tested_reviewed_played_and_read_off_the_map(
    author, staff, served, desk, phone
):
    keys = Keys(author)
    write_it(author, keys)
    try_from_the_fifth(author, keys)
    ask_for_review(author, keys)
    approve(desk().sign_in("sunyue"))
    author.open(PUBLICATION)
    author.sees("审过，通过")
    keys.press("form[action^='/studio/publications/'] .btn-primary")
    author.sees("第 1 版发布了")

    author.open(DRAFT)
    author.sees("还没有人能演")
    put_on_a_list(author, staff)

    for login in (*CLASSMATES, "linxiao"):
        staff.join(login, login, Role.TRAINEE, starts_on=FIRST_DAY)
    player = phone().sign_in("linxiao")
    player.open(f"/scenarios/{NAME}")
    player.press("开始练习")
    learning.play(player, learning.scenario(served.app, NAME))
    player.sees("件取走了")
    for login in CLASSMATES:
        practise(served.app, login)

    author.open(f"/statistics/{NAME}")
    author.sees("约 5 人演完或中途停下")
    way = author.page.locator(".step-map")
    expect(way.locator(".map-step")).to_have_count(STEPS_IN_ALL)
    assert way.locator("path.way:not(.untaken)").count() > len(STEPS)
    assert way.locator("path.untaken").count()
