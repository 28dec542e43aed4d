"""A trainee passes the entry test, the plan ticks itself; the mentor takes the exemption back."""

from lms.courses.models import LessonExemption
from lms.courses.queries import entry
from lms.db import db
from lms.people.models import Person
from tests.courses.test_entry import right
from tests.onboarding.kit import LESSON
from tests.onboarding.scene import MONDAY

COURSE = "/courses/role-awareness"
WORDS = "她说不出为什么要先应答，请把这一课读一遍。"


def evidence(scene):
    view = scene.kit.view(scene.lin, MONDAY).task_view("read-why")
    return view.evidence.words if view.evidence else None


def test_from_the_test_to_the_ticked_task_and_back(scene, app):
    lin, chen = scene.browser_of(scene.lin), scene.browser
    page = lin.submit(lin.open(COURSE), "#entry-test form")
    address = page.address.partition("?")[0]
    with app.app_context():
        test = entry.own_test(db.session.get_one(Person, scene.lin.id), address.split("/")[-1])
        asked = [one for one in entry.paper(test) if one.lesson.name == LESSON]
    for one in asked:
        lin.post(f"{address}/answers/{one.number}", {"choice": right(one)})

    assert evidence(scene) is None

    result = lin.submit(lin.open(address), "#hand-in form")

    assert "1 课免修" in result.text
    assert evidence(scene) == "摸底测全对，这一课免修"
    assert "摸底测全对，这一课免修" in lin.open("/plan").text

    pair = chen.open("/mentoring").find("#apprentices a[href^='/mentoring/']")["href"]
    taking_back = chen.open(chen.open(f"{pair}/records").find("#entry-tests a.btn")["href"])
    told = chen.submit(taking_back, "main form", words=WORDS)

    assert "免修已收回" in told.text
    assert WORDS in told.find("#entry-tests").get_text()
    assert evidence(scene) is None
    with app.app_context():
        assert db.session.query(LessonExemption).count() == 1  # the counter-entry stands beside it
