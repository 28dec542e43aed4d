"""Robots in chat groups: what they are told, that nothing is lost, that no secret gets out."""

import base64
import hashlib
import hmac
import logging
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from lms import clock as product_clock
from lms.db import db, write
from lms.errors import N_, Invalid, NotFound, Stale
from lms.jobs import Job, JobStatus
from lms.jobs.service import run_due
from lms.messages import queries, service
from lms.messages.domain import (
    MOST_SAYINGS,
    Access,
    RobotKind,
    RobotTrouble,
    access_in,
    checked_number,
    verdict,
)
from lms.messages.models import Announcement, Robot
from lms.messages.topics import Topic
from lms.people.models import AuditEvent, Person
from tests.messages.makers import makers, nobody_there

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
TOKEN = "1234567890abcdef1234567890abcdef"
SECRET = "SECabcdef1234567890abcdef"
ADDRESSES = {
    "wecom": f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={TOKEN}",
    "dingtalk": f"https://oapi.dingtalk.com/robot/send?access_token={TOKEN}",
    "feishu": f"https://open.feishu.cn/open-apis/bot/v2/hook/{TOKEN}",
}
GATES = "gates-this-week"
SENTENCE = N_("本周到期的关口：%(number)s 道。")


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def chats(monkeypatch):
    with makers(monkeypatch) as state:
        yield state


@pytest.fixture
def root(company):
    return company.person("root", "admin")


def add(app, root, kind="wecom", secret="", key="robot1", language="zh-Hans", wanted=(GATES,)):
    def act():
        actor = db.session.get_one(Person, root.id)
        robot = service.add_robot(
            actor,
            department_id=actor.department_id,
            kind=RobotKind(kind),
            name="客服一部大群",
            language=language,
            access=access_in(RobotKind(kind), ADDRESSES[kind], secret),
            wanted=wanted,
            key=key,
            now=product_clock.now(),
        )
        return robot.public_id, robot.department_id

    with app.app_context():
        return write(act)


def announce(app, department_id, key="gates-1", **numbers):
    told = {"number": 3} | numbers

    def act():
        service.announce(
            department_id,
            GATES,
            sentence=SENTENCE,
            link="/",
            key=key,
            now=product_clock.now(),
            **told,
        )

    with app.app_context():
        write(act)


def work(app):
    with app.app_context():
        run_due(product_clock.now())


def rows(app):
    with app.app_context():
        found = db.session.scalars(sa.select(Announcement).order_by(Announcement.id)).all()
        db.session.expunge_all()
        return found


def words_of(heard):
    told = heard.told
    return (told.get("text") or told.get("content")).get("content" if "text" in told else "text")


def test_an_address_is_known_by_its_maker_alone():
    for kind, address in ADDRESSES.items():
        assert access_in(RobotKind(kind), address, "") == Access(TOKEN)
        for other in set(ADDRESSES) - {kind}:
            with pytest.raises(Invalid):
                access_in(RobotKind(other), address, "")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" + TOKEN,
        "https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=" + TOKEN,
        "https://127.0.0.1/cgi-bin/webhook/send?key=" + TOKEN,
        ADDRESSES["wecom"] + "&to=else",
        ADDRESSES["wecom"] + "\n",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=short",
    ],
)
def test_nothing_else_can_be_called(address):
    with pytest.raises(Invalid):
        access_in(RobotKind.WECOM, address, "")


def test_only_dingtalk_signs():
    assert access_in(RobotKind.DINGTALK, ADDRESSES["dingtalk"], SECRET).secret == SECRET
    for kind, secret in (("wecom", SECRET), ("feishu", SECRET), ("dingtalk", "guess")):
        with pytest.raises(Invalid):
            access_in(RobotKind(kind), ADDRESSES[kind], secret)


def test_a_secret_is_not_shown_by_chance():
    assert TOKEN not in repr(Access(TOKEN, SECRET))
    assert SECRET not in repr(Access(TOKEN, SECRET))


