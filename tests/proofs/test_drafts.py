"""A draft is open while the server is killed: what was typed is there when it is back."""

import shutil

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from bench.servers import free_port
from lms.db import db, write
from lms.library import service as library
from lms.library.models import Document
from lms.people.models import Person
from proofs.company import Company, environment
from proofs.serving import Product
from tests.journeys.chromium import DESK
from tests.journeys.test_studio import AFTER, BEFORE, DRAFT, NAME, change, saved
from tests.journeys.visitor import Visitor

LATER = "跟师父听上一天就知道"
PATIENCE = 60_000  # milliseconds, on a busy machine


@pytest.fixture
def product(prepared, tmp_path):
    """The product as `make run` serves it, with an author of a lesson; it can be killed."""
    folder = tmp_path / "instance"
    folder.mkdir()
    shutil.copy(prepared, folder / "shitu.sqlite3")
    settings = environment(folder) | {"LMS_WORKERS": "1"}
    company = Company.at(settings)
    author = company.hire("trainer")

    def adopt():
        lesson = sa.select(Document).where(Document.kind == "lesson", Document.name == NAME)
        person = sa.select(Person).where(Person.login == author.login)
        library.adopt(db.session.scalars(person).one(), db.session.scalars(lesson).one())

    with company.app.app_context():
        write(adopt)
    company.close()
    product = Product(settings, free_port(), tmp_path / "log")
    product.start()
    product.wait_for_answer()
    yield product, author.cookie
    product.stop()


def test_what_is_typed_while_the_server_is_killed_is_saved_once_it_is_back(browser, product):
    served, cookie = product
    address = f"http://127.0.0.1:{served.port}"
    author = Visitor(browser, address, DESK)
    author.forgiven = {0}
    author.context.add_cookies([{"name": "shitu", "value": cookie, "url": address}])
    author.open(DRAFT)
    change(author, BEFORE, AFTER)
    saved(author, 1)

    served.kill()
    change(author, AFTER, LATER)
    expect(author.page.locator("#standing")).to_contain_text("没有存上", timeout=PATIENCE)
    served.start()
    served.wait_for_answer()
    expect(author.page.locator("#standing")).to_contain_text("第 2 次", timeout=PATIENCE)

    author.open(DRAFT)
    assert LATER in author.page.locator("#text").input_value()
    author.close()
    assert served.crashes() == []
