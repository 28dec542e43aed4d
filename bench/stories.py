"""How long the longest role-plays take: the check of 200 steps, 200 turns replayed and told.

A scenario of 200 steps with four answers each is written, checked as `flask scenarios check` does,
loaded, and played step by step. Seconds are of the processor. That more than 500 steps are refused
with a clear message, and every answer of the product, is checked.
"""

import argparse
import logging
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa
from flask import Flask

from bench.search import product
from lms.config import ROOT
from lms.db import db, write
from lms.library import service as library
from lms.library.models import Document
from lms.people.models import Person
from lms.scenarios import queries
from lms.scenarios.domain import MOST_STEPS, judged, replay
from lms.scenarios.models import Play, Turn
from tests.company import Company
from tests.pages import Browser

NAME, STEPS = "long-story", 200
NOW = datetime(2026, 3, 4, 2, tzinfo=UTC)
GOALS = {"check of 200 steps": 2.0, "replay of 200 turns": 0.005}  # seconds
HEAD = """\
id: {name}
title: {{zh-Hans: 很长的一场}}
summary: {{zh-Hans: 很长的一场对话。}}
minutes: 60
difficulty: 2
pass_mark: 60
assessment: {{minutes: 120, attempts: 3, cool_off_hours: 0, counts: best}}
case:
  customer: {{zh-Hans: 周女士}}
  background: {{zh-Hans: 她的包裹没到，她有很多话要说。}}
  task: {{zh-Hans: 查清楚，给她一个时间。}}
variables: {{mood: 50, trust: 50}}
flags: [told-0, told-1, told-2, told-3]
start: s0
steps:
"""
STEP = """\
  - id: s{n}
    kind: choice
    lines:
      - text: {{zh-Hans: 我还有第 {n} 句话要说，您听着吗？}}
      - text: {{zh-Hans: 您已经说过一次了。}}
        when: told-{flag}
    choices:
"""
CHOICE = """\
      - id: c{place}
        text: {{zh-Hans: 第 {n} 句我听到了，这是第 {place} 种回答。}}
        points: {{{competency}: {points}}}
        effects: {{mood: {mood:+}{sets}}}
        feedback: {{zh-Hans: 第 {n} 句的第 {place} 种回答是这样评的。}}
        next: s{next}
"""
ENDING = """\
  - id: s{n}
    kind: ending
    band: success
    title: {{zh-Hans: 都说完了}}
    text: {{zh-Hans: 周女士把话都说完了。}}
"""
COMPETENCIES = ("mindset", "etiquette", "knowledge", "skills")


def story(steps: int, endings: int = 1) -> str:
    """The text of a scenario with so many steps, of which each leads to the next, and endings."""
    told = [_step(n) for n in range(steps)]
    ends = [ENDING.format(n=n) for n in range(steps, steps + endings)]
    return HEAD.format(name=NAME) + "".join(told + ends)


def _step(n: int) -> str:
    choices = [
        CHOICE.format(
            n=n, place=place, next=n + 1, competency=COMPETENCIES[(n + place) % 4],
            points=place % 3, mood=(place - 1) * 2, sets=f", set: [told-{n % 4}]" if place else "",
        )
        for place in range(4)
    ]  # fmt: skip
    return STEP.format(n=n, flag=n % 4) + "".join(choices)


def seconds_of(act: Callable[[], object]) -> float:
    """Seconds of the processor that an act takes."""
    start = time.process_time()
    act()
    return time.process_time() - start


def written(folder: Path, steps: int) -> Path:
    """A folder of authored texts that holds the scenario; its file."""
    shutil.copytree(ROOT / "courses", folder / "courses", ignore=shutil.ignore_patterns("*.md"))
    file = folder / "quizzes" / "scenarios" / f"{NAME}.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(story(steps), encoding="utf-8")
    return file


