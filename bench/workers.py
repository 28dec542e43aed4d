"""People at work: what each of them does next, as requests to the product."""

import random
import re
import secrets
from collections.abc import AsyncIterator, Callable

from bench.wire import Answer, Browser

COURSE = "/courses/role-awareness"
LESSONS = ("why-service-matters", "what-the-work-is", "posts-and-duties", "seven-competencies")
SCENARIO = "/scenarios/lost-parcel"
READ = (*(f"{COURSE}/{lesson}" for lesson in LESSONS), COURSE, "/courses", SCENARIO, "/glossary")
READ_BY = {
    "trainee": (*READ, "/plan", "/growth", "/messages"),
    "mentor": (*READ, "/mentoring", "/messages"),
    "hr": ("/certificates", "/people", "/plans", "/mentoring"),
}
EXPORT = "/certificates.csv"
FORM = re.compile(rb'action="(/courses/[^"]+/checks/[^"]+/answers)"(.*?)</form>', re.DOTALL)
FIELD = re.compile(rb'name="(page|choice)"[^>]*value="([^"]*)"')
OK, SEE_OTHER, STALE = 200, 303, 409
Step = tuple[str, Callable[[], object]]


class Unexpected(Exception):
    """An answer that should not come."""


class Worker:
    """Somebody at work, one thing after the other."""

    def __init__(self, browser: Browser, role: str, chance: random.Random) -> None:
        self.browser, self.role, self._chance = browser, role, chance
        self._play, self._turn = "", 1
        self.is_busy = False
        self.has_checks = role == "trainee"  # questions that are not answered yet

    async def act(self, kind: str) -> AsyncIterator[str]:
        """Do something of a kind; the name of each request that was answered well."""
        if kind == "read":
            yield await self._page(self._chance.choice(READ_BY[self.role]), "read")
        elif kind == "home":
            yield await self._page("/", "home")
        elif kind == "export":
            yield await self._page(EXPORT, "export")
        elif kind == "check":
            async for done in self._check():
                yield done
        else:
            async for done in self._say():
                yield done

    async def _page(self, address: str, name: str) -> str:
        _expect(await self.browser.get(address), OK, address)
        return name

    async def _say(self) -> AsyncIterator[str]:
        if not self._play:
            yield await self._begin()
        fields = {"turn": str(self._turn), "key": secrets.token_hex(16), "choice": "1"}
        said = await self.browser.post(f"{self._play}/turns", **fields)
        if said.status == STALE:  # the play is over
            self._play = ""
            yield "turn"
            return
        _expect(said, SEE_OTHER, f"turn {self._turn}")
        self._turn += 1
        yield "turn"
        yield await self._page(self._play, "page after a turn")

    async def _begin(self) -> str:
        if not self.browser.token:
            await self.browser.get(SCENARIO)
        fields = {"mode": "practice", "afresh": "yes", "key": secrets.token_hex(16)}
        begun = await self.browser.post(f"{SCENARIO}/plays", **fields)
        _expect(begun, SEE_OTHER, "a new play")
        self._play, self._turn = begun.place.partition("#")[0].partition("?")[0], 1
        return "play begun"

    async def _check(self) -> AsyncIterator[str]:
        for lesson in self._chance.sample(LESSONS, len(LESSONS)):
            address = f"{COURSE}/{lesson}"
            page = await self.browser.get(address)
            _expect(page, OK, address)
            yield "read"
            open_ = [form for form in FORM.findall(page.body) if b'name="choice"' in form[1]]
            if open_:
                yield await self._answer(*self._chance.choice(open_))
                yield await self._page(address, "page after a check")
                return
        self.has_checks = False  # all are answered rightly

    async def _answer(self, place: bytes, fields: bytes) -> str:
        values: dict[str, str] = {}
        for name, value in FIELD.findall(fields):
            values.setdefault(name.decode(), value.decode())
        given = await self.browser.post(place.decode(), key=secrets.token_hex(16), **values)
        _expect(given, SEE_OTHER, place.decode())
        return "check"


def _expect(answer: Answer, status: int, what: str) -> None:
    if answer.status != status:
        raise Unexpected(f"{what}: {answer.status} instead of {status}")
