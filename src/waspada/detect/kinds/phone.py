"""Phone numbers, in international and national form.

Source: ITU-T E.164 (international form), E.123 (how it is written); numbering plans by phonenumbers, Google's
libphonenumber for Python; numbers kept for fiction by Ofcom and NANPA count as what they stand for.

Strong: the international form with `+` that its country's plan allows; 7 to 15 digits in a field named for phones that
are no time stamp; a number beside a word like `tel` or `HP` that a plan allows. Weak: a national form alone, also
Indonesian `08…`. Bare digits without any of these are never phones: ids and epoch stamps look the same.
Worse mistake: a false alarm.

>>> validate("+62 812-3456-7890")
'+6281234567890'
>>> validate("0812 3456 7890")
'+6281234567890'
>>> is_valid("1700000000"), is_valid("+62 1")
(False, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from waspada.detect.evidence import before, named
from waspada.detect.kind import By, How, Kind, Match, Place, Worse

KIND = Kind(
    id="phone",
    category="user.contact.phone_number",
    by=By.FORM,
    worse=Worse.FALSE_ALARM,
    source="ITU-T E.164, E.123; libphonenumber",
    label="phone number",
    label_id="nomor telepon",
    names=(
        *("phone", "phones", "phone_number", "phonenumber", "phone_no", "mobile", "mobile_phone", "mobilephone"),
        *("mobile_number", "cell", "cell_phone", "cellphone", "telephone", "telephone_number", "tel", "fax"),
        *("fax_number", "msisdn", "whatsapp", "whatsapp_number", "wa", "wa_number", "contact_number", "home_phone"),
        *("work_phone", "other_phone", "supplied_phone", "sms", "sms_number", "telepon", "telp", "no_telp"),
        *("no_telepon", "nomor_telepon", "no_hp", "nohp", "nomor_hp", "hp", "handphone", "no_wa", "nomor_wa"),
        *("ponsel", "nomor_ponsel", "seluler", "telefon", "telefono", "celular", "handy"),
    ),
)
KINDS = (KIND,)

_INTERNATIONAL = re.compile(
    r"(?<![\w+=/.])(?:\+|00(?=[1-9]))[1-9][0-9]?(?:[ ().\-/\u2010-\u2015\u00a0]{0,3}[0-9]){6,13}"
    r"(?<=[0-9]{2})(?![^\Wx]|x[^0-9]|[.,][0-9]|-[0-9]+[A-Za-z_])"
)
_SPLIT = r"[ .\-\u2010-\u2015\u00a0]"
_NATIONAL = re.compile(
    rf"(?<![\w+.,:/-])(?:"
    rf"\(0?[0-9]{{2,4}}\){_SPLIT}?[0-9]{{3,4}}{_SPLIT}?[0-9]{{3,5}}|"
    rf"[0-9]{{2,5}}{_SPLIT}[0-9]{{3,4}}{_SPLIT}[0-9]{{3,5}}|"
    rf"0[0-9]{{2,4}}{_SPLIT}[0-9]{{5,8}}|"
    rf"0[1-9][0-9]{{7,11}}|62[28][0-9]{{7,11}}|[2-9][0-9]{{9}}|1[2-9][0-9]{{9}})(?![^\Wx]|x[^0-9]|[.,:/-][0-9])"
)
_INDONESIAN = re.compile(r"(?:0|62)8[1-9][0-9]{7,10}")
_WHOLE = re.compile(r"\+?[(0-9][0-9 ().\-/\u2010-\u2015\u00a0]{4,24}[0-9](?:\s?(?:ext\.?|x|#)\s?[0-9]{1,6})?")
_WORD = re.compile(
    r"(?:phone|mobile|\bcell|\btel(?:p|epon|efon)?|\bfax|\bcall(?: me)?|\bhp|\bwa|whatsapp|ponsel|\bsms|hubungi|kontak)"
    r"[\w.]*(?:\s(?:no|number|nomor|is|at|on|to|me|us|saya|kami|di|ke|adalah))*[\"'.]?\s{0,2}[:=#]?\s{0,2}[\"']?\s?\Z"
)
_FICTION = re.compile(r"\+(?:1555[0-9]{7}|447700900[0-9]{3}|442079460[0-9]{3})")
_REGIONS = ("ID", "US", "GB", "DE", "FR", "AU", "IN", "SG", "MY", "NL", "JP", "BR", "ES", "IT")
_NOT_A_DIGIT = re.compile(r"[^0-9]")


def compact(value: str) -> str:
    """Digits, with the leading `+` where there is one (`00` becomes `+`)."""
    text = value.strip()
    digits = _NOT_A_DIGIT.sub("", re.split(r"\s?(?:ext|x|#)", text, maxsplit=1)[0])
    if text.startswith("00") and digits[2:3] not in {"", "0"} and len(digits) > 11:
        return "+" + digits[2:]
    return "+" + digits if text.startswith(("+", "(+")) else digits


@lru_cache(maxsize=4096)
def _e164(number: str, regions: tuple[str, ...]) -> str:
    """E.164 by the first plan that allows the number, or an empty string. `regions` only matter without `+`."""
    import phonenumbers  # its tables cost a tenth of a second: load them with the first candidate

    if _FICTION.fullmatch(number):
        return number
    for region in regions:
        try:
            parsed = phonenumbers.parse(number, None if number[0] == "+" else region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
        if number[0] == "+":
            break
    return ""


def validate(value: str, region: str = "ID") -> str:
    """E.164, or ValueError; a number without country code is read by the plan of `region`."""
    number = compact(value)
    found = _e164(number, (region,)) if len(number) > 6 else ""
    if not found:
        message = "not a phone number"
        raise ValueError(message)
    return found


def is_valid(value: str, region: str = "ID") -> bool:
    """Whether the plan of its country (or of `region`) allows the number."""
    try:
        validate(value, region)
    except ValueError:
        return False
    return True


def format(value: str) -> str:
    """E.164."""
    return validate(value)


def _end_of_number(text: str, start: int, end: int) -> int:
    """End of the longest valid number, cut at blanks when following digits are not part of it; -1 if there is none."""
    for _ in range(3):
        if _e164(compact(text[start:end]), ("ZZ",)):
            return end
        cut = max(text.rfind(char, start, end) for char in " .-/(")
        if cut <= start + 6:
            break
        end = start + len(text[start:cut].rstrip(" .-/("))
    return -1


def _national_regions(digits: str) -> tuple[str, ...]:
    if _INDONESIAN.fullmatch(digits):
        return ("ID",)
    if digits.startswith("0"):
        return tuple(region for region in _REGIONS if region != "US")
    return ("US", "ID", "SG", "ES")


def _is_stamp(digits: str) -> bool:
    """Seconds, milliseconds or microseconds since 1970, in this century's first half, or one digit all over."""
    return (digits[0] == "1" and len(digits) in {10, 13, 16} and digits.isdigit()) or len(set(digits)) == 1


