"""Finds numbers by what stands around them: the field's name, words nearby in a text, or the rest of the column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from waspada.detect.kind import How, Kind, Match, Place
from waspada.detect.kinds.numbers.unsettled import UNSETTLED
from waspada.detect.kinds.numbers.words import LEFT, RIGHT, RIVALS, alternation, bounded, in_bytes
from waspada.detect.number import (
    AFTER,
    BEFORE,
    COLUMN_AT_LEAST,
    GOVERNMENT,
    ColumnMatch,
    NumberFormat,
    column_formats,
)

_DIGITS = re.compile(r"[0-9]{2,}|[0-9](?=[A-Za-z])|(?<=[A-Za-z])[0-9]")
"""Every format has two digits together, or a digit beside a letter."""
_REACH = 110
"""How far from a digit words can matter: the widest `near`, and a word of any length."""
_LONGEST = 40
"""No number is written longer than this."""
_BEHIND = 30
"""How far behind a number its word may stand: `123-45-6789 (SSN)`."""
_PATTERN = 100
"""Words in one Hyperscan pattern; its limit is 16,000 characters."""
_LIST = 12
"""How far apart the numbers of a list stand."""

_OWNERS = frozenset(
    "user customer client member employee person applicant patient holder owner guest student debtor pelanggan "
    "karyawan pengguna nasabah pasien my the raw full encrypted plain input field form customers users no nr nomor "
    "nomer number num numero kode code kyc billing payer recipient beneficiary sender".split()
)
_TAILS = frozenset(
    "number num no nr nomor code kode value raw text string str field input full plain customer user client employee "
    "spouse dependent holder owner applicant pelanggan nasabah karyawan pengguna suami istri ayah ibu anak pribadi "
    "perusahaan pasangan primary secondary old new 1 2 3 4 5".split()
)
_EMPTY = frozenset("number num no nr nomor code kode value id raw text".split())
_SHORT = frozenset(
    "pan tin cf rc ik kt tz epic fin rif run inn iin nin cui nit nie nif ird abn phn spi sin kk rut dni egn cnp avs "
    "mst sfz rfc uen utr pps cpr mbi nhs nhi kra aba rtn routing wallet nas tfn oib afm nip nir hetu idno ipn cuil "
    "cuit".split()
)
"""Names that are also words, or abbreviations of other things: alone or behind the owner's name only."""
_COULD_BE = frozenset(
    "id_number id_no identification_number identification identity_no identity document_number document_no doc_number "
    "doc_no registration_number personal_number personal_code person_number citizen_number insurance_no".split()
)
"""Field names that can mean a national number or something quite different: the column decides."""


class _Words(NamedTuple):
    """Words that stand together, and the formats they speak for (none: they speak for something else)."""

    start: int
    end: int
    formats: tuple[NumberFormat, ...]


