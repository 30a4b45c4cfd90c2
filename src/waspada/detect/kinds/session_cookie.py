"""What keeps somebody logged in: session cookies of the usual frameworks, cookie headers, bearer tokens.

Names that belong to one framework (`PHPSESSID`, `connect.sid`) count anywhere; general ones (`sid`, `session`) only
in a cookie header. `session_id` in an event is as a rule the analytics tool's own counter: weak, and nothing when it
is a number, a UUID or short. Cookies that only measure (`_ga`) are none.
Worse mistake: a miss; whoever replays the value is that user.

Source: RFC 6265 (cookies), RFC 6750 (bearer tokens), RFC 7617 (Basic); manuals of the frameworks

>>> text = "Cookie: _ga=GA1.2.3; PHPSESSID=k3j9xq72mzp4lw8rt0yv5bc6nd"
>>> [text[m.start : m.end] for m in FINDER.find(text, Place())]
['k3j9xq72mzp4lw8rt0yv5bc6nd']
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from waspada.detect import noise
from waspada.detect.kind import By, How, Kind, Match, Place, Worse

KIND = Kind(
    id="secret.session_cookie",
    category="user.authorization.credentials",
    by=By.FORM,
    worse=Worse.MISS,
    source="RFC 6265",
    label="session cookie",
    label_id="kuki sesi",
    names=("session_token", "session_cookie", "phpsessid", "jsessionid", "connect_sid", "sessionid", "laravel_session"),
    revoke="End all sessions of this user on the server.",
)
BEARER = Kind(
    id="secret.bearer_token",
    category="user.authorization.credentials",
    by=By.FORM,
    worse=Worse.MISS,
    source="RFC 6750",
    label="bearer token",
    label_id="token bearer",
    names=("authorization", "authorization_header", "bearer_token", "http_authorization"),
    revoke="Revoke the token at the service that issued it; end the sessions of its user.",
)
KINDS = (KIND, BEARER)

_OWN = (
    r"PHPSESSID|JSESSIONID|ASP\.NET_SessionId|ASPSESSIONID[A-Z]{8}|connect\.sid|laravel_session|ci_session|CAKEPHP"
    r"|_gitlab_session|_rails_session|_[a-z0-9]{2,24}_session|sessionid|sessionToken|session_token|session-token"
    r"|(?:__Secure-|__Host-)?next-auth\.session-token|(?:__Secure-|__Host-)?authjs\.session-token"
    r"|wordpress_logged_in_[0-9a-f]{32}"
    r"|wordpress_sec_[0-9a-f]{32}|wp_woocommerce_session_[0-9a-f]{32}|SAPISID|APISID|HSID|SSID"
    r"|__Secure-[13]PSID(?:TS|CC)?"
    r"|li_at|user_session|remember_web_[0-9a-f]{40}|remember_user_token|CFID|CFTOKEN|XSRF-TOKEN|csrftoken|_csrf"
    r"|_csrf_token"
    r"|SSESS[0-9a-f]{32}|SESS[0-9a-f]{32}|PLAY_SESSION|koa\.sess|koa:sess|express\.sid|\.AspNetCore\.[A-Za-z.]{4,40}"
    r"|\.ASPXAUTH|frontend_session|auth_token|access_token_cookie|refresh_token_cookie|cf_clearance|xoxd|d_s|auth0"
)
_OWN_PAIR = re.compile(
    rf"(?i)(?<![A-Za-z0-9_.-])({_OWN})[\"']?\s{{0,2}}[=:]\s{{0,2}}[\"']?([^\s;,\"'&<>?#]{{16,4096}})"
)
_HEADER = re.compile(
    r"(?i)(?<![a-z0-9_])(?:set-cookie|cookie|document\.cookie"
    r"|http_cookie)[\"']?\s{0,3}[:=]\s{0,3}[\"']?([^\r\n\"]{1,8192})"
)
_PAIR = re.compile(r"([A-Za-z0-9_.%~$-]{1,80})=([^;\s,\"']{16,4096})")
_LOGGED_IN = re.compile(r"(?i)sess|(?<![a-z])sid|auth|token|jwt|login|logged|remember|sso|ticket|identity|account")
_MEASURES = re.compile(
    r"(?i)^(?:_ga|_gid|_gcl|_fb[pc]|_hj|_pk_|__utm|ajs_|mp_|amplitude|AMP_|optimizely|_uet|intercom-device|consent"
    r"|cookie)"
)
_BEARER = re.compile(
    r"(?i)(?:authorization[\"'\\]{0,3}\s{0,3}[:=,]\s{0,3}[\"'\\]{0,3}(?:bearer|token|basic|apikey|digest)|(?<![a-z])bearer)"
    r"(?:\s{1,3}|%20|\+)([A-Za-z0-9._~+/%|:-]{16,4096}={0,2})"
)
_NAMES = re.compile(
    r"(?:[a-z0-9]+_)?(?:session_(?:token|cookie|secret|key)|session_id_token|phpsessid|jsessionid"
    r"|asp_net_session_?id|connect_sid"
    r"|laravel_session|ci_session|sessionid|auth_cookie|login_cookie|session_cookies?|csrf_?token|xsrf_?token|_?csrf"
    r"|remember_token)"
)
_WEAK_NAMES = re.compile(r"(?:[a-z0-9]+_)?(?:session_id|session|sid|sess|cookies?)")
_AUTHORIZATION_NAMES = frozenset(
    {"authorization", "authorization_header", "bearer_token", "http_authorization", "bearer"}
)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=%:|-]{16,4096}")


def _random(value: str, least: int = 16) -> bool:
    if len(value) < least or "://" in value or noise.is_example(value, least_entropy=2.8) or noise.is_wordy(value):
        return False
    return any(map(str.isdigit, value)) and any(map(str.isalpha, value))


def basic_login(value: str) -> str | None:
    """User and password of HTTP Basic, or None where it is none."""
    try:
        inside = base64.b64decode(value + "=" * (-len(value) % 4), validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    return inside if ":" in inside and inside.isprintable() and not inside.startswith(":") else None


class SessionCookieFinder:
    """Finds the value of a cookie or of a bearer token."""

    kinds = KINDS
    triggers = (
        rf"(?i)(?:{_OWN})[\"']?\s{{0,2}}[=:]\s{{0,2}}[\"']?[^\s;,\"'&<>]{{16}}",
        r"(?i)cookie[\"']?\s{0,3}[:=]\s{0,3}[\"']?[a-z0-9_.%~$-]{1,80}=",
        r"(?i)(?:bearer|authorization[\"'\\]{0,3}\s{0,3}[:=,]\s{0,3}[\"'\\]{0,3}(?:token|basic|apikey|digest))"
        r"(?:\s{1,3}|%20|\+)[A-Za-z0-9._~+/%|:-]{16}",
    )
    value_shape = r"^[!-~]{16,}$|[Bb]earer [!-~]{16}|=[!-~]{16}"

    def by_name(self, place: Place) -> bool:
        """Report whether every value of this field is to be looked at."""
        name = place.name
        known = _NAMES.fullmatch(name) or _WEAK_NAMES.fullmatch(name) or name in _AUTHORIZATION_NAMES
        return place.meaning in (KIND.id, BEARER.id) or bool(known)

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield cookies and bearer tokens in `text`."""
        taken: list[tuple[int, int]] = []
        for match in (*self._named(text, place), *self._bearer(text), *self._pairs(text), *self._headers(text)):
            if all(match.end <= start or match.start >= end for start, end in taken):
                taken.append((match.start, match.end))
                yield match

    def _named(self, text: str, place: Place) -> Iterator[Match]:
        if not self.by_name(place) or not _TOKEN.fullmatch(text) or not _random(text):
            return
        if place.name in _AUTHORIZATION_NAMES:
            yield Match(BEARER.id, 0, len(text), True, How.NAME_AND_FORM)
        elif not _WEAK_NAMES.fullmatch(place.name):
            yield Match(KIND.id, 0, len(text), True, How.NAME_AND_FORM)
        elif len(text) >= 24 and not _UUID.fullmatch(text):
            yield Match(KIND.id, 0, len(text), False, How.NAME_AND_FORM)

    def _bearer(self, text: str) -> Iterator[Match]:
        for found in _BEARER.finditer(text):
            value = found[1]
            basic = "basic" in found[0][: found.start(1) - found.start()].lower()
            real = basic_login(value) is not None if basic else _random(value, 20)
            if real:
                yield Match(BEARER.id, *found.span(1), True, How.WORDS_AND_FORM)

    def _pairs(self, text: str) -> Iterator[Match]:
        for found in _OWN_PAIR.finditer(text):
            if _random(found[2]):
                yield Match(KIND.id, *found.span(2), True, How.WORDS_AND_FORM)

    def _headers(self, text: str) -> Iterator[Match]:
        for header in _HEADER.finditer(text):
            for pair in _PAIR.finditer(text, *header.span(1)):
                if _LOGGED_IN.search(pair[1]) and not _MEASURES.search(pair[1]) and _random(pair[2]):
                    yield Match(KIND.id, *pair.span(2), True, How.WORDS_AND_FORM)


FINDER = SessionCookieFinder()
