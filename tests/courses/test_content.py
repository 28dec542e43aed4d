"""Lessons and courses as authors write them: what is read, what is refused, on which line."""

from datetime import date
from pathlib import Path

import pytest

from lms.courses.content import CourseKind, LessonKind
from lms.courses.domain import CheckPlace, Dialogue, Passage, Picture, Rule, Speaker
from lms.library import kinds
from lms.library.domain import Bundle, ContentError, Reference
from tests.courses.texts import COURSE, LESSON, LESSON_EN, write_course

PRACTICE = "practice:\n  - scenario: kettle\n  - drill: both\n"
SOURCE, ENGLISH = "courses/desk/01-first.md", "courses/desk/01-first.en.md"


def parse(chinese: str = LESSON, english: str | None = LESSON_EN):
    texts = {SOURCE: chinese} | ({ENGLISH: english} if english else {})
    return kinds.parse(LessonKind(), Bundle("desk/first", texts))


def problems(chinese: str = LESSON, english: str | None = None) -> list[str]:
    with pytest.raises(ContentError) as caught:
        parse(chinese, english)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("value", ["tomorrow", "2026-02-30", "2026/03/01", "[2026-03-01]"])
def test_the_day_of_review_is_a_day(value):
    (problem,) = problems(LESSON.replace("material: false", f"review_by: {value}"))

    assert "“review_by”要写日期，例如 2027-03-31" in problem


def test_the_day_of_review_is_the_same_in_every_language():
    def reviewed(text, day):
        return text.replace("material: false", f"review_by: {day}")

    lesson = parse(reviewed(LESSON, "2027-03-31"), reviewed(LESSON_EN, "2027-03-31"))
    different = problems(reviewed(LESSON, "2027-03-31"), reviewed(LESSON_EN, "2027-04-01"))

    assert lesson.review_by == date(2027, 3, 31)
    assert parse().review_by is None
    assert any("“review_by”要和简体中文稿一样" in one for one in different)


def parse_course(text: str):
    return CourseKind().parse(Bundle("desk", {"courses/desk/course.yaml": text}))


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_lesson_is_read_section_by_section():
    lesson = parse()

    assert [section.id for section in lesson.sections] == ["one", "two", "three"]
    assert [check.id for check in lesson.checks] == ["q-single", "q-order"]
    assert lesson.rule == Rule(active_minutes=2, checks=2)
    assert lesson.sources[0].in_("en") == "House standard"


def test_a_section_keeps_the_order_of_what_stands_in_it():
    first = parse().sections[0].in_("zh-Hans")

    assert [type(block) for block in first] == [Passage, Picture, Passage, Dialogue, CheckPlace]
    assert [block.part for block in first if isinstance(block, Passage)] == ["one", "one.2"]


def test_the_speakers_of_a_dialogue_keep_their_sides_and_names():
    dialogue = parse().sections[0].in_("en")[3]

    assert [(turn.speaker, turn.who) for turn in dialogue.turns] == [
        (Speaker.CUSTOMER, "Customer"),
        (Speaker.AGENT, "Agent"),
        (Speaker.COACH, "Coach"),
    ]


def test_a_picture_is_one_file_per_language():
    picture = parse().sections[0].in_("en")[1]

    assert picture == Picture("window", "A window", "Look through it")
    assert picture.file("desk", "zh-Hant") == "img/courses/desk/window.zh-Hant.svg"


def test_traditional_chinese_is_derived():
    lesson = parse()

    assert lesson.title.in_("zh-Hant") == "第一課"
    assert lesson.check("q-single").options[0].text.in_("zh-Hant") == "說清楚"
    assert lesson.sections[0].in_("zh-Hant")[3].turns[0].who == "客戶"


def test_traditional_chinese_with_a_file_of_its_own_is_not_derived():
    texts = {SOURCE: LESSON, "courses/desk/01-first.zh-Hant.md": LESSON.replace("第一课", "首課")}

    assert LessonKind().parse(Bundle("desk/first", texts)).title.in_("zh-Hant") == "首課"


def test_a_lesson_without_english_speaks_chinese():
    lesson = parse(english=None)

    assert lesson.title.in_("en") == "第一课"
    assert lesson.sections[0].in_("en") == lesson.sections[0].in_("zh-Hans")


def test_all_checks_are_needed_when_the_rule_names_no_number():
    assert parse(LESSON.replace("  checks: 2\n", ""), None).rule.checks == 2


def test_a_code_block_hides_what_looks_like_a_heading():
    lesson = parse(LESSON.replace("正文三。", "```\n## 不是标题\n![x](x.svg)\n```"), None)

    assert len(lesson.sections) == 3