class NearbyNumbers:
    """Every format at once, because the words decide which of them are worth a try."""

    near_digits = True
    """Its triggers are words, which mean nothing where no number stands."""

    def __init__(self, formats: Sequence[NumberFormat]) -> None:
        self._formats = tuple(formats)
        self._by_id = {number.kind.id: number for number in formats}
        self._by_name: dict[str, list[NumberFormat]] = defaultdict(list)
        for number in sorted(formats, key=lambda one: one.chance):
            for name in number.kind.names:
                self._by_name[name].append(number)
        self.named = lru_cache(maxsize=4096)(self._named)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(number.kind for number in self._formats)

    @cached_property
    def _spoken(self) -> dict[str, list[NumberFormat]]:
        spoken: dict[str, list[NumberFormat]] = defaultdict(list)
        for number in self._formats:
            for word in number.words:
                spoken[_key(word)].append(number)
        return spoken

    @cached_property
    def _words(self) -> re.Pattern[str]:
        loose, exact, free = self._sorted_words
        return re.compile(f"{LEFT}(?:(?i:{alternation(loose)})s?|{alternation(exact)}){RIGHT}|(?i:{alternation(free)})")

    @cached_property
    def _sorted_words(self) -> tuple[list[str], list[str], list[str]]:
        """Words in any case, words exactly as written, and words that may touch others."""
        words = sorted({word for number in self._formats for word in number.words})
        loose = [word for word in words if bounded(word) and word == word.lower()]
        exact = [word for word in words if bounded(word) and word != word.lower()]
        return loose, exact, [word for word in words if not bounded(word)]

    @property
    def triggers(self) -> tuple[str, ...]:
        """The words alone: Hyperscan takes hundreds of them quickly, but not with a gap and a digit behind each."""
        loose, exact, free = self._sorted_words
        anyhow, exactly = list(map(in_bytes, loose + free)), list(map(in_bytes, exact))
        return (
            *(f"(?i){'|'.join(anyhow[i : i + _PATTERN])}" for i in range(0, len(anyhow), _PATTERN)),
            *("|".join(exactly[i : i + _PATTERN]) for i in range(0, len(exactly), _PATTERN)),
        )

    def by_name(self, place: Place) -> bool:
        """Whether the field's name or meaning says that it holds a number: then every distinct value goes to `find`."""
        return bool(self.named(place))

    def _named(self, place: Place) -> tuple[NumberFormat, ...]:
        if place.meaning in self._by_id:
            return (self._by_id[place.meaning],)
        parts = place.name.split("_")
        if place.name in _EMPTY:  # {"passport": {"number": …}}: the parent says what it is
            parts = place.path.split(".")[-2:-1] + parts
        ends = [parts[: len(parts) - cut] for cut in range(_tail(parts) + 1)]
        for kept in ends:
            for first in range(len(kept)):
                name = "_".join(kept[first:])
                found = self._by_name.get(name)
                if found and (name not in _SHORT or _OWNERS.issuperset(kept[:first])):
                    return tuple(found)
        return ()

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every number in `text` that the field's name or words nearby speak for."""
        if not _DIGITS.search(text):
            return
        named = self.named(place)
        if named:
            yield from _in_named_field(text, named)
        yield from self._near_words(text)

    def _near_words(self, text: str) -> Iterator[Match]:
        groups = self._groups(text)
        for index, group in enumerate(groups):
            if not group.formats:
                continue
            following = groups[index + 1].start if index + 1 < len(groups) else len(text)
            preceding = groups[index - 1].end if index else -1
            for number in group.formats:
                found = list(_after(text, group.end, following, number))
                if not found and (preceding < 0 or group.start - preceding > number.near):
                    found = list(_ahead(text, group.start, number))
                yield from found

    def _meant(self, words: str) -> list[NumberFormat]:
        key = _key(words)
        return self._spoken.get(key) or self._spoken.get(key.removesuffix("s"), [])

    def _groups(self, text: str) -> list[_Words]:
        """The words in reading order, those that touch (`NIK/KTP`) as one, labels of other things too."""
        windows = _windows(text)
        hits = [(hit.start(), hit.end(), self._meant(hit.group())) for hit in _search(self._words, text, windows)]
        if not hits:
            return []
        hits += [(hit.start(), hit.end(), []) for hit in _search(RIVALS, text, windows)]
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        groups: list[_Words] = []
        for start, end, formats in hits:
            last = groups[-1] if groups else None
            if last and start < last.end:
                continue
            if last and formats and last.formats and start - last.end <= 5 and not _any_digit(text[last.end : start]):
                merged = tuple(dict.fromkeys((*last.formats, *formats)))
                groups[-1] = _Words(last.start, end, merged)
            else:
                groups.append(_Words(start, end, tuple(formats)))
        return groups

    def column(self, sample: Sequence[str], place: Place) -> ColumnMatch | None:
        """What a column is whose distinct values (up to 1,000) match almost whole; None for ordinary columns."""
        if len(sample) < COLUMN_AT_LEAST or not _worth_a_look(sample):
            return None
        named = self.named(place)
        if named and not any(number.kind.id in UNSETTLED for number in named):
            return None  # `find` settles it value by value
        if named or place.name in _COULD_BE:
            national = [number for number in self._formats if number.kind.category.startswith(GOVERNMENT)]
            fits = column_formats(sample, national)
            return ColumnMatch(fits, True, How.NAME_AND_CHECK) if len(fits) == 1 else None
        fits = column_formats(sample, self._formats)
        strong = len(fits) == 1 and not fits[0].common_check
        return ColumnMatch(fits, strong, How.COLUMN_AND_CHECK if strong else How.CHECK_ONLY) if fits else None

    def find_in_column(self, text: str, column: ColumnMatch) -> Iterator[Match]:
        """Yield the number that a value of such a column is: one match a format that it can be."""
        value = text.strip()
        start = text.find(value)
        for number in column.formats:
            if number.matches(value):
                yield Match(number.kind.id, start, start + len(value), column.strong, column.how)


