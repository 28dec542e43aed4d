"""A role-play to take along: a story of Twine that comes back as it went, a script on paper."""

import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from lms import yamlfile
from lms.config import ROOT
from lms.scenarios.content import ScenarioKind
from lms.scenarios.domain import Choice, Ending, Grade, Voice, parse_condition
from lms.studio.content import twine
from lms.studio.domain import script_of
from tests.studio.test_beginning import begin

KIND = ScenarioKind()
SHIPPED = {one.address: one for one in KIND.files(ROOT)}
WORDS = twine.Words(
    grades={grade: str(grade) for grade in Grade},
    feedback="feedback",
    points="points",
    critical="critical",
    hint="hint",
    wait="%(seconds)s",
    picture="picture",
    sound="sound",
)
READER = """
import { readFileSync } from 'node:fs';
import { parseTwee } from 'extwee';
const story = parseTwee(readFileSync(0, 'utf8'));
const passages = story.passages.map(one => [one.name, one.tags, one.text]);
console.log(JSON.stringify({name: story.name, start: story.start, passages}));
"""


def scenario(name):
    return KIND.parse(SHIPPED[name])


def said(step, language):
    """What a step says and where its answers lead, as far as a story can tell it."""
    if isinstance(step, Ending):
        return [step.title.in_(language), step.text.in_(language), str(step.band)]
    lines = [line.text.in_(language) for line in step.lines]
    texts = [one.text.in_(language) for one in step.answers if isinstance(one, Choice)]
    return [lines, texts, [[way.target for way in one.next] for one in step.answers]]


def read(step, like):
    """The same of a step that came back; `like`: the step that went out."""
    if step["kind"] == "ending":
        return [step["title"], step["text"], step["band"]]
    spoken = zip((one["text"] for one in step["lines"]), like.lines, strict=True)
    lines = [words.partition("：")[2] if _is_person(line) else words for words, line in spoken]
    choices = zip(step["choices"], like.answers, strict=True)
    texts = [one["text"] for one, own in choices if isinstance(own, Choice)]
    ways = [
        [one["next"]] if isinstance(one["next"], str) else [way["to"] for way in one["next"]]
        for one in step["choices"]
    ]
    return [lines, texts, ways]


def _is_person(line):
    return line.speaker.voice is Voice.PERSON


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("name", SHIPPED)
def test_what_goes_out_comes_back_with_steps_links_and_wording(name, language):
    own = scenario(name)
    data = yamlfile.read(twine.imported(twine.twee_of(own, language, WORDS)).text()).data

    assert data["start"] == own.start
    assert [one["id"] for one in data["steps"]] == [one.id for one in own.steps]
    for step, like in zip(data["steps"], own.steps, strict=True):
        assert read(step, like) == said(like, language)


def asked(choice):
    """The condition of an answer; brackets may come back otherwise."""
    return parse_condition(choice["when"]) if "when" in choice else None


def test_values_conditions_and_changes_come_back_too():
    own = scenario("lost-parcel")
    data = yamlfile.read(twine.imported(twine.twee_of(own, "zh-Hans", WORDS)).text()).data
    text = yamlfile.read(SHIPPED["lost-parcel"].text).data

    assert data["variables"] == text["variables"]
    came = {step["id"]: step for step in data["steps"]}
    for step in text["steps"]:
        for old, new in zip(
            step.get("choices", ()), came[step["id"]].get("choices", ()), strict=True
        ):
            assert asked(new) == asked(old)
            assert new.get("effects", {}).get("mood") == old.get("effects", {}).get("mood")


def test_what_would_be_markup_stays_words():
    hostile = "[[x]] <<set $a to 1>> :: y <b>&amp;</b> ''z'' //w// /* c */ $v\n:: 段 [t]\n!h"
    text = SHIPPED["lost-parcel"].text
    start = yamlfile.read(text).data["steps"][0]["lines"][0]["text"]
    first = start["zh-Hans"] if isinstance(start, dict) else start
    own = KIND.parse(
        type(SHIPPED["lost-parcel"])(
            "lost-parcel", {"a": text.replace(json_or_plain(text, first), json.dumps(hostile), 1)}
        )
    )
    data = yamlfile.read(twine.imported(twine.twee_of(own, "zh-Hans", WORDS)).text()).data

    assert data["steps"][0]["lines"][0]["text"] == hostile


