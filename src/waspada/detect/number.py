"""Number formats: digits that mean something only with evidence: a name, words nearby, a form, a whole column."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from math import sqrt
from typing import NamedTuple

from waspada.detect.kind import By, How, Kind, Worse

NATIONAL = "user.government_id.national_identification_number"
GOVERNMENT = "user.government_id"
BANK = "user.financial.bank_account"
CARD = "user.financial.credit_card"
HEALTH = "user.health_and_medical.record_id"

BEFORE = r"(?<![A-Za-z0-9_+])(?<![0-9][-./])"
"""A number starts here: not inside a word, a version, a date, a longer group of digits or a phone number."""
AFTER = r"(?![A-Za-z0-9_])(?![-./][0-9])"
"""A number ends here."""

COLUMN_AT_LEAST = 20
"""Distinct values a column needs before it can speak for itself: with the weakest check that counts (1 in 5 random
numbers pass) 19 of 20 pass by luck once in 10¹² columns, and 19 is the least that is still 95 %."""
COLUMN_SHARE = 0.95
COLUMN_CHANCE = 0.2
"""Above this share of random numbers passing, a whole column proves nothing."""
LONE_CHANCE = 0.05


class NotThisNumber(ValueError):
    """The text is not a number of this format. Fixed messages: they never hold the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFormat:
    """One format of number: how it is written, who checks it, and what counts as evidence for it."""

    kind: Kind
    country: str = ""
    """ISO 3166-1 alpha-2, empty when international."""
    check: str = ""
    """`module` or `module:function` that raises ValueError for a wrong number; imported when first needed."""
    written: str
    """Regex of the number as people write it, separators optional. Must match before `check` is called."""
    forms: tuple[str, ...] = ()
    """Written forms that are distinctive on their own (Hyperscan and Python syntax)."""
    triggers: tuple[str, ...] = ()
    """Cheaper Hyperscan regexes that fire wherever `forms` or `lone` can match; by default those themselves."""
    form_check: str = ""
    """A stricter check where the form is the only evidence; by default `check`."""
    lone: tuple[str, ...] = ()
    """Shapes worth a weak finding without evidence: few random strings pass, and no counter or clock runs through."""
    words: tuple[str, ...] = ()
    """Words nearby, in text: lower case matches any case, anything else exactly as it stands."""
    chance: float
    """Measured share of random strings of this shape that pass; tests/detect/test_number.py measures it again."""
    common_check: bool = False
    """Nothing but a check that ordinary ids use too (Luhn, Verhoeff): a whole column stays weak."""
    near: int = 60
    """How many characters may stand between the words and the number."""
    digits: int = 0
    """Fixed number of digits: lost leading zeros are put back when the field's name is the evidence."""

    check_digit: bool = True
    """Whether the check includes a check digit, not only dates and places."""

    @property
    def telling(self) -> bool:
        """Whether few random numbers pass, so that a whole column of them says what it is."""
        return self.chance <= COLUMN_CHANCE

    @property
    def checked(self) -> bool:
        """Whether a finding may say that a check digit was right."""
        return self.check_digit and self.telling

    def matches(self, text: str) -> bool:
        """Whether the whole of `text` is written like this and passes the check."""
        return bool(pattern(self.written).fullmatch(text)) and self.passes(text)

    def passes(self, text: str, *, by_form: bool = False) -> bool:
        """Whether the check accepts `text`; one digit repeated never passes, whatever the arithmetic says."""
        if len(set(text) & _DIGITS) < 2:
            return False
        check = self.form_check if by_form and self.form_check else self.check
        if not check:
            return True
        unspaced = text.replace(" ", "")
        compact = unspaced.translate(_SEPARATORS)
        # Not every module of the library takes every separator, and to some a hyphen is part of the number.
        return _accepts(check, unspaced) or (compact != unspaced and _accepts(check, compact))


class ColumnMatch(NamedTuple):
    """What a column that matches almost whole can be."""

    formats: tuple[NumberFormat, ...]
    strong: bool
    """One format fits, and far better than chance; otherwise they are candidates."""
    how: How


_DIGITS = frozenset("0123456789")
_SEPARATORS = str.maketrans("", "", "-./")


@cache
def pattern(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.ASCII | re.IGNORECASE)


@cache
def loaded(check: str) -> Callable[[str], object]:
    """The function behind `module` or `module:function`."""
    module, _, function = check.partition(":")
    found: Callable[[str], object] = getattr(import_module(module), function or "validate")
    return found


def _accepts(check: str, text: str) -> bool:
    try:
        loaded(check)(text)
    except (ValueError, LookupError):
        # LookupError: some of the library's tables of places have gaps
        return False
    return True


def by_chance(passed: int, tried: int, chance: float) -> bool:
    """Whether `passed` of `tried` distinct values is no more than random numbers give (three standard deviations)."""
    return tried >= COLUMN_AT_LEAST and passed <= tried * chance + 3 * sqrt(tried * chance * (1 - chance))


def column_formats(sample: Sequence[str], formats: Sequence[NumberFormat]) -> tuple[NumberFormat, ...]:
    """The formats that accept almost every distinct value of a column; least chance first."""
    values = list(dict.fromkeys(sample))
    if len(values) < COLUMN_AT_LEAST:
        return ()
    allowed = int(len(values) * (1 - COLUMN_SHARE))
    shortest, longest = min(map(len, values[:100])), max(map(len, values[:100]))
    if longest > 40 or shortest < 5:
        return ()
    fits = [one for one in formats if one.telling and _fits(one, values, allowed)]
    return tuple(sorted(fits, key=lambda one: one.chance))


def _fits(number: NumberFormat, values: Sequence[str], allowed: int) -> bool:
    """Whether at most `allowed` values fail; gives up as soon as more have."""
    shaped = pattern(number.written).fullmatch
    failed = 0
    for value in values:
        if not (shaped(value) and number.passes(value)):
            failed += 1
            if failed > allowed:
                return False
    return True


def number(
    kind_id: str,
    label: str,
    label_id: str,
    written: str,
    *,
    source: str,
    chance: float,
    check: str = "",
    names: tuple[str, ...],
    words: tuple[str, ...] = (),
    forms: tuple[str, ...] = (),
    category: str = NATIONAL,
    by: By = By.CHECK,
    worse: Worse = Worse.MISS,
    country: str = "",
    form_check: str = "",
    lone: tuple[str, ...] = (),
    triggers: tuple[str, ...] = (),
    common_check: bool = False,
    near: int = 60,
    digits: int = 0,
    check_digit: bool = True,
) -> NumberFormat:
    """A row: the format with its kind. Field names of more than three letters are also words to look for in text."""
    spoken = tuple(name.replace("_", " ") for name in names if len(name) > 3)
    kind = Kind(
        id=kind_id, category=category, by=by, worse=worse, source=source, label=label, label_id=label_id, names=names
    )
    return NumberFormat(
        kind=kind,
        country=country or (kind_id[3:5].upper() if kind_id[5:6] == "_" else ""),
        check=check,
        written=written,
        forms=forms,
        words=tuple(dict.fromkeys(words + spoken)),
        chance=chance,
        form_check=form_check,
        lone=lone,
        triggers=triggers,
        common_check=common_check,
        near=near,
        digits=digits,
        check_digit=check_digit,
    )
