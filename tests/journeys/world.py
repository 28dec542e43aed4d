"""A company in which every page has something to show.

Everybody's names and words are Latin: a page read in English has then no reason to show Chinese.
What people do is sent as their browsers send it.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from http import HTTPStatus
from itertools import chain

import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from lms import jobs
from lms.calendar import service as calendar
from lms.courses.domain import Lesson
from lms.courses.models import CheckAnswer, CheckPractice, LessonExemption
from lms.db import db, write
from lms.disputes.models import Appeal, Dispute
from lms.jobs import JobStatus
from lms.library import service as library
from lms.library.models import Document, RevisionFile
from lms.library.pictures import redrawn
from lms.mentoring.models import SessionRecord
from lms.messages import service as messages
from lms.messages.domain import Access, RobotKind, RobotTrouble, Unsaid
from lms.messages.models import Announcement
from lms.onboarding.models import Plan, SignOff
from lms.people import service as people
from lms.people import vault
from lms.people.domain import Role
from lms.people.models import Department, Pair, Person, ResetLink, SecondFactor
from lms.people.queries import token_hash
from lms.people.queries.second_factor import CODES
from lms.questions import service as questions
from lms.questions.domain.kept import Cause
from lms.scenarios import service as scenarios
from lms.scenarios.domain import Scenario, opening, shown_choices
from lms.studio import service as studio
from tests.journeys import learning
from tests.journeys.addresses import addresses
from tests.journeys.company import FIRST_DAY, Staff
from tests.pages import Browser, Page
from tests.photographs import photo

TODAY = datetime(2026, 3, 31, 2, tzinfo=UTC)  # the last day but one of somebody's first month
EXPIRED = date(2024, 2, 26)
LESSONS = ("role-awareness/why-service-matters", "role-awareness/what-the-work-is")
SCENARIO = "/scenarios/lost-parcel"
COLLEAGUES = [
    ("chen", "Chen Li", "Service One", Role.MENTOR),
    ("lei", "Zheng Lei", "Service One", Role.MENTOR),
    ("wang", "Wang Min", "Service One", Role.TRAINER),
    ("zhao", "Zhao Jing", "Service One", Role.HR),
    ("kai", "Zheng Kai", "Service One", Role.ADMIN),
    ("nobody", "Ma Qi", "Service One"),
    ("xiao", "Lin Xiao", "Night Shift", Role.TRAINEE),  # on day 22 of the plan
    ("ning", "Zhou Ning", "Night Shift", Role.TRAINEE),  # without mentor, plan and password
    ("miao", "He Miao", "Night Shift", Role.TRAINEE),  # with a mentor, without a plan
    ("yun", "Bai Yun", "Night Shift", Role.TRAINEE),  # within an assessment
    ("hang", "Xu Hang", "Night Shift", Role.TRAINEE),  # certified
    ("lan", "Xu Lan", "Night Shift", Role.TRAINEE),  # certificate revoked
    ("hong", "Tang Hong", "Night Shift", Role.TRAINEE),  # certificate expired
]


class Sender(Browser):
    """A browser that only fills the company; its pages are examined elsewhere."""

    def _show(self, response: TestResponse, status: int) -> Page:
        assert response.status_code == status, response.get_data(as_text=True)
        return Page(response, BeautifulSoup(response.get_data(as_text=True), "html.parser"))


class World:
    """The company on one day; `ids` are the public names of its people and records."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.ids: dict[str, str] = {}
        self.answered: dict[str, int] = {}  # address → the best that anybody was answered
        self._people: dict[str, Person] = {}
        self._join()
        self._learn()
        self._enter()
        self._mark()
        self._guide()
        self._work()
        self._revoke()
        with app.app_context():
            self._keep_busy()
            self._practise()
            self._remember()
            self._illustrate()
            self._ask_for_review()
            self._keep_replies()

    def browser(self, login: str | None) -> Sender:
        """A browser in which somebody is signed in; None: a stranger's."""
        return Sender(self.app, self._people[login] if login else None)

    def cookie(self, login: str) -> str:
        """What the browser of somebody who is signed in keeps."""
        kept = self.browser(login).client.get_cookie("shitu")
        assert kept is not None
        return kept.value

    @cache  # noqa: B019  # there is one world
    def pages_of(self, login: str | None) -> list[str]:
        """The addresses of all pages that are open to somebody."""
        client, found = self.browser(login).client, []
        for address in chain.from_iterable(addresses(self.ids).values()):
            answer = client.get(address, headers={"Accept": "text/html"})
            self.answered[address] = min(answer.status_code, self.answered.get(address, 999))
            if answer.status_code == HTTPStatus.OK and is_page(answer):
                found.append(address)
            answer.close()
        return found

    def _join(self) -> None:
        staff = Staff(self.app)
        for login, name, department, *roles in COLLEAGUES:
            staff.join(login, name, *roles, department=department, starts_on=FIRST_DAY)
        for apprentice in ["xiao", "miao", "yun"]:
            staff.pair("chen", apprentice)
        staff.begin("xiao")
        self.ids["cohort"] = staff.begin_together("zhao", "yun")
        self.ids["move"] = staff.put_off("zhao", "yun")
        for login, day in [("hang", FIRST_DAY), ("lan", FIRST_DAY), ("hong", EXPIRED)]:
            self.ids[f"certificate of {login}"] = staff.certify(login, day)
        with self.app.app_context():
            for person in db.session.scalars(sa.select(Person)):
                self._people[person.login] = person
                self.ids[person.login] = person.public_id
            xiaos = sa.select(Pair.public_id).join(Pair.apprentice).where(Person.login == "xiao")
            self.ids["pair"] = db.session.scalars(xiaos).one()
            db.session.expunge_all()

    def _learn(self) -> None:
        first, second = (learning.lesson(self.app, name) for name in LESSONS)
        xiao = self.browser("xiao")
        _read(xiao, first, sections=len(first.sections), right=True)
        _read(xiao, second, sections=2, right=False)
        played = learning.scenario(self.app, "lost-parcel")
        self.ids["ended"] = _play(xiao, played, "practice", turns=learning.MOST_TURNS)
        for turn in ("1", "2"):
            xiao.post(f"/plays/{self.ids['ended']}/disputes", {"turn": turn})
        self.ids["open"] = _play(xiao, played, "practice", turns=3)
        self.ids["assessment"] = _play(self.browser("yun"), played, "assessment", turns=1)
        self.ids["drill"] = _drill(xiao)
        chen, shown = self.browser("chen"), {"mode": "practice"}
        pictured = chen.post("/scenarios/short-items/previews", shown)
        self.ids["pictured"] = pictured.address.rpartition("/")[2]
        typed = chen.post("/scenarios/unpaid-order/previews", shown)
        reply = "Good morning, Mr Wu. Is anything still unclear about your order?"
        typed = chen.submit(typed, "form.player-task", reply=reply)
        self.ids["typed"] = typed.address.rpartition("/")[2]

    def _enter(self) -> None:
        """An entry test handed in with its first lesson all right, and one that is open."""
        xiao, known = self.browser("xiao"), learning.lesson(self.app, "growth/outer-and-inner")
        page = xiao.post("/courses/growth/entry-tests")
        test = page.address.partition("?")[0]
        while (found := known.check(page.find(".check")["id"].removeprefix("check-"))) is not None:
            chosen = _positions(page, ".check form", learning.right(found))
            page = xiao.submit(page, ".check form", choice=chosen)
        xiao.post(f"{test}/submission")
        self.ids["entry-test"] = test.rpartition("/")[2]
        begun = xiao.post("/courses/trades/entry-tests").address.partition("?")[0]
        self.ids["open-test"] = begun.rpartition("/")[2]

    def _mark(self) -> None:
        xiao = Sender(self.app, self._people["xiao"], "en")
        page = xiao.open(f"/courses/{LESSONS[1]}")
        way = page.all("article section .to-mark")[2]["href"]
        self.ids["paragraph"] = way.partition("?at=")[2]
        xiao.submit(xiao.open(way), "main form.form", words="Say this one aloud.")
        words = "What if two things are wanted at once?"
        sent = {**xiao.open(way).form("main form.form"), "words": words}
        xiao.post(f"/courses/{LESSONS[1]}/questions", sent)
        said = {"kind": "outdated", "words": "Is that still so since the new rule?"}
        xiao.submit(xiao.open(way), "#wrong form", **said)

    def _guide(self) -> None:
        chen = self.browser("chen")
        played = chen.open(f"/plays/{self.ids['ended']}")
        chen.submit(played, ".say-something form", text="Hear her out before you ask for a number.")
        second = chen.open("/disputes").all("table a")[1]["href"]
        reason = "The answer said nothing of what the customer had asked for."
        chen.submit(chen.open(second), "main form.form", reason=reason)
        xiao = self.browser("xiao")
        contested = xiao.open(f"/plays/{self.ids['ended']}")
        xiao.submit(contested, "form[action$='/appeals']", words="I answered it one turn later.")
        pair = f"/mentoring/{self.ids['pair']}"
        for competency, verdict, evidence in [
            ("etiquette", "met", "Answered the third call after two rings and named the shop."),
            ("voice", "not-yet", "Spoke faster and faster while the customer complained."),
        ]:
            chen.submit(
                chen.open(pair),
                "#observe form",
                competency=competency,
                verdict=verdict,
                evidence=evidence,
            )
        ticked = {
            "mark-greets-in-three-seconds": "yes",
            "mark-repeats-back": "no",
            "words-repeats-back": "Opened the ticket before the customer had said yes.",
            "verdict": "not-yet",
        }
        sheet = chen.submit(chen.open(f"{pair}/checklists/call-handling"), "#checklist", **ticked)
        self.ids["checklist"] = sheet.address.rpartition("/")[2]
        part = "Took ninety calls; seventy-two were settled at once."
        report = xiao.post(
            "/work-reports/tasks/work-report-1",
            {**dict.fromkeys(("done", "learnt", "lacking", "ahead"), part), "send": "1"},
        )
        self.ids["report"] = report.address.rpartition("/")[2]
        answer = "Seen the count; what became of the eighteen others? I'll ask the warehouse."
        chen.submit(chen.open(report.address), "#reply form", words=answer)
        thread = f"/verdicts/report/{self.ids['report']}"
        xiao.submit(xiao.open(thread), "#say", words="Ten waited for accounts, eight for stock.")
        ready = xiao.open("/mentoring/requests/new?competency=mindset")
        wish = xiao.submit(ready, "#ready", words="I answer back too fast.")
        self.ids["request"] = wish.address.rpartition("/")[2]
        duet = chen.submit(chen.open(pair), "#duets form")
        chen.submit(duet, "#say", words="Hello, my parcel has not moved since last night.")
        self.ids["duet"] = duet.address.rpartition("/")[2]
        link = chen.submit(chen.open(duet.address), "form[action$='/seat']").find("#seat")["href"]
        self.ids["seat"], wang = link.rpartition("/")[2], self.browser("wang")
        wang.submit(wang.open(link), "form[action$='/taking']")
        zhao = self.browser("zhao")
        calibration = zhao.submit(zhao.open("/calibration/rounds/new"), "#round")
        self.ids["calibration"] = calibration.address.rpartition("/")[2]
        chen.submit(chen.open(pair), "#waiting form")
        chen.submit(
            chen.open(f"{pair}/sessions/new"),
            "#session",
            shared="Every Thursday at four; call me at once when a customer shouts.",
            private="Sleeps badly before night shifts.",
            todo_1="Bring one hard contact along.",
        )
        goals = "Takes basic enquiries alone."
        chen.submit(chen.open(f"{pair}/agreement"), "#agreement", goals=goals)
        talked = chen.open(pair).find(".sessions a")["href"]
        differs = {"verdict": "different", "words": "It was to be Fridays."}
        xiao.submit(xiao.open(talked), "#answer .talk-more form", **differs)
        gate = chen.open(pair).find("a[href*='gate=gate-1']")["href"]
        chen.submit(
            chen.open(gate),
            "#sign form",
            verdict="extend",
            extension_days="3",
            words="Two lessons are still to be read, then we listen again.",
        )

    def _work(self) -> None:
        """A day of hers: matters of every sort, a session that runs, half hours."""
        xiao = self.browser("xiao")
        list_form = "form[action='/workday/matters']"
        for words, place in [
            ("Leak on the stairs, Building 6", "complaint"),
            ("Payment system fails at every card", "fault"),
            ("Four messages about the pool", "enquiries"),
            ("Fire-safety circular", "filed"),
        ]:
            page = xiao.submit(xiao.open("/workday"), list_form, words=words, place=place)
        xiao.post(page.find(".matter form[action$='/closing']")["action"])
        xiao.submit(xiao.open("/workday"), list_form, words="A receipt by noon", place="now")
        for share in ("response", "solving"):
            xiao.post("/workday/half-hours", {"share": share})
        page = xiao.post("/workday/focus", {"goal": "Complete eight records"})
        cut = page.find("#focus .form")["action"]
        xiao.post(cut, {"how": "cut", "cut_by": "telephone"})
        page = xiao.submit(
            xiao.open("/workday/week?last"),
            "#bring form",
            stuck="Three refunds wait for accounts.",
            change="Ask accounts for an hour.",
            request="A word with accounts.",
        )
        self.ids["review"] = page.address.rpartition("/")[2]
        self._shelve(xiao)
        xiao.post("/workday/focus", {"goal": "The statement, as far as the last scan"})

    def _shelve(self, xiao: Sender) -> None:
        """Two answers of hers: the department reads one, the other waits for a review."""
        for question in ("May the basket go in a microwave?", "Voucher and discount together?"):
            page = xiao.submit(
                xiao.open("/workday/shelves/new"),
                "#entry",
                question=question,
                answer="No.",
                source="Manual, page 6",
                holds_until="2026-12-31",
            )
            share = page.find(".entry form[action$='/share']")["action"]
            xiao.post(share)
            if "entry" not in self.ids:
                self.ids["entry"] = share.split("/")[-2]
                chen = self.browser("chen")
                waiting = chen.open("/workday/reviewing")
                said = {"judged": "accepted", "words": "Well put."}
                chen.submit(waiting, ".entry form", **said)

    def _revoke(self) -> None:
        zhao, number = self.browser("zhao"), self.ids["certificate of lan"]
        zhao.submit(
            zhao.open(f"/certificates/{number}"),
            "#act form",
            reason="misconduct",
            words="Somebody else sat the assessment; found by quality control.",
        )

    def _keep_busy(self) -> None:
        def act() -> None:
            for number, status in enumerate(JobStatus):
                job = jobs.enqueue("certificates.issue-due", key=str(number), now=TODAY)
                job.status, job.tries = status, number
                job.error = "OSError: disk full" if status is JobStatus.FAILED else None
            for document in db.session.scalars(sa.select(Document)):
                library.adopt(db.session.get_one(Person, self._people["wang"].id), document)

        write(act)

    def _ask_for_review(self) -> None:
        """Let the trainer be asked to read a draft of somebody else's."""

        def act() -> str:
            wanted = sa.select(Document).where(Document.kind == "lesson")
            lesson = db.session.scalars(wanted.where(Document.name == LESSONS[1])).one()
            chen, wang = (db.session.get_one(Person, self._people[n].id) for n in ("chen", "wang"))
            draft = library.begin(chen, lesson, TODAY)
            text = draft.texts[0]
            library.save(chen, text, f"{text.text}\nOne more line.\n", 0, TODAY)
            request = studio.Request(wang, "Is the last line true?", "0" * 32)
            place = studio.Place(text.path, 1, None)
            saying = studio.Saying("Says who?", "1" * 32)
            remark = studio.remark(wang, draft, place, saying, now=TODAY)
            studio.answer(chen, remark, studio.Saying("Wang does.", "2" * 32), now=TODAY)
            return studio.ask_for_review(chen, draft, request, now=TODAY).public_id

        self.ids["draft-review"] = write(act)

    def _keep_replies(self) -> None:
        """Two replies that the grader did not understand; one wants a way of its own."""

        def act() -> str:
            xiao, wang = (db.session.get_one(Person, self._people[n].id) for n in ("xiao", "wang"))
            wanted = sa.select(Document).where(Document.name == "unpaid-order")
            role_play = db.session.scalars(wanted).one()
            first, second = (
                questions.keep(role_play, "first", text, xiao, Cause.UNMATCHED, TODAY)
                for text in ("Kettle is as kettle does.", "Ring me when the moon is up.")
            )
            scenarios.want_branch(wang, second, now=TODAY)
            return first.digest

        self.ids["kept"] = write(act)

    def _illustrate(self) -> None:
        """Put a photograph beside a lesson, as if what is published showed it."""

        def act() -> str:
            wanted = sa.select(Document).where(Document.kind == "lesson")
            lesson = db.session.scalars(wanted.where(Document.name == LESSONS[1])).one()
            wang = db.session.get_one(Person, self._people["wang"].id)
            picture = redrawn(photo("PNG"))
            upload = studio.add_picture(wang, lesson, picture, "The desk", TODAY)
            shown = {"revision_id": lesson.published_revision_id, "path": upload.path}
            db.session.add(RevisionFile(**shown, file_id=upload.file_id))
            return upload.file

        self.ids["picture"] = write(act)

    def _practise(self) -> None:
        """Let one check be due again, and another one have been practised."""

        def act() -> str:
            missed = db.session.scalars(sa.select(CheckAnswer).where(~CheckAnswer.is_right)).one()
            missed.at = TODAY - timedelta(days=2)
            lesson = learning.lesson(self.app, LESSONS[1])
            practised = CheckPractice(
                person_id=missed.person_id,
                document_id=missed.document_id,
                revision_id=missed.revision_id,
                question=lesson.checks[-1].id,
                turn=1,
                day=TODAY.date(),
                answer=[option.id for option in lesson.checks[-1].options if option.right],
                is_right=True,
                at=TODAY,
                key="practised",
            )
            db.session.add(practised)
            db.session.flush()
            return practised.public_id

        self.ids["practised"] = write(act)

    def _remember(self) -> None:
        self.ids["exemption"] = db.session.scalars(sa.select(LessonExemption.public_id)).one()
        models = {"plan": Plan, "sign-off": SignOff, "department": Department}
        models |= {"dispute": Dispute, "appeal": Appeal, "session": SessionRecord}
        for kind, model in models.items():
            wanted = sa.select(model.public_id).order_by(model.id).limit(1)
            self.ids[kind] = db.session.scalars(wanted).one()
        ning = db.session.get_one(Person, self._people["ning"].id)
        self.ids["slip"] = write(people.issue_slip, None, ning, now=TODAY)
        self.ids["calendar"] = write(calendar.open_address, ning, key="subscribed", now=TODAY)
        self.ids["ended-pair"] = write(
            _ended_pair, *(self._people[who].id for who in ("lei", "xiao"))
        )
        kai = db.session.get_one(Person, self._people["kai"].id)
        self.ids["robot"] = write(_robot, kai)
        self.ids["reset"] = write(
            _half_done, ning, *(self._people[who] for who in ("xiao", "zhao"))
        )