@pytest.mark.parametrize("value", ["林晓", True, None, 1.5, NOON, {"person": 7}, {"zh-Hans": "x"}])
def test_a_group_is_told_numbers_and_days_only(value):
    with pytest.raises(ValueError, match="neither a number nor a day"):
        checked_number(value)


def test_a_day_is_kept_as_a_day():
    assert checked_number(date(2026, 3, 2)) == {"day": "2026-03-02"}


@pytest.mark.parametrize(
    ("kind", "status", "body", "trouble", "is_final"),
    [
        ("wecom", 200, '{"errcode":0,"errmsg":"ok"}', None, False),
        ("dingtalk", 200, '{"errcode":0,"errmsg":"ok"}', None, False),
        ("feishu", 200, '{"code":0,"msg":"success"}', None, False),
        ("feishu", 200, '{"StatusCode":0,"StatusMessage":"success"}', None, False),
        ("wecom", 200, '{"errcode":93000,"errmsg":"invalid webhook url"}', "gone", True),
        ("wecom", 200, '{"errcode":45009,"errmsg":"api freq out of limit"}', "busy", False),
        ("dingtalk", 200, '{"errcode":310000,"errmsg":"keywords not in"}', "settings", False),
        ("dingtalk", 200, '{"errcode":300005,"errmsg":"token not exist"}', "gone", True),
        ("feishu", 200, '{"code":19024,"msg":"Key Words Not Found"}', "settings", False),
        ("feishu", 400, '{"code":9499,"msg":"too many"}', "busy", False),
        ("wecom", 200, '{"errcode":40001,"errmsg":"else"}', "refused", False),
        ("wecom", 200, "<html>welcome to the hotel</html>", "unreachable", False),
        ("wecom", 502, '{"errcode":0}', "refused", False),
        ("wecom", 200, "[]", "unreachable", False),
    ],
)
def test_what_an_answer_means(kind, status, body, trouble, is_final):
    found = verdict(RobotKind(kind), status, body)

    assert (found and found.trouble) == trouble
    assert (found is not None and found.is_final) == is_final


@pytest.mark.parametrize(
    ("kind", "host", "path"),
    [
        ("wecom", "qyapi.weixin.qq.com", "/cgi-bin/webhook/send"),
        ("dingtalk", "oapi.dingtalk.com", "/robot/send"),
        ("feishu", "open.feishu.cn", f"/open-apis/bot/v2/hook/{TOKEN}/"),
    ],
)
def test_a_group_is_told_in_the_words_of_its_maker(app, root, chats, clock, kind, host, path):
    _robot, department = add(app, root, kind)
    announce(app, department)
    announce(app, department)
    work(app)
    heard = chats.heard[0]

    assert len(chats.heard) == 1
    assert (heard.host, heard.path) == (host, path)
    assert words_of(heard).splitlines() == [
        "【师徒学堂】本周到期的关口：3 道。",
        f"{app.config['SETTINGS'].public_url}/",
    ]
    assert rows(app)[0].sent_at == NOON


def test_a_group_reads_its_own_language(app, root, chats, clock):
    _robot, department = add(app, root, language="zh-Hant")
    announce(app, department)
    work(app)

    assert "本週到期的關口：3 道" in words_of(chats.heard[0])


def test_the_signature_of_dingtalk_is_the_one_of_its_document(app, root, chats):
    _robot, department = add(app, root, "dingtalk", SECRET)
    announce(app, department)
    work(app)
    query = chats.heard[0].query
    signed = f"{query['timestamp'][0]}\n{SECRET}".encode()
    expected = base64.b64encode(hmac.digest(SECRET.encode(), signed, hashlib.sha256))

    assert query["sign"] == [expected.decode()]
    assert query["access_token"] == [TOKEN]