def check(app: Flask, folder: Path) -> float:
    """The check of 200 steps; that one step too many is refused in words."""
    file = folder / f"{NAME}.yaml"
    file.write_text(story(1, endings=MOST_STEPS), encoding="utf-8")
    refused = app.test_cli_runner().invoke(args=["scenarios", "check", str(file)])
    assert refused.exit_code == 1, refused.output
    assert str(MOST_STEPS) in refused.output, refused.output
    assert str(MOST_STEPS + 1) in refused.output, refused.output
    file.write_text(story(STEPS), encoding="utf-8")
    answers = []

    def ask() -> None:
        answers.append(app.test_cli_runner().invoke(args=["scenarios", "check", str(file)]))

    taken = seconds_of(ask)
    assert answers[0].exit_code == 0, answers[0].output
    assert "1 scenarios, 0 with problems" in answers[0].output, answers[0].output
    return taken


def played(app: Flask, root: Path, person: Person) -> Iterator[tuple[str, float]]:
    """The first and the last turn, the replay, the page of the talk and the debrief."""
    with app.app_context():
        write(library.load, library.prepare(root), (), now=NOW)
        document = sa.select(Document).where(Document.name == NAME)
        write(lambda: library.assign(db.session.get(Person, person.id),
              db.session.scalars(document).one(), None, "bench", now=NOW))  # fmt: skip
    browser = Browser(app, person)
    client, token = browser.client, browser.csrf_token()
    form = {"mode": "practice", "key": "b" * 32, "csrf_token": token}
    answer = client.post(f"/scenarios/{NAME}/plays", data=form)
    assert answer.status_code == 303, answer.status_code
    address = answer.location.partition("#")[0]

    def turn(number: int) -> None:
        fields = {"turn": str(number), "key": f"{number:032}", "choice": "1"}
        given = client.post(f"{address}/turns", data={**fields, "csrf_token": token})
        assert given.status_code == 303, f"turn {number}: {given.status_code}"

    taken = [seconds_of(lambda n=n: turn(n)) for n in range(1, STEPS)]
    yield "turns 2–11", median(taken[1:11])
    yield f"turns {STEPS - 10}–{STEPS - 1}", median(taken[-10:])
    yield f"page after {STEPS - 1} turns", _page(client, address, f"我还有第 {STEPS - 1} 句话")
    turn(STEPS)
    yield "replay of 200 turns", _replay(app, address)
    yield "debrief of 200 turns", _page(client, address, 'class="outcome-score"')


def _page(client, address: str, marker: str) -> float:
    def ask() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        assert marker in answer.text, f"{marker} is not on the page"

    ask()  # what a process reads once
    return median(seconds_of(ask) for _ in range(5))


def _replay(app: Flask, address: str) -> float:
    """From the stored verdicts to the scenes, as every turn does it."""
    with app.app_context():
        public_id = re.search(r"[0-9a-z]{12}$", address)[0]
        play = db.session.scalars(sa.select(Play).where(Play.public_id == public_id)).one()
        scenario = queries.scenario_of(play).content
        wanted = sa.select(Turn.verdict).where(Turn.play_id == play.id).order_by(Turn.number)
        stored = db.session.scalars(wanted).all()
        assert len(stored) == STEPS
        scenes = []

        def act() -> None:
            scenes[:] = replay(scenario, [judged(verdict) for verdict in stored])

        taken = median(seconds_of(act) for _ in range(20))
        assert scenes[-1].after.step == f"s{STEPS}", scenes[-1].after
    return taken


def report(name: str, seconds: float) -> bool:
    """Print a line; whether its goal is met."""
    goal = GOALS.get(name)
    fine = goal is None or seconds <= goal
    words = "" if goal is None else f"  ≤ {goal * 1000:.0f}: {'met' if fine else 'MISSED'}"
    print(f"{name:28}{seconds * 1000:10.1f}{words}")
    return fine


def main() -> int:
    """Measure and report."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    logging.disable(logging.INFO)  # a line for each request
    print(f"{'':28}{'ms':>10}")
    with tempfile.TemporaryDirectory() as folder, product(None) as app:
        fine = [report("check of 200 steps", check(app, Path(folder)))]
        root = Path(folder) / "authored"
        written(root, STEPS)
        person = Company(app).person("bench.lin", "trainee")
        fine += [report(name, seconds) for name, seconds in played(app, root, person)]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
