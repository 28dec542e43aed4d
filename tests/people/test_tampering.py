"""Whoever owns the database may do anything to the audit trail; `audit verify` finds all of it.

`ROUNDS` says how often each database is tampered with (`make prove-audit`: 1,000 times).
"""

import copy
import os
import random
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from lms.db import Instant, beside, db, write
from lms.people import anchor, audit, proof
from lms.people.domain import GENESIS, Event, digest
from lms.people.models import AuditEvent, Person

ROUNDS = int(os.environ.get("ROUNDS", "60"))
EVENTS = 40
NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)
ROLES = ("trainee", "mentor", "trainer", "hr", "admin")
HASHED = ("id", "at", "kind", "actor_id", "subject_id", "parameters", "previous_hash", "hash")

# As an owner of the database could make it: nothing is unique, anything may be empty.
LOOSE = sa.Table(
    "audit_event",
    sa.MetaData(),
    sa.Column("id", sa.BigInteger),
    sa.Column("at", Instant()),
    sa.Column("kind", sa.String),
    sa.Column("actor_id", sa.Integer),
    sa.Column("subject_id", sa.Integer),
    sa.Column("parameters", sa.JSON),
    sa.Column("previous_hash", sa.String),
    sa.Column("hash", sa.String),
)


def relinked(rows, start):
    """The rows with a chain made anew from one of them on."""
    for place in range(start, len(rows)):
        row = rows[place]
        row["previous_hash"] = rows[place - 1]["hash"] if place else GENESIS
        row["hash"] = digest(Event(*(row[name] for name in HASHED)))
    return rows


def edited(rows, chance):
    row = chance.choice(rows)
    column = chance.choice([name for name in HASHED if name != "id"])
    row[column] = {
        "at": row["at"] + timedelta(microseconds=chance.choice([-1, 1, 10**9])),
        "kind": chance.choice(["role.revoked", "pair.made", ""]),
        "actor_id": chance.choice([None, 7, 8, 999]),
        "subject_id": chance.choice([None, 7, 8, 999]),
        "parameters": chance.choice(
            [{}, {"role": "x"}, {"role": 1}, {**row["parameters"], "n": 0}]
        ),
        "previous_hash": chance.choice(["", "0" * 64, row["hash"]]),
        "hash": chance.choice(["", "f" * 64, row["previous_hash"]]),
    }[column]
    return rows


def edited_with_its_own_hash(rows, chance):
    row = chance.choice(rows)
    row["actor_id"] = 999
    row["hash"] = digest(Event(*(row[name] for name in HASHED)))
    return rows


def edited_and_relinked(rows, chance):
    place = chance.randrange(len(rows))
    rows[place]["subject_id"] = 999
    return relinked(rows, place)


def taken_out(rows, chance):
    first = chance.randrange(len(rows) - 1)
    last = chance.randrange(first + 1, len(rows))
    del rows[first:last]
    return rows


def taken_out_and_relinked(rows, chance):
    place = chance.randrange(len(rows) - 1)
    del rows[place]
    return relinked(rows, place)


def cut(rows, chance):
    return rows[: -chance.randrange(1, len(rows) + 1)]


def cut_and_grown_again(rows, chance):
    start = chance.randrange(len(rows))
    for row in rows[start:]:
        row["kind"] = "role.revoked"
    return relinked(rows, start)


def swapped(rows, chance):
    one, other = chance.sample(range(len(rows)), 2)
    rows[one]["id"], rows[other]["id"] = rows[other]["id"], rows[one]["id"]
    return sorted(rows, key=lambda row: row["id"])


def moved(rows, chance):
    row = rows.pop(chance.randrange(len(rows) - 1))
    row["id"] = rows[-1]["id"] + 1
    return [*rows, row]


def put_in(rows, chance):
    place = chance.randrange(len(rows))
    forged = {**copy.deepcopy(chance.choice(rows)), "id": rows[place]["id"]}
    for row in rows[place:]:
        row["id"] += 1
    return [*rows[:place], forged, *rows[place:]]


