"""Behind proxies: whose address counts is the one that the last trusted proxy saw."""

from pathlib import Path

import pytest
from flask import Flask, request

from lms import create_app
from lms.config import Settings
from tests.products import SECRET

HEADERS = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7, 192.0.2.5", "X-Forwarded-Proto": "https"}


def behind(folder: Path, proxies: str) -> Flask:
    environment = {"LMS_INSTANCE": str(folder), "LMS_SECRET_KEY": SECRET, "LMS_PROXIES": proxies}
    return create_app(Settings.read(environment))


@pytest.mark.parametrize(
    ("proxies", "address", "scheme"),
    [
        ("0", "127.0.0.1", "http"),
        ("1", "192.0.2.5", "https"),
        ("2", "198.51.100.7", "http"),  # the scheme was passed on by one proxy only
        ("3", "203.0.113.9", "http"),
        ("4", "127.0.0.1", "http"),  # fewer addresses than proxies: somebody came past them
    ],
)
def test_so_many_forwarded_addresses_are_believed_as_there_are_proxies(
    tmp_path, proxies, address, scheme
):
    with behind(tmp_path, proxies).test_client() as client:
        client.get("/verify", headers=HEADERS)

        assert (request.remote_addr, request.scheme) == (address, scheme)