def json_or_plain(text, words):
    """How words stand in a text: quoted or not."""
    quoted = json.dumps(words, ensure_ascii=False)
    return quoted if quoted in text else words


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    """A reader of Twee that is not ours: extwee, if this machine has it."""
    node = shutil.which("node")
    folders = [Path(one) for one in os.environ.get("NODE_PATH", "").split(":") if one]
    modules = next((one for one in folders if (one / "extwee").is_dir()), None)
    if node is None or modules is None:
        pytest.skip("needs node, and in NODE_PATH the folder of the npm package extwee")
    script = tmp_path_factory.mktemp("extwee") / "read.mjs"
    (script.parent / "node_modules").symlink_to(modules)
    script.write_text(READER)

    def parse(text):
        done = subprocess.run(
            [node, script], input=text, capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    return parse


@pytest.mark.parametrize("name", ["lost-parcel", "property-gate"])
def test_another_reader_of_twee_finds_the_same(foreign, name):
    own = scenario(name)
    found = foreign(twine.twee_of(own, "zh-Hans", WORDS))
    passages = {passage: (tags, text) for passage, tags, text in found["passages"]}

    assert found["name"] == own.title.zh_hans
    assert found["start"] == own.start
    assert {step.id for step in own.steps} <= set(passages)
    for ending in own.endings:
        assert passages[ending.id][0] == [str(ending.band)]
    for step in own.steps:
        assert passages[step.id][1].count("[[") == len(step.answers)


def test_a_script_reads_on_and_numbers_everything_once():
    own = scenario("lost-parcel")
    script = script_of(own)

    assert script.numbers[own.start] == 1
    assert sorted(script.numbers.values()) == list(range(1, len(own.steps) + 1))
    assert {one.id for one in script.endings} == {one.id for one in own.endings}
    assert min(script.numbers[one.id] for one in script.endings) == len(script.steps) + 1


@pytest.fixture
def li(shipped, company, browser_of):
    return browser_of(company.person("li", "trainer"))


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-CN", ["对练脚本", "→ 第", "几种结局", "包裹"]),
        ("en", ["→ step", "Endings", "Customer"]),
    ],
)
def test_the_script_is_printed_in_the_readers_language(li, language, words):
    begin(li, "scenario", title="又丢了", name="lost-again", origin="lost-parcel")
    headers = {"Accept-Language": language}
    response = li.client.get("/studio/scripts/lost-again.pdf", headers=headers)
    pages = PdfReader(io.BytesIO(response.data)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)

    assert response.mimetype == "application/pdf"
    assert [one for one in words if one not in text] == []


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
def test_authors_take_their_drafts_along_and_nobody_else(li, company, browser_of):
    page = begin(li, "scenario", title="又丢了", name="lost-again", origin="lost-parcel")
    story, script = "/studio/stories/lost-again.twee", "/studio/scripts/lost-again.pdf"

    assert page.all(f"a[href='{story}']")
    assert page.all(f"a[href='{script}']")
    sent = li.client.get(story)
    assert "attachment" in sent.headers["Content-Disposition"]
    assert ":: StoryTitle\n又丢了\n" in sent.get_data(as_text=True)
    for other in (company.person("zhou", "trainer"), company.person("lin", "trainee")):
        for address in (story, script):
            browser_of(other).open(address, status=404)


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
def test_a_draft_with_faults_is_mended_first(li):
    draft = begin(li, "scenario", title="新的", name="brand-new")
    li.submit(draft, "#writing", text="id: brand-new\n")
    for address in ("/studio/stories/brand-new.twee", "/studio/scripts/brand-new.pdf"):
        assert "照检查列出的改好" in li.open(address, status=422).text
