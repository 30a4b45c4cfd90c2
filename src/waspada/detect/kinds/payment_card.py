"""Payment card numbers (PAN): a brand's range, its exact lengths, and the Luhn check digit.

Issued by banks under a card scheme; the first six to eight digits (IIN) are assigned under ISO/IEC 7812-1.
Ranges from the schemes' own public documents. Test numbers such as the schemes' 4111… pass like any other: nothing in
the digits tells them apart, so a person decides.

Source: ISO/IEC 7812-1:2017, annex B (Luhn); scheme ranges as published by Visa, Mastercard, American Express, Discover,
JCB, UnionPay, RuPay, Mir, Troy, Verve, Elo and (for Indonesia's GPN cards) the issuing banks.

>>> validate("4000 0000 0000 0002")
'4000000000000002'
>>> brand("2221000000000009")
'Mastercard'
>>> format("340000000000009")
'3400 000000 00009'
>>> is_valid("4000 0000 0000 0003")
False
"""

from __future__ import annotations

from waspada.detect.kind import By
from waspada.detect.number import CARD, NotThisNumber, number

_SIXTEEN = (16,)
_TO_NINETEEN = (16, 17, 18, 19)
_BRANDS: tuple[tuple[str, int, int, tuple[int, ...]], ...] = (
    # brand, first prefix, last prefix (same number of digits), lengths; narrower ranges first
    ("Elo", 401178, 401179, _SIXTEEN),
    ("Elo", 431274, 431274, _SIXTEEN),
    ("Elo", 438935, 438935, _SIXTEEN),
    ("Elo", 451416, 451416, _SIXTEEN),
    ("Elo", 504175, 504175, _SIXTEEN),
    ("Elo", 506699, 506778, _SIXTEEN),
    ("Elo", 509000, 509999, _SIXTEEN),
    ("Elo", 627780, 627780, _SIXTEEN),
    ("Elo", 636297, 636297, _SIXTEEN),
    ("Elo", 636368, 636368, _SIXTEEN),
    ("Verve", 506099, 506198, (16, 18, 19)),
    ("Verve", 650002, 650027, (16, 18, 19)),
    ("RuPay", 508500, 508999, _SIXTEEN),
    ("RuPay", 606985, 608500, _SIXTEEN),
    ("RuPay", 652150, 653149, _SIXTEEN),
    ("RuPay", 817200, 820199, _SIXTEEN),
    ("GPN", 1946, 1946, _SIXTEEN),
    ("GPN", 6013, 6013, _SIXTEEN),
    ("GPN", 6019, 6019, _SIXTEEN),
    ("GPN", 603298, 603298, _SIXTEEN),
    ("Mir", 2200, 2204, _TO_NINETEEN),
    ("Troy", 9792, 9792, _SIXTEEN),
    ("Mastercard", 2221, 2720, _SIXTEEN),
    ("Mastercard", 51, 55, _SIXTEEN),
    ("Visa", 4, 4, (13, 16, 19)),
    ("American Express", 34, 34, (15,)),
    ("American Express", 37, 37, (15,)),
    ("JCB", 3528, 3589, _TO_NINETEEN),
    ("Diners Club", 300, 305, (14, 16, 19)),
    ("Diners Club", 3095, 3095, (14, 16, 19)),
    ("Diners Club", 36, 36, (14, 16, 19)),
    ("Diners Club", 38, 39, (14, 16, 19)),
    ("Discover", 6011, 6011, _TO_NINETEEN),
    ("Discover", 644, 649, _TO_NINETEEN),
    ("Discover", 65, 65, _TO_NINETEEN),
    ("UnionPay", 62, 62, _TO_NINETEEN),
    ("UnionPay", 810, 817, _TO_NINETEEN),
    ("Maestro", 5018, 5018, (12, 13, 14, 15, 16, 17, 18, 19)),
    ("Maestro", 5020, 5020, (12, 13, 14, 15, 16, 17, 18, 19)),
    ("Maestro", 5038, 5038, (12, 13, 14, 15, 16, 17, 18, 19)),
    ("Maestro", 5893, 5893, (12, 13, 14, 15, 16, 17, 18, 19)),
    ("Maestro", 6304, 6304, (12, 13, 14, 15, 16, 17, 18, 19)),
    ("Maestro", 6759, 6759, (12, 13, 14, 15, 16, 17, 18, 19)),
    ("Maestro", 6761, 6763, (12, 13, 14, 15, 16, 17, 18, 19)),
)
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def compact(number: str) -> str:
    """The digits alone."""
    return number.replace(" ", "").replace("-", "").strip()


def luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others."""
    total = sum(map(int, digits[-1::-2])) + sum(_DOUBLED[int(digit)] for digit in digits[-2::-2])
    return total % 10 == 0


def brand(number: str) -> str:
    """The scheme whose range and length it has; empty for none."""
    digits = compact(number)
    if not (digits.isascii() and digits.isdigit() and 12 <= len(digits) <= 19):
        return ""
    for name, first, last, lengths in _BRANDS:
        if first <= int(digits[: len(str(first))]) <= last and len(digits) in lengths:
            return name
    return ""


def validate(number: str) -> str:
    """The digits, or NotThisNumber."""
    digits = compact(number)
    if not brand(digits):
        raise NotThisNumber("no card scheme has this range and length")
    if not luhn(digits):
        raise NotThisNumber("wrong check digit")
    return digits


def is_valid(number: str) -> bool:
    """Whether `validate` accepts it."""
    try:
        return bool(validate(number))
    except NotThisNumber:
        return False


def format(number: str) -> str:
    """As printed on the card."""
    digits = compact(number)
    if len(digits) == 15:
        return f"{digits[:4]} {digits[4:10]} {digits[10:]}"
    if len(digits) == 14:
        return f"{digits[:4]} {digits[4:10]} {digits[10:]}"
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


_START = r"(?:4[0-9]|5[0-9]|6[0-9]|3[0-9]|2[2-7]|8[12]|97|19)"

FORMAT = number(
    "payment_card",
    "payment card number",
    "nomor kartu pembayaran",
    r"[0-9]{4}(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{1,4}(?:[ -]?[0-9]{3})?|[0-9]{4}[ -]?[0-9]{6}[ -]?[0-9]{4,5}|[0-9]{12,19}",
    check="waspada.detect.kinds.payment_card",
    forms=(
        rf"{_START}[0-9]{{2}} [0-9]{{4}} [0-9]{{4}} [0-9]{{4}}(?: [0-9]{{3}})?",
        rf"{_START}[0-9]{{2}}-[0-9]{{4}}-[0-9]{{4}}-[0-9]{{4}}",
        r"3[4-9][0-9]{2} [0-9]{6} [0-9]{4,5}",
        r"3[4-9][0-9]{2}-[0-9]{6}-[0-9]{4,5}",
    ),
    # not 17 to 19 digits and no 1…: clocks in nanoseconds and snowflake ids run through those
    lone=(r"(?:4[0-9]|5[1-5]|6[02345]|2[2-7]|35)[0-9]{14}", r"3[47][0-9]{13}"),
    triggers=(rf"\b{_START}[0-9]{{2}}[ -]?[0-9]{{4}}[ -]?[0-9]{{4}}", r"\b3[4-9][0-9]{2}[ -][0-9]{6}[ -][0-9]{4}"),
    names=(
        "card_number",
        "credit_card",
        "credit_card_number",
        "creditcard",
        "debit_card",
        "debit_card_number",
        "cc_number",
        "ccnum",
        "ccn",
        "cc_num",
        "cardnumber",
        "card_num",
        "card_no",
        "card_pan",
        "primary_account_number",
        "payment_card",
        "payment_card_number",
        "pan",
        "no_kartu",
        "nomor_kartu",
        "nomor_kartu_kredit",
        "no_kartu_kredit",
        "kartu_kredit",
        "kartu_debit",
        "kartu_atm",
        "nomor_kartu_debit",
    ),
    words=(
        "credit card",
        "debit card",
        "card number",
        "card no",
        "cc number",
        "visa",
        "mastercard",
        "master card",
        "american express",
        "amex",
        "unionpay",
        "maestro",
        "rupay",
        "JCB",
        "nomor kartu",
        "kartu kredit",
        "kartu debit",
        "kartu atm",
        "card",
        "cvv",
        "cvc",
        "expiry",
        "expires",
        "exp",
        "valid thru",
        "charge",
        "charged",
        "kartu",
        "PAN",
        "tarjeta",
        "carte bancaire",
        "kreditkarte",
        "cartão de crédito",
        "carta di credito",
    ),
    category=CARD,
    by=By.FORM,
    source="ISO/IEC 7812-1:2017; scheme ranges",
    chance=0.011,
)
