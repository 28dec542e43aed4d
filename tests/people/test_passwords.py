"""What a password must be like, and what the form says about one that is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.config import Settings
from lms.db import db
from lms.people import passwords
from lms.people.domain import is_too_short, missed_rules
from lms.people.models import Person
from lms.people.names import spellings_of
from lms.people.own_words import own_words_of
from lms.people.passwords import hashed, is_common, matches
from tests.effort import within
from tests.products import SECRET

GOOD = "seven grey teapots"
OWN = ["linxiao", "00107", "客服一部", "shitu"]


def missed(password, *, has_second_factor=False, own_words=OWN):
    found = missed_rules(
        password, has_second_factor=has_second_factor, is_common=is_common, own_words=own_words
    )
    return [str(refusal) for refusal in found]


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "师父说今天下雨要带伞去上班哦对",
        "linxiao 喜欢在周末去爬山和拍照",
        "lower case letters only",
        "a" * 10 + " trip to the sea",
        "🫖 seven grey teapots",
        "x" + "correct horse battery staple " * 8,
    ],
)
def test_a_sentence_is_a_good_password(password):
    assert missed(password) == []


@pytest.mark.parametrize("password", ["Tasse 7!", "teapots9", "茶壶七个灰色的吧"])
def test_with_a_second_factor_eight_characters_will_do(password):
    assert missed(password, has_second_factor=True) == []
    assert missed(password) != []


def test_lengths_are_counted_and_named():
    assert missed("fourteen chars")[0].startswith("密码至少 15 个字符，现在是 14 个")
    assert missed("seven 7", has_second_factor=True)[0].startswith("密码至少 8 个字符，现在是 7 个")
    assert missed("fifteen chars !") == []


def test_characters_are_counted_as_they_are_kept():
    assert is_too_short("ﬁ" * 7, has_second_factor=False)  # a ligature is two letters
    assert not is_too_short("ﬁ" * 8, has_second_factor=False)


def test_at_least_sixty_four_characters_are_taken():
    assert missed("seven grey teapots " * 13) == []  # 247 characters
    assert "最多 256 个字符" in missed("seven grey teapots " * 14)[0]


def test_there_are_no_rules_about_kinds_of_characters():
    for password in ("sevengreyteapots", "SEVENGREYTEAPOTS", "七只灰茶壶在厨房里排成一排好看"):
        assert missed(password) == []


@pytest.mark.parametrize(
    "password",
    ["1qaz2wsx3edc4rfv", "password", "iloveyou", "sunshine", "woaini1314", "qq123456789"],
)
def test_what_many_use_is_refused(password):
    assert is_common(password)
    assert any("很多人在用" in words for words in missed(password, has_second_factor=True))


def test_the_list_holds_ten_thousand_passwords_that_are_long_enough():
    lines = (passwords.BLOCKLISTS[-1].parent / "common-passwords.txt").read_text("utf-8").split()

    assert len([word for word in lines if len(word) >= 8]) == 10_000
    assert len(set(lines)) == len(lines)
    assert lines == [word.casefold() for word in lines]


@pytest.mark.parametrize("password", ["PassWord", "ＰＡＳＳＷＯＲＤ", "SUNSHINE", "Qwertyuiop"])
def test_large_and_full_width_letters_hide_nothing(password):
    assert missed(password, has_second_factor=True) != []


@pytest.mark.parametrize(
    "password", ["sunshine20260302", "!!password!!2026!", "2026-dragon-2026", "monkey123456789"]
)
def test_digits_and_signs_around_a_common_one_hide_nothing(password):
    assert any("加上数字或符号" in words for words in missed(password))


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("linxiao20260302", "linxiao"),
        ("LinXiao@2026-03", "linxiao"),
        ("00107-00107-00107", "00107"),
        ("Shitu@2026#linxiao", "linxiao"),
        ("客服一部客服一部客服一部一二三", "客服一部"),
        ("l.i.n.x.i.a.o.2026", "linxiao"),
    ],
)
def test_own_words_and_little_else_are_refused_and_named(password, word):
    assert any(f"“{word}”" in words for words in missed(password))


@pytest.mark.parametrize(
    "password",
    [
        "123456789012345",
        "987654321098765",
        "abcdefghijklmnop",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "qwertyuiopasdfg",
        "1qaz2wsx3edc4rfv5tgb",
        "1111222233334444",
        "520520520520520520",
    ],
)
def test_rows_and_repetitions_are_refused(password):
    assert any("一试就中" in words for words in missed(password))


def test_every_rule_that_is_missed_is_told():
    assert len(missed("linxiao1")) == 2  # short, and little but the name


@given(st.text(max_size=300), st.booleans())
def test_any_text_is_judged(text, has_second_factor):
    missed(text, has_second_factor=has_second_factor)


def test_an_endless_password_costs_no_more_than_a_long_one():
    endless = "a" + "\u0300\u0316" * 40_000  # normalising this takes half a minute

    with within(2):
        assert "最多" in missed(endless)[0]
        assert not matches(None, endless)


def test_a_password_is_the_same_however_it_is_composed():
    kept = hashed("Ａngström tea ﬁve")

    assert matches(kept, "Angstro\u0308m tea five")


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("林晓", {"林晓", "linxiao", "xiaolin", "linx", "lxiao", "lx", "lin", "xiao"}),
        ("吕梁", {"lvliang", "luliang", "lyuliang", "liangl"}),
        ("单雄信", {"shanxiongxin", "danxiongxin", "xiongxinshan", "sxx"}),
        ("欧阳娜娜", {"ouyangnana", "oynn"}),
    ],
)
def test_names_are_known_in_their_usual_spellings(name, spelt):
    assert spelt <= spellings_of(name)


def test_own_words_are_those_of_person_department_company_and_product(app, company, tmp_path):
    company.department("客服一部", parent="顺达商贸")
    person_id = company.person("lin.xiao", "trainee", name="林晓").id
    settings = Settings.read(
        {
            "LMS_INSTANCE": str(tmp_path),
            "LMS_SECRET_KEY": SECRET,
            "LMS_PUBLIC_URL": "https://peixun.shunda.example.com",
            "LMS_COMPANY": "顺达，Shunda Trading",
        }
    )
    before = app.config["SETTINGS"]
    try:
        app.config["SETTINGS"] = settings
        with app.app_context():
            lin = db.session.get_one(Person, person_id)
            lin.email = "xiao.lin@shunda.example.com"
            words = set(own_words_of(lin))
    finally:
        app.config["SETTINGS"] = before

    assert {"lin.xiao", "xiaolin", "T-lin.xiao", "linxiao", "林晓"} <= words
    assert {"客服一部", "顺达商贸", "shundashangmao", "kefuyibu"} <= words
    assert {"顺达", "shunda", "Shunda Trading", "peixun", "xiao.lin"} <= words
    assert {"师徒", "shitu"} <= words
    assert "com" not in words


def test_the_form_says_which_rules_were_missed(company, browser_of):
    lin = company.person("lin", "trainee", name="林晓")
    company.password(lin, GOOD)
    browser = browser_of(lin)
    page = browser.open("/account/password")
    back = browser.submit(page, current=GOOD, password="linxiao1", again="linxiao1", status=422)
    told = back.find("#password-error").get_text()

    assert "密码至少 15 个字符，现在是 8 个" in told
    assert "除了“linxiao”几乎没有别的" in told


def test_a_short_password_of_before_is_changed_at_the_next_sign_in(company, browser_of):
    company.password(company.person("lin", "trainee"), "ten chars!")
    browser = browser_of()
    page = browser.open("/sign-in?next=/messages")
    led = browser.submit(page, login="lin", password="ten chars!")

    assert led.heading == "改密码"
    assert "不到 15 个字符" in led.text
    done = browser.submit(led, current="ten chars!", password=GOOD, again=GOOD)
    assert done.address == "/account"
    assert browser.open("/messages").address == "/messages"


def test_passwords_may_be_pasted_and_shown(company, browser_of):
    page = browser_of(company.person("lin", "trainee")).open("/account/password")

    assert not page.all("main input[onpaste], main input[autocomplete=off]")
    assert [button["data-reveal"] for button in page.all("[data-reveal]")] == [
        "current",
        "password",
        "again",
    ]
    assert all(button.has_attr("hidden") for button in page.all("[data-reveal]"))