def _in_a_row(text: str, start: int, end: int) -> bool:
    """One of many numbers with blanks between: `967 979 992 1004`."""
    return text[max(0, start - 2) : start][:1].isdigit() or text[end : end + 2].strip().isdigit()


class PhoneFinder:
    """Finds numbers that are phones by form, field name or words nearby."""

    kinds = KINDS
    near_digits = True
    value_shape = r"^\s?[+(]?[0-9][0-9 ().+/-]{5,24}"
    triggers = (
        r"\+[1-9][0-9 ().-]{6}",
        r"\b00[1-9][0-9]{1,2}[ ().-]",
        r"\b08[1-9][0-9][ .-]?[0-9]{3}",
        r"\b628[0-9]{8}",
        r"\b0[1-9][0-9]{1,3}[ .-][0-9]{3,4}[ .-][0-9]{3}",
        r"\b[2-9][0-9]{2}[ .-][2-9][0-9]{2}[ .-][0-9]{4}\b",
        r"\([0-9]{2,5}\) ?[0-9]{3}[ -]?[0-9]",
        r"[0-9]\xe2\x80[\x90-\x95][0-9]{3}",
        r"(?i)(?:phone|mobile|\bcell|\btel|\bfax|\bcall|\bhp|\bwa|whatsapp|ponsel|\bsms|hubungi|kontak)"
        r"[ a-z.:=#\"']{0,24}[(]?[0-9]{2}",
    )

    def by_name(self, place: Place) -> bool:
        """Whether the field's name makes bare digits a phone number, which no trigger can."""
        return named(place, KIND)

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every phone number in `text`."""
        by_name = named(place, KIND)
        if by_name:
            digits = compact(text).lstrip("+")
            if 7 <= len(digits) <= 15 and _WHOLE.fullmatch(text) and not _is_stamp(text.strip()):
                yield Match(KIND.id, 0, len(text), True, How.NAME_AND_FORM)
                return
        elif text.isdigit() and text[0] != "0" and not text.startswith("628"):
            return  # a cell of bare digits, by far the most frequent call
        taken: list[tuple[int, int]] = []
        yield from self._international(text, by_name, taken)
        yield from self._national(text, by_name, taken)

    def _international(self, text: str, by_name: bool, taken: list[tuple[int, int]]) -> Iterator[Match]:
        for hit in _INTERNATIONAL.finditer(text):
            start = hit.start()
            end = _end_of_number(text, start, hit.end())
            taken.append((start, hit.end() if end == -1 else end))
            if end != -1 and text[start] == "+":
                yield Match(KIND.id, start, end, True, How.FORM)
            elif by_name and end != -1:
                yield Match(KIND.id, start, end, True, How.NAME_AND_FORM)
            elif _WORD.search(before(text, start)):
                strong = end != -1 or text[start] == "+"
                yield Match(KIND.id, start, taken[-1][1], strong, How.WORDS_AND_FORM)

    def _national(self, text: str, by_name: bool, taken: list[tuple[int, int]]) -> Iterator[Match]:
        for hit in _NATIONAL.finditer(text):
            start, end = hit.span()
            digits = compact(hit[0])
            if not 8 <= len(digits) <= 14 or _is_stamp(digits) or any(s < end and start < e for s, e in taken):
                continue
            by_words = _WORD.search(before(text, start)) is not None
            if not (by_words or by_name) and " " in hit[0] and _in_a_row(text, start, end):
                continue
            if not (by_words or by_name) and digits == hit[0] and _INDONESIAN.fullmatch(digits) is None:
                continue
            number = "+" + digits if digits.startswith("62") else digits
            spaced = by_words and digits != hit[0] and len(digits) > 8  # beside `phone`, also a made-up number
            if spaced or _e164(number, _national_regions(digits)):
                how = How.NAME_AND_FORM if by_name else How.WORDS_AND_FORM if by_words else How.FORM_ONLY
                yield Match(KIND.id, start, end, by_name or by_words, how)


FINDER = PhoneFinder()