def is_page(answer: TestResponse) -> bool:
    """Whether a browser shows it, and does not keep it as a file."""
    is_file = "attachment" in answer.headers.get("Content-Disposition", "")
    return answer.mimetype == "text/html" and not is_file


def _ended_pair(mentor_id: int, apprentice_id: int) -> str:
    """A pair before the present one, of which its apprentice may still say something."""
    last = FIRST_DAY - timedelta(days=3)
    pair = Pair(
        mentor_id=mentor_id,
        apprentice_id=apprentice_id,
        starts_on=last - timedelta(days=14),
        ends_on=last,
    )
    db.session.add(pair)
    db.session.flush()
    return pair.public_id


def _robot(administrator: Person) -> str:
    """A robot in a group that could not be told of something."""
    robot = messages.add_robot(
        administrator,
        department_id=administrator.department_id,
        kind=RobotKind.DINGTALK,
        name="Service One",
        language="zh-Hans",
        access=Access("a1" * 32),
        wanted=("gates-this-week",),
        key="robot",
        now=TODAY,
    )
    messages.try_robot(robot, key="trial", now=TODAY)
    row = db.session.scalars(sa.select(Announcement)).one()
    refusal = Unsaid(RobotTrouble.SETTINGS, "310000 keywords not in content", is_final=True)
    messages.note_unsaid(row.id, refusal, now=TODAY)
    return robot.public_id


