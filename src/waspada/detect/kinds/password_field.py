"""Passwords in plain text: values under a password-like field name, and after such a label in a text.

A field named `password` makes any value a password except what programs write there instead (null, true, masks,
dates, hashes have their own kind). In text, where the word is common, a value is strong when it looks like a password
(a digit or a sign among letters, six characters or more); a plain word after the label is weak in quotes, else
nothing. Any other plain password can only be told by what its field means.
Worse mistake: a miss.

Source: field names as password managers and browsers know them,
https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill

>>> text = "user siti, kata sandi: kelapa42!"
>>> [text[m.start : m.end] for m in FINDER.find(text, Place())]
['kelapa42!']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect.kind import By, How, Kind, Match, Place, Worse
from waspada.detect.labelled import SEPARATOR, Labelled, is_code, is_date, is_path, is_placeholder, values

KIND = Kind(
    id="secret.password",
    category="user.authorization.password",
    by=By.FORM,
    worse=Worse.MISS,
    source="https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill",
    label="password",
    label_id="kata sandi",
    names=(
        *("password", "passwd", "pwd", "passphrase", "passcode", "user_password", "new_password", "old_password"),
        *("current_password", "confirm_password", "password_confirmation", "plain_password", "login_password"),
        *("kata_sandi", "katasandi", "sandi", "kata_kunci", "sandi_baru", "sandi_lama"),
    ),
    revoke="Reset this password, end its sessions, and tell its owner not to use it anywhere else.",
)
KINDS = (KIND,)

_WORDS = (
    "pass_?word|passwd|pass_?phrase|pass_?code|pwd|kata_?sandi|sandi|katalaluan|contrasena|senha|mot_de_passe"
    "|passwort|kennwort|wachtwoord"
)
_NAME = re.compile(
    rf"(?:[a-z0-9_]*_)?(?:{_WORDS})s?(?:_?(?:confirm(?:ation)?|again|repeat|verify|new|old|current|baru|lama|ulang"
    rf"|plain"
    r"|plain_?text|clear|raw|value|text|[0-9]))?|[a-z]{2,12}(?:password|passwd|pwd)"
)
_NOT_NAME = re.compile(
    r"(?:^|_)(?:is|has|had|can|no|needs?|requires?|reset|forgot|forgotten|change|changed|show|hide|with|min|max|last"
    r"|num"
    r"|count|send|allow|enable|disable|set|update|lupa|ubah|ganti|hash|hashed|encrypted|type|use|without|via)_"
)
_LABEL = re.compile(
    r"((?:(password|passwd|pwd)|pass[ _-]word|pass[ _-]?phrase|passcode|kata[ _-]?sandi|sandi|kata[ _-]?kunci"
    r"|contraseña|senha|passwort|kennwort|wachtwoord)(?:baru|lama)?)" + SEPARATOR
)
_NOTHING = frozenset(
    (
        "null none nil undefined true false yes no ya tidak on off required optional reset changed updated set unset "
        "empty "
        "invalid incorrect wrong missing expired weak strong medium valid correct hidden redacted filtered masked "
        "removed "
        "deleted protected encrypted plaintext plain text string str password passwd pwd passphrase secret sandi "
        "katasandi "
        "kata_sandi kosong salah benar wajib lupa n/a na todo tbd the your my a an not be is are sent and or to in "
        "for of "
        "must should will has too very field input value type auth authentication login username user email name "
        "token key "
        "yang akan sudah harus telah untuk dan atau dengan baru lama anda saya kamu object array integer number "
        "varchar "
        "char bool boolean date example placeholder changeme current-password new-password one-time-code off success "
        "failed "
        "failure error ok done pending"
    ).split()
)
_SIGN = re.compile(r"[^A-Za-z0-9\s_.-]")
_LEAST_NAMED, _LEAST_IN_TEXT, _LONGEST = 4, 6, 200


def compact(text: str) -> str:
    """A password is what it is: only line ends around it go."""
    return text.strip("\r\n")


def _is_nothing(value: str) -> bool:
    plain = value.strip().strip("\"'.!?").lower()
    return plain in _NOTHING or is_placeholder(plain) or is_date(plain)


def names_password(name: str) -> bool:
    """Report whether a field of this name (snake_case) holds passwords."""
    return bool(_NAME.fullmatch(name)) and not _NOT_NAME.search(name)


class PasswordFinder:
    """Finds the value, not its label."""

    kinds = KINDS
    triggers = (
        r"(?i)(?:pass[ _-]?word|passwd|pass[ _-]?phrase|passcode|pwd|sandi|kata[ _-]?kunci|contrase..?a|senha"
        r"|passwort|kennwort"
        r"|wachtwoord)[a-z]{0,4}[\"'`\\\]]{0,4}\s{0,3}(?:[:=]|[-=]>|(?:is|was|adalah|yaitu|ialah|saya|anda"
        r"|kamu)[\s:])",
    )
    value_shape = r"^.{4,200}$"

    def by_name(self, place: Place) -> bool:
        """Report whether every value of this field is to be looked at."""
        return place.meaning == KIND.id or names_password(place.name)

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield the passwords in `text`."""
        if self.by_name(place) and (whole := self._whole(text)):
            yield whole
            return
        for labelled in values(text, _LABEL):
            strong = _strength(labelled)
            if strong is not None:
                yield Match(KIND.id, labelled.start, labelled.end, strong, How.WORDS_AND_FORM)

    def _whole(self, text: str) -> Match | None:
        value = text.strip()
        if not _LEAST_NAMED <= len(value) <= _LONGEST or "\n" in value or value[0] in "{[" or _is_nothing(value):
            return None
        # A sentence or an address under that name (`reset your password`) is a candidate, no more.
        prose = value.count(" ") > 3 or is_path(value) or (is_code(value) and value[0] not in "(@")
        start = text.index(value)
        return Match(KIND.id, start, start + len(value), not prose, How.NAME_AND_FORM)


def _strength(labelled: Labelled) -> bool | None:
    value = labelled.value.strip()
    if not _LEAST_NAMED <= len(value) <= _LONGEST or _is_nothing(value) or is_path(value):
        return None
    if not value.isprintable() or "\ufffd" in value:  # what stands in a binary file
        return None
    if "->" in value or re.search(rf"(?i){re.escape(labelled.label)}(?:[@:=]|\Z)", value):
        return None
    if is_code(value) and not (labelled.quoted and any(map(str.isdigit, value))):
        return None
    if any(map(str.isspace, value)):
        return False if labelled.quoted and value.count(" ") < 4 and any(map(str.isdigit, value)) else None
    letters, digits, sign = (any(map(str.isalpha, value)), any(map(str.isdigit, value)), bool(_SIGN.search(value[:-1])))
    if len(value) >= _LEAST_IN_TEXT and letters and (digits or sign):
        return True
    if len(value) >= _LEAST_IN_TEXT and value.isdigit():
        return False
    mixed_case = any(map(str.isupper, value[1:])) and any(map(str.islower, value))
    return False if labelled.quoted or mixed_case else None


FINDER = PasswordFinder()
