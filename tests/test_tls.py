"""Where people come over TLS, cookies and browsers are bound to it."""

from lms import create_app
from lms.config import Settings
from tests.products import SECRET


def sign_in_page(folder, address):
    environment = {"LMS_INSTANCE": str(folder), "LMS_SECRET_KEY": SECRET, "LMS_PUBLIC_URL": address}
    return create_app(Settings.read(environment)).test_client().get("/sign-in")


def test_over_tls_the_cookie_belongs_to_this_host_alone(tmp_path):
    headers = sign_in_page(tmp_path, "https://training.example.com").headers
    name, *rules = headers["Set-Cookie"].split("; ")

    assert name.startswith("__Host-shitu=")
    assert set(rules) == {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"}
    assert headers["Strict-Transport-Security"] == "max-age=31536000"


def test_without_tls_the_cookie_works_all_the_same(tmp_path):
    headers = sign_in_page(tmp_path, "http://127.0.0.1:8000").headers

    assert headers["Set-Cookie"].startswith("shitu=")
    assert "Secure" not in headers["Set-Cookie"]
    assert "Strict-Transport-Security" not in headers
