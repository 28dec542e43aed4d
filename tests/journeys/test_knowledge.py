"""What one trainee looked up is written down, looked at by the mentor, found by a colleague."""

from lms.people.domain import Role
from tests.journeys.company import FIRST_DAY

ASKED = "篮子能进微波炉吗"
ANSWER = "能进，最多三分钟；金属把手的那一款不行。"


def test_an_answer_travels_from_one_trainee_to_the_department(staff, phone, desk):
    staff.join("chenli", "陈立", Role.MENTOR)
    for login, name in (("linxiao", "林晓"), ("zhouning", "周宁")):
        staff.join(login, name, Role.TRAINEE, starts_on=FIRST_DAY)
    staff.pair("chenli", "linxiao")
    writer = phone().sign_in("linxiao").open("/workday/shelves")
    writer.follow("写第一条", "main")
    writer.fill("客户怎么问", ASKED)
    writer.fill("说得出口的一句答案", ANSWER)
    writer.fill("哪里来的", "说明书第 3 页")
    writer.fill("到哪天作数", "2026-06-30")
    writer.press("上架", "main")
    writer.sees(ASKED, ANSWER)
    writer.open("/workday/shelves?q=微波炉").sees(ASKED)
    writer.open("/workday/shelves?q=快递").sees_not(ANSWER)

    colleague = phone().sign_in("zhouning")
    writer.open("/workday/shelves").press("分享给部门", "main")
    writer.sees("等人看过")
    colleague.open("/workday/team").sees_not(ASKED)

    mentor = desk().sign_in("chenli").open("/workday/team")
    mentor.follow("等您看的", "main")
    mentor.sees(ASKED, "林晓写的")
    mentor.press("对，给部门看", "main")
    writer.open("/workday/shelves").sees("部门看得到")
    colleague.open("/workday/team?q=微波炉").sees(ASKED, ANSWER, "林晓写的")
