"""How fast the register leaves as a CSV, and how much memory that takes.

The control is Python's own csv.writer over the same rows from the same query, fetched by the
database's own driver: no product can be faster than that.
"""

import argparse
import csv
import gc
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa
from sqlalchemy.orm import make_transient

from bench.servers import ROOT
from lms import clock, create_app
from lms.certification import export
from lms.certification.models import Certificate
from lms.certification.queries import Filter, register_rows
from lms.config import Settings
from lms.db import db, write
from lms.people.models import Department, Person
from lms.people.queries import by_login

GOAL = 0.5  # of the control's speed
MOST_GROWTH = 8.0  # MiB more for ten times the rows
BATCH = 20_000
LARGEST_SEQUENCE = 999_999
ROUNDS = 3


def grow(length: int) -> None:
    """Let there be so many certificates."""
    pattern = db.session.scalars(sa.select(Certificate).order_by(Certificate.id).limit(1)).one()
    make_transient(pattern)
    fixed = {
        column.name: getattr(pattern, column.name)
        for column in Certificate.__table__.columns
        if column.name not in {"id", "public_id", "code"}
    }
    people = db.session.scalars(sa.select(Person.id)).all()
    there = _count()
    while there < length:
        numbers = range(there, min(there + BATCH, length))
        write(_insert, [_row(fixed, people, number) for number in numbers])
        there = _count()
        print(f"\r{there:>9} certificates", end="", file=sys.stderr)
    print(file=sys.stderr)


def _row(fixed: dict, people: list[int], number: int) -> dict:
    year, sequence = divmod(number, LARGEST_SEQUENCE)
    year, sequence = 3000 + year, sequence + 1
    return {
        **fixed,
        "person_id": people[number % len(people)],
        "period": 2 + number // len(people),
        "prefix": "ZZ",
        "year": year,
        "sequence": sequence,
        "number": f"ZZ-{year}-{sequence:06}",
    }


def _insert(rows: list[dict]) -> None:
    db.session.execute(sa.insert(Certificate), rows)


def _count() -> int:
    return db.session.scalar(sa.select(sa.func.count(Certificate.id))) or 0


def of_product() -> int:
    """Write the register as people get it; its characters."""
    today = clock.today()
    rows = register_rows(by_login("hr"), Filter(), today, "zh-Hans")
    return sum(len(part) for part in export.register_csv(rows, today))


def of_control() -> int:
    """Write the same columns with csv.writer and nothing else; its characters."""
    title = Certificate.snapshot[("title", "zh-Hans")].as_string()
    wanted = (
        sa.select(
            Certificate.number,
            Person.name,
            Person.employee_number,
            Department.name,
            title,
            Certificate.issued_on,
            Certificate.expires_on,
            Certificate.last_act,
        )
        .join(Person, Person.id == Certificate.person_id)
        .join(Department, Department.id == Person.department_id)
        .order_by(Certificate.id.desc())
    )
    connection = db.session.connection()
    made = wanted.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    cursor = connection.connection.cursor()
    cursor.execute(str(made))
    written, text = 0, io.StringIO()
    writer = csv.writer(text)
    for row in cursor:
        writer.writerow(row)
        if text.tell() > io.DEFAULT_BUFFER_SIZE:
            written += text.tell()
            text.seek(0)
            text.truncate()
    cursor.close()
    return written + text.tell()


def seconds(act: Callable[[], int]) -> float:
    """Processor time of one run."""
    gc.collect()
    start = time.process_time()
    assert act() > 0
    db.session.rollback()
    return time.process_time() - start


def memory(act: Callable[[], int]) -> float:
    """The peak of resident memory of a run in a process of its own, in MiB."""
    if child := os.fork():
        _, status, usage = os.wait4(child, 0)
        assert status == 0
        return usage.ru_maxrss / 1024
    db.engine.dispose(close=False)
    act()
    os._exit(0)


def main() -> int:
    """Measure; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--certificates", type=int, default=1_000_000)
    wanted = parser.parse_args().certificates
    with tempfile.TemporaryDirectory() as folder:
        settings = {**os.environ, "LMS_INSTANCE": folder, "LMS_DEMO": "1"}
        prepare = [sys.executable, "deploy/serve.py", "--prepare-only"]
        subprocess.run(prepare, cwd=ROOT, env=settings, check=True, stdout=subprocess.DEVNULL)
        with create_app(Settings.read(settings)).app_context():
            grow(wanted // 10)
            db.session.remove()
            few = memory(of_product)
            grow(wanted)
            db.session.remove()
            many = memory(of_product)
            runs = [(seconds(of_product), seconds(of_control)) for _ in range(ROUNDS)]
            db.engine.dispose()
    product, control = (min(each) for each in zip(*runs, strict=True))
    load = os.getloadavg()[0]
    print(f"{wanted} certificates as CSV: {product:.1f} s of processor time, load {load:.1f}")
    print(f"plain csv.writer: {control:.1f} s; {control / product:.2f} of its speed (goal {GOAL})")
    print(f"memory {many:.0f} MiB at most, {few:.0f} MiB for a tenth of the rows")
    return 0 if control / product >= GOAL and many - few <= MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
