"""Random values under a secret-like name (`api_key`, `accessToken`) of no provider that we know by form.

Strong: at least 20 characters with the entropy of random ones under a name that means nothing but a secret. Weak:
shorter or less random ones, UUIDs, and 32 hex digits under the bare names `token` and `secret` (a Mixpanel export
carries its public project token so). Decided as no secrets, whatever their values: names that end in a count, an id,
a type, a time or a place (`token_count`, `access_key_id`, `token_expires_at`), paging marks (`next_page_token`,
`cursor`), addresses of devices for push (`device_token`, `fcm_token`), public keys, and the plain names `key` and
`hash`.
Worse mistake: a miss, within names; outside of names a false alarm.

Source: entropy as Shannon 1948; names as in OWASP Secrets Management Cheat Sheet

>>> text = '{"clientSecret": "q8Zt3LwX0vKp7RnB2yHsD9mF"}'
>>> [(text[m.start : m.end], m.strong) for m in FINDER.find(text, Place())]
[('q8Zt3LwX0vKp7RnB2yHsD9mF', True)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect import noise
from waspada.detect.kind import By, How, Kind, Match, Place, Worse
from waspada.detect.labelled import SEPARATOR, is_code, is_date, is_path, is_placeholder, values

KIND = Kind(
    id="secret.high_entropy",
    category="user.authorization.credentials",
    by=By.FORM,
    worse=Worse.MISS,
    source="https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    label="random value under a secret-like name",
    label_id="nilai acak di bawah nama rahasia",
    names=(
        *("api_key", "apikey", "api_secret", "api_token", "secret_key", "client_secret", "access_key", "access_token"),
        *("refresh_token", "auth_token", "private_key", "signing_key", "encryption_key", "webhook_secret", "kunci_api"),
    ),
    revoke="Ask the owner of the system that issued it; replace the value there and wherever it is used.",
)
KINDS = (KIND,)

_STRONG_WORDS = (
    "api_?key|api_?secret|api_?token|api_?password|app_?secret|app_?key|secret_?key|secret_?access_?key|access_?secret"
    "|client_?secret|client_?key|consumer_?secret|consumer_?key|access_?key|access_?token|refresh_?token|auth_?token"
    "|auth_?key"
    "|auth_?secret|bearer_?token|id_?token|oauth_?token|oauth_?secret|private_?key|private_?token|signing_?key"
    "|signing_?secret|encryption_?key|decryption_?key|master_?key|account_?key|shared_?key|shared_?secret"
    "|webhook_?secret"
    "|session_?secret|cookie_?secret|jwt_?secret|token_?secret|service_?token|deploy_?token|deploy_?key|personal_?token"
    "|personal_?access_?token|security_?token|server_?key|admin_?key|admin_?token|bot_?token|reset_?token|login_?token"
    "|magic_?link_?token|password_?reset_?token|impersonation_?token|user_?token|database_?key|hmac_?key|hmac_?secret"
    "|ssh_?key|storage_?key|license_?secret|credentials?|kunci_?api|kunci_?rahasia|token_?akses|rahasia_?klien"
    "|subscription_?key"
)
_WEAK_WORDS = (
    "secret|secrets|token|tokens|rahasia|passkey|invite_?token|invitation_?token|unsubscribe_?token"
    "|verification_?token|confirmation_?token"
)
_STRONG = re.compile(rf"(?:[a-z0-9_]*_)?(?:{_STRONG_WORDS})s?(?:_?(?:value|prod|production|live|dev|staging|v?[0-9]))?")
_WEAK = re.compile(rf"(?:[a-z0-9_]*_)?(?:{_WEAK_WORDS})")
_NEVER = re.compile(
    r"(?:^|_)(?:public|publishable|pub|device|fcm|apns|gcm|push|registration|page|next|prev|previous|continuation"
    r"|sync|cursor"
    r"|cancel|cancellation|primary|foreign|sort|partition|cache|idempotency|insert|dedup|dedupe|sdk_client"
    r"|client_side|max|min"
    r"|num|count|total|prompt|completion|input|output|used|has|is|no|csrf|xsrf|firebase_instance|advertising"
    r"|tracking|ad"
    r"|search|query|route|site|recaptcha_site)_|(?:^|_)(?:tokeni[sz]e[rd]?|secretary)"
)
_LABEL = re.compile(
    r"((?:api[ _-]?(?:key|secret|token)|secret[ _-]?(?:access[ _-]?)?key"
    r"|(?:client|consumer|app|webhook|signing|shared|session|jwt|hmac|auth|oauth|access|token)[ _-]?secret"
    r"|(?:access|auth|signing|encryption|master|account|private|server|admin|deploy|storage|subscription|app)[ _-]?key"
    r"|(?:access|refresh|auth|bearer|id|oauth|private|service|deploy|security|bot|admin|login|reset|session|user)"
    r"[ _-]?token|credentials?|secret|token|kunci[ _-]?(?:api|rahasia)|token[ _-]?akses))" + SEPARATOR
)
_PREFIX = re.compile(r"(?:[A-Za-z0-9]{1,24}[ _-]){1,3}\Z|[a-z0-9]{1,24}\Z")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HEX = re.compile(r"[0-9a-fA-F]+")
_VALUE = re.compile(r"[A-Za-z0-9+/_.~=!@#$%^&*:|-]{12,512}")
_SNAKE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[ .-]+")


def _strength(value: str, name: str) -> bool | None:
    """True: strong, False: weak, None: nothing."""
    if not _VALUE.fullmatch(value) or is_code(value) or is_date(value) or is_path(value) or is_placeholder(value):
        return None
    if noise.is_example(value) or noise.is_wordy(value) or noise.is_one_class(value):
        return None
    size, bits = len(value), noise.entropy(value)
    if bits < 2.8 or not any(map(str.isdigit, value)):
        return None
    if _UUID.fullmatch(value):
        return False
    named = bool(_STRONG.fullmatch(name))
    if _HEX.fullmatch(value):
        return named and size >= 32 and bits >= 3.0
    random = size >= 20 and bits >= (3.4 if size < 28 else 3.7)
    return random and (named or (size >= 32 and bits >= 4.0))


def names_secret(name: str) -> bool:
    """Report whether a field of this name (snake_case) may hold secrets."""
    return not _NEVER.search(name) and bool(_STRONG.fullmatch(name) or _WEAK.fullmatch(name))


class HighEntropyFinder:
    """Finds the value, not its name."""

    kinds = KINDS
    triggers = (
        r"(?i)(?:api[ _-]?key|secret|access[ _-]?key|auth[ _-]?key|signing[ _-]?key|encryption[ _-]?key|master[ _-]?key"
        r"|account[ _-]?key|private[ _-]?key|server[ _-]?key|admin[ _-]?key|deploy[ _-]?key|storage[ _-]?key"
        r"|subscription[ _-]?key"
        r"|secret[ _-]?key|app[ _-]?key|token|credentials?|kunci[ _-]?api|kunci[ _-]?rahasia|token[ _-]?akses)(?:nya"
        r"|ku|mu)?"
        r"[\"'`\\\]]{0,4}\s{0,3}(?:[:=]|=>|->|(?:is|was|adalah|yaitu|ialah|saya|anda|kamu)[ :])\s{0,3}"
        r"(?:[:=>]|adalah)?\s{0,3}[\"'`\\]{0,4}[A-Za-z0-9+/_.~-]{12}",
    )
    value_shape = r"^[!-~]{12,512}$"

    def by_name(self, place: Place) -> bool:
        """Report whether every value of this field is to be looked at."""
        return place.meaning == KIND.id or names_secret(place.name)

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield random values behind secret-like names."""
        if self.by_name(place):
            value = text.strip()
            name = KIND.names[0] if place.meaning == KIND.id else place.name
            strength = _strength(value, name)
            if strength is not None:
                start = text.index(value)
                yield Match(KIND.id, start, start + len(value), strength, How.NAME_AND_FORM)
                return
        for labelled in values(text, _LABEL):
            prefix = _PREFIX.search(text, max(0, labelled.at - 80), labelled.at)
            name = _SNAKE.sub("_", (prefix[0] if prefix else "") + labelled.label).lower()
            if not names_secret(name):
                continue
            strength = _strength(labelled.value, name)
            if strength is not None:
                yield Match(KIND.id, labelled.start, labelled.end, strength, How.WORDS_AND_FORM)


FINDER = HighEntropyFinder()
