"""The outline in the Studio: forms over the text of a role-play, saved like the text itself."""

import pytest

from lms.db import db, write
from lms.library.models import DocumentAuthor
from lms.library.queries import published
from tests.conftest import counted_queries
from tests.pages import Browser
from tests.scenarios.conftest import set_up

OUTLINE = "/studio/outline/cold-kettle"
GREET = f"{OUTLINE}/steps/greet"
TRIAL = f"{OUTLINE}/trials/find"
SCORES = f"{OUTLINE}/scores"
TEXT = "/studio/drafts/scenario/cold-kettle"


@pytest.fixture
def author_of(app, tmp_path, company, browser_of):
    set_up(app, tmp_path)

    def make(login):
        person = company.person(login, "trainer")
        with app.app_context():
            number = published("scenario", "cold-kettle").document_id
            row = DocumentAuthor(document_id=number, person_id=person.id)
            write(lambda: db.session.add(row))
        return browser_of(person)

    return make


@pytest.fixture
def wang(author_of):
    return author_of("wang")


def words(browser):
    return browser.open(TEXT).find("#text").get_text()


def test_an_edit_changes_the_text_at_that_place_alone(wang):
    before = words(wang)
    page = wang.submit(
        wang.open(GREET), "form.step-form", **{"choices.1.text.zh-Hans": "麻烦报一下订单号。"}
    )

    assert "存好了" in page.text
    assert words(wang) == before.replace("zh-Hans: 请报订单号。", 'zh-Hans: "麻烦报一下订单号。"')


def test_an_untouched_form_changes_nothing(wang):
    before = words(wang)
    wang.submit(wang.open(GREET), "form.step-form")

    assert words(wang) == before


def test_an_option_more_is_found_wanting_and_mended(wang):
    page = wang.submit(
        wang.open(GREET),
        "form.step-form",
        act="add:choices",
        **{"choices.0.text.en": "I am sorry."},
    )

    assert page.find("[id='g-choices.3']")
    assert "I am sorry." in words(wang)
    found = page.all(".step-findings li a")
    assert {one["href"] for one in found} == {"#g-choices.3"}
    assert "要改" in wang.open(OUTLINE).text
    filled = {
        f"choices.3.{name}.{language}": f"{language} words."
        for name in ("text", "feedback")
        for language in ("zh-Hans", "en")
    }
    mended = wang.submit(page, "form.step-form", **filled)

    assert not mended.all(".step-findings")
    assert "没有问题，可以发布" in mended.text


def test_a_way_may_lead_to_a_new_step(wang):
    page = wang.submit(wang.open(GREET), "form.step-form", **{"choices.0.next.0.to": "+reply"})
    chosen = page.find("[name='choices.0.next.0.to'] option[selected]")["value"]

    assert f"加了一步“{chosen}”" in page.text
    step = wang.open(f"{OUTLINE}/steps/{chosen}")
    assert "自己打字回复" in step.text


def test_options_and_lines_are_moved_and_removed(wang):
    page = wang.submit(wang.open(GREET), "form.step-form", act="down:choices.0")
    assert words(wang).index("- id: number-first") < words(wang).index("- id: sorry-first")
    wang.submit(page, "form.step-form", act="remove:choices.0")

    assert "number-first" not in words(wang)


def test_steps_are_added_moved_and_removed(wang):
    page = wang.submit(
        wang.open(OUTLINE), "form[action$='/steps']", kind="ending", after="0", id="gone-home"
    )
    assert page.heading == "步骤 gone-home"
    page = wang.submit(wang.open(OUTLINE), "form[aria-label='步骤']", act="up:1")
    names = [one.get_text().split()[0] for one in page.all(".outline-name")]
    assert names[:2] == ["gone-home", "greet"]
    wang.submit(page, "form[aria-label='步骤']", act="remove:0")

    assert "gone-home" not in words(wang)
    page = wang.submit(wang.open(OUTLINE), "form[aria-label='步骤']", act="start:1")
    assert "start: find" in words(wang)


def test_a_refused_id_comes_back_with_everything_that_was_typed(wang):
    typed = {"id": "Not An Id", "lines.0.text.zh-Hans": "还没存上的话"}
    page = wang.submit(wang.open(GREET), "form.step-form", 422, **typed)

    assert "不能用" in page.find("[role=alert]").get_text()
    assert page.find("[name=id]")["value"] == "Not An Id"
    assert "还没存上的话" in page.find("[name='lines.0.text.zh-Hans']").get_text()
    assert "还没存上的话" not in words(wang)
    again = wang.submit(wang.open(OUTLINE), "form[action$='/steps']", 422, id="greet")
    assert again.find("#new-id")["value"] == "greet"


def test_a_renamed_step_is_still_reached(wang):
    page = wang.submit(wang.open(f"{OUTLINE}/steps/find"), "form.step-form", id="look")

    assert page.heading == "步骤 look"
    assert "next: look" in words(wang)


