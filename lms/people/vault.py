"""Secrets that we must read again, encrypted; and hashes that nobody can guess without our key.

All keys are derived from LMS_SECRET_KEY (HKDF, RFC 5869), one for each purpose. What was encrypted
for one owner cannot be read as another's.
"""

import base64
import hmac
import logging
import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

KEY_LENGTH = 32  # bytes: AES-256
NONCE_LENGTH = 12  # bytes, NIST SP 800-38D

log = logging.getLogger(__name__)


def encrypted(text: str, purpose: str, owner: int) -> str:
    """A secret as it may be stored (AES-GCM, bound to its purpose and owner)."""
    nonce = secrets.token_bytes(NONCE_LENGTH)
    sealed = AESGCM(_key(purpose)).encrypt(nonce, text.encode(), _bound_to(purpose, owner))
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def decrypted(stored: str, purpose: str, owner: int) -> str | None:
    """A secret that was stored; None when it is not ours to read: LMS_SECRET_KEY has changed."""
    sealed = base64.urlsafe_b64decode(stored)
    nonce, text = sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:]
    try:
        return AESGCM(_key(purpose)).decrypt(nonce, text, _bound_to(purpose, owner)).decode()
    except InvalidTag:
        log.error("a secret cannot be read: has LMS_SECRET_KEY changed?", extra={"for": purpose})
        return None


def keyed_hash(text: str, purpose: str, owner: int) -> str:
    """What is kept of a short secret: without our key, nobody who has it can try them all."""
    return hmac.new(_key(purpose), f"{owner}: {text}".encode(), sha256).hexdigest()


def seal(content: bytes, purpose: str) -> bytes:
    """What proves that we wrote something ourselves, for a purpose (HMAC-SHA-256)."""
    return hmac.digest(_key(purpose), content, "sha256")


def _key(purpose: str) -> bytes:
    secret: str = current_app.config["SETTINGS"].secret_key
    return HKDF(SHA256(), KEY_LENGTH, salt=None, info=purpose.encode()).derive(secret.encode())


def _bound_to(purpose: str, owner: int) -> bytes:
    return f"{purpose}: {owner}".encode()
