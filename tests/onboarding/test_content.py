"""Plans as authored text: what is read, and every fault named with its line."""

from pathlib import Path

import pytest

from lms.library.domain import Bundle, ContentError, Reference
from lms.onboarding.content import PlanKind
from lms.onboarding.domain import LessonProof, Owner, ScenarioProof, SignOffProof, TaskKind

KIND = PlanKind()
PLAN = """\
id: first-weeks
title: {zh-Hans: 上岗第一个月, en: The first month}
summary: 读、练、谈，月底把关。
months:
  - month: 1
    title: 产品基础
    goal: 能独立接完一通普通咨询。
    weeks:
      - week: 1
        title: 认识这份工作
        tasks:
          - id: read-first-call
            kind: read
            title: {zh-Hans: 读《第一通电话》, en: Read “Your first call”}
            reason: 明天你开始旁听，先知道该听什么。
            due_day: 1
            owner: trainee
            minutes: 8
            proof: {lesson: role-awareness/first-call}
          - id: practise
            kind: play
            title: 练一遍
            reason: 练习不计分。
            due_day: 3
            owner: trainee
            minutes: 5
            proof: {scenario: late-pick-up, mode: practice}
      - week: 2
        title: 开口
        tasks:
          - id: watch-voice
            kind: observe
            title: 旁听三通电话
            reason: 语速和语气，自己听不出来。
            due_day: 9
            owner: mentor
            minutes: 30
            proof: {observation: voice}
          - id: practise-again
            kind: play
            title: 再练一遍
            reason: 第二遍才看得出长进。
            due_day: 9
            owner: trainee
            minutes: 5
            proof: {scenario: late-pick-up, mode: practice}
          - id: talk
            kind: talk
            title: 和师父谈 15 分钟
            reason: 疑问当面问。
            due_day: 10
            owner: mentor
            minutes: 15
            proof: {sign_off: mentor}
    gate:
      id: gate-1
      title: 第一月关
      summary: 通过后可独立接普通咨询。
      evidence: [read-first-call, talk]
"""


def parse(text: str = PLAN, address: str = "first-weeks"):
    return KIND.parse(Bundle(address, {f"courses/plans/{address}.yaml": text}))


def problems(text: str, address: str = "first-weeks") -> list[str]:
    with pytest.raises(ContentError) as caught:
        parse(text, address)
    return [str(problem).split("/")[-1] for problem in caught.value.problems]


def changed(old: str, new: str, count: int = 1) -> str:
    assert old in PLAN
    return PLAN.replace(old, new, count)


def test_a_plan_is_read_with_all_its_parts():
    plan = parse()

    first, *_, last = plan.tasks()
    assert (first.kind, first.owner, first.minutes) == (TaskKind.READ, Owner.TRAINEE, 8)
    assert first.proof == LessonProof("role-awareness/first-call")
    assert first.title.in_("en") == "Read “Your first call”"
    assert last.proof == SignOffProof("mentor")
    assert plan.months[0].goal.in_("zh-Hant") == "能獨立接完一通普通諮詢。"
    assert plan.gate("gate-1").evidence == ("read-first-call", "talk")


def test_the_same_proof_a_second_time_asks_for_two():
    plan = parse()

    assert plan.task("practise").proof == plan.task("practise-again").proof
    assert [plan.task(name).turn for name in ("practise", "practise-again")] == [1, 2]


def test_a_plan_names_what_it_refers_to_and_may_be_referred_to_by_gate():
    assert list(KIND.references(parse())) == [
        Reference("lesson", "role-awareness/first-call"),
        Reference("scenario", "late-pick-up"),
        Reference("competencies", "competencies", "voice"),
        Reference("scenario", "late-pick-up"),
    ]
    assert list(KIND.parts(parse())) == ["gate-1"]
    assert KIND.meta(parse()).address == "first-weeks"


def test_an_assessment_may_ask_for_a_score():
    text = changed("mode: practice", "mode: assessment, at_least: 80")

    assert parse(text).task("practise").proof == ScenarioProof("late-pick-up", "assessment", 80)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (changed("id: first-weeks", "id: other"), 1, "first-weeks"),
        (changed("month: 1", "month: 2"), 5, "第 1 个月"),
        (changed("week: 2", "week: 1"), 28, "第 1 周"),
        (changed("id: talk", "id: practise"), 47, "practise"),
        (changed("due_day: 10", "due_day: 2"), 51, "第 9 天"),
        (changed("kind: talk", "kind: read"), 54, "lesson"),
        (changed("evidence: [read-first-call, talk]", "evidence: [nothing]"), 59, "nothing"),
        (changed("[read-first-call, talk]", "[talk, talk]"), 59, "talk"),
        (changed("[read-first-call, talk]", "[]"), 59, "至少"),
        (changed("mode: practice", "mode: practice, at_least: 80"), 27, "练习不计分"),
        (changed("mode: practice", "mode: exam"), 27, "assessment"),
        (changed("owner: mentor", "owner: boss"), 36, "trainee | mentor"),
        (changed("due_day: 1\n", "due_day: 0\n"), 16, "没有第 0 天"),
        (changed("{sign_off: mentor}", "{promise: mentor}"), 54, "sign_off"),
        (changed("minutes: 8", "minutes: 8\n            hours: 1"), 19, "hours"),
    ],
)
def test_a_fault_is_named_with_its_line(text, line, words):
    found = problems(text)

    assert any(f":{line}:" in problem and words in problem for problem in found), found


def test_all_faults_are_said_at_once():
    text = changed("week: 2", "week: 1").replace("due_day: 10", "due_day: 2").replace("talk]", "x]")

    assert len(problems(text)) == 3


def test_the_example_of_the_authoring_guide_is_a_plan():
    for guide in ("authoring.md", "authoring.zh.md"):
        text = (Path("docs") / guide).read_text(encoding="utf-8")
        example = next(part for part in text.split("```yaml\n") if part.startswith("id: first-we"))

        assert parse(example.split("```")[0]).gate("gate-1")
