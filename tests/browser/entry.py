"""How a person gets in: a link that works once, a password, an app that shows codes, and later both again."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import Final

from tests.browser.visitor import Visitor

PASSWORD: Final = "a long sentence for tests only"
_PERIOD: Final = 30


def code_of(secret: str, now: float) -> str:
    """What an app shows for a secret at a moment (RFC 6238 over RFC 4226, six digits, SHA-1)."""
    counter = struct.pack(">Q", int(now) // _PERIOD)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 0x0F
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def come_in(visitor: Visitor, link: str, *, name: str = "", email: str = "") -> list[str]:
    """Follow a link, choose a password, set up the app; the recovery codes.

    Args:
        name: the first owner says it; whoever was invited has one.
    """
    visitor.look(link)
    if name:
        visitor.fill(name=name, email=email)
    visitor.fill(password=PASSWORD)
    visitor.press("main .button")
    visitor.looked()
    visitor.look("/account/2fa/totp/activate/")
    secret = visitor.text("code.secret").replace(" ", "")
    while time.time() % _PERIOD > _PERIOD - 4:
        time.sleep(0.5)  # a code that is about to end is waited out, as people do
    visitor.fill(code=code_of(secret, time.time()))
    visitor.press("main form.form .button")
    visitor.looked()
    visitor.look("/account/2fa/recovery-codes/")
    return visitor.page.locator("ol.codes code").all_inner_texts()


def sign_in_again(visitor: Visitor, email: str, recovery_code: str) -> None:
    """Sign out, and in with password and one of the recovery codes."""
    visitor.press("form[action='/account/logout/'] button")
    visitor.looked()
    visitor.fill(login=email, password=PASSWORD)
    visitor.press("main form.form .button")
    visitor.looked()
    visitor.fill(code=recovery_code)
    visitor.press("main form.form .button")