def test_a_refusal_says_why_and_keeps_no_secret(app, root, chats, clock, browser_of):
    chats.refusal = (200, {"errcode": 310000, "errmsg": f"token {TOKEN}: keywords not in content"})
    _robot, department = add(app, root, "dingtalk")
    announce(app, department)
    work(app)
    row = rows(app)[0]
    page = browser_of(root).open("/robots")

    assert row.trouble == "settings"
    assert row.answer == "310000 token …: keywords not in content"
    assert "群机器人的安全设置不接受" in page.text
    assert "310000 token …: keywords not in content" in page.text
    assert TOKEN not in page.text
    assert "地址尾号 cdef" in page.text


def test_what_was_refused_is_tried_again_after_growing_pauses(app, root, chats, clock):
    chats.refusal = (200, {"errcode": 45009, "errmsg": "freq"})
    _robot, department = add(app, root)
    announce(app, department)
    pauses = []
    for _ in range(4):
        work(app)
        with app.app_context():
            due = db.session.scalars(sa.select(Job.due_at)).one()
        pauses.append((due - product_clock.now()).total_seconds())
        clock.move_to(due)
    chats.refusal = None
    work(app)

    assert pauses == [10, 20, 40, 80]
    assert rows(app)[0].sent_at == product_clock.now()
    assert rows(app)[0].trouble is None


def test_it_is_given_up_after_the_last_try_and_said_again_when_asked(
    app, root, chats, clock, browser_of, monkeypatch
):
    monkeypatch.setitem(
        app.extensions["messages.topics"], GATES, Topic(N_("本周的关口"), timedelta(days=9))
    )
    chats.refusal = (503, "busy")
    _robot, department = add(app, root)
    announce(app, department)
    for _ in range(MOST_SAYINGS):
        work(app)
        clock.shift(timedelta(hours=1))
    with app.app_context():
        assert db.session.scalars(sa.select(Job.status)).one() == JobStatus.FAILED
    browser = browser_of(root)
    page = browser.open("/robots")

    assert "放弃了" in page.text
    assert "HTTP 503" in page.text

    chats.refusal = None
    public_id = rows(app)[0].public_id
    browser.post(f"/robots/announcements/{public_id}/tries")
    work(app)

    assert len(chats.heard) == MOST_SAYINGS + 1
    assert "没有滞留的通知" in browser.open("/robots").text
    browser.post(f"/robots/announcements/{public_id}/tries", status=409)
    browser.post("/robots/announcements/nothing/tries", status=404)


def test_a_robot_that_the_group_removed_is_not_asked_again(app, root, chats, clock):
    chats.refusal = (200, {"errcode": 93000, "errmsg": "invalid webhook url"})
    _robot, department = add(app, root)
    announce(app, department)
    work(app)
    clock.shift(timedelta(hours=2))
    work(app)

    assert len(chats.heard) == 1
    assert rows(app)[0].dropped_at == NOON
    assert rows(app)[0].trouble == "gone"


def test_old_news_is_not_told(app, root, chats, clock):
    _robot, department = add(app, root)
    announce(app, department)
    clock.shift(timedelta(days=4))
    work(app)

    assert chats.heard == []
    assert rows(app)[0].trouble == RobotTrouble.LATE


def test_it_follows_nobody_who_leads_it_elsewhere(app, root, chats):
    chats.refusal, chats.leads_to = (302, ""), "https://foreign.invalid/"
    _robot, department = add(app, root)
    announce(app, department)
    work(app)

    assert len(chats.heard) == 1
    assert rows(app)[0].answer == "HTTP 302"


@pytest.mark.parametrize("kind", ADDRESSES)
def test_no_log_and_no_table_holds_the_address(app, root, monkeypatch, caplog, kind, clock):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(logging.getLogger("lms"), "propagate", True)
    nobody_there(monkeypatch)
    _robot, department = add(app, root, kind)
    announce(app, department)
    work(app)
    with app.app_context():
        job = db.session.scalars(sa.select(Job)).one()
        kept = [job.error, str(job.payload), *(str(vars(row)) for row in rows(app))]
        kept += [str(vars(row)) for row in db.session.scalars(sa.select(Robot))]
        kept += [str(row.parameters) for row in db.session.scalars(sa.select(AuditEvent))]

    assert job.error == "Unsaid: unreachable"
    assert "job failed" in caplog.text
    assert TOKEN not in caplog.text
    assert not [text for text in kept if TOKEN in text]


