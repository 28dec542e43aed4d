"""Filling the demo company: in what order, what is refused, what is there already.

Colleagues come first, then the texts that they wrote, then everything that trainees did: each in
one transaction of its own, so that an interrupted fill is completed by the next one.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from lms import clock
from lms.certification.domain import months_later
from lms.config import Settings
from lms.errors import ConfigurationError
from lms.library.queries import Published
from lms.onboarding import queries as plans
from lms.onboarding import service as onboarding
from lms.onboarding.domain import Template
from lms.onboarding.domain.reminding import HOUR
from lms.operations import queries
from lms.operations.demo import cast, crowd
from lms.operations.demo.company import found, person_of
from lms.operations.demo.diary import Deed, story
from lms.operations.demo.guiding import guide
from lms.operations.demo.living import Life
from lms.operations.demo.times import Times
from lms.operations.demo.working import agree_on_learning, be_away, work, work_in_shifts
from lms.people import queries as people
from lms.people.models import Person

PASSWORD = "shitu-demo-2026"  # noqa: S105  # printed for everybody to read
RECORD = "demo"  # in the folder of data: 1 demo, 0 production
AGE = 29  # months that the company has worked with the product
NINE, TEN, EVENING = time(9), time(10), time(18)

Progress = Callable[[Sequence[Deed]], Iterable[Deed]]


def check_may_fill(settings: Settings) -> None:
    """Make sure that demo people do not come among real ones.

    Raises ConfigurationError saying what to do.
    """
    if not settings.demo and (settings.instance / RECORD).exists():
        raise ConfigurationError(
            "this installation serves production, which takes no demo people; "
            "use another LMS_INSTANCE and DATABASE_URL for the demo."
        )
    if queries.has_real_people() and not queries.has_demo_people():
        raise ConfigurationError(
            "the database holds people who are not of the demo; use another DATABASE_URL or "
            "LMS_INSTANCE for the demo, or serve without it: LMS_DEMO=0 make run"
        )


def is_filled() -> bool:
    """Whether the demo company is there, with all that happened in it."""
    last = people.by_login(cast.TRAINEES[-1].login)
    return last is not None and last.is_demo


def record(folder: Path, *, is_demo: bool) -> None:
    """Note in the folder of data whether it serves the demo; every command reads it there."""
    (folder / RECORD).write_text("1" if is_demo else "0", encoding="utf-8")


def found_company(password_hash: str, *, now: datetime) -> None:
    """Let the colleagues of the demo company be there, 29 months ago, unless they are."""
    found(password_hash, now=_instant(_first_day(now), NINE))


def texts_since(now: datetime) -> datetime:
    """When the texts of the demo company were published: before the first trainee came."""
    day = plans.calendar().after(_first_day(now), 1)
    return now if is_filled() else _instant(day, TEN)


def authors() -> list[Person]:
    """Those who wrote the texts of the demo company."""
    return [person_of(login) for login in cast.AUTHORS]


def fill(password_hash: str, progress: Progress = iter, *, now: datetime) -> None:
    """Let the trainees of the demo company live, from their first day to yesterday, unless done.

    Raises ConfigurationError when the plan is not published.
    """
    if is_filled():
        return
    lives = {trainee.login: Life(trainee, password_hash) for trainee in cast.TRAINEES}
    for deed in progress(deeds(now)):
        lives[deed.login].live(deed.act, deed.at)
    _order_days(now)
    _enter_own_days(now)
    _remind(now)
    guide(now=now)


def _order_days(now: datetime) -> None:
    """Some keep a list of each day; one has agreed on what to learn in the quarter."""
    by, found = {one.login: one.mentor for one in cast.TRAINEES}, times(clock.day_of(now))
    for login in cast.ORDERLY:
        work(person_of(login), person_of(by[login]), found)
    agree_on_learning(person_of(cast.LEARNER), person_of(by[cast.LEARNER]), found)


def _enter_own_days(now: datetime) -> None:
    """One trainee is soon on leave, another works in shifts from next Monday on."""
    calendar, today, officer = plans.calendar(), clock.day_of(now), person_of(cast.OFFICER)
    at = min(now, _instant(calendar.last_working_day(today - timedelta(days=1)), EVENING))
    be_away(officer, person_of(cast.ON_LEAVE), today, times(today), now=at)
    work_in_shifts(officer, person_of(cast.IN_SHIFTS), today, now=at)


def _remind(now: datetime) -> None:
    """Send this morning's digests; on a rest day, those of the last day worked."""
    calendar = plans.calendar()
    day = calendar.last_working_day(clock.day_of(now))
    onboarding.remind(plans.digests(day, calendar), day, now=min(now, _instant(day, HOUR)))
    onboarding.note_reminded(day, now=now)


def fill_crowd(
    trainees: int, password_hash: str, progress: Callable[[int], None], *, now: datetime
) -> None:
    """Let there be so many trainees beside those of the demo company; commits now and then.

    Raises ConfigurationError when the plan is not published.
    """
    crowd.fill_crowd(
        trainees,
        _template(),
        times(clock.day_of(now)),
        password_hash=password_hash,
        progress=progress,
        now=now,
    )


def deeds(now: datetime) -> list[Deed]:
    """All that happens in the demo company before today."""
    return story(cast.TRAINEES, _template(), times(clock.day_of(now)))


def _template() -> Template:
    plan: Published[Template] | None = plans.plan_to_start()
    if plan is None:
        raise ConfigurationError("the onboarding plan is not published; run `flask content load`.")
    return plan.content


def times(today: date) -> Times:
    """What the story is dated by on a day."""
    calendar = plans.calendar()
    return Times(calendar, calendar.last_working_day(today), clock.zone())


def _first_day(now: datetime) -> date:
    day = months_later(clock.day_of(now), -AGE)
    return plans.calendar().first_working_day(day)


def _instant(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, clock.zone())