def nulled(rows, chance):
    columns = chance.choice([["hash"], ["previous_hash"], ["hash", "previous_hash"]])
    for row in chance.choice([rows, [chance.choice(rows)], rows[-1:]]):
        row.update(dict.fromkeys(columns))
    return rows


def another_database(rows, chance):
    length = chance.choice([0, 1, len(rows) - 1, len(rows), len(rows) + 5])
    other = [
        {
            **copy.deepcopy(rows[min(place, len(rows) - 1)]),
            "id": place + 1,
            "at": NOW + timedelta(days=1, minutes=place),
        }
        for place in range(length)
    ]
    return relinked(other, 0)


TAMPERINGS = (
    edited,
    edited_with_its_own_hash,
    edited_and_relinked,
    taken_out,
    taken_out_and_relinked,
    cut,
    cut_and_grown_again,
    swapped,
    moved,
    put_in,
    nulled,
    another_database,
)


@pytest.fixture
def trail(app, company):
    """A trail written in many transactions of different size; its rows."""
    admin, lin = company.person("root", "admin"), company.person("lin", "trainee")
    chance = random.Random(1)  # no secret

    def act(start, length):
        actor, subject = (db.session.get_one(Person, p.id) for p in (admin, lin))
        for number in range(start, start + length):
            role = chance.choice(ROLES)
            at = NOW + timedelta(minutes=number)
            audit.record("role.granted", actor=actor, subject=subject, now=at, role=role)

    with app.app_context():
        written = 0
        while written < EVENTS:
            length = min(chance.randrange(1, 6), EVENTS - written)
            write(act, written, length)
            written += length
        found = db.session.execute(sa.select(*AuditEvent.__table__.c).order_by(AuditEvent.id))
        return [dict(row._mapping) for row in found]


@pytest.fixture
def other_database(product, app, tmp_path):
    """Where rows are put as somebody left them; `fill(rows)`, and its engine."""
    if product.settings.embedded:
        engine = sa.create_engine(f"sqlite:///{tmp_path / 'tampered.sqlite3'}")
        LOOSE.create(engine)
    else:
        options = {"options": "-c search_path=tampered -c timezone=UTC"}
        engine = sa.create_engine(product.settings.database_url, connect_args=options)
        with engine.begin() as connection:
            connection.execute(sa.text("DROP SCHEMA IF EXISTS tampered CASCADE"))
            connection.execute(sa.text("CREATE SCHEMA tampered"))
        LOOSE.create(engine)
    yield engine
    if not product.settings.embedded:
        with engine.begin() as connection:
            connection.execute(sa.text("DROP SCHEMA tampered CASCADE"))
    engine.dispose()


def fill(engine, rows):
    with engine.begin() as connection:
        connection.execute(LOOSE.delete())
        if rows:
            connection.execute(LOOSE.insert(), rows)


def verified(app, engine):
    with app.app_context():
        return proof.verify_with(engine, anchor.all_of(anchor.place()))


def test_every_tampering_is_found(app, trail, other_database):
    seed = int(os.environ.get("SEED") or random.randrange(10**9))  # no secret
    chance = random.Random(seed)  # no secret
    missed = []
    fill(other_database, trail)
    assert verified(app, other_database).broken is None
    for number in range(ROUNDS):
        tampering = TAMPERINGS[number % len(TAMPERINGS)]
        rows = tampering(copy.deepcopy(trail), chance)
        if rows == trail:  # an edit that put in what stood there already
            rows = cut(rows, chance)
        fill(other_database, rows)
        if verified(app, other_database).broken is None:
            missed.append((tampering.__name__, number))

    print(f"SEED={seed}: {ROUNDS} tamperings, {ROUNDS - len(missed)} found")  # noqa: T201
    assert not missed, f"not found with SEED={seed}: {missed}"


def test_without_tampering_nothing_is_found(app, trail, other_database):
    fill(other_database, trail)

    found = verified(app, other_database)
    assert (found.events, found.broken, found.newer) == (EVENTS, None, 0)


