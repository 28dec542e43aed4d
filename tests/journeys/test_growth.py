"""The trainee asks what would raise a number; the mentor does it; the number opens its sum."""

from playwright.sync_api import expect

from lms.people.domain import Role
from tests.journeys.company import FIRST_DAY

EVIDENCE = "第三通电话铃响两声就接，先报店名再问需要。"
ASKED = "师父观察一次“服务礼仪”"


def test_what_the_trainee_lacks_the_mentor_writes_and_both_see_it_counted(staff, phone):
    staff.join("chenli", "陈立", Role.MENTOR)
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    staff.pair("chenli", "linxiao")
    staff.begin("linxiao")
    trainee, mentor = phone().sign_in("linxiao"), phone().sign_in("chenli")

    trainee.follow("每个数怎么来的", "main")
    trainee.is_at("七项素养")
    trainee.sees("下一站：初级代表", "还有 7 项没到要求的级别")
    trainee.follow("服务礼仪", "#standings")
    trainee.is_at("服务礼仪")
    trainee.sees("要 3 条事实才打分，现在算得上的有 0 条", ASKED)
    expect(trainee.page.locator("#gains")).to_contain_text("离第一个分值还差 3 条 → 2 条")

    mentor.follow("林晓", "main")
    mentor.follow("七项素养", "main")
    mentor.follow("服务礼仪", "#standings")
    mentor.is_at("林晓：服务礼仪")
    mentor.follow(ASKED, "#gains")
    expect(mentor.page.get_by_label("看的是哪一项")).to_have_value("etiquette")
    mentor.tick("达到")
    mentor.fill("看到或听到的事实", EVIDENCE)
    mentor.press("记下这条观察")
    mentor.sees("已记下")

    trainee.page.reload()
    trainee.sees("还差 2 条", "陈立观察：达到")
    trainee.follow("陈立观察：达到", "#inputs")
    trainee.sees(EVIDENCE)

    trainee.open("/growth")
    trainee.follow("岗位与发展路径", "main")
    trainee.is_at("岗位与发展路径")
    trainee.sees("在练：初级代表", "你在这里", "0/7 项到了")
    trainee.follow("初级代表", "[aria-labelledby=way-management]")
    expect(trainee.page.locator("#call-centre-junior-representative")).to_be_in_viewport()

    trainee.open("/growth")
    trainee.follow("成长档案", "main")
    trainee.is_at("林晓的成长档案")
    trainee.sees(EVIDENCE, "还没有证书。")
    assert EVIDENCE in trainee.save("带走一份网页文件").read_text(encoding="utf-8")
    assert trainee.save("打印用的 PDF").read_bytes().startswith(b"%PDF")

    trainee.open("/growth")
    trainee.press("就照这几样定", "#learning")
    trainee.sees("等师父同意", "还没做到")
    mentor.open("/")
    mentor.follow("林晓", "main")
    mentor.follow("七项素养", "main")
    mentor.press("我同意", "#learning")
    mentor.sees("两人都同意了")
    trainee.page.reload()
    trainee.sees("两人都同意了")
