"""Codes of one moment, recovery codes, and what comes before all else: the rules by example."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from lms.people import authenticator
from lms.people.domain import (
    Duty,
    PasswordDue,
    Role,
    digits_of,
    duty_of,
    in_groups,
    needs_second_factor,
    step_at,
)

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
STEP = timedelta(seconds=30)


def instant(seconds):
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(  # RFC 6238, appendix B, the last six digits
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds, code):
    now = instant(seconds)

    assert authenticator.step_of(RFC_SECRET, code, after=0, now=now) == seconds // 30


@pytest.mark.parametrize(
    ("steps", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_clocks_may_differ_by_one_step(steps, fits):
    secret = authenticator.new_secret()
    code = code_at(secret, NOON + steps * STEP)

    assert (authenticator.step_of(secret, code, after=0, now=NOON) is not None) == fits


def code_at(secret, moment):
    return authenticator.pyotp.TOTP(secret).at(moment)


def test_a_code_and_all_before_it_are_worth_nothing_once_one_was_taken():
    secret = authenticator.new_secret()
    taken = step_at(NOON)

    assert authenticator.step_of(secret, code_at(secret, NOON), after=taken, now=NOON) is None
    assert (
        authenticator.step_of(secret, code_at(secret, NOON - STEP), after=taken, now=NOON) is None
    )
    following = code_at(secret, NOON + STEP)
    assert authenticator.step_of(secret, following, after=taken, now=NOON) == taken + 1


def test_secrets_are_long_and_never_the_same():
    secrets = {authenticator.new_secret() for _ in range(50)}

    assert len(secrets) == 50
    assert {len(base64.b32decode(secret)) for secret in secrets} == {20}


def test_apps_read_who_the_secret_is_for():
    address = authenticator.address(RFC_SECRET, "lin.xiao")

    assert address == f"otpauth://totp/Shitu:lin.xiao?secret={RFC_SECRET}&issuer=Shitu"


@pytest.mark.parametrize("typed", ["123456", " 123 456 ", "１２３４５６", "123-456"])
def test_a_code_is_the_same_however_it_is_typed(typed):
    assert digits_of(typed) == "123456"


def test_long_codes_are_read_in_groups():
    assert in_groups("1234567890123456") == "1234 5678 9012 3456"


@pytest.mark.parametrize("role", [Role.TRAINER, Role.HR, Role.ADMIN])
def test_who_sees_or_decides_about_many_must_have_a_second_factor(role):
    assert needs_second_factor([Role.TRAINEE, role], is_demo=False)
    assert not needs_second_factor([role], is_demo=True)


def test_trainees_and_mentors_may_have_one():
    assert not needs_second_factor([Role.TRAINEE, Role.MENTOR], is_demo=False)


@pytest.mark.parametrize(
    ("roles", "has", "due", "duty"),
    [
        ([Role.TRAINEE], False, None, None),
        ([Role.TRAINEE], False, PasswordDue.SHORT, Duty.PASSWORD),
        ([Role.TRAINEE], True, PasswordDue.SHORT, None),
        ([Role.TRAINEE], True, PasswordDue.TEMPORARY, Duty.PASSWORD),
        ([Role.HR], False, None, Duty.SECOND_FACTOR),
        ([Role.HR], False, PasswordDue.SHORT, Duty.SECOND_FACTOR),
        ([Role.HR], False, PasswordDue.TEMPORARY, Duty.PASSWORD),
        ([Role.HR], True, None, None),
    ],
)
def test_one_thing_after_the_other(roles, has, due, duty):
    assert duty_of(roles, is_demo=False, has_second_factor=has, password_due=due) is duty


def test_the_demo_asks_for_nothing():
    assert duty_of([Role.ADMIN], is_demo=True, has_second_factor=False, password_due=None) is None
