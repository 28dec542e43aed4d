"""A stranger wants to know whether a certificate is good."""

import pytest

from lms.people.domain import Role


@pytest.fixture
def number(staff):
    """The number of somebody's certificate."""
    staff.join("linxiao", "林晓", Role.TRAINEE)
    return staff.certify("linxiao")


def test_a_number_tells_whether_the_certificate_is_valid_but_not_whose_it_is(number, phone):
    stranger = phone().open("/verify")
    stranger.is_at("查验证书")
    stranger.fill("证书编号", number.lower())
    stranger.press("查验")

    stranger.sees("有效", number, "客服代表上岗证", "2026年3月2日", "2028年3月1日")
    stranger.sees_not("林", "持证人")


def test_the_address_in_the_code_on_paper_tells_the_masked_name_too(number, phone, desk):
    holder = desk().sign_in("linxiao")
    holder.open(f"/certificates/{number}")
    printed = holder.page.get_by_role("link", name="/verify/").inner_text()
    stranger = phone().open(printed)

    stranger.sees("有效", number, "持证人", "林*")
    stranger.sees_not("林晓")


def test_an_unknown_number_is_said_to_be_unknown_and_how_to_go_on(served, phone):
    stranger = phone().open("/verify")
    stranger.fill("证书编号", "KF-2026-009999")
    stranger.press("查验")

    stranger.sees("查不到这个编号", "请对照证书左下角或二维码下面的编号再输一次")
