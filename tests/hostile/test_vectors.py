"""Nothing that anybody writes runs in anybody's browser, or makes it ask another server.

Our own vectors stand in every text that can be written, authored or typed; all pages, answers to
forms, files and letters are opened in Chromium. What is published is tried by `make prove-xss`.
"""

import csv
import email.policy
import io
import os
import re
import zipfile
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
import time_machine
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, IndirectObject, NameObject, TextStringObject
from python_calamine import CalamineWorkbook

from lms.certification import export
from lms.certification.models import Certificate
from lms.db import db
from lms.messages import letters, mime, transport
from lms.messages.models import Message
from lms.people.models import Person
from lms.people.post import Letter
from tests.hostile import vectors
from tests.hostile.scene import Scene, without_policy, without_sanitiser
from tests.hostile.watching import Victim
from tests.journeys.world import TODAY

pytestmark = pytest.mark.skipif("LMS_XSS" not in os.environ, reason="takes minutes: make prove-xss")
FEWEST = 150  # vectors of our own
UNPRINTABLE = re.compile("[^\n -~]")  # people with such names are told: tests/certification
AT_ONCE = 50  # letters in one page
MOST_SENT = 15_000  # characters of one form
TELLING = re.compile(r"^/$|^/courses/.*/seven|^/glossary|^/mentoring|^/certificates$|^/people$")


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A company in which our own vectors stand in every text."""
    made = Scene(tmp_path_factory.mktemp("hostile"), vectors.own())
    with time_machine.travel(TODAY, tick=True):
        yield made
    made.stop()


@pytest.fixture(scope="module")
def victim(browser, scene) -> Iterator[Victim]:
    """A browser that notices."""
    opened = Victim(browser, scene.served.address)
    yield opened
    opened.context.close()


def test_every_column_of_text_is_poisoned_or_known_to_be_our_own(scene):
    assert not scene.empty, "nothing stands in: " + " ".join(scene.empty)


def test_nothing_fires_on_any_page(scene, victim):
    found = victim.walk(scene.pages(), scene.cookie)

    assert found.pages > 100
    assert not found.told(), found.told()


def test_nothing_fires_in_any_answer_to_a_form(scene, victim):
    sent: set[str] = set()
    for page in scene.pages():
        for form in page.forms:
            if form.where not in sent:
                sent.add(form.where)
                victim.sign_in(scene.cookie(page.login))
                victim.send(page.address, form, scene.some(MOST_SENT // form.fields))
    found = victim.afresh()

    assert len(sent) > 15, sent
    assert not found.told(), found.told()


def test_files_hold_no_formulas_and_nothing_that_acts(scene):
    officer = scene.world.browser("zhao").client
    for login, address in (("zhao", "/certificates.csv"), ("kai", "/audit.csv")):
        sent = scene.world.browser(login).client.get(address)
        assert sent.mimetype == "text/csv"
        table = sent.get_data().decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
        assert len(cells) > 8
        assert [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))] == []
    book = officer.get("/certificates.xlsx").get_data()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert any("onerror" in str(cell) for row in rows for cell in row)
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert not [name for name, part in parts.items() if b"<f>" in part or b"External" in part]


def test_printed_certificates_hold_what_is_written_and_do_nothing(scene):
    with scene.app.test_request_context():
        kept = db.session.scalars(sa.select(Certificate).limit(1)).one()
        tongues = ("zh-Hans", "zh-Hant", "en")
        for first in range(0, len(vectors.own()), AT_ONCE):
            some = vectors.own()[first : first + AT_ONCE]
            written = " ".join(vector.text for vector in some)
            written = UNPRINTABLE.sub("", written)
            said = dict.fromkeys(tongues, written)
            kept.snapshot = {
                **dict.fromkeys(("name", "department", "employee_number"), f"zqx {written}"),
                "title": said,
                "summary": said,
                "competencies": {tongue: [written] for tongue in tongues},
            }
            document = PdfReader(io.BytesIO(export.pdf(kept, verify_address="https://a.example/")))
            assert "zqx" in "".join(page.extract_text() for page in document.pages)
            assert not acting(document.trailer["/Root"])
        db.session.rollback()


ACTS = {"/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/URI", "/AA"}


def acting(root: object) -> set[str]:
    """Names in a PDF by which it would do something."""
    found, waiting, seen = set(), [root], set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, IndirectObject):
            if part.idnum not in seen:
                seen.add(part.idnum)
                waiting.append(part.get_object())
        elif isinstance(part, dict):
            waiting += [*part, *(part.raw_get(key) for key in part)]
        elif isinstance(part, list):
            waiting += part
        elif isinstance(part, str):
            found |= {part} & ACTS
    return found


def test_what_acts_in_a_file_is_found():
    made = PdfWriter()
    made.add_blank_page(100, 100)
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
    made.root_object[NameObject("/OpenAction")] = made._add_object(DictionaryObject(action))
    kept = io.BytesIO()
    made.write(kept)

    assert acting(PdfReader(kept).trailer["/Root"]) == {"/JavaScript", "/JS"}


def test_letters_are_harmless_and_have_our_headers_alone(scene, victim):
    headers = {
        *("Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"),
        *("X-Auto-Response-Suppress", "Content-Language", "Content-Type"),
    }
    with scene.app.test_request_context():
        for number, vector in enumerate(vectors.own()):
            letter = Letter(vector.text, (vector.text, f'"{vector.text}'), "/", vector.text)
            message = mime.message_of(letter, "lin@example.com", f"letter{number}", TODAY)
            transport.deliver(message, f"letter{number}")
        for kept in db.session.scalars(sa.select(Message)):
            letter = letters.carrying_a_message(
                db.session.get_one(Person, kept.person_id), kept.public_id, TODAY
            )
            message = mime.message_of(letter, "lin@example.com", kept.public_id, TODAY)
            transport.deliver(message, kept.public_id)
        files = list(transport.mailbox().glob("*.eml"))
    assert len(files) > len(vectors.own())
    bodies = []
    for file in files:
        message = email.message_from_bytes(file.read_bytes(), policy=email.policy.SMTP)
        assert set(message.keys()) == headers
        assert message["To"] == "lin@example.com"
        bodies.append(message.get_body(["html"]).get_content())
    for first in range(0, len(bodies), AT_ONCE):
        victim.show("".join(bodies[first : first + AT_ONCE]))
    found = victim.afresh()

    assert not found.told(), found.told()


def test_without_what_makes_it_harmless_vectors_fire(scene, victim):
    shown = [page for page in scene.pages() if TELLING.search(page.address)]
    with without_sanitiser(scene.app):
        guarded = victim.walk(shown, scene.cookie)
        with without_policy():
            found = victim.walk(shown, scene.cookie)

    assert [fire for fire in guarded.fires if "policy" not in fire] == []
    assert len(found.numbers()) > FEWEST // 3
    assert found.foreign
