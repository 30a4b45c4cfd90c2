"""Tables: everything that was put in is found, nothing else is, and the number of records is not told."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from waspada.core.errors import BadInput, EvidenceAltered
from waspada.flows.public.table import Table, Writer


def name(number: int) -> bytes:
    return hashlib.sha256(str(number).encode()).digest()[:16]


def written(folder: Path, numbers: range, *, sizes: tuple[int, ...] = (64, 128), least: int = 4) -> Path:
    (folder / "work").mkdir()
    writer = Writer(folder / "work", sizes, least)
    for number in numbers:
        size = sizes[number % len(sizes)]
        writer.add(name(number), bytes([number % 251]) * size)
    writer.write(folder / "table")
    return folder / "table"


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 100, 1000])
def test_everything_is_found_and_nothing_else(tmp_path: Path, count: int) -> None:
    table = Table(written(tmp_path, range(count)))
    for number in range(count):
        assert table.find(name(number)) == bytes([number % 251]) * (64, 128)[number % 2]
    for number in range(count, count + 50):
        assert table.find(name(number)) == b""
    for edge in (bytes(16), b"\xff" * 16):
        assert table.find(edge) == b""
    table.close()


def test_the_length_tells_only_the_next_power_of_two(tmp_path: Path) -> None:
    sizes = set()
    for number, count in enumerate((0, 1, 3, 4)):
        folder = tmp_path / str(number)
        folder.mkdir()
        sizes.add(written(folder, range(count), sizes=(64,)).stat().st_size)
    assert sizes == {4096 + 4 * (16 + 64)}
    more = tmp_path / "more"
    more.mkdir()
    assert written(more, range(5), sizes=(64,)).stat().st_size == 4096 + 8 * (16 + 64)


def test_nothing_stays_of_the_work(tmp_path: Path) -> None:
    written(tmp_path, range(1000))
    assert list((tmp_path / "work").iterdir()) == []


def test_two_records_of_one_name_are_refused_or_the_later_counts(tmp_path: Path) -> None:
    for later in (False, True):
        folder = tmp_path / str(later)
        folder.mkdir()
        writer = Writer(folder, (64,), 4)
        for sign in (b"a", b"b"):
            writer.add(name(1), sign * 64)
        if later:
            writer.write(folder / "table", later_counts=True)
            assert Table(folder / "table").find(name(1)) == b"b" * 64
        else:
            with pytest.raises(BadInput, match="same check code"):
                writer.write(folder / "table")


def test_records_are_in_the_order_of_their_names_not_of_their_coming(tmp_path: Path) -> None:
    content = written(tmp_path, range(300), sizes=(64,)).read_bytes()
    names = [content[4096 + 16 * at : 4112 + 16 * at] for at in range(512)]
    assert names == sorted(names)
    assert [one for one in map(name, range(300)) if one not in names] == []


@pytest.mark.parametrize("damage", [lambda raw: raw[:-1], lambda raw: raw[:100], lambda raw: b"x" + raw[1:],
                                    lambda raw: raw + b"\0"])  # fmt: skip
def test_a_damaged_one_is_not_opened(tmp_path: Path, damage: object) -> None:
    path = written(tmp_path, range(10))
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(EvidenceAltered):
        Table(path)


def test_the_smallest_size_that_fits_is_taken(tmp_path: Path) -> None:
    writer = Writer(tmp_path, (64, 128), 4)
    assert [writer.size_for(needed) for needed in (1, 64, 65, 128, 129)] == [64, 64, 128, 128, 0]