def _half_done(forgetful: Person, learner: Person, officer: Person) -> str:
    """Things that people have begun: a link to a new password, a second factor, fresh codes."""
    tomorrow = TODAY + timedelta(days=1)
    token = "a-link-to-a-new-password"
    db.session.add(
        ResetLink(
            person_id=forgetful.id,
            token_hash=token_hash(token),
            created_at=TODAY,
            expires_at=tomorrow,
        )
    )
    people.begin_second_factor(learner, now=tomorrow)
    factor = db.session.scalars(
        sa.select(SecondFactor).where(SecondFactor.person_id == officer.id)
    ).one()
    codes = " ".join(f"{number:016}" for number in range(10))
    factor.fresh_codes = vault.encrypted(codes, CODES, officer.id)
    factor.fresh_since = tomorrow
    return token


def _read(reader: Sender, lesson: Lesson, *, sections: int, right: bool) -> None:
    address = f"/courses/{lesson.id}"
    for section in lesson.sections[:sections]:
        reader.submit(reader.open(address), f"#{section.id} .section-end form")
    for question in lesson.checks if right else lesson.checks[:1]:
        texts = learning.right(question) if right else learning.wrong(question)
        page = reader.open(address)
        form = f"#check-{question.id} form"
        reader.submit(page, form, choice=_positions(page, form, texts))


