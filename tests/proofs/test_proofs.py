"""The proofs, a few rounds of each; `make prove-…` carries them out in full."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from lms.config import ROOT
from lms.db import db
from proofs.company import PREPARED, Company
from proofs.crew import Crew
from proofs.kept import examine, opened
from proofs.restarts import restarts
from proofs.track import Track
from tests.databases import postgresql_programs, running_server
from tests.products import Product
from tests.proofs.conftest import publish, served

PATIENCE = 300  # seconds, on a busy machine
UNHURRIED = "60"  # seconds to the first answer: the suite shares its machine
NOT_RUN = 2


def prove(name: str, prepared: Path, *arguments: str) -> str:
    """What a proof says; skipped, with its reason, where it cannot be carried out."""
    done = subprocess.run(
        [sys.executable, "-m", f"proofs.{name}", *arguments],
        cwd=ROOT,
        env={**os.environ, PREPARED: str(prepared), "LMS_WORKERS": "1"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    if done.returncode == NOT_RUN:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_nothing_acknowledged_is_lost_by_kill_9(prepared):
    said = prove("durability", prepared, "--rounds", "2", "--writers", "6", "--within", UNHURRIED)

    assert "lost 0 · twice 0 · half done 0 · database sound 3 of 3" in said


def test_a_power_cut_loses_nothing_with_full_and_something_with_normal(prepared):
    said = prove("power_cut", prepared, "--rounds", "2", "--writers", "6")

    full, control = said.split("synchronous=NORMAL")
    assert "lost 0 acknowledged acts" in full
    assert "lost 0 acknowledged acts" not in control


def test_trouble_with_the_database_is_said_and_passes(prepared):
    said = prove("trouble", prepared, "--writers", "4", "--short", "1")

    assert "saved after" in said
    assert "lost 0 · twice 0 · half done 0" in said


def test_of_forty_clicks_one_counts(app: Flask, findings):
    publish(app, findings)
    with served(app) as port, app.app_context():
        engine = db.engine
        track = Track(Company(app), port, engine)
        track.hold_all()

    assert track.faults == []
    assert set(track.held.values()) == {1}


@pytest.mark.skipif(
    postgresql_programs() is None,
    reason="not run: PostgreSQL's server programs are missing (apt-get install postgresql)",
)
def test_a_restart_of_postgresql_loses_nothing(tmp_path, findings):
    with running_server("fsync=off") as server:
        app = Product(tmp_path, server.address).app
        publish(app, findings)
        with served(app) as port:
            crew = Crew(Company(app), port, 6)
            with crew.at_work():
                back = list(restarts(server, crew, 2))
        found = examine(opened(server.address), crew.ledger.acknowledged(), crew.ledger.sent())

    assert crew.ledger.surprises == []
    assert found.faults == []
    assert len(crew.ledger.acknowledged()) > 2
    assert max(back) < PATIENCE
