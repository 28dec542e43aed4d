"""One click that arrives several times at once: one entry, and every arrival is told of it."""

import secrets
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from tests.onboarding.scene import MONDAY

AT_ONCE = 6


def arrivals(scene, address: str, fields: Mapping[str, str]) -> list[int]:
    """The statuses of the same post, sent several times at once."""
    browsers = [scene.browser for _ in range(AT_ONCE)]
    tokens = [browser.csrf_token() for browser in browsers]
    key = secrets.token_hex(16)

    def post(index: int) -> int:
        data = {**fields, "csrf_token": tokens[index], "key": key}
        return browsers[index].client.post(address, data=data).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(post, range(AT_ONCE)))


def test_a_signature(scene):
    answers = arrivals(scene, f"/plans/{scene.plan}/sign-offs", scene.fields("first-talk"))

    assert answers == [303] * AT_ONCE
    assert scene.count() == 1


def test_a_signature_taken_back(scene):
    signed = scene.kit.sign(scene.chen, scene.lin, "first-talk", MONDAY)
    address = f"/plans/{scene.plan}/sign-offs/{signed}/withdrawal"

    answers = arrivals(scene, address, {"words": "点错了人，这一条不算。"})

    assert answers == [303] * AT_ONCE
    assert scene.count() == 2
