"""An HR officer at a desk: plans, the register of certificates, its file, revoking."""

import csv
from datetime import date

import pytest
from playwright.sync_api import expect

from lms.people.domain import Role
from tests.journeys.company import FIRST_DAY

FIRST = "KF-2026-000001"


@pytest.fixture
def officer(staff, desk):
    """HR, signed in."""
    staff.join("zhaojing", "赵静", Role.HR)
    return desk().sign_in("zhaojing")


@pytest.fixture
def certified(staff):
    """Three colleagues with certificates, one of them of another department."""
    places = ["客服一部", "客服二部", "客服一部"]
    days = [date(2026, 3, 2), date(2026, 3, 2), date(2024, 2, 26)]  # the last has run out
    for number, name in enumerate(["林晓", "周宁", "何苗"]):
        login = f"holder-{number}"
        staff.join(login, name, Role.TRAINEE, department=places[number], starts_on=days[number])
        staff.certify(login, days[number])


def rows(page):
    """The register as the screen shows it: number, name, department."""
    lines = page.locator("main table tbody tr").all()
    shown = [line.locator("th, td").all_inner_texts() for line in lines]
    return [[line[0], line[1], line[3]] for line in shown]


def test_a_plan_without_a_mentor_is_refused_with_the_way_to_mend_it(staff, officer):
    staff.join("chenli", "陈立", Role.MENTOR)
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    officer.follow("全部计划", "nav")
    officer.follow("林晓", "main")
    officer.sees("先补齐下面几项，才能开始：")
    expect(officer.page.get_by_role("button", name="开始计划")).to_have_count(0)

    officer.follow("还没有师父", "main")
    officer.is_at("安排师父")
    officer.fill("师父", "陈立")
    officer.press("结为师徒")
    officer.follow("全部计划", "nav")
    officer.follow("林晓", "main")
    officer.sees("开始以后会是这样", "第一关：基础咨询可以上线", "2026年4月1日")
    officer.press("开始计划")
    officer.sees("计划开始了", "第 1 个工作日，共 63 个")


def test_somebody_who_comes_back_gets_the_plan_of_two_weeks(staff, officer):
    staff.join("chenli", "陈立", Role.MENTOR)
    staff.join("majing", "马静", Role.TRAINEE, starts_on=FIRST_DAY)
    staff.pair("chenli", "majing")
    officer.follow("全部计划", "nav")
    officer.follow("马静", "main")
    officer.choose("计划", "复岗两周计划")
    officer.fill("第一天", "2026-03-09")
    officer.press("看看会怎样")
    officer.sees("开始以后会是这样", "复岗关：可以独立接线", "2026年3月20日")
    officer.press("开始计划")
    officer.sees("计划开始了", "共 10 个工作日", "恢复系统账号、工号牌和座席")


def test_the_file_holds_the_rows_of_the_screen_and_opens_in_a_spreadsheet(officer, certified):
    officer.follow("证书", "nav")
    officer.is_at("证书台账")
    assert [row[1] for row in rows(officer.page)] == ["何苗", "周宁", "林晓"]
    officer.choose("部门", "客服一部")
    officer.choose("状态", "有效")
    officer.press("筛选")
    expect(officer.page.locator("main table tbody tr")).to_have_count(1)
    shown = rows(officer.page)
    assert [row[1] for row in shown] == ["林晓"]

    officer.choose("导出用途", "内部审核")
    with officer.page.expect_download() as waiting:
        officer.press("导出 CSV")
    text = waiting.value.path().read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(text.decode("utf-8-sig").splitlines()))
    assert [[line[0], line[1], line[3]] for line in lines[1:]] == shown


def test_a_revoked_certificate_is_revoked_for_everybody_until_it_is_reinstated(
    officer, certified, phone
):
    stranger = phone()
    officer.follow("证书", "nav")
    officer.follow(FIRST, "main")
    officer.press("撤销证书")
    officer.sees("请写一句说明：依据是什么、谁查实的。")
    officer.choose("原因", "违反考核纪律")
    officer.fill("说明", "抽查录音发现代考，质检组查实。")
    officer.press("撤销证书")
    officer.sees("已撤销", "抽查录音发现代考，质检组查实。", "恢复这张证书")
    expect(officer.page.get_by_role("link", name="打印证书")).to_have_count(0)
    stranger.open(f"/verify/{FIRST}")
    stranger.sees("已撤销", "违反考核纪律")
    stranger.sees_not("林晓", "抽查录音")

    officer.choose("原因", "撤销有误")
    officer.fill("说明", "录音里的人就是她本人，质检组复核。")
    officer.press("恢复证书")
    officer.sees("有效期至")
    expect(officer.page.get_by_role("link", name="打印证书")).to_have_count(1)
    stranger.open(f"/verify/{FIRST}")
    stranger.sees("有效")
    stranger.sees_not("已撤销")


def test_newcomers_start_together_are_put_off_and_taken_back_without_javascript(staff, desk):
    staff.join("zhaojing", "赵静", Role.HR)
    staff.join("chenli", "陈立", Role.MENTOR)
    for login, name in (("linxiao", "林晓"), ("zhouning", "周宁")):
        staff.join(login, name, Role.TRAINEE, starts_on=FIRST_DAY)
    officer = desk(java_script_enabled=False).sign_in("zhaojing")
    officer.follow("人员", "nav")
    for name in ("林晓", "周宁"):
        officer.page.get_by_label(f"选{name}").check()
    officer.press("给勾选的人一起开始计划")
    officer.choose("林晓的师父", "陈立 · 还没有徒弟")
    officer.press("看看会怎样")
    officer.sees("开始 1 份计划", "2026年4月1日", "还没有师父。")
    officer.choose("周宁的师父", "陈立 · 还没有徒弟")
    officer.press("看看会怎样")
    officer.press("开始 2 份计划")
    officer.sees("2 份计划开始了")

    officer.press("挪动这一批的日子")
    officer.press("看看会怎样")
    officer.sees("4月1日 → 4月8日")
    officer.fill("原因", "停电检修，全组休息一周")
    officer.press("挪动 2 份计划")
    officer.sees("往后 5 个工作日")
    officer.press("撤回这次挪动")
    officer.sees("日子回到了原来")

    officer.follow("全部计划", "nav")
    officer.follow("一起开始的批次", "main")
    officer.follow("2026年3月2日", "main")
    officer.press("撤回 2 份计划")
    officer.sees("撤回了 2 份计划")