def _positions(page: Page, form: str, texts: list[str]) -> list[str]:
    """What a form sends for these texts; for an ordering the place of each shown item."""
    items = page.all(f"{form} .order-item > span")
    if items:
        return [str(texts.index(item.get_text()) + 1) for item in items]
    options = page.all(f"{form} label.option")
    return [option.input["value"] for option in options if option.span.get_text() in texts]


def _drill(player: Sender) -> str:
    """Begin a drill; its public id."""
    page = player.post("/drills/two-at-once/runs", {})
    address = page.find("#windows")["hx-get"]
    return address.rpartition("/")[2].partition("?")[0]


def _play(player: Sender, played: Scenario, mode: str, *, turns: int) -> str:
    """Play some turns, first badly, then well; the public id of the play."""
    page = player.post(f"{SCENARIO}/plays", {"mode": mode, "afresh": "yes"})
    situation, address = opening(played), page.address
    for turn in range(turns):
        if not page.all(".replies"):
            break
        chooses = learning.best if turn else learning.worst
        liked = max(
            shown_choices(played, situation, 0),
            key=lambda choice: chooses(played, situation, choice),
        )
        words = liked.text.zh_hans
        button = next(b for b in page.all("button.reply") if words in b.get_text())
        page = player.submit(page, "form.player-task", choice=button["value"])
        situation = situation.after(liked)
    return address.rpartition("/")[2]