def test_windows_line_ends_change_nothing():
    assert parse(LESSON.replace("\n", "\r\n"), None) == parse(english=None)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: 第一课\n", "", "缺少“title”"),
        ("minutes: 8", "minutes: 99", "“minutes”最多是 60"),
        ("minutes: 8", "minutes: soon", "“minutes”要写整数"),
        ("minutes: 8", "minuten: 8", "不认识“minuten”，是不是“minutes”"),
        ("id: desk/first", "id: desk/other", "id 要和文件夹、文件名一致，写成“desk/first”"),
        ("  checks: 2", "  checks: 3", "要答对 3 题，可是本课只有 2 题"),
        ("## 一 {#one}", "## 一", "小节标题后面要写名称"),
        ("## 一 {#one}", "## 一 {#One}", "小节名称“One”只能用小写"),
        ("## 一 {#one}", f"## 一 {{#{'one-' * 15}o}}", "最多 60 个字符"),
        ("## 一 {#one}", "## 一 {#content}", "小节名称“content”页面自己要用"),
        ("## 一 {#one}", "## 一 {#check-q}", "小节名称“check-q”页面自己要用"),
        ("## 二 {#two}", "## 二 {#one}", "名称“one”用了两次"),
        ("## 二 {#two}", "# 二", "一个 # 的大标题留给课名"),
        ("客户：在吗？", "路人：在吗？", "对话的每一行先写是谁说的"),
        ("客户：在吗？", "在吗？", "对话的每一行先写是谁说的"),
        ("![窗口]", "![]", "图片缺少说明"),
        ("(window.svg", "(img/window.png", "图片“img/window.png”要写成"),
        ('看过去")', '看过去") 后面还有字', "图片要单独占一行"),
        ("id: q-order", "id: q-single", "名称“q-single”用了两次"),
        ("type: ordering", "type: sorting", "“type”不能写“sorting”"),
        ("正文三。", "正文\u202e三。", "看不见的控制字符"),
        ("正文三。", "```check\nid: q", "从这一行开始的块没有结束"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(old, new, message):
    text = LESSON.replace(old, new, 1)
    found = problems(text)

    assert any(message in problem for problem in found), found
    assert all(problem.startswith(SOURCE) for problem in found)


def test_the_line_is_that_of_the_file():
    text = LESSON.replace("客户：在吗？", "路人：在吗？")

    assert problems(text)[0].startswith(f"{SOURCE}:{line_of(text, '路人')}:")


def test_the_line_of_a_fault_in_a_check_is_that_of_the_file():
    text = LESSON.replace("feedback: 清楚。", "feedbak: 清楚。")

    assert f"{SOURCE}:{line_of(text, 'feedbak')}:" in "\n".join(problems(text))


@pytest.mark.parametrize("text", ["", "正文", "---\nid: x\n"])
def test_a_lesson_without_header_is_refused(text):
    assert "文件头" in problems(text)[0]


def test_a_lesson_needs_three_sections():
    assert "一课要有 3 到 8 个小节，现在有 2 个" in problems(LESSON.split("## 三")[0])[-1]


def test_a_check_before_the_first_section_is_refused():
    check = LESSON[LESSON.index("```check") :].split("```\n")[0] + "```\n"
    moved = LESSON.replace(check, "", 1).replace("引子。", f"引子。\n\n{check}")

    assert any("题目要放在小节里面" in problem for problem in problems(moved))


def test_an_empty_dialogue_is_refused():
    text = LESSON.replace("客户：在吗？\n客服：您好，在的。\n点评：先应一声。\n", "")

    assert any("还没有一句话" in problem for problem in problems(text))


def test_all_problems_of_all_languages_are_said_at_once():
    found = problems(LESSON.replace("{#one}", ""), LESSON_EN.replace("minutes: 8", "minutes: x"))

    assert {problem.split(":")[0] for problem in found} == {SOURCE, ENGLISH}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("minutes: 8", "minutes: 9", "“minutes”要和简体中文稿一样"),
        ("[skills]", "[mindset]", "“competencies”要和简体中文稿一样"),
        ("active_minutes: 2", "active_minutes: 1", "“complete”要和简体中文稿一样"),
        ("[House standard]", "[One, Two]", "有 1 条，现在有 2 条"),
        ("{#two}", "{#second}", "依次是：one, two, three；现在是：one, second, three"),
        ("id: q-single", "id: other", "小节“one”里的题目要和简体中文稿一样"),
        ("    right: true\n", "", "单选题要有且只有一个"),
        ("id: clear", "id: plain", "“options”要和简体中文稿一致"),
        ("competency: skills\nitems", "competency: mindset\nitems", "“competency”要和简体中文稿"),
    ],
)
def test_a_language_that_contradicts_the_source_is_a_problem_of_its_file(old, new, message):
    found = problems(LESSON, LESSON_EN.replace(old, new, 1))

    assert any(message in problem for problem in found), found
    assert all(problem.startswith(ENGLISH) for problem in found)


def test_a_translation_without_source_is_refused():
    with pytest.raises(ContentError, match="缺少简体中文稿"):
        LessonKind().parse(Bundle("desk/first", {ENGLISH: LESSON_EN}))


def test_a_lesson_refers_to_its_course_and_to_competencies():
    kind = LessonKind()

    assert list(kind.references(parse())) == [
        Reference("course", "desk", "desk/first", waits=False),
        Reference("competencies", "competencies", "skills"),
        Reference("competencies", "competencies", "voice"),
    ]
    assert set(kind.parts(parse())) == {"one", "two", "three", "q-single", "q-order"}


