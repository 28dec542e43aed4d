"""However many trainees there are: pages ask the same number of questions, and indexes answer."""

from collections.abc import Iterator, Mapping

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from lms.db import db, write
from lms.library import service as library
from lms.library.service import Findings
from tests.company import BEGINNING
from tests.journeys.world import TODAY
from tests.products import Product
from tests.size.plans import scans
from tests.size.walking import Asked, LargeCompany, Visit

FEW, MANY = 1, 16  # trainees; those of the crowd who stand beside each other differ most

Walks = Mapping[int, Mapping[Visit, list[Asked]]]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def grown(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    _findings: Findings,
) -> Iterator[tuple[Flask, Walks]]:
    """The company grown large, and what its pages asked on the way."""
    at_postgresql = request.param == "postgresql"
    address = request.getfixturevalue("postgresql") if at_postgresql else None
    product = Product(tmp_path_factory.mktemp("size"), address)
    product.reset()
    with time_machine.travel(TODAY, tick=True):
        with product.app.app_context():
            write(library.load, _findings, [], now=BEGINNING)
        company, walks = LargeCompany(product.app), {}
        for trainees in [MANY] if at_postgresql else [FEW, MANY]:
            company.grow(trainees)
            walks[trainees] = company.walk()
        yield product.app, walks
    product.reset()
    with product.app.app_context():
        db.engine.dispose()


def test_pages_ask_as_many_questions_of_many_trainees_as_of_few(grown):
    _app, walks = grown
    if FEW not in walks:
        pytest.skip("counted with SQLite: the questions are the same")
    grew = {
        visit: f"{before} → {after}"
        for visit, asked in walks[MANY].items()
        if (after := len(asked)) > (before := len(walks[FEW][visit]))
    }

    assert not grew, "statements that grow with trainees: load what belongs together at once"


def test_an_index_answers_every_question(grown):
    app, walks = grown
    asked = {one.statement: (visit, one) for visit, all_ in walks[MANY].items() for one in all_}
    with app.app_context(), db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SET enable_seqscan = off"))
        found = {
            f"{statement[:300]} {visit}": tables
            for statement, (visit, one) in asked.items()
            if (tables := scans(connection, one))
        }

    assert len(asked) > 100
    assert not found, "tables read from end to end: add an index, or say in plans.py why not"
