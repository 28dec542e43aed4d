"""Certificate pages: the holder's, the register and its file, revoking, verification."""

import csv
import io
from importlib import import_module

import pytest
import time_machine
from pypdf import PdfReader

from lms.certification import fonts
from lms.pages import csv_lines, harmless
from tests.certification.conftest import EVERYTHING, Office
from tests.company import Company

NOON = "2026-11-20T04:00:00Z"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=True):
        yield


@pytest.fixture
def lin(company: Company):
    return company.person("lin", "trainee", name="林晓")


@pytest.fixture
def hr(company: Company):
    return company.person("hr", "hr", name="赵静", department="人事部")


def revocation(**changes: str) -> dict[str, str]:
    return {
        "act": "revoked",
        "reason": "misconduct",
        "words": "考核时由他人代答，主管核实。",
        **changes,
    }


def test_the_holder_sees_what_is_missing_and_where_to_go(office: Office, lin, browser_of):
    page = browser_of(lin).open("/certificates")

    assert page.heading == "我的证书"
    assert [link["href"] for link in page.all(".certificate-steps a")] == [
        "/courses/role-awareness", "/scenarios/lost-parcel", "/plan", "/plan", "/plan",
    ]  # fmt: skip


def test_the_holder_sees_the_one_that_the_job_issued(office: Office, lin, browser_of):
    number = office.issue(lin)

    page = browser_of(lin).open("/certificates")

    assert number in page.text
    assert not page.all("main form[action='/certificates']")


def test_two_presses_of_the_button_make_one(office: Office, lin, browser_of, proved):
    proved[lin.id] = EVERYTHING
    browser = browser_of(lin)
    page = browser.open("/certificates")

    first = browser.submit(page, "main form[action='/certificates']")
    second = browser.submit(page, "main form[action='/certificates']")
    assert first.address == second.address == "/certificates/KF-2026-000001"


def test_others_cannot_see_it(office: Office, lin, company: Company, browser_of):
    number = office.issue(lin)
    stranger = company.person("other", "trainee", "mentor", "trainer")

    browser_of(stranger).open(f"/certificates/{number}", status=404)
    browser_of(stranger).open(f"/certificates/{number}.pdf", status=404)


def test_the_printed_certificate_reads_back(office: Office, lin, browser_of):
    number = office.issue(lin)
    answer = browser_of(lin).open(f"/certificates/{number}.pdf").response

    text = PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()
    assert answer.mimetype == "application/pdf"
    for words in ("林晓", number, "2026", "2028"):
        assert words in text.replace(" ", "")


def test_the_same_facts_print_the_same_bytes(office: Office, lin, browser_of):
    number = office.issue(lin)
    browser = browser_of(lin)

    assert (
        browser.open(f"/certificates/{number}.pdf").response.data
        == browser.open(f"/certificates/{number}.pdf").response.data
    )


def test_the_register_and_its_file_show_the_same_rows(
    office: Office, company: Company, hr, browser_of
):
    for place in range(5):
        office.issue(company.person(f"p{place}", "trainee", name=f"学员{place}"))
    browser = browser_of(hr)
    screen = browser.open("/certificates?words=学员")
    file = browser.open("/certificates.csv?words=学员&purpose=audit").response

    text = file.data.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert [row[0] for row in rows[1:]] == [a.get_text() for a in screen.all("tbody th a")]
    assert rows[0][:4] == ["证书编号", "姓名", "工号", "部门"]


def test_the_file_holds_every_row_once_however_it_is_read(
    office: Office, company: Company, hr, browser_of, monkeypatch
):
    monkeypatch.setattr(import_module("lms.certification.queries.register"), "CHUNK", 2)
    numbers = [office.issue(company.person(f"p{place}", "trainee")) for place in range(5)]
    file = browser_of(hr).open("/certificates.csv").response.data.decode("utf-8-sig")

    assert [row[0] for row in csv.reader(io.StringIO(file))][1:] == numbers[::-1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("words=%E6%9E%97%E6%99%93", ["KF-2026-000001"]),
        ("words=lin", ["KF-2026-000001"]),
        ("words=T-LIN", ["KF-2026-000001"]),
        ("words=%EF%BC%B4-lin", ["KF-2026-000001"]),  # full width
        ("words=lx", ["KF-2026-000001"]),
        ("words=kf-2026-000002", ["KF-2026-000002"]),
        ("words=%25", []),
        ("status=valid", ["KF-2026-000002"]),
        ("status=revoked", ["KF-2026-000001"]),
        ("status=expired", []),
        ("status=nonsense", ["KF-2026-000002", "KF-2026-000001"]),
        ("issued_from=2026-11-21", []),
        ("issued_to=2026-11-20", ["KF-2026-000002", "KF-2026-000001"]),
        ("issued_from=yesterday", ["KF-2026-000002", "KF-2026-000001"]),
        ("programme=service-representative", ["KF-2026-000002", "KF-2026-000001"]),
        ("department=nowhere", []),
    ],
)
def test_filters(
    office: Office, lin, company: Company, hr, browser_of, query: str, found: list[str]
):
    number = office.issue(lin)
    office.issue(company.person("zhou", "trainee", name="周宁"))
    browser = browser_of(hr)
    browser.post(f"/certificates/{number}/acts", revocation())

    assert [a.get_text() for a in browser.open(f"/certificates?{query}").all("tbody th a")] == found


