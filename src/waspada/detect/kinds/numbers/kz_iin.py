"""IIN, the individual identification number of Kazakhstan: date of birth, century and sex, four digits, check digit.

Issued by the Ministry of Justice's registries.

Source: Law 223-III of 2007; check digit mod 11 with weights 1 to 11, and 3 to 11, 1, 2 when the first gives 10.

>>> validate("900101300017")
'900101300017'
>>> is_valid("900101300016")
False
>>> format("900101300017")
'900101300017'
"""

from __future__ import annotations

from waspada.detect.number import NotThisNumber


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not (len(text) == 12 and text.isascii() and text.isdigit()):
        raise NotThisNumber("not twelve digits")
    if not (1 <= int(text[2:4]) <= 12 and 1 <= int(text[4:6]) <= 31 and text[6] in "0123456"):
        raise NotThisNumber("no such date of birth")
    digits = [int(digit) for digit in text]
    check = sum(digit * weight for digit, weight in zip(digits, range(1, 12), strict=False)) % 11
    if check == 10:
        check = (
            sum(digit * weight for digit, weight in zip(digits, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2), strict=False)) % 11
        )
    if check != digits[11]:
        raise NotThisNumber("wrong check digit")
    return text


def is_valid(number: str) -> bool:
    """Whether `validate` accepts it."""
    try:
        return bool(validate(number))
    except NotThisNumber:
        return False


def format(number: str) -> str:
    """As usually written."""
    text = compact(number)
    return text
