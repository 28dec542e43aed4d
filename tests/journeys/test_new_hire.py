"""The whole way through the product: from the enrolment slip to the certificate on a phone."""

import re
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from playwright.sync_api import expect
from pypdf import PdfReader

from lms import clock as product_clock
from lms.db import db, write
from lms.library.queries import published
from lms.onboarding.domain.template import Template
from lms.operations.demo.reading import read
from lms.people.domain import Role
from lms.people.models import Person
from tests.journeys import learning
from tests.journeys.company import PASSWORD
from tests.journeys.visitor import Visitor

LESSONS = ["why-service-matters", "what-the-work-is", "posts-and-duties", "seven-competencies"]
MEETINGS = [
    datetime(2026, *day, 8, tzinfo=UTC) for day in [(4, 1), (4, 30), (6, 1)]
]  # gates fall due
SEEN = {
    "mindset": "客户连着骂了三句，她等他说完才开口，语气没有变。",
    "service-awareness": "听完不插话，还问出了客户没说出口的那场婚礼。",
    "etiquette": "第三通电话铃响两声就接，先报店名再问需要。",
    "knowledge": "五个基础咨询都答得准，第四个查了知识库才答。",
    "voice": "投诉电话里放慢了语速，句尾没有上扬。",
    "skills": "一单投诉里复述、方案、确认、约时间、道谢都有。",
    "adaptability": "客户要她当场免单，她没有答应，也没有推开。",
}
REPORTED = {
    "做了什么": "接来电九十通，一次办成七十二通。",
    "学到了什么": "退换时限上月问了师父九次，这个月两次。",
    "还差什么": "二十三号把送货日期说早了一天，客户白等了半天。",
    "下一步怎么做": "下月十号前把最常用的十条政策背熟，请师父抽问。",
}


class Story:
    """A new hire and her mentor, each with a phone, an HR officer, and the server's clock."""

    def __init__(self, app, clock, hire: Visitor, mentor: Visitor, officer: Visitor) -> None:
        self.app, self.clock = app, clock
        self.hire, self.mentor, self.officer = hire, mentor, officer
        with app.app_context():
            found = published("plan", "onboarding")
            assert found
            self.plan: Template = found.content

    def read(self, name: str) -> None:
        """She reads a lesson to its end; the first answer to its first check is wrong."""
        hire, lesson = self.hire, learning.lesson(self.app, f"role-awareness/{name}")
        hire.is_at(lesson.title.zh_hans)
        learning.read_sections(hire, lesson, self.clock)
        first = lesson.checks[0]
        check = learning.answer(hire, first, learning.wrong(first))
        learning.read_verdict(check, "还不对")
        learning.answer_all(hire, lesson)
        expect(hire.page.locator("#rule")).to_contain_text("已完成")

    def catch_up(self, month: int) -> None:
        """She has read what the plan asks for in a month, on the day before."""
        weeks = self.plan.months[month - 1].weeks
        wanted = [
            task.proof.lesson
            for week in weeks
            for task in week.tasks
            if task.proof.kind == "lesson" and task.proof.lesson.split("/")[1] not in LESSONS
        ]
        moment = product_clock.now() - timedelta(days=1)
        with self.app.app_context():
            hire = db.session.scalars(sa.select(Person).where(Person.login == "linxiao")).one()
            for name in wanted:
                write(read, hire, name, slips=0.0, now=moment)
                moment += timedelta(minutes=20)

    def play(self, button: str) -> None:
        """She talks with Ms Zhou as well as one can."""
        self.hire.press(button)
        learning.play(self.hire, learning.scenario(self.app, "lost-parcel"))
        expect(self.hire.page.locator("h1")).to_contain_text("复盘")
        self.hire.sees("通过")

    def meet(self, month: int) -> None:
        """At a month's end the mentor observes and signs what the gate asks for, then the gate."""
        mentor, gate = self.mentor, self.plan.months[month - 1].gate
        self.clock.move_to(MEETINGS[month - 1])
        self.catch_up(month)
        mentor.sign_in("chenli")
        mentor.follow("林晓", "main")
        for task in gate.evidence:
            self._prove(task)
        if gate.needs_statement:
            self._state(gate.title.zh_hans)
        mentor.follow("去签字", "main")
        mentor.is_at(f"签字 · {gate.title.zh_hans}")
        mentor.tick("通过")
        mentor.fill("依据", "一起听了五单，步骤都在，记录也都对得上。")
        mentor.press("签上我的名字")
        if gate.needs_lead:
            self._confirm(gate.title.zh_hans)
            mentor.page.reload()
        expect(mentor.page.locator("#gates")).to_contain_text(f"{gate.title.zh_hans} · 通过")

    def _state(self, gate: str) -> None:
        """She says what she did, learnt, lacks and will do."""
        hire = self.hire.sign_in("linxiao").open("/plan")
        hire.follow(f"自述、签字和打印 {gate}", "#gate")
        hire.fill("学到了什么", "投诉先听完再说办法，客户就愿意等。")
        hire.fill("还差什么", "系统故障的单子还要师父看一眼才敢回。")
        hire.fill("下一步怎么做", "每天复盘一张故障单，月底请师父再听一次。")
        hire.press("交给师父")
        hire.sees("自述交了")
        hire.sign_out()

    def _confirm(self, gate: str) -> None:
        """Nobody leads her department, so HR signs beside the mentor."""
        officer = self.officer.sign_in("zhaojing").open("/plans")
        officer.follow(f"林晓 · {gate}", "#confirming")
        officer.tick("同意，通过")
        officer.fill("原因", "部门负责人的位置空着，由人事代签。")
        officer.press("签上我的名字")

    def _prove(self, name: str) -> None:
        task = self.plan.task(name)
        title = task.title.zh_hans
        if task.proof.kind == "report":
            self._report(name)
            return
        line = self.mentor.page.locator("#waiting li", has_text=title)
        if task.proof.kind == "sign_off":
            line.get_by_role("button", name="签字").click()
        elif task.proof.kind == "observation":
            line.get_by_role("link", name="写观察").click()
            self._observe(task.proof.competency)
        expect(line).to_have_count(0)

    def _report(self, name: str) -> None:
        """She reports on the month, by herself."""
        hire = self.hire.sign_in("linxiao").open(f"/work-reports/tasks/{name}")
        for part, words in REPORTED.items():
            hire.fill(part, words)
        hire.press("交给师父")
        hire.sees("交了，师父会收到消息")
        hire.sign_out()
        self.mentor.page.reload()

    def _observe(self, competency: str) -> None:
        self.mentor.tick("达到")
        self.mentor.fill("看到或听到的事实", SEEN[competency])
        self.mentor.press("记下这条观察")
        expect(self.mentor.page.locator("#observations")).to_contain_text(SEEN[competency])


