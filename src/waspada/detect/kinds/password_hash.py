"""Password hashes: bcrypt, scrypt, Argon2, PBKDF2, crypt(3), LDAP, MySQL, PostgreSQL, Windows and network devices.

Most say what they are by their form. Bare hexadecimal digits are a password hash only under such a name
(`password_hash`, `ntlm`): any file has the same form.
Worse mistake: a miss; weak passwords behind fast hashes are read within hours.

Source: crypt(5) of libxcrypt; https://passlib.readthedocs.io/en/stable/modular_crypt_format.html;
https://hashcat.net/wiki/doku.php?id=example_hashes; RFC 5802, RFC 2307; manuals of Django, Werkzeug, MySQL,
PostgreSQL

>>> is_valid("$2b$12$" + "eImiTXuWVxfM37uY4JANjQ" + "k3J9xQ72mZpLw8RtYv4Bc6Nd1Fg5Hs.")
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect import noise
from waspada.detect.kind import By, How, Kind, Match, Place, Worse
from waspada.detect.token import free_on_left
from waspada.detect.trigger import shorten

KIND = Kind(
    id="secret.password_hash",
    category="user.authorization.password",
    by=By.FORM,
    worse=Worse.MISS,
    source="https://passlib.readthedocs.io/en/stable/modular_crypt_format.html",
    label="password hash",
    label_id="hash kata sandi",
    names=("password_hash", "hashed_password", "password_digest", "encrypted_password", "passwd_hash", "pwd_hash"),
    revoke="Have these passwords changed; the hash function and its cost decide how soon they are read.",
)
KINDS = (KIND,)

_B64 = r"[A-Za-z0-9+/]"
_CRYPT = r"[./A-Za-z0-9]"
_FORMS = (
    rf"\$2[abxy]?\$[0-3][0-9]\${_CRYPT}{{53}}",
    rf"\$argon2(?:id|i|d)\$(?:v=[0-9]+\$)?m=[0-9]+,t=[0-9]+,p=[0-9]+\${_B64}{{8,}}\${_B64}{{16,}}",
    rf"\$scrypt\$ln=[0-9]+,r=[0-9]+,p=[0-9]+\${_B64}{{8,}}\${_B64}{{16,}}",
    r"scrypt:[0-9]{2,8}:[0-9]{1,3}:[0-9]{1,3}\$[A-Za-z0-9]{4,64}\$[0-9a-f]{64,128}",
    r"pbkdf2:sha(?:1|256|512)(?::[0-9]{3,8})?\$[A-Za-z0-9]{4,64}\$[0-9a-f]{40,128}",
    rf"pbkdf2_sha(?:1|256|512)\$[0-9]{{3,8}}\$[A-Za-z0-9+/=]{{4,64}}\${_B64}{{27,88}}={{0,2}}",
    r"\$pbkdf2(?:-sha(?:256|512))?\$[0-9]{3,8}\$[./A-Za-z0-9]{8,}\$[./A-Za-z0-9]{27,}",
    rf"\$1\${_CRYPT}{{1,8}}\${_CRYPT}{{22}}",
    rf"\$apr1\${_CRYPT}{{1,8}}\${_CRYPT}{{22}}",
    rf"\$5\$(?:rounds=[0-9]{{4,9}}\$)?{_CRYPT}{{1,16}}\${_CRYPT}{{43}}",
    rf"\$6\$(?:rounds=[0-9]{{4,9}}\$)?{_CRYPT}{{1,16}}\${_CRYPT}{{86}}",
    rf"\$g?y\${_CRYPT}{{2,8}}\${_CRYPT}{{4,86}}\${_CRYPT}{{43}}",
    rf"\$7\${_CRYPT}{{11}}{_CRYPT}{{1,64}}\${_CRYPT}{{43}}",
    rf"\$[PH]\${_CRYPT}{{31}}",
    rf"\$S\${_CRYPT}{{52}}",
    rf"\$[89]\${_CRYPT}{{14}}\${_CRYPT}{{43}}",
    rf"\{{(?:SSHA(?:256|384|512)?|SHA(?:256|384|512)?|SMD5|MD5)\}}{_B64}{{22,120}}={{0,2}}",
    r"\*[0-9A-F]{40}",
    r"0x0[12]00[0-9A-Fa-f]{48,136}",
    rf"SCRAM-SHA-(?:1|256)\$[0-9]{{3,8}}:{_B64}{{16,}}={{0,2}}\${_B64}{{27,}}={{0,2}}:{_B64}{{27,}}={{0,2}}",
    r"[A-Za-z0-9._$\\-]{1,64}:[0-9]{1,6}:[0-9a-fA-F]{32}:[0-9a-fA-F]{32}:::",
    r"[A-Za-z0-9._-]{1,64}::[A-Za-z0-9._-]{1,64}:[0-9a-fA-F]{16}:[0-9a-fA-F]{32}:[0-9a-fA-F]{80,}",
    r"grub\.pbkdf2\.sha512\.[0-9]{3,8}\.[0-9A-F]{64,256}\.[0-9A-F]{128}",
)
_HASH = re.compile(f"(?:{'|'.join(_FORMS)})(?![A-Za-z0-9+/])")
_OWN_TRIGGERS = {
    _FORMS[17]: (r"\*[0-9A-F]{40}",),
    _FORMS[20]: (r":[0-9]{1,6}:[0-9a-fA-F]{32}:[0-9a-fA-F]{32}:::",),
    _FORMS[21]: (r"::[A-Za-z0-9._-]{1,64}:[0-9a-fA-F]{16}:[0-9a-fA-F]{32}:[0-9a-fA-F]{20}",),
}
_NAMES = re.compile(
    r"(?:[a-z0-9]+_)*?(?:pass(?:word|wd)?_?(?:hash|digest|hashed|md5|sha1|sha256|bcrypt|crypt|enc|encrypted)"
    r"|(?:hashed|encrypted|crypted|crypt)_?pass(?:word|wd)?|pwd_?hash|hash_?pass(?:word|wd)?|nt_?hash|lm_?hash"
    r"|ntlm(?:_?hash)?"
    r"|hash_(?:kata_)?sandi|(?:kata_)?sandi_hash|password|passwd|pwd)"
)
_BARE = re.compile(
    r"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128}|md5[0-9a-f]{32}"
    r"|[A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}=="
)
_WORDS = re.compile(
    r"(?i)((?:nt|lm)[ _-]?hash|ntlm(?:v[12])?(?:[ _-]?hash)?|password[ _-]?(?:hash|digest|md5|sha1|sha256)"
    r"|hashed[ _-]?password"
    r"|hash (?:kata )?sandi|encrypted password"
    r"|encrypted_password)[\"'\\]{0,3}\s{0,3}(?:[:=]|is|adalah)\s{0,3}[\"'\\]{0,3}"
    r"([0-9a-fA-F]{128}|[0-9a-fA-F]{96}|[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32}|md5[0-9a-f]{32})(?![0-9A-Za-z])"
)
_LEAST_ENTROPY = 2.6


def compact(text: str) -> str:
    """Without blanks around it."""
    return text.strip()


def validate(text: str) -> str:
    """The hash, or ValueError."""
    whole = compact(text)
    if not _HASH.fullmatch(whole):
        message = "not a password hash by its form"
        raise ValueError(message)
    return whole


def is_valid(text: str) -> bool:
    """Whether `validate` accepts it."""
    return bool(_HASH.fullmatch(compact(text)))


def format(text: str) -> str:
    """As it stands."""
    return compact(text)


def _real(text: str) -> bool:
    tail = text[-31:]
    return noise.entropy(tail) >= _LEAST_ENTROPY and not noise.is_repetitive(tail) and not noise.is_masked(text)


class PasswordHashFinder:
    """Finds hashes by form, and bare digests by name."""

    kinds = KINDS
    triggers = (
        *(trigger for form in _FORMS for trigger in _OWN_TRIGGERS.get(form, shorten(form))),
        r"(?i)(?:nt[ _-]?hash|lm[ _-]?hash|ntlm|password[ _-]?(?:hash|digest|md5|sha)|hashed[ _-]?password|sandi"
        r"|encrypted[ _]password)"
        r"[\x00-\xff]{1,16}[0-9a-fA-F]{32}",
    )
    value_shape = r"^(?:md5)?[0-9a-fA-F]{32,128}$|^[A-Za-z0-9+/]{27,86}={1,2}$"

    def by_name(self, place: Place) -> bool:
        """Report whether every value of this field is to be looked at."""
        return place.meaning == KIND.id or bool(_NAMES.fullmatch(place.name))

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every password hash in `text`."""
        if self.by_name(place) and _BARE.fullmatch(text.strip()) and _real(text.strip()):
            start = text.index(text.strip())
            yield Match(KIND.id, start, start + len(text.strip()), True, How.NAME_AND_FORM)
            return
        position = 0
        while found := _HASH.search(text, position):
            if free_on_left(text, found.start(), "A-Za-z0-9") and _real(found[0]):
                yield Match(KIND.id, *found.span(), True, How.FORM)
                position = found.end()
            else:
                position = found.start() + 1
        for found in _WORDS.finditer(text):
            if _real(found[2]):
                yield Match(KIND.id, *found.span(2), True, How.WORDS_AND_FORM)


FINDER = PasswordHashFinder()