def test_passages_are_rendered_part_by_part():
    html = LessonKind().render(parse(), "en")

    assert list(html) == ["_lead", "one", "one.2", "two", "three"]
    assert "<strong>bold</strong>" in html["one"]


def test_no_check_is_in_the_rendered_html():
    html = "".join(LessonKind().render(parse(), "zh-Hans").values())

    assert "说清楚" not in html
    assert "清楚。" not in html


def test_what_cannot_be_rendered_is_said_with_the_line_of_the_file():
    text = LESSON.replace("正文三。", "\n".join(["好", *["> " * 40 + "深"]]))
    with pytest.raises(ContentError) as caught:
        LessonKind().render(parse(text, None), "zh-Hans")

    assert caught.value.problems[0].line == line_of(text, "> > >")


def test_a_course_lists_its_lessons():
    course = parse_course(COURSE)

    assert [(one.id, one.required) for one in course.lessons] == [
        ("desk/first", True),
        ("desk/second", False),
    ]
    assert course.title.in_("en") == "The desk"
    assert list(CourseKind().parts(course)) == ["desk/first", "desk/second"]
    assert Reference("lesson", "desk/second") in CourseKind().references(course)


def test_a_course_lists_what_to_practise_in_its_order_and_without_it_nothing():
    course, without = parse_course(COURSE + PRACTICE), parse_course(COURSE)
    named = [Reference("scenario", "kettle", waits=False), Reference("drill", "both", waits=False)]
    offered = CourseKind().practice(course)

    assert [(one.kind, one.id) for one in course.practice] == [
        ("scenario", "kettle"),
        ("drill", "both"),
    ]
    assert (offered.order, offered.is_open, list(offered.items)) == (1, True, named)
    assert list(CourseKind().references(course))[2:] == named
    assert (without.practice, course.required) == ((), without.required)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: desk\n", "id: desks\n", "id 要和文件夹一致，写成“desk”"),
        ("order: 1", "order: 0", "“order”至少是 1"),
        ("open: true", "open: yes", "“open”只能写 true 或 false"),
        ("desk/second", "desk/first", "“desk/first”列了两次"),
        ("desk/second", "shop/second", "“shop/second”不是本课程的课"),
        ("  - id: desk/first\n", "", "至少要有一课是必读的"),
        ("order: 1", "oder: 1", "不认识“oder”，是不是“order”"),
        ("drill: both", "scenario: kettle", "12: “kettle”列了两次；演练单上请留下一个"),
        ("drill: both", "drills: both", "不认识“drills”"),
        ("drill: both", "{}", "12: 这一项写一样：scenario 或者 drill"),
        ("drill: both", "{scenario: a, drill: b}", "12: 这一项写一样：scenario 或者 drill"),
        ("drill: both", "drill: Both", "“Both”"),
    ],
)
def test_what_is_wrong_in_a_course_is_said(old, new, message):
    with pytest.raises(ContentError) as caught:
        parse_course((COURSE + PRACTICE).replace(old, new))

    assert any(message in str(problem) for problem in caught.value.problems)


def found_problems(root: Path) -> list[str]:
    return [str(problem) for one in LessonKind().files(root) for problem in one.problems]


def test_the_files_of_a_lesson_make_one_document(tmp_path):
    write_course(tmp_path)
    found = list(LessonKind().files(tmp_path))

    assert [one.address for one in found] == ["desk/first", "desk/second"]
    assert list(found[0].texts) == [SOURCE, ENGLISH]
    assert found_problems(tmp_path) == []
    assert [one.address for one in CourseKind().files(tmp_path)] == ["desk"]


def test_a_missing_picture_is_named_for_each_language(tmp_path):
    write_course(tmp_path)
    (tmp_path / "static/img/courses/desk/window.en.svg").unlink()

    line = line_of(LESSON, "![窗口]")
    assert f"{SOURCE}:{line}: 缺少图片 static/img/courses/desk/window.en.svg" in "".join(
        found_problems(tmp_path)
    )


def test_a_missing_picture_hides_no_other_problem(tmp_path):
    write_course(tmp_path)
    (tmp_path / "static/img/courses/desk/window.en.svg").unlink()
    file = tmp_path / SOURCE
    file.write_text(LESSON.replace("minutes: 8", "minutes: 99"), encoding="utf-8")

    assert any("“minutes”最多是 60" in problem for problem in found_problems(tmp_path))


@pytest.mark.parametrize(
    ("name", "message"),
    [("first.md", "文件名要写成"), ("01-third.fr.md", "文件名要写成"), ("03-first.md", "两个同一")],
)
def test_files_with_odd_names_are_refused(tmp_path, name, message):
    write_course(tmp_path)
    (tmp_path / "courses/desk" / name).write_text(LESSON, encoding="utf-8")

    assert any(message in problem for problem in found_problems(tmp_path))
