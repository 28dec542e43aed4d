"""A course as a SCORM 1.2 package: its structure, its pages, who may take it away."""

import io
import re
import zipfile
from xml.etree import ElementTree as Xml

import pytest
from bs4 import BeautifulSoup

from lms.courses.domain import Lesson
from lms.courses.views.selfgraded import SelfGraded, self_graded
from lms.db import db, write
from lms.library.models import DocumentAuthor
from lms.library.queries import all_published, published
from lms.questions.domain import grade, read_answer, seed, shown

PACKAGE = "/courses/desk/scorm.zip"
IMS = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
ADDRESS = re.compile(r'(?:src|href|srcset|action)="([^"]*)"')
DOCUMENTS = (("course", "desk"), ("lesson", "desk/first"), ("lesson", "desk/second"))


def adopt(reader, *documents):
    """Make somebody the author of documents."""

    def made():
        for one in documents:
            number = published(*one).document_id
            db.session.add(DocumentAuthor(document_id=number, person_id=reader.person.id))

    with reader.app.app_context():
        write(made)


@pytest.fixture
def wang(reader_of, tmp_path, monkeypatch):
    """The author of the whole course, whose pictures are there."""
    for module in ("carried", "pictures"):
        monkeypatch.setattr(f"lms.courses.views.{module}.STATIC_FOLDER", tmp_path / "static")
    author = reader_of("wang", "trainer")
    adopt(author, *DOCUMENTS)
    return author


def taken(reader, address=PACKAGE, **options):
    """The files of the package, by name."""
    answer = reader.browser.client.get(address, **options)
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def pages_of(files):
    return {name: text for name, text in files.items() if name.endswith(".html")}


def test_the_manifest_has_the_structure_of_scorm_1_2(wang):
    files = taken(wang)
    manifest = Xml.fromstring(files["imsmanifest.xml"])  # noqa: S314 - ours
    metadata, organizations, resources = manifest
    assert [one.tag for one in manifest] == [
        IMS + name for name in ("metadata", "organizations", "resources")
    ]
    assert [one.text for one in metadata] == ["ADL SCORM", "1.2"]
    (organization,) = organizations
    assert organizations.get("default") == organization.get("identifier")
    title, *items = organization
    assert title.text == "坐席入门"
    assert [one.find(IMS + "title").text for one in items] == ["第一课", "第二课"]

    known = {one.get("identifier"): one for one in resources}
    units = [known[one.get("identifierref")] for one in items]
    assert [one.get(ADL + "scormtype") for one in units] == ["sco", "sco"]
    assert [one.get("href") for one in units] == ["01-first.html", "02-second.html"]
    for unit in units:
        (needed,) = unit.iter(IMS + "dependency")
        assert known[needed.get("identifierref")].get(ADL + "scormtype") == "asset"
        assert unit.get("href") in [one.get("href") for one in unit.iter(IMS + "file")]
    listed = {one.get("href") for one in resources.iter(IMS + "file")}
    assert listed == files.keys() - {"imsmanifest.xml"}


def test_names_in_the_manifest_are_unique_and_may_be_names(wang):
    manifest = Xml.fromstring(taken(wang)["imsmanifest.xml"])  # noqa: S314 - ours
    names = [one.get("identifier") for one in manifest.iter() if one.get("identifier")]

    assert len(names) == len(set(names)) >= 6
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", name) for name in names)


def test_its_pages_need_nothing_else_and_run_only_its_own_scripts(wang):
    files = taken(wang)
    for text in pages_of(files).values():
        page = BeautifulSoup(text, "html.parser")
        asked = {one for one in ADDRESS.findall(str(page)) if not one.startswith(("data:", "#"))}
        assert asked == {"lesson.css", "run-time.js", "lesson.js", "checks.js"}
        assert page.img["src"].startswith("data:image/svg+xml;base64,")
        assert all(one.get("src") for one in page.find_all("script"))
        assert not [key for tag in page.find_all(True) for key in tag.attrs if key.startswith("on")]
        assert wang.person.public_id not in text


def test_it_is_the_lesson_with_the_answers_of_its_checks(wang):
    page = BeautifulSoup(taken(wang)["01-first.html"], "html.parser")
    single, ordering = page.select("form.check")

    assert [one.get_text() for one in page.select("section[data-section] h2")] == ["一", "二", "三"]
    assert "先应一声。" in page.main.get_text()
    right = single.find("input", value=single["data-right"])
    assert right.parent.get_text(strip=True) == "说清楚"
    assert all(one.has_attr("hidden") for one in single.select(".feedback"))
    texts = [one.get_text(strip=True)[-3:] for one in ordering.find_all("li")]
    places = ordering["data-right"].split(".")
    assert [text for _place, text in sorted(zip(places, texts, strict=True))] == [
        "先问候",
        "再询问",
        "后道谢",
    ]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Say it clearly"), ("zh-Hans", "说清楚"), ("zh-Hant", "說清楚")]
)
def test_it_is_made_in_the_language_that_is_asked_for(wang, language, words):
    page = taken(wang, f"{PACKAGE}?language={language}")["01-first.html"]

    assert f'<html lang="{language}">' in page
    assert words in page


def test_another_language_is_the_readers(wang):
    assert (
        '<html lang="en">'
        in taken(wang, f"{PACKAGE}?language=xx", headers={"Accept-Language": "en"})["01-first.html"]
    )


def test_the_same_course_makes_the_same_bytes(wang):
    first, second = (wang.browser.client.get(PACKAGE).data for _ in range(2))

    assert first == second


def test_only_who_has_written_all_of_it_takes_it_away(lin, reader_of):
    lin.open(PACKAGE, status=404)
    zhou = reader_of("zhou", "trainer")
    zhou.open(PACKAGE, status=404)
    adopt(zhou, ("course", "desk"), ("lesson", "desk/first"))
    zhou.open(PACKAGE, status=404)
    zhou.open("/courses/none/scorm.zip", status=404)
    adopt(zhou, ("lesson", "desk/second"))

    assert "01-first.html" in taken(zhou)


def test_the_draft_of_the_course_leads_to_it_in_both_languages(wang):
    page = wang.open("/studio/drafts/course/desk")

    for language in ("zh-Hans", "en"):
        link = page.find(f"a[href='{PACKAGE}?language={language}']")
        assert link.has_attr("download")


def given(check: SelfGraded) -> list[str]:
    """The right answer, as a form of ours would send it."""
    return [str(place) for place in check.right]


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
def test_what_it_takes_for_right_is_right(shipped):
    with shipped.test_request_context():
        lessons: list[Lesson] = [one.content for one in all_published("lesson")]
        for lesson in lessons:
            for question in lesson.checks:
                check = self_graded(lesson, question.id, "zh-Hans")
                order = shown(question, seed("", lesson.id, question.id))
                answer = read_answer(question, order, given(check))
                assert grade(question, answer).right, question.id
        assert sum(len(lesson.checks) for lesson in lessons) > 100


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
def test_what_was_done_in_a_lesson_fits_into_what_platforms_keep(shipped):
    with shipped.test_request_context():
        for one in all_published("lesson"):
            lesson = one.content
            checks = (self_graded(lesson, check.id, "en") for check in lesson.checks)
            most = sum(len(".".join(map(str, range(len(c.choices))))) + 1 for c in checks)

            assert 10 + 2 * len(lesson.sections) + most < 4096