def _key(word: str) -> str:
    """Words that the pattern takes for the same share one key."""
    return re.sub(r"[ _.\-]", "", word).lower()


def _tail(parts: Sequence[str]) -> int:
    """How many parts at the end say nothing about the meaning: `nik_pelanggan`, `ssn_number_2`."""
    count = 0
    while count < len(parts) - 1 and parts[-1 - count] in _TAILS:
        count += 1
    return count


def _windows(text: str) -> list[tuple[int, int]]:
    """The parts of a text that have a digit within reach: words anywhere else need not be looked for."""
    windows: list[tuple[int, int]] = []
    for hit in _DIGITS.finditer(text):
        start, end = hit.start() - _REACH, hit.end() + _REACH
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((max(0, start), end))
    return windows


def _search(pattern: re.Pattern[str], text: str, windows: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for start, end in windows:
        for hit in pattern.finditer(text, start, end):
            if hit.end() < end:  # one that touches the window's end may be the beginning of a longer word
                yield hit


def _any_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _worth_a_look(sample: Sequence[str]) -> bool:
    """Cheap: enough digits in each of the first values, and not one clock or counter running through them."""
    return all(sum(map(str.isdigit, value)) >= 5 and len(value) <= _LONGEST for value in sample[:20])


@lru_cache(maxsize=1024)
def _within(written: str) -> re.Pattern[str]:
    return re.compile(f"{BEFORE}(?:{written}){AFTER}", re.ASCII | re.IGNORECASE)


def _match(number: NumberFormat, hit: re.Match[str], checked: How, shaped: How) -> Match:
    return Match(number.kind.id, hit.start(), hit.end(), True, checked if number.checked else shaped)


def _in_named_field(text: str, named: Sequence[NumberFormat]) -> Iterator[Match]:
    """The whole value, a value that lost its leading zeros, or numbers inside a longer text; the best format first."""
    value = text.strip()
    start = text.find(value)
    for number in named:
        how = How.NAME_AND_CHECK if number.checked else How.NAME_AND_FORM
        padded = value.zfill(number.digits) if value.isdigit() and number.digits - len(value) in (1, 2) else ""
        if number.matches(value) or (padded and number.matches(padded)):
            yield Match(number.kind.id, start, start + len(value), True, how)
            return
    for number in named:
        for hit in _within(number.written).finditer(text):
            if number.passes(hit.group()):
                yield _match(number, hit, How.NAME_AND_CHECK, How.NAME_AND_FORM)


def _after(text: str, start: int, end: int, number: NumberFormat) -> Iterator[Match]:
    """Numbers behind their words, up to the next words: the first within reach, then the rest of a list."""
    reach = start + number.near
    while start < end:
        hit = _within(number.written).search(text, start, min(len(text), reach + _LONGEST))
        if hit is None or hit.start() > min(reach, end):
            return
        if number.passes(hit.group()):
            yield _match(number, hit, How.WORDS_AND_CHECK, How.WORDS_AND_FORM)
            reach = hit.end() + _LIST
        start = hit.end()


def _ahead(text: str, end: int, number: NumberFormat) -> Iterator[Match]:
    """The last number in front of its words."""
    hits = list(_within(number.written).finditer(text, max(0, end - _LONGEST - _BEHIND), end))
    if hits and end - hits[-1].end() <= _BEHIND and number.passes(hits[-1].group()):
        yield _match(number, hits[-1], How.WORDS_AND_CHECK, How.WORDS_AND_FORM)
