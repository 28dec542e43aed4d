"""Stuck at a check: a hint is asked for, a wrong answer is practised on another day."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role
from lms.questions.domain import Multiple
from tests.journeys import learning
from tests.journeys.company import FIRST_DAY

LESSON = "role-awareness/why-service-matters"


@pytest.mark.parametrize("has_script", [False, True])
def test_a_hint_helps_and_what_was_missed_comes_again(served, staff, clock, phone, has_script):
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    text = learning.lesson(served.app, LESSON)
    question = next(check for check in text.checks if isinstance(check, Multiple))
    reader = phone(java_script_enabled=has_script).sign_in("linxiao").open(f"/courses/{LESSON}")
    check = reader.page.locator(f"#check-{question.id}")
    expect(check).not_to_contain_text(str(question.hints[0]))
    check.get_by_label(learning.wrong(question)[0]).check()
    reader.press("给点提示", f"#check-{question.id}")
    expect(check).to_contain_text(str(question.hints[0]))
    expect(check).not_to_contain_text(str(question.hints[1]))
    expect(check.get_by_label(learning.wrong(question)[0])).to_be_checked()
    learning.answer(reader, question, learning.wrong(question))
    expect(check).to_contain_text("还不对")

    clock.shift(timedelta(days=1))
    reader.sign_in("linxiao").follow("1 题该再练一次", "main")
    reader.is_at("错题再练")
    for words in learning.right(question):
        reader.page.get_by_label(words).check()
    reader.press("提交答案", "main")
    reader.is_at("答对了")
    reader.follow("回课文看这一节", "main")
    reader.is_at(str(text.title))