def engage(officer: Visitor) -> str:
    """HR opens her account, finds her a mentor and starts her plan; the address on her slip."""
    officer.follow("人员", "nav")
    officer.follow("开账号", "main")
    for label, text in [("姓名", "林晓"), ("登录名", "linxiao"), ("工号", "0107")]:
        officer.fill(label, text)
    officer.choose("部门", "客服一部")
    officer.fill("入职日期", "2026-03-02")
    officer.press("开账号并出凭条")
    officer.is_at("登录凭条")
    address = officer.page.locator(".slip-address").inner_text()
    officer.press("已交给本人，收起")
    officer.follow("安排师父", "main")
    officer.fill("师父", "chenli")
    officer.press("结为师徒")
    officer.follow("首页", "nav")
    officer.follow("林晓", "main")
    officer.press("开始计划")
    officer.sees("计划开始了")
    return address


def set_password(hire: Visitor, slip: str) -> None:
    """She opens the address on her slip, and chooses a password of her own."""
    hire.open(slip)
    hire.is_at("设置密码")
    hire.fill("新密码", PASSWORD)
    hire.fill("再输入一次", PASSWORD)
    hire.press("设好并登录")
    hire.sees("密码设好了，以后就用它登录。")


def test_a_new_hire_goes_from_her_slip_to_her_certificate(served, staff, clock, phone, desk):
    staff.join("zhaojing", "赵静", Role.HR)
    staff.join("chenli", "陈立", Role.MENTOR)
    story = Story(served.app, clock, phone(), phone(), desk())
    hire = story.hire
    set_password(hire, engage(story.officer.sign_in("zhaojing")))
    hire.sign_out()

    hire.sign_in("linxiao")
    hire.sees("现在做这一件", "读完《客服工作为什么重要》", "约 10 分钟", "先知道客户为什么离开")
    hire.follow("开始", "main")
    for name in LESSONS:
        story.read(name)
        hire.page.locator(".previous-next a").last.click()
    hire.follow("首页", "nav")
    hire.sees("练一遍情景“包裹丢了”，打到结局")
    hire.follow("开始", "main")
    story.play("开始练习")
    hire.follow("计划", "nav")
    hire.sees("完成 3/4", "任务 5/19")  # the talk with the mentor is still to be signed
    story.meet(1)

    hire.sign_in("linxiao")
    hire.follow("情景演练", "nav")
    hire.follow("包裹丢了", "main")
    story.play("开始练习")
    hire.follow("去考核", "main")
    story.play("开始考核")
    story.meet(2)
    story.meet(3)

    hire.sign_in("linxiao")
    hire.follow("看条件", "main")
    hire.press("领取证书")
    number = hire.page.locator("h1").inner_text()
    assert re.fullmatch(r"KF-2026-\d{6}", number)
    hire.sees("有效")
    file = hire.save("打印证书")
    assert number in "".join(page.extract_text() for page in PdfReader(file).pages)
