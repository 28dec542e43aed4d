"""Requests take turns, and step aside where they wait."""

import threading
from contextlib import suppress
from io import BytesIO

import pytest

from lms.turns import IN_MEMORY, OneAtATime, Turnstile, stepping_aside

PATIENCE = 5  # seconds


class Stage:
    """An application whose requests wait until they are let on."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.inside = 0
        self.most = 0
        self.gates: dict[str, threading.Event] = {}
        self.arrived: dict[str, threading.Event] = {}
        self.serve = OneAtATime(self, largest=100)
        self.threads: list[threading.Thread] = []

    def __call__(self, environ, start):
        name = environ["PATH_INFO"]
        self.order.append(name)
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.arrived[name].set()
        if name.startswith("/aside"):
            self.inside -= 1
            with stepping_aside():
                assert self.gates[name].wait(PATIENCE)
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.order.append(f"{name} again")
        elif name.startswith("/held"):
            assert self.gates[name].wait(PATIENCE)
        self.inside -= 1
        if name == "/broken":
            raise ValueError(name)
        return [environ["wsgi.input"].read()]

    def ask(self, name: str, body: bytes = b"") -> None:
        environ = {
            "PATH_INFO": name,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        }
        self.gates[name], self.arrived[name] = threading.Event(), threading.Event()

        def run() -> None:
            with suppress(ValueError):
                self.serve(environ, lambda *_: None)

        thread = threading.Thread(target=run)
        thread.start()
        self.threads.append(thread)

    def let_on(self, *names: str) -> None:
        for name in names:
            self.gates[name].set()

    def finish(self) -> None:
        for thread in self.threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()


@pytest.fixture
def stage():
    return Stage()


def test_one_request_is_worked_on_at_a_time_in_the_order_of_coming(stage):
    stage.ask("/held")
    assert stage.arrived["/held"].wait(PATIENCE)
    for name in ("/a", "/b", "/c"):
        before = threading.active_count()
        stage.ask(name)
        assert threading.active_count() > before
        assert not stage.arrived[name].wait(0.05)
    stage.let_on("/held")
    stage.finish()

    assert stage.order == ["/held", "/a", "/b", "/c"]
    assert stage.most == 1


def test_who_waits_for_something_lets_others_on_and_comes_back_first(stage):
    stage.ask("/aside")
    assert stage.arrived["/aside"].wait(PATIENCE)
    stage.ask("/held")
    assert stage.arrived["/held"].wait(PATIENCE)
    stage.ask("/late")
    assert not stage.arrived["/late"].wait(0.05)
    stage.let_on("/aside")
    assert not stage.arrived["/late"].wait(0.05)
    stage.let_on("/held")
    stage.finish()

    assert stage.order == ["/aside", "/held", "/aside again", "/late"]
    assert stage.most == 1


def test_an_error_ends_the_turn(stage):
    stage.ask("/broken")
    stage.finish()
    stage.ask("/after")
    stage.finish()

    assert stage.order == ["/broken", "/after"]


def test_a_request_takes_its_turn_only_when_it_has_arrived():
    arrived = threading.Event()

    class SlowBody(BytesIO):
        def read(self, size: int = -1) -> bytes:
            assert arrived.wait(PATIENCE)
            return super().read(size)

    seen = []
    serve = OneAtATime(lambda environ, _: seen.append(environ["wsgi.input"].read()) or [], 100)
    slow = {"CONTENT_LENGTH": "4", "wsgi.input": SlowBody(b"slow and more")}
    thread = threading.Thread(target=serve, args=(slow, None))
    thread.start()
    serve({"CONTENT_LENGTH": "5", "wsgi.input": BytesIO(b"quick")}, None)
    arrived.set()
    thread.join(PATIENCE)

    assert seen == [b"quick", b"slow"]


def test_a_request_that_is_too_long_is_left_unread():
    body = BytesIO(b"x" * 101)
    OneAtATime(lambda *_: [], 100)({"CONTENT_LENGTH": "101", "wsgi.input": body}, None)

    assert body.tell() == 0


def test_a_request_of_unknown_length_is_received_too_and_only_as_far_as_any_may_be_long():
    seen = []
    serve = OneAtATime(lambda environ, _: seen.append(environ["wsgi.input"].read()) or [], 100)
    for body in (b"x" * 7, b"x" * 300):
        serve({"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": BytesIO(body)}, None)

    assert [len(body) for body in seen] == [7, 101]


def test_a_large_request_waits_for_its_turn_on_disk():
    seen = []

    def application(environ, _start):
        seen.extend([environ["wsgi.input"]._rolled, environ["wsgi.input"].read()])
        return []

    body = bytes(range(256)) * (IN_MEMORY // 128)
    serve = OneAtATime(application, largest=len(body))
    serve({"CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}, None)

    assert seen == [True, body]


def test_a_client_that_falls_silent_is_told_so_and_keeps_no_turn():
    class Silent(BytesIO):
        def read(self, size: int = -1) -> bytes:
            raise BlockingIOError

    told = []
    serve = OneAtATime(lambda *_: [b"fine"], 100)
    for body in (Silent(), BytesIO(b"1234")):
        request = {"CONTENT_LENGTH": "4", "wsgi.input": body}
        told.append(list(serve(request, lambda status, _: told.append(status))))

    assert told == ["408 Request Timeout", [], [b"fine"]]


def test_outside_of_requests_nothing_steps_aside():
    turnstile = Turnstile()
    with turnstile, stepping_aside():
        pass
    turnstile.enter()
    turnstile.leave()
