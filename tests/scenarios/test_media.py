"""Lines with a picture or sound: kept with the revision, told with the line, never before."""

import pytest

from lms.library import service as library
from lms.library.media import LARGEST_SOUND
from tests.scenarios import media
from tests.scenarios.conftest import Actor

SCENARIO = "quizzes/scenarios/cold-kettle.yaml"


@pytest.fixture
def folder(tmp_path):
    return media.write(tmp_path)


@pytest.fixture
def told(app, company, browser_of, tmp_path):
    """A trainee at the kettle with a picture and a sound."""
    stage = media.set_up(app, tmp_path)
    lin = company.person("lin", "trainee", name="林晓")
    stage.assign(lin)
    actor = Actor(stage, browser_of(lin))
    actor.person = lin
    return actor


def problems(app, folder) -> list[str]:
    with app.app_context():
        return [str(found) for found in library.check(folder.parents[2])]


def line_of(folder, words: str) -> int:
    lines = (folder.parents[2] / SCENARIO).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_a_scenario_with_its_files_is_in_order(app, folder):
    assert problems(app, folder) == []


def test_a_missing_file_is_named_where_it_is_asked_for(app, folder):
    (folder / "dark-light.svg").unlink()
    at = line_of(folder, "dark-light.svg")

    assert problems(app, folder) == [
        f"{SCENARIO}:{at}: 找不到 dark-light.svg；请放进 quizzes/scenarios/media。"
    ]


def test_a_file_that_is_too_large_or_harmful_is_named_too(app, folder):
    (folder / "dripping.wav").write_bytes(media.sound() + bytes(LARGEST_SOUND))
    (folder / "dark-light.svg").write_text(media.DRAWING.replace("<path", "<script/><path"))
    drawing, voice = problems(app, folder)

    assert drawing.startswith(f"{SCENARIO}:{line_of(folder, 'dark-light.svg')}: ")
    assert "<script" in drawing
    assert (
        voice
        == f"{SCENARIO}:{line_of(folder, 'dripping.wav')}: 文件 dripping.wav 太大；最多 1024 KB。"
    )


def test_a_file_that_nothing_names_is_told(app, folder):
    (folder / "old.svg").write_text(media.DRAWING)
    (folder / "My Photo.JPG").write_bytes(b"x")
    (folder / ".DS_Store").write_bytes(b"x")

    odd, old = problems(app, folder)
    assert odd.startswith("quizzes/scenarios/media/My Photo.JPG:1: 这个文件不能用")
    assert old.startswith("quizzes/scenarios/media/old.svg:1: 没有一个情景用到这个文件")


@pytest.mark.parametrize(
    "name", ["../secret.svg", "/etc/passwd", "a/b.svg", "Photo.svg", "a.html", "dripping.wav"]
)
def test_only_a_plain_name_of_a_picture_is_a_picture(app, folder, name):
    file = folder.parents[2] / SCENARIO
    file.write_text(
        file.read_text("utf-8").replace("file: dark-light.svg", f"file: {name}"), "utf-8"
    )

    assert any("不是能用的文件名" in found for found in problems(app, folder))


def test_a_sound_without_its_words_is_refused(app, folder):
    file = folder.parents[2] / SCENARIO
    text = file.read_text("utf-8")
    (line,) = [it for it in text.splitlines(keepends=True) if "transcript" in it]
    file.write_text(text.replace(line, ""), "utf-8")

    assert any("transcript" in found for found in problems(app, folder))


def test_what_is_published_can_be_written_back_with_its_files(told, app, tmp_path):
    with app.app_context():
        library.export(tmp_path / "again")

    for file in (tmp_path / "quizzes").rglob("*.*"):
        assert (tmp_path / "again" / file.relative_to(tmp_path)).read_bytes() == file.read_bytes()


# --- playing ---


