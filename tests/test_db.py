"""The database: settings of every connection, one writing transaction, races, refusals."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.db import (
    SQLITE_SETTINGS,
    Instant,
    adopted,
    after_commit,
    check_settings,
    db,
    fixed,
    lock,
    read,
    sqlite,
    write,
)
from lms.errors import ConfigurationError, NotSaved
from lms.people.models import Department

only_sqlite = pytest.mark.parametrize("product", ["sqlite"], indirect=True)


def make_department(name: str) -> int:
    department = Department(name=name)
    db.session.add(department)
    db.session.flush()
    return department.id


def names() -> list[str]:
    return list(db.session.scalars(sa.select(Department.name).order_by(Department.id)))


def test_every_connection_answers_with_the_safe_settings(app: Flask):
    with app.app_context():
        check_settings()
        if db.engine.dialect.name != "sqlite":
            return
        with db.engine.connect() as first, db.engine.connect() as second:
            for connection in (first, second):
                found = {
                    n: connection.exec_driver_sql(f"PRAGMA {n}").scalar() for n in SQLITE_SETTINGS
                }
                assert found == SQLITE_SETTINGS


@only_sqlite
def test_a_setting_that_differs_stops_the_start(app: Flask, monkeypatch: pytest.MonkeyPatch):
    with app.app_context():
        with db.engine.connect():  # set up with the right settings, then given back to the pool
            pass
        monkeypatch.setitem(SQLITE_SETTINGS, "synchronous", 1)
        with pytest.raises(ConfigurationError, match="synchronous"):
            check_settings()


def test_what_write_returns_is_durable(app: Flask):
    with app.app_context():
        number = write(make_department, "客服一部")
        db.session.rollback()

        assert db.session.get(Department, number).name == "客服一部"


def test_what_was_read_as_columns_is_the_same_row_as_ever(app: Flask):
    with app.app_context():
        number = write(make_department, "客服一部")
        known = adopted(Department, {"id": number, "name": "客服一部"}, lead=None)

        assert known is db.session.get(Department, number)
        assert known.public_id  # what was not read is read now
        write(rename, number, "客服二部")
        assert known.name == "客服二部"
        db.session.rollback()  # what was read is forgotten
        again = adopted(Department, {"id": number, "name": "客服二部"})
        assert again is known
        assert vars(known)["name"] == "客服二部"
        known.name = "售后部"
        assert adopted(Department, {"id": number, "name": "客服二部"}).name == "售后部"


def rename(number: int, name: str) -> None:
    db.session.get_one(Department, number).name = name


def test_a_locked_row_is_read_again_and_what_was_just_changed_in_it_is_kept(app: Flask):
    def look(number: int) -> tuple[str, str]:
        department = db.session.get_one(Department, number)
        others = sa.update(Department.__table__).values(name="客服二部")
        db.session.execute(others)  # as somebody else would; the object knows nothing of it
        lock(department)
        found = department.name
        department.name = "售后部"
        lock(department)
        return found, department.name

    with app.app_context():
        number = write(make_department, "客服一部")

        assert write(look, number) == ("客服二部", "售后部")
        assert names() == ["售后部"]


def test_what_a_write_asks_knows_what_it_has_just_written(app: Flask):
    table = Department.__table__.c
    wanted = sa.select(table.name).where(table.name == sa.bindparam("name"))

    def ask() -> int:
        before = len(read(wanted, name="新部门"))
        db.session.add(Department(name="新部门"))
        return len(read(wanted, name="新部门")) - before

    with app.app_context():
        assert write(ask) == 1


def test_a_fixed_value_stands_in_the_statement_whatever_is_in_it(app: Flask):
    with app.app_context():
        write(make_department, "李's 100% :部")
        wanted = sa.select(Department.name).where(Department.name == fixed("李's 100% :部"))

        assert list(db.session.scalars(wanted.limit(fixed(1)))) == ["李's 100% :部"]
        assert wanted.compile(db.engine).params == {}


def test_a_refusal_leaves_nothing_behind(app: Flask):
    def refuse() -> None:
        make_department("客服二部")
        raise ValueError("no")

    with app.app_context():
        with pytest.raises(ValueError, match="no"):
            write(refuse)
        assert names() == []


def test_write_inside_write_is_a_mistake_of_ours(app: Flask):
    with app.app_context(), pytest.raises(RuntimeError, match="inside"):
        write(lambda: write(make_department, "x"))


def test_follow_ups_run_only_after_the_commit(app: Flask):
    seen: list[list[str]] = []

    def act() -> None:
        make_department("客服三部")
        after_commit(lambda: seen.append(names()))
        assert seen == []

    with app.app_context():
        write(act)
        assert seen == [["客服三部"]]


def test_follow_ups_of_a_failed_write_are_dropped(app: Flask):
    seen: list[str] = []

    def act() -> None:
        after_commit(lambda: seen.append("told"))
        raise ValueError("no")

    with app.app_context():
        with pytest.raises(ValueError, match="no"):
            write(act)
        write(make_department, "客服四部")
        assert seen == []


def test_the_loser_of_a_race_looks_again(app: Flask):
    parent = 0

    def find_or_make() -> int:
        found = db.session.scalar(sa.select(Department.id).where(Department.name == "新部门"))
        if found:
            return found
        department = Department(name="新部门", parent_id=parent)
        db.session.add(department)
        gate.wait(2)
        db.session.flush()
        return department.id

    class Gate:
        """Lets both look before either writes, where the database allows it at all."""

        def __init__(self) -> None:
            self.barrier = threading.Barrier(2)

        def wait(self, seconds: float) -> None:
            try:
                self.barrier.wait(seconds / 4)
            except threading.BrokenBarrierError:
                return

    gate = Gate()
    with app.app_context():
        parent = write(make_department, "总部")

    def one(_: int) -> int:
        with app.app_context():
            return write(find_or_make)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(one, range(2))
    assert first == second


def test_writers_are_not_lost(app: Flask):
    def one(number: int) -> int:
        with app.app_context():
            return write(make_department, f"部门{number}")

    with ThreadPoolExecutor(16) as pool:
        made = list(pool.map(one, range(64)))
    with app.app_context():
        assert len(set(made)) == len(names()) == 64


@only_sqlite
def test_a_database_that_somebody_else_locks_is_said_to_be_not_saved(app: Flask):
    with app.app_context():
        file = db.engine.url.database
        other = sqlite.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        db.engine.dispose()

        @sa.event.listens_for(db.engine, "connect")
        def hurry(connection: object, _record: object) -> None:
            connection.execute("PRAGMA busy_timeout=200")

        try:
            with pytest.raises(NotSaved):
                write(make_department, "客服五部")
        finally:
            other.close()
            sa.event.remove(db.engine, "connect", hurry)
            db.engine.dispose()
        write(make_department, "客服五部")
        assert names() == ["客服五部"]


only_postgresql = pytest.mark.parametrize("product", ["postgresql"], indirect=True)


def lose_connection() -> None:
    """What a restart of PostgreSQL does to the connection of this session."""
    number = db.session.scalar(sa.text("SELECT pg_backend_pid()"))
    gone = sa.text("SELECT pg_terminate_backend(:number, 10000)")  # waits so many ms for its end
    with db.engine.connect() as other:
        assert other.scalar(gone, {"number": number})


@only_postgresql
def test_an_answer_stands_though_its_connection_is_lost_afterwards(app: Flask):
    with app.app_context():
        lose_connection()
    with app.app_context():
        assert names() == []


@only_postgresql
def test_a_write_takes_a_new_connection_when_the_one_it_read_with_is_lost(app: Flask):
    with app.app_context():
        lose_connection()
        write(make_department, "客服六部")
        assert names() == ["客服六部"]


@only_postgresql
def test_a_connection_lost_within_a_write_is_not_saved(app: Flask):
    def act() -> None:
        make_department("客服七部")
        lose_connection()
        make_department("客服八部")

    with app.app_context():
        with pytest.raises(NotSaved):
            write(act)
        assert names() == []


@pytest.mark.parametrize(("is_lost", "told"), [(True, NotSaved), (False, sa.exc.InterfaceError)])
def test_a_broken_connection_is_told_from_a_mistake_of_ours(app: Flask, is_lost, told):
    def act() -> None:
        raise sa.exc.InterfaceError("SELECT", None, Exception("closed"), False, is_lost)

    with app.app_context(), pytest.raises(told):
        write(act)


def test_a_naive_instant_is_refused():
    with pytest.raises(ValueError, match="naive"):
        Instant().process_bind_param(datetime(2026, 1, 1), sa.dialects.sqlite.dialect())  # noqa: DTZ001
