"""Who works at the demo company, and how each of its trainees goes about it. Data only."""

from lms.operations.demo.characters import (
    Ago,
    Assessment,
    Colleague,
    Habits,
    OnDay,
    Percent,
    Trainee,
)
from lms.people.domain import Role

CHAT, HOTLINE, STAFF = "在线客服部", "热线客服部", "人事培训部"
PASSED_AT_SECOND = (Assessment(0, Percent(62, 76)), Assessment(3, Percent(82, 96)))

COLLEAGUES = (
    Colleague(login="admin", name="马骏", number="00001", department=STAFF, role=Role.ADMIN),
    Colleague(login="hr", name="赵静", number="00003", department=STAFF, role=Role.HR),
    Colleague(login="hr2", name="吴芳", number="00008", department=STAFF, role=Role.HR),
    Colleague(login="wang", name="王敏", number="00011", department=STAFF, role=Role.TRAINER),
    Colleague(login="sun", name="孙悦", number="00017", department=STAFF, role=Role.TRAINER),
    Colleague(login="laochen", name="陈立", number="00012", department=CHAT, role=Role.MENTOR),
    Colleague(login="hemei", name="何梅", number="00020", department=CHAT, role=Role.MENTOR),
    Colleague(login="gaofeng", name="高峰", number="00026", department=HOTLINE, role=Role.MENTOR),
)
ADMINISTRATOR, OFFICER, SECOND_OFFICER = "admin", "hr", "hr2"
ON_LEAVE, IN_SHIFTS = "xuting", "qinyu"  # trainees with days of their own
ORDERLY, LEARNER = ("shenyan", "jianghao", "xiaolin"), "jianghao"  # who keeps lists; a plan
AUTHORS = ("wang", "sun")
LEADS = {CHAT: "hemei", HOTLINE: "gaofeng", STAFF: "hr"}

CERTIFIED = (
    Trainee(
        login="liangbin",
        name="梁斌",
        number="00041",
        department=CHAT,
        mentor="laochen",
        began=Ago(27, 40),  # certificate expired
    ),
    Trainee(
        login="songjiayi",
        name="宋嘉怡",
        number="00044",
        department=HOTLINE,
        mentor="hemei",
        began=Ago(27, -18),  # expires within 30 days
        habits=Habits(lag=-1),
    ),
    Trainee(
        login="pengtao",
        name="彭涛",
        number="00045",
        department=CHAT,
        mentor="laochen",
        began=Ago(27, -45),  # within 60
        habits=Habits(lag=1, assessments=PASSED_AT_SECOND),
    ),
    Trainee(
        login="yeqing",
        name="叶青",
        number="00047",
        department=HOTLINE,
        mentor="gaofeng",
        began=Ago(27, -75),  # within 90
    ),
    Trainee(
        login="handong",
        name="韩冬",
        number="00063",
        department=CHAT,
        mentor="hemei",
        began=Ago(17),
        habits=Habits(lag=2, not_yet=frozenset({"mindset"})),
        revoked_after=190,
    ),
    Trainee(
        login="wangjie",
        name="王㛃",  # rare, and printable
        number="00078",
        department=CHAT,
        mentor="laochen",
        began=Ago(9, 12),
        habits=Habits(lag=-1, practice=Percent(80, 96)),
    ),
    Trainee(
        login="fangnuan",
        name="方𣈶",  # not in the printing font
        number="00085",
        department=HOTLINE,
        mentor="gaofeng",
        began=Ago(5, 10),
        habits=Habits(assessments=PASSED_AT_SECOND),
    ),
    Trainee(
        login="gulinar",
        name="古丽娜尔·艾山",
        number="00093",
        department=HOTLINE,
        mentor="gaofeng",
        began=Ago(3, 8),
        habits=Habits(lag=-1),
    ),
)

LEFT = (
    Trainee(
        login="zhuwei",
        name="朱伟",
        number="00091",
        department=CHAT,
        mentor="hemei",
        began=Ago(4, 3),
        habits=Habits(lag=3, practice=Percent(30, 55), last_day=12),
    ),
)

LEARNING = (
    Trainee(
        login="shenyan",
        name="沈妍",
        number="00096",
        department=CHAT,
        mentor="laochen",
        began=OnDay(60),  # everything is proved: the last gate waits for the mentor
        habits=Habits(lag=-4, practice=Percent(78, 95), waits=frozenset({"gate-3"})),
    ),
    Trainee(
        login="jianghao",
        name="蒋昊",
        number="00099",
        department=CHAT,
        mentor="hemei",
        began=OnDay(50),  # the second gate was given more time
        habits=Habits(
            lag=1,
            assessments=(Assessment(0, Percent(48, 66)), Assessment(9, Percent(66, 78))),
            not_yet=frozenset({"skills"}),
        ),
    ),
    Trainee(
        login="xuting",
        name="许婷",
        number="00102",
        department=CHAT,
        mentor="laochen",
        began=OnDay(38),  # late, and one try of the assessment left
        habits=Habits(
            lag=3,
            gets_time=False,
            practice=Percent(40, 68),
            assessments=(Assessment(0, Percent(40, 60)), Assessment(1, Percent(58, 74))),
            not_yet=frozenset({"etiquette", "service-awareness"}),
        ),
    ),
    Trainee(
        login="xiaolin",
        name="林晓",
        number="00107",
        department=CHAT,
        mentor="laochen",
        began=OnDay(23),
        habits=Habits(
            practice=Percent(72, 84), not_yet=frozenset({"etiquette"}), talked_over=22, tested=21
        ),
    ),
    Trainee(
        login="dengkai",
        name="邓凯",
        number="00110",
        department=HOTLINE,
        mentor="gaofeng",
        began=OnDay(14),  # falling behind
        habits=Habits(lag=4, practice=Percent(50, 70)),
    ),
    Trainee(
        login="qinyu",
        name="秦雨",
        number="00114",
        department=HOTLINE,
        mentor="gaofeng",
        began=OnDay(3),
    ),
    Trainee(
        login="xiaozhou",
        name="周宁",
        number="00115",
        department=HOTLINE,
        mentor="hemei",
        began=OnDay(1),
    ),
)

TRAINEES = (*CERTIFIED, *LEFT, *LEARNING)
