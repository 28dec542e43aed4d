"""People who act on and on, and send again, with the same key, what was not acknowledged."""

import re
import secrets
from collections.abc import Callable, Iterator
from itertools import count, cycle
from queue import SimpleQueue

from proofs.company import LESSON, SCENARIO, Guided, Member, Texts
from proofs.facts import PROGRAMME
from proofs.gate import Gate, Stopped
from proofs.ledger import Act, Ledger
from proofs.visitors import Answer, Broken, Visitor

ENOUGH = 60  # observations of one apprentice, then comes the next
LESSONS = 6  # answers and readings of one newcomer
MOST_TURNS = 60
PAUSE = 0.2  # seconds before what was refused is sent again
MARK = re.compile(r'name="page" value="([^"]+)"')
WORDS = "客户说了两遍，他先道歉再查单，工单也录全了。"


class Unexpected(Exception):
    """An answer that should not happen."""


class Writer:
    """Somebody at work; `run` acts until the gate is shut for good."""

    def __init__(self, port: int, gate: Gate, ledger: Ledger, texts: Texts) -> None:
        self._port, self._gate, self._ledger, self.texts = port, gate, ledger, texts
        self._visitor: Visitor | None = None

    def run(self) -> None:
        """Act until stopped; what should not happen is noted, and ends the work."""
        try:
            for _ in self.acts():
                self._gate.pass_through()
        except Stopped:
            pass
        except Unexpected as surprise:
            self._ledger.surprise(f"{type(self).__name__}: {surprise}")
        finally:
            self._gate.leave()

    def acts(self) -> Iterator[object]:
        """What this writer does, act by act."""
        raise NotImplementedError

    def become(self, member: Member) -> None:
        """Go on as somebody else."""
        if self._visitor:
            self._visitor.leave()
        self._visitor = Visitor(self._port, member.cookie)
        answer = self._until_answered(self._visitor.arrive, "GET /account")
        if not answer.is_page:
            raise Unexpected(f"{member.login} is not signed in: {answer.words}")

    def read(self, address: str) -> str:
        """A page."""
        answer = self._ask("GET", address)
        if not answer.is_page:
            raise Unexpected(f"GET {address}: {answer.words}")
        return answer.text

    def act(self, kind: str, address: str, fields: dict[str, str], key: str = "") -> Answer:
        """Send a form until it is saved, or comes too late; under a new key unless one is given."""
        act = Act(kind, key or secrets.token_hex(16))
        self._ledger.send(act)
        answer = self._ask("POST", address, {"key": act.key, **fields})
        if answer.is_saved:
            self._ledger.acknowledge(act)
        elif not answer.is_stale:
            raise Unexpected(f"POST {address}: {answer.words}")
        return answer

    def _ask(self, method: str, address: str, fields: dict[str, str] | None = None) -> Answer:
        visitor = self._visitor
        assert visitor, "a writer has become somebody before acting"
        return self._until_answered(lambda: visitor.ask(method, address, fields), address)

    def _until_answered(self, ask: Callable[[], Answer], address: str) -> Answer:
        while True:
            try:
                answer = ask()
            except Broken:
                self._gate.wait_until_open()
                continue
            if not answer.is_refused:
                return answer
            if not answer.retry_after:
                raise Unexpected(f"{address}: 503 without Retry-After")
            self._ledger.refuse()
            self._gate.wait_until_open(at_least=PAUSE)


class Player(Writer):
    """A trainee who plays a scenario again and again."""

    def __init__(self, *common: object, member: Member) -> None:
        super().__init__(*common)
        self._member = member

    def acts(self) -> Iterator[object]:
        """A play, turn by turn to its end, then the next."""
        self.become(self._member)
        while True:
            begun = {"mode": "practice", "afresh": "yes"}
            answer = self.act("play", f"/scenarios/{SCENARIO}/plays", begun)
            yield answer
            yield from self._turns(answer.location)

    def _turns(self, play: str) -> Iterator[object]:
        for number in range(1, MOST_TURNS):
            answer = self.act("turn", f"{play}/turns", {"turn": str(number), "choice": "1"})
            if answer.is_stale:
                if 'name="choice"' in self.read(play):
                    raise Unexpected(f"{play}: turn {number} refused, though the play is open")
                return
            yield answer
        raise Unexpected(f"{play} does not end")


