"""What a browser keeps for us between requests: signed, and judged by what is in it."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature


class Cookies(SecureCookieSessionInterface):
    """Flask's signed cookie, whose signature alone counts and not when it was signed.

    Flask takes a cookie of a moment to come for forged, so that everybody would be signed out when
    the machine's clock is put back. How long a sign-in lasts says its row in the database.
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie holds; nothing when it was not signed by us."""
        signer = self.get_signing_serializer(app)
        if signer is None:
            return None
        try:
            return self.session_class(signer.loads(request.cookies[self.get_cookie_name(app)]))
        except (KeyError, BadSignature):
            return self.session_class()