def test_a_removed_robot_forgets_its_address_and_says_nothing_more(app, root, chats, browser_of):
    public_id, department = add(app, root)
    announce(app, department)
    browser = browser_of(root)
    browser.post(f"/robots/{public_id}/removal")
    work(app)

    assert chats.heard == []
    assert rows(app)[0].trouble == "removed"
    with app.app_context():
        robot = db.session.scalars(sa.select(Robot)).one()
        assert (robot.token, robot.secret, robot.topics) == (None, None, [])
        with pytest.raises(NotFound):
            queries.robot_of(public_id)
        with pytest.raises(Stale):
            write(service.try_robot, robot, key="late", now=NOON)
    browser.open(f"/robots/{public_id}/edit", status=404)


def test_a_robot_is_told_only_what_it_listens_to(app, root, chats):
    _robot, department = add(app, root, wanted=())
    announce(app, department)
    work(app)

    assert chats.heard == []
    assert rows(app) == []


def test_an_address_of_another_key_is_not_read(app, root, chats, monkeypatch):
    _robot, department = add(app, root)
    announce(app, department)
    with app.app_context():
        write(lambda: db.session.execute(sa.update(Robot).values(token="A" * 60)))
    work(app)

    assert rows(app)[0].trouble == "sealed"
    assert chats.heard == []


def test_an_administrator_adds_tries_changes_and_removes_a_robot(app, root, chats, browser_of):
    browser = browser_of(root)
    page = browser.open("/robots/new")
    done = browser.submit(
        page,
        "main form",
        name="客服一部大群",
        address=ADDRESSES["wecom"],
        kind="wecom",
        topics=[GATES],
    )
    assert "群机器人加好了" in done.text
    assert "不点名，不说谁的成绩和进度" in done.text
    browser.submit(done, "main table form")
    work(app)

    assert "试发成功" in words_of(chats.heard[0])
    assert "已发出" in browser.open("/robots").text

    public_id = done.find("main").select_one("a[href$='/edit']")["href"].split("/")[2]
    page = browser.open(f"/robots/{public_id}/edit")
    assert TOKEN not in page.text
    done = browser.submit(page, "main form", name="客服大群")
    assert "客服大群" in done.text
    with app.app_context():
        robot = db.session.scalars(sa.select(Robot)).one()
        kinds = db.session.scalars(
            sa.select(AuditEvent.kind).where(AuditEvent.kind.startswith("robot."))
        ).all()
        assert [one.topic for one in robot.topics] == [GATES]
    assert kinds == ["robot.added", "robot.changed"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"address": ""}, "请填写这一项。"),
        ({"address": ADDRESSES["feishu"]}, "这不是所选平台给的机器人地址"),
        ({"kind": "telegram"}, "请从列表中选一项。"),
        ({"department": "99999"}, "请从列表中选一项。"),
        ({"secret": SECRET}, "只有钉钉的“加签”有密钥"),
        ({"name": ""}, "请填写这一项。"),
    ],
)
def test_what_is_wrong_is_said_and_the_address_not_repeated(root, browser_of, fields, words):
    browser = browser_of(root)
    page = browser.open("/robots/new")
    facts = {"name": "大群", "kind": "wecom", "address": ADDRESSES["wecom"]} | fields
    key = page.find("main").select_one("input[name=key]")["value"]
    department = page.find("main").select_one("select[name=department] option")["value"]
    again = browser.post(
        "/robots", {"key": key, "department": department, "language": "zh-Hans"} | facts, status=422
    )

    assert words in again.text
    assert TOKEN not in again.text


def test_the_same_post_adds_one_robot(app, root):
    assert add(app, root) == add(app, root)
    with app.app_context():
        assert len(queries.robots()) == 1


def test_nothing_of_it_is_imported_before_something_is_said():
    program = "import sys, lms; print(sorted({'apprise', 'requests'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert found.stdout.decode().strip() == "[]"