class Newcomer(Writer):
    """A trainee who collects the certificate, then answers checks and reads."""

    def __init__(self, *common: object, arrivals: SimpleQueue[Member]) -> None:
        super().__init__(*common)
        self._arrivals = arrivals

    def acts(self) -> Iterator[object]:
        """One newcomer after the other, as long as there are any; the last goes on learning."""
        member = self._arrivals.get()
        while True:
            self.become(member)
            yield self.act("certificate", "/certificates", {"programme": PROGRAMME}, member.login)
            yield from self._learn()
            if not self._arrivals.empty():
                member = self._arrivals.get()

    def _learn(self) -> Iterator[object]:
        mark = MARK.search(self.read(f"/courses/{LESSON}"))
        if mark is None:
            raise Unexpected("the lesson carries no mark")
        for _, question in zip(range(LESSONS), cycle(self.texts.questions), strict=False):
            answered = {"page": mark[1], "choice": "1"}
            yield self.act("answer", f"/courses/{LESSON}/checks/{question}/answers", answered)
            read = {"page": mark[1], "section": self.texts.section}
            yield self.act("reading", f"/courses/{LESSON}/readings", read)


class Observer(Writer):
    """A mentor who writes down observations."""

    def __init__(self, *common: object, guided: list[Guided]) -> None:
        super().__init__(*common)
        self._guided = guided

    def acts(self) -> Iterator[object]:
        """Observations of one apprentice after the other."""
        self.become(self._guided[0].mentor)
        for number in count():
            pair = self._guided[number // ENOUGH % len(self._guided)].pair
            seen = {"competency": "voice", "verdict": "met", "evidence": f"{WORDS} {number}"}
            yield self.act("observation", f"/mentoring/{pair}/observations", seen)


class Signer(Observer):
    """A mentor who signs tasks and takes the signatures back."""

    def acts(self) -> Iterator[object]:
        """Every task of one apprentice after the other, signed and taken back."""
        self.become(self._guided[0].mentor)
        for number in count(1, step=2):
            for guided in self._guided:
                for task in self.texts.tasks:
                    yield from self._sign(guided, task, number)

    def _sign(self, guided: Guided, task: str, number: int) -> Iterator[object]:
        signed = {"subject": "task", "subject_id": task, "verdict": "pass", "number": str(number)}
        yield self.act("sign-off", f"/plans/{guided.plan}/sign-offs", signed)
        found = re.search(r'"(/plans/[^"]+/withdrawal)\?', self.read(f"/mentoring/{guided.pair}"))
        if found is None:
            raise Unexpected(f"{task}: signed, and not offered to be taken back")
        yield self.act("sign-off", found[1], {"words": WORDS})


class Officer(Writer):
    """An HR officer who revokes and reinstates a certificate."""

    def __init__(self, *common: object, member: Member, holder: Member) -> None:
        super().__init__(*common)
        self._member, self._holder = member, holder

    def acts(self) -> Iterator[object]:
        """Revoked for a reason, reinstated for another, and so on."""
        self.become(self._holder)
        fields = {"programme": PROGRAMME}
        answer = self.act("certificate", "/certificates", fields, self._holder.login)
        yield answer
        self.become(self._member)
        for act, reason in cycle((("revoked", "misconduct"), ("reinstated", "appeal-upheld"))):
            done = {"act": act, "reason": reason, "words": WORDS}
            yield self.act("revocation", f"{answer.location}/acts", done)