STRANGE = {
    "at": ("'yesterday'", "''", "5", "x'ff'", "NULL", "'2026-13-45 99:00:00.000000'"),
    "kind": ("x'ff'", "cast(x'ff' AS TEXT)", "7", "NULL"),
    "actor_id": ("'seven'", "1.5", "x'00'"),
    "parameters": ("'{'", "'[]'", "''", "NULL", "cast(x'fffe' AS TEXT)", "'{\"role\": NaN}'"),
    "previous_hash": ("x'00'", "0"),
    "hash": ("1", "cast(x'ff' AS TEXT)"),
}


@pytest.mark.parametrize(
    ("column", "value"), [(column, value) for column in STRANGE for value in STRANGE[column]]
)
def test_what_no_event_can_hold_is_found_where_it_stands(app, trail, tmp_path, column, value):
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'strange.sqlite3'}")
    LOOSE.create(engine)
    fill(engine, trail)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE audit_event SET {column} = {value} WHERE id = 17"  # noqa: S608  # ours
        )

    found = verified(app, engine)
    engine.dispose()
    assert (found.broken.event_id, found.events) == (17, 16)


def test_the_anchor_names_the_newest_event_of_every_write(app, trail):
    with app.app_context():
        anchors = list(anchor.all_of(anchor.place()))

    by_number = {row["id"]: row["hash"] for row in trail}
    assert [one.event_id for one in anchors] == sorted({one.event_id for one in anchors})
    assert 8 < len(anchors) < EVENTS
    assert all(by_number[one.event_id] == one.hash for one in anchors)
    assert anchors[-1].event_id == trail[-1]["id"]


def test_a_write_that_failed_anchors_nothing(app, trail, company):
    def act_and_fail():
        audit.record("role.granted", actor=None, subject=None, now=NOW, role="hr")
        raise ValueError("no")

    with app.app_context():
        before = anchor.place().read_text()
        with pytest.raises(ValueError, match="no"):
            write(act_and_fail)
        assert anchor.place().read_text() == before


def test_an_anchor_that_cannot_be_written_stops_nobody(app, trail, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    act = partial(audit.record, "role.granted", actor=None, subject=None, role="hr")
    with app.app_context():
        with monkeypatch.context() as patch:
            patch.setattr(beside, "append_line", full)
            write(act, now=NOW)
        assert proof.verify().newer == 1  # it lags
        write(act, now=NOW)
        assert proof.verify().newer == 0


def test_a_power_cut_in_the_middle_of_a_line_is_no_tampering(app, trail):
    with app.app_context():
        with anchor.place().open("a") as file:
            file.write("41 abcdef")  # torn
        assert proof.verify().broken is None
        write(partial(audit.record, "role.granted", actor=None, subject=None, role="hr"), now=NOW)
        found = proof.verify()
        assert (found.broken, found.newer, found.last_anchored) == (None, 0, EVENTS + 1)


def test_an_anchor_is_not_put_onto_a_trail_that_lacks_what_was_anchored(app, trail):
    with app.app_context():
        file = anchor.place()
        kept = file.read_text().splitlines()
        kept[-1] = f"{EVENTS} {'e' * 64} {NOW.isoformat()}"  # as if another database lay here now
        file.write_text("\n".join(kept) + "\n")
        write(partial(audit.record, "role.granted", actor=None, subject=None, role="hr"), now=NOW)

        assert len(file.read_text().splitlines()) == len(kept)
        assert proof.verify().broken is not None


def test_a_line_that_is_no_anchor_is_named(app, trail):
    with app.app_context():
        anchor.place().write_text("hello\n")
    answer = app.test_cli_runner().invoke(args=["audit", "verify"])

    assert answer.exit_code == 1
    assert "audit-anchor: line 1 is no anchor; put back a copy" in answer.output


def test_a_copy_of_the_anchor_kept_elsewhere_may_be_used(app, trail, tmp_path):
    elsewhere = tmp_path / "copy"
    with app.app_context():
        elsewhere.write_text(anchor.place().read_text())
        anchor.place().unlink()
    alone = app.test_cli_runner().invoke(args=["audit", "verify"])
    compared = app.test_cli_runner().invoke(args=["audit", "verify", "--anchor", str(elsewhere)])

    assert "nothing is anchored yet, so a cut tail would not be seen" in alone.output
    assert f"to {EVENTS}." in compared.output
