"""A stranger wants to know whether a certificate is good."""


def test_an_unknown_number_is_said_to_be_unknown_and_how_to_go_on(phone):
    stranger = phone().open("/verify")
    stranger.is_at("查验证书")
    stranger.fill("证书编号", "KF-2026-009999")
    stranger.press("查验")

    stranger.sees("查不到这个编号", "请对照证书左下角或二维码下面的编号再输一次")
