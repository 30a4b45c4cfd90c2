"""One-time codes in messages (`kode OTP Anda 482913`, `Your code is 482 913`) and fields, and the seeds that make them.

A code is old within minutes, but a table of them shows which messages were read and how codes are made; a seed
(`otpauth://…secret=`) makes all future ones. Digits count only next to the words; error numbers, times and lengths do
not.
Worse mistake: a false alarm for codes, a miss for seeds.

Source: RFC 4226 and RFC 6238 (HOTP, TOTP), https://github.com/google/google-authenticator/wiki/Key-Uri-Format

>>> text = "Kode OTP Anda adalah 482913. Jangan berikan kepada siapa pun."
>>> [text[m.start : m.end] for m in FINDER.find(text, Place())]
['482913']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect import noise
from waspada.detect.kind import By, How, Kind, Match, Place, Worse
from waspada.detect.labelled import lower

KIND = Kind(
    id="secret.one_time_code",
    category="user.authorization.credentials",
    by=By.FORM,
    worse=Worse.FALSE_ALARM,
    source="RFC 4226, RFC 6238",
    label="one-time code",
    label_id="kode sekali pakai",
    names=("otp", "otp_code", "totp", "totp_code", "mfa_code", "two_factor_code", "verification_code", "kode_otp"),
    revoke="Codes expire by themselves: check that codes are bound to one log-in and that attempts are limited.",
)
SEED = Kind(
    id="secret.one_time_seed",
    category="user.authorization.credentials",
    by=By.FORM,
    worse=Worse.MISS,
    source="https://github.com/google/google-authenticator/wiki/Key-Uri-Format",
    label="seed of one-time codes",
    label_id="benih kode sekali pakai",
    names=("totp_secret", "otp_secret", "mfa_secret", "two_factor_secret", "otp_seed"),
    revoke="Remove this second factor and enrol a new one.",
)
KINDS = (KIND, SEED)

_DIGITS = r"(?<![\w.,/:#-])((?:[a-z]-)?[0-9]{4,8}|[0-9]{3}[ -][0-9]{3}|[0-9]{4}[ -][0-9]{4})(?![\w%]|[.,:/-][0-9])"
_WORDS = (
    r"(?:otp|o\.t\.p\.|one[- ]time (?:pass(?:word|code)|code|pin)|(?:verification|security|log[- ]?in|sign[- ]?in"
    r"|authentication"
    r"|authorization|confirmation|access|2fa|mfa|two[- ]factor|recovery|activation|whatsapp|sms) (?:code|pin)|passcode"
    r"|kode (?:otp|verifikasi|keamanan|rahasia|akses|masuk|autentikasi|otentikasi|konfirmasi|aktivasi|sms|whatsapp)"
    r"|pin (?:sementara|transaksi)|c[oó]digo de verificaci[oó]n|code de v[ée]rification)"
)
_AFTER_WORDS = re.compile(rf"(?<![a-z]){_WORDS}(?![a-z])([^0-9\n]{{0,40}}?){_DIGITS}")
_BEFORE_WORDS = re.compile(
    rf"{_DIGITS}(?:\s{{1,2}}(?:is|adalah|ialah|merupakan|es"
    rf"|est)\s{{1,2}}(?:[a-z]{{1,20}}\s{{1,2}}){{0,3}}?{_WORDS})"
)
_YOUR_CODE = re.compile(
    rf"(?<![a-z])(?:your|use|enter|masukkan|gunakan)\s(?:[a-z]{{1,16}}\s){{0,2}}?(?:code|kode|pin)(?:\s(?:is"
    rf"|adalah|anda))?"
    rf"[\s:=*]{{1,4}}{_DIGITS}"
)
_OTHER_NUMBER = re.compile(
    r"(?i)expir|valid|berlaku|kedaluwarsa|minute|menit|second|detik|error|kesalahan|status|step|length|digit|attempt"
    r"|version"
    r"|versi|http|rp|idr|usd|section|line|rfc|page|port|year|tahun|since|sejak|count|jumlah|ticket|order|ref|id\b"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NAMES = re.compile(
    r"(?:[a-z0-9]+_)?(?:otp|totp|hotp|(?:otp|totp|mfa|2fa|tfa|two_factor|twofactor|verification|verify|one_time|sms"
    r"|auth_sms|login"
    r"|security|confirmation|email_verification|phone_verification)_(?:code|pin|value|token)|one_time_pass(?:word"
    r"|code)|passcode"
    r"|kode_(?:otp|verifikasi|keamanan|konfirmasi|aktivasi)|otp_?(?:input|entered|value))"
)
_SEED_NAMES = re.compile(
    r"(?:[a-z0-9]+_)?(?:totp|otp|hotp|mfa|2fa|tfa|two_factor|authenticator)_(?:secret|seed|key)(?:_key)?"
)
_CODE_VALUE = re.compile(r"(?:[A-Z]-)?[0-9]{4,8}|[0-9]{3}[ -][0-9]{3}|[0-9]{4}[ -][0-9]{4}")
_SEED_VALUE = re.compile(r"[A-Z2-7]{16,64}={0,6}|(?:[a-zA-Z2-7]{4}[ -]){3,15}[a-zA-Z2-7]{4}|[a-z2-7]{16,64}")
_OTPAUTH = re.compile(r"otpauth://[ht]otp/[^\s\"'<>]{0,300}?[?&]secret=([A-Za-z2-7]{16,128})")


def compact(text: str) -> str:
    """The digits alone."""
    return re.sub(r"[ -]", "", text.strip())


def validate(text: str) -> str:
    """The digits, or ValueError."""
    if not _CODE_VALUE.fullmatch(text.strip()):
        message = "not a one-time code"
        raise ValueError(message)
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether `validate` accepts it."""
    return bool(_CODE_VALUE.fullmatch(text.strip()))


