"""Excel workbooks: every sheet a table, hidden ones too, every cell as text; counted apart by the tags of its XML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pyarrow as pa

from waspada.core.split import Batch, Column, Quarantined, Split, Unit
from waspada.readers.containers import Zip
from waspada.readers.csv_dialect import is_header, unique
from waspada.readers.formats.raw import OVERLAP, WINDOW
from waspada.readers.limits import MIB, Limits
from waspada.readers.reader import NotThisFormat, Opener, Planned, Shape, Source, option
from waspada.readers.sheet_xml import Cell, Row, Sheet, Values, held
from waspada.readers.workbook import WORKBOOK, Book, Strings, book_of, date_styles, root_of

_SAMPLE = 400
_HEADER_WITHIN = 30
_AT_ONCE = 4096
_AT_ONCE_BYTES = 8 * MIB


class Xlsx:
    """Workbooks of Excel 2007 and later, with macros or without."""

    name = "xlsx"
    title = "Excel workbook"

    def detect(self, head: bytes, name: str) -> bool:
        """The XML of a sheet, or of the workbook itself."""
        return bool(root_of(head))

    def plan(self, source: Source, limits: Limits, opener: Opener) -> Planned:
        """One split a sheet, and one for all that stands in no cell."""
        root = root_of(source.head)
        if not root or source.layers[-1:] != ("zip",):
            raise NotThisFormat
        book = book_of(lambda part: opener.stream(replace(source, member=(*source.member[:-1], part))))
        if book is None:
            raise NotThisFormat
        options = {"reader": self.name, "layers": " ".join(source.layers), "strings": book.strings}
        if root == "workbook":
            others = _others(source, book, limits, opener)
            options |= {"others": "\n".join(others), "sheets": "\n".join(sheet.part for sheet in book.sheets)}
            header: tuple[str, ...] = ()
            rows: list[tuple[str, ...]] = []
        else:
            if source.member[-1] not in {sheet.part for sheet in book.sheets}:
                raise NotThisFormat
            first, header, rows = _sample(source, book, limits, opener)
            options |= {"styles": book.styles, "since_1904": "yes" if book.since_1904 else "", "first": str(first)}
        split = Split(
            number=0, source=source.path, name=source.name, member=source.member, start=0, end=-1,
            unit=Unit.STREAM, format=self.name, table="", schema=header, options=tuple(options.items()),
        )  # fmt: skip
        paths = tuple(name for name in header if name)
        records = tuple({name: text for name, text in zip(header, row, strict=False) if name} for row in rows)
        return Planned(splits=(split,), shape=Shape(reader=self.name, paths=paths, records=records))

    def read(self, split: Split, limits: Limits, opener: Opener) -> Iterator[Batch]:
        """Some thousand rows at a time; then, as raw text, what stands around them."""
        if split.member[-1] == WORKBOOK:
            yield from _everything_else(split, limits, opener)
            return
        strings = _strings(split, limits, opener)
        styles = option(split, "styles")
        dates = date_styles(opener.stream(_part(split, styles))) if styles else frozenset()
        values = Values(strings.texts, dates, since_1904=bool(option(split, "since_1904")))
        table = _Table(split, values, int(option(split, "first", "0")))
        stream, sheet, windows = opener.stream(split), Sheet(), Windows()
        final, size = False, 0
        while not final:
            data = stream.read(MIB)
            final, size = not data, size + len(data)
            sheet.feed(data, final=final)
            for piece in sheet.outside:
                windows.add(piece)
            sheet.outside.clear()
            if final or len(sheet.rows) >= _AT_ONCE or sum(len(row.raw) for row in sheet.rows) >= _AT_ONCE_BYTES:
                rows, sheet.rows = sheet.rows, []
                yield table.batch(rows, size, windows.take(final=final))
                size = 0
        for problem in dict.fromkeys(one for one in (stream.problem or sheet.problem, strings.problem) if one):
            yield table.lost(problem)
        stream.close()


def _part(split: Split, part: str) -> Split:
    return replace(split, member=(*split.member[:-1], part))


def _strings(split: Split, limits: Limits, opener: Opener) -> Strings:
    part = option(split, "strings")
    return Strings().load(opener.stream(_part(split, part)), limits.keep_bytes) if part else Strings()


class Windows:
    """Raw text gathered from several places, cut into windows as `formats/raw.py` promises them."""

    def __init__(self) -> None:
        self._text = bytearray()
        self._at = 0

    def add(self, piece: bytes) -> None:
        """What follows, and the end of its line."""
        self.extend(piece)
        self.extend(b"\n")

    def extend(self, piece: bytes) -> None:
        """What follows on the same line."""
        self._text += piece

    def take(self, *, final: bool) -> tuple[tuple[int, bytes], ...]:
        """The windows that are complete; at the end the last one too."""
        taken = []
        while len(self._text) >= WINDOW:
            taken.append((self._at, bytes(self._text[:WINDOW])))
            del self._text[: WINDOW - OVERLAP]
            self._at += WINDOW - OVERLAP
        if final and self._text:
            taken.append((self._at, bytes(self._text)))
        return tuple(taken)


class _Table:
    """Rows to batches."""

    def __init__(self, split: Split, values: Values, header: int) -> None:
        self._table = split.table
        self._names: tuple[str, ...] = split.schema
        self._values = values
        self._header = header
        self._seen = 0
        self._last = 0

    def batch(self, rows: Sequence[Row], size: int, raw: tuple[tuple[int, bytes], ...]) -> Batch:
        """Some rows; the first batch names the columns, also those without a cell."""
        good: list[tuple[Row, list[str | None]]] = []
        bad: list[Quarantined] = []
        named = {} if self._seen else {name: Column(name, _none(), pa.array([], pa.int32())) for name in self._names}
        named.pop("", None)
        for row in rows:
            self._seen += 1
            self._last = row.number
            if self._seen == self._header:
                continue
            texts = [self._values.text(cell) if cell.value is not None else None for cell in row.cells]
            if reason := self._reason(row, texts):
                lines = [row.raw] if self._seen > self._header else []
                lines.append("\t".join(text for text in texts if text is not None).encode("utf-8", "replace"))
                bad.append(Quarantined(row.number, reason, b"\n".join(lines), held(row.raw)))
            else:
                good.append((row, texts))
        columns = {column.path: column for column in self._columns(good)}
        return Batch(
            table=self._table,
            records=len(good),
            columns=tuple((named | columns).values()),
            positions=pa.array([row.number for row, _ in good], pa.int64()),
            quarantined=tuple(bad),
            counted_apart=held(b"".join(row.raw for row, _ in good)) + sum(item.scalars for item in bad),
            raw=raw,
            bytes_unpacked=size,
        )

    def _reason(self, row: Row, texts: Sequence[str | None]) -> str:
        if self._seen < self._header:
            return "it stands before the header of the table"
        if row.scalars != held(row.raw) or len({cell.column for cell in row.cells}) < len(row.cells):
            return "two ways of reading this row differ"
        if any(text is None and cell.value is not None for cell, text in zip(row.cells, texts, strict=True)):
            return "it names a text that the workbook does not hold"
        return ""

    def _columns(self, rows: Sequence[tuple[Row, list[str | None]]]) -> Iterator[Column]:
        found: dict[tuple[int, bool], tuple[list[int], list[str]]] = {}
        for at, (row, texts) in enumerate(rows):
            for cell, text in zip(row.cells, texts, strict=True):
                for content, formula in ((text, False), (cell.formula, True)):
                    if content is not None:
                        where, what = found.setdefault((cell.column, formula), ([], []))
                        where.append(at)
                        what.append(content)
        for (column, formula), (where, what) in sorted(found.items()):
            path = self._path(column) + (".formula" if formula else "")
            yield Column(path, pa.array(what, pa.string()), pa.array(where, pa.int32()))

    def _path(self, column: int) -> str:
        if column < len(self._names) and self._names[column]:
            return self._names[column]
        name = f"c{column + 1}"
        while name in self._names:
            name += "_"
        return name

    def lost(self, problem: str) -> Batch:
        """What ended the reading."""
        return Batch(
            table=self._table,
            records=0,
            columns=(),
            positions=pa.array([], pa.int64()),
            quarantined=(Quarantined(self._last, problem, b"", 0),),
        )


def _none() -> pa.Array:
    return pa.array([], pa.string())


def _sample(
    source: Source, book: Book, limits: Limits, opener: Opener
) -> tuple[int, tuple[str, ...], list[tuple[str, ...]]]:
    """Which row names the columns (0: none), the names (empty: a column without a cell), and some rows."""
    stream, sheet = opener.stream(source), Sheet()
    read = 0
    while len(sheet.rows) < _SAMPLE and read < 4 * limits.sample_bytes and (data := stream.read(256 << 10)):
        sheet.feed(data)
        read += len(data)
    stream.close()
    rows = sheet.rows[:_SAMPLE]
    cells = [cell for row in rows for cell in row.cells]
    asked = [_number(cell) for cell in cells if cell.kind == "s"]
    strings = Strings()
    if book.strings and asked:
        part = replace(source, member=(*source.member[:-1], book.strings))
        strings.load(opener.stream(part), limits.keep_bytes, max(asked))
    dates = frozenset[int]()
    if book.styles:
        dates = date_styles(opener.stream(replace(source, member=(*source.member[:-1], book.styles))))
    values = Values(strings.texts, dates, since_1904=book.since_1904)
    width = max((cell.column + 1 for cell in cells), default=0)
    texts = [_dense(row, values, width) for row in rows]
    used = {cell.column for cell in cells}
    header = _header(texts)
    names = unique(texts[header - 1] if header else [""] * width)
    return header, tuple(name if at in used else "" for at, name in enumerate(names)), texts[header:][:100]


def _dense(row: Row, values: Values, width: int) -> tuple[str, ...]:
    line = [""] * width
    for cell in row.cells:
        line[cell.column] = values.text(cell) or ""
    return tuple(line)


def _header(rows: Sequence[tuple[str, ...]]) -> int:
    """Titles stand alone above a table: the first row that is about as wide as the others may name the columns."""
    filled = [sum(1 for text in row if text.strip()) for row in rows]
    usual = sorted(filled)[len(filled) // 2] if filled else 0
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        if filled[at] * 2 >= usual and filled[at]:
            return at + 1 if is_header(row, rows[at + 1 :]) else 0
    return 0


def _others(source: Source, book: Book, limits: Limits, opener: Opener) -> list[str]:
    """The members of the workbook that hold no cells and no shared texts."""
    labels: list[str] | None = None
    try:
        outer = opener.seekable(replace(source, layers=source.layers[:-1], member=source.member[:-1]))
        archive = Zip(outer, limits.members)
        labels = [member.label for member in archive.members() if not member.refused and "\n" not in member.label]
        archive.close()
    except (OSError, ValueError):
        labels = None
    if labels is None:
        raise NotThisFormat
    known = {book.strings, *(sheet.part for sheet in book.sheets)}
    return [label for label in labels if label not in known]


def _everything_else(split: Split, limits: Limits, opener: Opener) -> Iterator[Batch]:
    """Comments, links, properties, pictures, and shared texts that no cell shows any more: all as raw text."""
    windows, problems = Windows(), []
    table = _Table(split, Values((), frozenset(), since_1904=False), 0)
    for part in option(split, "others").split("\n"):
        stream, size = opener.stream(_part(split, part)), 0
        while data := stream.read(MIB):
            # Without a line between, so that a word on the border of two pieces stays whole.
            windows.extend(data)
            size += len(data)
            yield table.batch([], size, windows.take(final=False))
            size = 0
        windows.add(b"")
        problems.append(stream.problem)
        stream.close()
    strings = _strings(split, limits, opener)
    if strings.texts or strings.beside:
        shown = _shown(split, opener)
        for at, text in enumerate(strings.texts):
            if at not in shown:
                windows.add(text.encode("utf-8", "replace"))
        for text in strings.beside:
            windows.add(text.encode("utf-8", "replace"))
    yield table.batch([], 0, windows.take(final=True))
    for problem in dict.fromkeys(one for one in (*problems, strings.problem) if one):
        yield table.lost(problem)


def _shown(split: Split, opener: Opener) -> set[int]:
    """Numbers of the shared texts that a cell shows."""
    shown: set[int] = set()
    for part in option(split, "sheets").split("\n"):
        stream, sheet = opener.stream(_part(split, part)), Sheet()
        while data := stream.read(MIB):
            sheet.feed(data)
            shown.update(_number(cell) for row in sheet.rows for cell in row.cells if cell.kind == "s")
            sheet.rows.clear()
            sheet.outside.clear()
        stream.close()
    return shown


def _number(cell: Cell) -> int:
    value = (cell.value or "").strip()
    return int(value) if value.isdecimal() and len(value) < 12 else -1