def test_two_who_edit_at_once_see_both_texts(wang, author_of):
    sun = author_of("sun")
    of_sun = sun.open(GREET)
    wang.submit(wang.open(GREET), "form.step-form", **{"lines.0.text.zh-Hans": "王的话"})
    both = sun.submit(of_sun, "form.step-form", 409, **{"lines.0.text.zh-Hans": "孙的话"})

    assert "孙的话" in both.find("#text").get_text()
    assert "王的话" in both.find("#theirs").get_text()


def test_a_form_from_before_a_publication_comes_back_with_what_was_typed(wang):
    old = wang.open(GREET)
    wang.submit(wang.open(GREET), "form.step-form", **{"lines.0.text.zh-Hans": "先发布的"})
    wang.post("/studio/publications/scenario/cold-kettle")
    page = wang.submit(old, "form.step-form", 409, **{"lines.0.text.zh-Hans": "我写的"})

    assert "我写的" in page.find("[name='lines.0.text.zh-Hans']").get_text()
    wang.submit(page, "form.step-form")
    assert "我写的" in words(wang)


def test_a_text_that_is_no_outline_leads_to_the_text(wang):
    page = wang.open(TEXT)
    wang.submit(page, "#writing", text="a: [", number="0", base=page.find("[name=base]")["value"])
    page = wang.open(OUTLINE)

    assert "读不成大纲" in page.find("[role=alert]").get_text()
    assert page.all(f"a[href='{TEXT}']")
    wang.open(GREET, status=404)


def test_nobody_but_its_authors_sees_or_changes_an_outline(wang, browser_of, company):
    stranger = browser_of(company.person("li", "trainer"))
    reader = browser_of(company.person("lin", "trainee"))
    for address in (OUTLINE, GREET, SCORES):
        stranger.open(address, status=404)
        reader.open(address, status=404)
        Browser(wang.app, None).open(address)
    for address in (OUTLINE, GREET, f"{OUTLINE}/steps", TRIAL):
        stranger.post(address, {"act": "remove:0", "id": "x"}, 404)
        reader.post(address, {"act": "remove:0", "id": "x"}, 403)
    wang.open(f"{OUTLINE}/steps/nothing", status=404)
    assert "- id: greet" in words(wang)


def test_many_steps_cost_as_many_queries_as_few(wang):
    counts = []
    for _ in range(2):
        with counted_queries(wang.app) as statements:
            wang.open(OUTLINE)
        counts.append(len(statements))
        for _ in range(3):
            wang.submit(wang.open(OUTLINE), "form[action$='/steps']", kind="choice", id="")

    assert counts[1] - counts[0] <= 2  # the draft, of which there was none
    assert max(counts) <= 25


def test_the_scores_that_can_be_had_stand_beside_the_outline(wang):
    assert wang.open(OUTLINE).find(f"[hx-get='{SCORES}']")
    told = wang.open(SCORES)

    assert "够得到" in told.text
    assert "总选最长的" in told.text
    part = wang.open(SCORES, headers={"HX-Request": "true"})
    assert part.find("#scores")
    assert not part.all("h1")
    wang.submit(wang.open(GREET), "form.step-form", act="add:choices")
    assert "改好" in wang.open(SCORES).text


def test_the_draft_can_be_played_from_any_step_and_nobody_else_sees_it(wang, browser_of, company):
    find = f"{OUTLINE}/steps/find"
    page = wang.submit(
        wang.open(find), "form.step-form", **{"lines.1.text.zh-Hans": "灯不亮，真的。"}
    )
    trial = f"form[action='{TRIAL}']"
    play = wang.submit(page, trial, **{"variables.mood": "30"})

    assert play.address.startswith("/plays/")
    assert "灯不亮，真的。" in play.text
    assert "你倒是快说怎么办" in play.text  # said only while the mood is below 40
    calm = wang.submit(page, trial, **{"variables.mood": "80", "key": "another"})
    assert "你倒是快说怎么办" not in calm.text
    lin = browser_of(company.person("lin", "trainee"))
    lin.open(play.address, status=404)
    assert "灯不亮，真的。" not in wang.open("/scenarios/cold-kettle").text
    wang.post("/studio/publications/scenario/cold-kettle")
    revisions = wang.open("/studio/versions/scenario/cold-kettle").text
    assert "第 2 版" in revisions
    assert "第 3 版" not in revisions


def test_a_trial_that_comes_twice_is_one_play(wang):
    fields = wang.open(f"{OUTLINE}/steps/find").form(f"form[action='{TRIAL}']")
    first, second = wang.post(TRIAL, fields), wang.post(TRIAL, fields)

    assert first.address == second.address


def test_a_draft_that_cannot_be_played_says_why(wang):
    page = wang.submit(wang.open(GREET), "form.step-form", act="add:choices")
    refused = wang.submit(page, f"form[action='{OUTLINE}/trials/greet']", 422)

    assert refused.find("[role=alert]")
    refused = wang.submit(
        wang.open(f"{OUTLINE}/steps/find"),
        f"form[action='{TRIAL}']",
        422,
        **{"variables.mood": "x"},
    )
    assert refused.find("[name='variables.mood']")["value"] == "x"