def test_revoking_and_reinstating_show_on_every_page(office: Office, lin, hr, browser_of):
    number = office.issue(lin)
    browser = browser_of(hr)
    page = browser.open(f"/certificates/{number}")
    page = browser.submit(
        page,
        f"form[action='/certificates/{number}/acts']",
        reason="misconduct",
        words="代答，主管核实。",
    )

    assert "已撤销" in page.text
    assert "已撤销" in browser_of(None).open(f"/verify/{number}").text
    browser_of(lin).open(f"/certificates/{number}.pdf", status=409)
    page = browser.submit(
        page,
        f"form[action='/certificates/{number}/acts']",
        reason="appeal-upheld",
        words="申诉成立。",
    )
    assert "有效" in browser_of(None).open(f"/verify/{number}").text
    browser_of(lin).open(f"/certificates/{number}.pdf")


def test_the_same_revocation_sent_twice_is_one(office: Office, lin, hr, browser_of):
    number = office.issue(lin)
    browser = browser_of(hr)
    act = revocation(key="0" * 32)

    browser.post(f"/certificates/{number}/acts", act)
    page = browser.post(f"/certificates/{number}/acts", act)
    assert page.status == 200
    browser.post(f"/certificates/{number}/acts", revocation(), status=409)


def test_a_revocation_without_words_keeps_what_was_chosen(office: Office, lin, hr, browser_of):
    number = office.issue(lin)
    page = browser_of(hr).post(
        f"/certificates/{number}/acts", revocation(words="  ", reason="duty-changed"), status=422
    )

    assert page.find("option[selected]")["value"] == "duty-changed"
    assert "请写一句说明" in page.text


def test_hr_does_not_decide_on_the_own_certificate(office: Office, company: Company, browser_of):
    both = company.person("both", "hr", "trainee")
    number = office.issue(both)

    browser_of(both).post(f"/certificates/{number}/acts", revocation(), status=403)


def test_with_four_eyes_a_second_person_confirms(
    office: Office, lin, hr, company: Company, browser_of
):
    settings = office.app.config["SETTINGS"]
    office.app.config["SETTINGS"] = type(settings)(
        **{name: getattr(settings, name) for name in settings.__slots__} | {"four_eyes": True}
    )
    try:
        number = office.issue(lin)
        first, second = browser_of(hr), browser_of(company.person("hr2", "hr"))
        first.post(f"/certificates/{number}/acts", revocation())
        assert "有效" in browser_of(None).open(f"/verify/{number}").text
        first.post(f"/certificates/{number}/acts/1/confirmation", status=403)
        second.post(f"/certificates/{number}/acts/1/confirmation")
        assert "已撤销" in browser_of(None).open(f"/verify/{number}").text
        second.post(f"/certificates/{number}/acts/1/confirmation", status=409)
    finally:
        office.app.config["SETTINGS"] = settings


def test_a_stranger_learns_status_and_dates_but_no_name(office: Office, lin, browser_of):
    number = office.issue(lin)
    page = browser_of(None).open(f"/verify/{number}")

    assert "有效" in page.text
    assert "2028年11月19日" in page.text
    assert "林" not in page.text


def test_with_the_code_the_name_is_masked(office: Office, lin, browser_of):
    number = office.issue(lin)
    with office.app.app_context():
        code = office.certificate(number).code
    stranger = browser_of(None)

    assert "林*" in stranger.open(f"/verify/{number}?code={code}").text
    other = "4" if code.endswith("3") else "3"
    assert "林" not in stranger.open(f"/verify/{number}?code={code[:-1]}{other}").text


@pytest.mark.parametrize("typed", ["KF-2026-999999", "nonsense", "<b>x</b>", "KF-2026-00001\x00"])
def test_an_unknown_number_is_said_to_be_unknown(office: Office, browser_of, typed: str):
    page = browser_of(None).open("/verify", status=404, query_string={"number": typed})

    assert "查不到这个编号" in page.text
    assert not page.all("main b")


def test_guessing_numbers_is_slowed_down(office: Office, lin, browser_of):
    number = office.issue(lin)
    guesser = browser_of(None)
    for guess in range(30):
        guesser.open(f"/verify/KF-2026-1{guess:05}", status=404)

    guesser.open(f"/verify/{number}", status=429)


def test_an_expired_certificate_says_so(office: Office, lin, browser_of):
    number = office.issue(lin)
    with time_machine.travel("2028-11-20T04:00:00Z", tick=True):
        assert "已过期" in browser_of(None).open(f"/verify/{number}").text


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-1", "@x", "\tx", "\rx"])
def test_no_cell_of_a_file_is_a_formula(cell: str):
    assert harmless(cell) == "'" + cell


def test_a_file_keeps_quotes_commas_and_rare_characters():
    rows = [['㛃，"x"', "a,b", "=cmd"]]
    text = "".join(csv_lines(["一", "二", "三"], rows))

    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1] == [
        '㛃，"x"',
        "a,b",
        "'=cmd",
    ]


def test_the_font_knows_common_names_and_admits_what_it_lacks():
    assert fonts.lacking_glyphs("欧阳修·阿依古丽 Lin") == ""
    assert fonts.lacking_glyphs("\U0002a6a5") == "\U0002a6a5"
