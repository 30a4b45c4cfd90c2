"""Finds delimiter, quoting and header of a table from a sample; nothing is assumed, a doubtful file is not a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from waspada.core.roles import snake
from waspada.readers.csv_scan import Dialect, Record, records

_DELIMITERS = (",", ";", "\t", "|", "\x01")
_NAMELIKE = re.compile(r"[^\W\d_$#@(][\w $.\-/()%#:&'?\[\]*]{0,79}|[_$#@(][\w $.\-/()%#:&'?\[\]*]{0,79}")
_NUMBER = re.compile(r"[-+]?[\d.,]*\d[\d.,]*(?:[eE][-+]?\d+)?%?")
_DATA = re.compile(
    r"[^@\s]+@[^@\s]+\.\w+|\d{4}-\d\d-\d\d.*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.*|https?://.*|[\[{].*"
    r"|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|(?:\d{1,3}\.){3}\d{1,3}|(?i:true|false|null|none|nan|\\n)",
    re.DOTALL,
)
_KNOWN = frozenset(
    """id name email mail phone date time timestamp created created_at updated_at status type user user_id account
    account_id country city state region address title description url event distinct_id first_name last_name role
    value key price amount total count code number gender age birth_date zip postcode company organization
    organisation notes comment message body subject locale language currency product order_id customer_id nama surel
    telepon alamat kota provinsi negara tanggal waktu jumlah harga nik npwp kode keterangan jenis_kelamin""".split()
)  # fmt: skip
_ROWS = 400


@dataclass(frozen=True, slots=True)
class Table:
    """What a sample says about a table."""

    dialect: Dialect
    width: int
    header: tuple[str, ...]
    """Names of the columns, made unique; `c1 …` without a header."""
    preamble: int
    """Bytes before the header row (or first row): titles, blank lines."""
    skip: int
    """Bytes before the first row of data."""
    rows: tuple[tuple[str, ...], ...]
    """Some rows of the sample."""


def find(sample: bytes, *, named: bool, final: bool) -> Table | None:
    """The table in a UTF-8 sample. `named` says that its file name promises one, so less proof is asked."""
    best: tuple[tuple[float, bool, int], Dialect, list[Record], int] | None = None
    for dialect in _candidates(sample):
        found = [record for record in islice(records(sample, dialect, final=final), _ROWS) if record.end > record.start]
        if not found:
            continue
        widths = Counter(len(record.cells) for record in found)
        width = max(widths, key=lambda size: (widths[size] if size > 1 else 0, size))
        share = (widths[width] - sum(record.doubtful for record in found)) / len(found)
        # A first row of another width speaks for another delimiter: `id;price` over `1,5;2,5`.
        score = (round(share, 2) if width > 1 else 0.0, len(found[0].cells) == width, width)
        if best is None or score > best[0]:
            best = (score, dialect, found, width)
    if best is None:
        return None
    (share, _, _), dialect, found, width = best
    if not _proved(share, width, found, named=named):
        return None
    return _table(sample, dialect, found, width)


def _candidates(sample: bytes) -> list[Dialect]:
    kinds = [(True, False)]
    if b'\\"' in sample:
        kinds.append((True, True))
    if b'"' in sample:
        kinds.append((False, False))
    delimiters = [char for char in _DELIMITERS if char.encode() in sample] or [","]
    return [Dialect(char, quoted, escaped) for quoted, escaped in kinds for char in delimiters]


def _proved(share: float, width: int, found: Sequence[Record], *, named: bool) -> bool:
    if named:
        return share >= 0.6 or (width == 1 and all(len(record.cells) == 1 for record in found))
    if len(found) < 3 or width < 2 or share < 0.95:
        return False
    return width > 2 or is_header(_texts(found[0]), [_texts(record) for record in found[1:]]) is True


def _texts(record: Record) -> tuple[str, ...]:
    return tuple(cell.decode("utf-8", "replace") for cell in record.cells)


def _table(sample: bytes, dialect: Dialect, found: list[Record], width: int) -> Table:
    rows = [(record, _texts(record)) for record in found if len(record.cells) == width and not record.doubtful]
    if not rows:
        rows = [(record, _texts(record)) for record in found]
    first, cells = rows[0]
    headed = is_header(cells, [texts for _, texts in rows[1:]])
    # The header row may be narrower or wider than the data when rows end with a delimiter.
    data = [texts for _, texts in rows[1:]] if headed else [texts for _, texts in rows]
    return Table(
        dialect=dialect,
        width=width,
        header=unique(cells) if headed else tuple(f"c{number}" for number in range(1, width + 1)),
        preamble=first.start,
        skip=first.after if headed else first.start,
        rows=tuple(data[:100]),
    )


def unique(names: Sequence[str]) -> tuple[str, ...]:
    """Column names as they are, made unique; an empty one gets its number."""
    taken: set[str] = set()
    result = []
    for number, name in enumerate(names, 1):
        plain = name.removeprefix("\ufeff").strip() or f"c{number}"
        label, again = plain, 1
        while label in taken:
            again += 1
            label = f"{plain}_{again}"
        taken.add(label)
        result.append(label)
    return tuple(result)


def is_header(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns."""
    names = [cell.removeprefix("\ufeff").strip() for cell in first]
    filled = [name for name in names if name]
    if not filled or any(_NUMBER.fullmatch(name) or _DATA.fullmatch(name) or len(name) > 100 for name in filled):
        return False
    if sum(snake(name) in _KNOWN or snake(name).endswith("_id") for name in filled) * 3 >= len(filled):
        return True
    if not all(_NAMELIKE.fullmatch(name) for name in filled):
        return False
    columns = [[row[i] for row in rest if i < len(row)] for i in range(len(names))]
    if any(name and column.count(name) for name, column in zip(names, columns, strict=True)):
        return False
    if any(_typed(column) for name, column in zip(names, columns, strict=True) if name):
        return True
    # Words over words: names of columns are unique and look like one word or a title.
    single = sum(bool(re.fullmatch(r"[$_]?[A-Za-z][\w.$\-]*", name)) for name in filled)
    return len(set(filled)) == len(filled) and single * 2 >= len(filled) and any("_" in name for name in filled)


def _typed(column: Sequence[str]) -> bool:
    """Most cells are numbers, dates, addresses: data under a word."""
    filled = [cell for cell in column if cell]
    return len(filled) > 0 and sum(bool(_NUMBER.fullmatch(c) or _DATA.fullmatch(c)) for c in filled) * 10 >= 8 * len(
        filled
    )