def tried(actor, page, turns=range(1, 5), places=range(4)) -> set[str]:
    """Which pictures and sounds of a play are found by trying all addresses."""
    wanted = [
        f"{page.address}/turns/{turn}/lines/{place}/{sort}"
        for turn in turns
        for place in places
        for sort in ("image", "audio")
    ]
    return {
        address.removeprefix(f"{page.address}/turns/")
        for address in wanted
        if actor.browser.client.get(address).status_code == 200
    }


def test_nothing_is_found_before_its_line_was_said(told):
    page = told.begin("assessment")
    assert tried(told, page) == set()
    page = told.say(page, "sorry-first")
    assert tried(told, page) == {"2/lines/1/image"}
    page = told.say(page, "send-back")

    assert tried(told, page) == {"2/lines/1/image", "3/lines/1/audio"}


def test_the_place_counts_only_what_was_said(told):
    page = told.say(told.begin("assessment"), "number-first")  # he is cross and says more

    assert tried(told, page) == {"2/lines/2/image"}


def test_what_was_taken_back_is_gone(told):
    page = told.say(told.begin(), "sorry-first")
    back = told.browser.submit(page, "form:has(button[name=rewind])", rewind="1")

    assert tried(told, back) == set()


def test_no_page_tells_the_name_of_a_file(told):
    page = told.begin()
    for choice in ("sorry-first", "walk-through", "exchange-today"):
        assert not {"dark-light", "dripping"} & set(page.response.get_data(as_text=True).split('"'))
        page = told.say(page, choice)

    assert "dark-light" not in page.response.get_data(as_text=True)


def test_a_picture_is_shown_with_its_words_and_runs_nothing(told):
    page = told.say(told.begin(), "sorry-first")
    link = page.find("a.line-picture")
    answer = told.browser.client.get(link["href"])

    assert link.img["alt"] == "底座上的灯是黑的"
    assert answer.get_data(as_text=True) == media.DRAWING
    assert answer.mimetype == "image/svg+xml"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_sound_waits_to_be_asked_for_and_comes_in_pieces_with_its_words(told):
    page = told.say(told.say(told.begin(), "sorry-first"), "walk-through")
    player = page.find(".line-sound audio")
    piece = told.browser.client.get(player["src"], headers={"Range": "bytes=0-3"})

    assert {"autoplay", "loop"}.isdisjoint(player.attrs)
    assert player["preload"] == "none"
    assert "还漏水" in page.find(".line-sound details").get_text()
    assert (piece.status_code, piece.data, piece.mimetype) == (206, b"RIFF", "audio/wav")


def test_a_play_keeps_the_files_with_which_it_began(told, folder_of):
    page = told.say(told.begin(), "sorry-first")
    (folder_of(told) / "dark-light.svg").write_text(media.DRAWING.replace("h4", "h3"))
    told.stage.load()

    assert "h4" in told.browser.client.get(page.find("a.line-picture")["href"]).get_data(
        as_text=True
    )


@pytest.fixture
def folder_of():
    return lambda actor: actor.stage.root / "quizzes" / "scenarios" / "media"


def test_the_debrief_shows_them_to_the_mentor_and_nobody_else(told, company, browser_of):
    page = told.play("sorry-first", "send-back", "exchange-today")
    chen, mo = company.person("chen", "mentor"), company.person("mo", "mentor")
    company.pair(chen, told.person)
    link = page.find("a.line-picture")["href"]

    assert page.find(".line-sound audio")
    assert browser_of(chen).client.get(link).status_code == 200
    assert browser_of(mo).client.get(link).status_code == 404
    other = company.person("ning", "trainee")
    told.stage.assign(other)
    assert browser_of(other).client.get(link).status_code == 404
    assert told.stage.app.test_client().get(link).status_code == 303  # to sign in


def test_while_an_assessment_runs_those_of_other_plays_are_put_away(told):
    over = told.play("sorry-first", "send-back", "exchange-today")
    link = over.find("a.line-picture")["href"]
    told.begin("assessment")

    assert told.browser.client.get(link).status_code == 404