def format(text: str) -> str:
    """In two halves, as messages write six digits."""
    digits = compact(text)
    return f"{digits[:3]} {digits[3:]}" if len(digits) == 6 else digits


def _plausible(code: str) -> bool:
    return not _YEAR.fullmatch(code) and len(set(compact(code))) > 1


class OneTimeCodeFinder:
    """Finds the code, not the words around it."""

    kinds = KINDS
    triggers = (
        r"(?i)(?:otp|o\.t\.p\.|one[- ]time (?:pass|code|pin)|(?:verification|security|log[- ]?in|sign[- ]?in"
        r"|authentication"
        r"|authorization|confirmation|access|2fa|mfa|two[- ]factor|recovery|activation|whatsapp|sms) (?:code|pin)"
        r"|passcode"
        r"|kode (?:otp|verifikasi|keamanan|rahasia|akses|masuk|autentikasi|otentikasi|konfirmasi|aktivasi|sms|whatsapp)"
        r"|pin (?:sementara|transaksi)|digo de verificaci|code de v..?rification)[^0-9\n]{0,48}[0-9]{3}",
        r"(?i)[0-9]{3} {1,2}(?:is|adalah|ialah|merupakan|es|est) {1,2}(?:[a-z]{1,20} {1,2}){0,3}(?:otp|one[- ]time"
        r"|verif|secur|log|sign|auth"
        r"|confirm|access|2fa|mfa|two|kode|passcode)",
        r"(?i)(?:your|use|enter|masukkan|gunakan) (?:[a-z]{1,16} ){0,2}(?:code|kode|pin)(?: (?:is|adalah"
        r"|anda))?[ :=*]{1,4}(?:[A-Z]-)?[0-9]{3}",
        r"otpauth://[ht]otp/",
    )
    value_shape = r"^(?:[A-Z]-)?[0-9]{3,4}[ -]?[0-9]{1,4}$|^[A-Za-z2-7 =-]{16,80}$"

    def by_name(self, place: Place) -> bool:
        """Report whether every value of this field is to be looked at."""
        return place.meaning in (KIND.id, SEED.id) or bool(
            _NAMES.fullmatch(place.name) or _SEED_NAMES.fullmatch(place.name)
        )

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield codes and seeds in `text`."""
        for found in _OTPAUTH.finditer(text):
            if not noise.is_example(found[1].lower(), least_entropy=2.5):
                yield Match(SEED.id, *found.span(1), True, How.FORM)
        if self.by_name(place):
            yield from self._named(text, place)
            return
        taken: set[int] = set()
        lowered = lower(text)
        for pattern in (_AFTER_WORDS, _BEFORE_WORDS, _YOUR_CODE):
            for found in pattern.finditer(lowered):
                group = 2 if pattern is _AFTER_WORDS else 1
                between = found[1] if pattern is _AFTER_WORDS else ""
                if found.start(group) in taken or _OTHER_NUMBER.search(between) or not _plausible(found[group]):
                    continue
                taken.add(found.start(group))
                yield Match(KIND.id, *found.span(group), True, How.WORDS_AND_FORM)

    def _named(self, text: str, place: Place) -> Iterator[Match]:
        value = text.strip()
        start = text.find(value)
        seed = place.meaning == SEED.id or _SEED_NAMES.fullmatch(place.name)
        if seed and _SEED_VALUE.fullmatch(value) and not noise.is_example(value, least_entropy=2.5):
            yield Match(SEED.id, start, start + len(value), True, How.NAME_AND_FORM)
        elif not seed and _CODE_VALUE.fullmatch(value) and len(set(value)) > 1:
            yield Match(KIND.id, start, start + len(value), True, How.NAME_AND_FORM)


FINDER = OneTimeCodeFinder()
