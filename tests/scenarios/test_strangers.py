"""Strangers at every door hold up nobody who is in the middle of an assessment."""

import threading
import time
from contextlib import contextmanager
from itertools import count

import pytest

from lms.db import db
from tests.scenarios.conftest import BEST

HER_OWN = "127.0.0.1"  # the network in which she sits, too
TOO_MANY = 429
MOST_TRIES = 100  # at one door, until it closes
FLOODS = 6  # strangers who never stop
AT_ONCE = 5.0  # seconds; the suite shares its machine


def sign_in(browser, number):
    fields = {"csrf_token": browser.csrf_token(), "login": "lin", "password": f"guess {number}"}
    return browser.client.post("/sign-in", data=fields).status_code


def ask_for_a_link(browser, number):
    fields = {"csrf_token": browser.csrf_token(), "account": "lin"}
    return browser.client.post("/forgotten", data=fields).status_code


def guess_a_slip(browser, number):
    return browser.client.get(f"/enrol/guess-{number}").status_code


def guess_a_certificate(browser, number):
    return browser.client.get(f"/verify/KF-2026-1{number:05}").status_code


DOORS = [sign_in, ask_for_a_link, guess_a_slip, guess_a_certificate]


def close(door, browser):
    """Try until the door lets nobody from this network try again."""
    answers = (door(browser, number) for number in range(MOST_TRIES))
    assert TOO_MANY in answers, "the door never closed"


@pytest.mark.parametrize("door", DOORS)
def test_a_closed_door_stops_no_assessment(lin, actor_of, browser_of, door):
    actor = actor_of(lin)
    first, *others = BEST
    page = actor.say(actor.begin("assessment"), first)
    close(door, browser_of())
    for choice in others:
        page = actor.say(page, choice)

    assert "通过" in page.text


def test_the_own_password_mistyped_inside_stops_no_assessment(lin, company, actor_of):
    company.password(lin, "a quiet teapot 7")
    actor = actor_of(lin)
    page = actor.begin("assessment")
    for _ in range(6):
        form = actor.browser.open("/account/email")
        actor.browser.submit(form, email="", current="wrong", status=422)
    for choice in BEST:
        page = actor.say(page, choice)

    assert "通过" in page.text


@contextmanager
def flood(app, browser_of):
    """Strangers knock as fast as they can, in her network and in others, at her account."""
    over, numbers, answers = threading.Event(), count(), []

    def knock(browser):
        while not over.is_set():
            number = next(numbers)
            network = HER_OWN if number % 2 else f"198.51.100.{number % 250}"
            browser.client.environ_base["REMOTE_ADDR"] = network
            answers.append(DOORS[number % len(DOORS)](browser, number))
        with app.app_context():
            db.session.remove()

    threads = [threading.Thread(target=knock, args=[browser_of()]) for _ in range(FLOODS)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        over.set()
        for thread in threads:
            thread.join()


def test_an_assessment_goes_on_in_a_flood_of_tries(app, lin, actor_of, browser_of):
    actor, slowest = actor_of(lin), 0.0
    page = actor.begin("assessment")
    with flood(app, browser_of) as answers:
        while TOO_MANY not in answers:
            actor.browser.open("/account")
        for choice in BEST:
            start = time.monotonic()
            page = actor.say(page, choice)
            slowest = max(slowest, time.monotonic() - start)

    assert "通过" in page.text
    assert slowest < AT_ONCE
