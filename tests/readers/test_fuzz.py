"""Mutated files through every reader: no crash, no hang, the sums add up, and no planted word is lost.

2,000 seeded cases by default; `make fuzz` sets WASPADA_FUZZ_CASES=100000. A failing case names its number: run it
alone with WASPADA_FUZZ_ONLY=<number>.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import random
import re
import tarfile
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from waspada.readers.limits import MIB, Limits

CASES = int(os.environ.get("WASPADA_FUZZ_CASES", "2000"))
ONLY = os.environ.get("WASPADA_FUZZ_ONLY")
GROUPS = 20
SLOWEST = 20.0
"""Seconds that no case may take."""
LIMITS = Limits(ratio_from=4 * MIB, split_bytes=16 << 10, unpacked_bytes=64 * MIB)
CANARY = re.compile(rb"CANARY[0-9]{6}END")


def canary(number: int) -> str:
    return f"CANARY{number:06}END"


def records(count: int) -> list[dict[str, Any]]:
    """Events with a word to look for in every one."""
    return [
        {
            "event": "Page view",
            "properties": {
                "time": 1762646400 + i,
                "distinct_id": f"$device:{i}",
                "$insert_id": f"i{i}",
                "note": f'said "{canary(i)}", \\ and left\n',
                "list": [1, None, {"deep": True}],
                "empty": {},
                "none": None,
            },
        }
        for i in range(count)
    ]


def _csv(delimiter: str = ",", quote: str = '"') -> bytes:
    rows = [f"id{delimiter}email{delimiter}note{delimiter}city"]
    for i in range(40):
        note = f"{quote}a{delimiter} {quote * 2}b{quote * 2}\n{canary(i)}{quote}" if i % 3 and quote else canary(i)
        rows.append(delimiter.join([str(i), f"u{i}@example.org", note, "Bogor"]))
    return ("\n".join(rows) + "\n").encode()


def _parquet(**options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(_arrow_table(), out, row_group_size=20, **options)
    return out.getvalue()


def _arrow_table() -> pa.Table:
    return pa.table(
        {
            "id": list(range(50)),
            "note": [canary(i) for i in range(50)],
            "tags": [["a", None]] * 25 + [None] * 25,
            "who": [{"email": f"u{i}@example.org"} for i in range(50)],
        }
    )


def _arrow(stream: bool) -> bytes:
    out = io.BytesIO()
    with (pa.ipc.new_stream if stream else pa.ipc.new_file)(out, _arrow_table().schema) as writer:
        writer.write_table(_arrow_table(), max_chunksize=20)
    return out.getvalue()


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _tar(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


@cache
def seeds() -> list[tuple[str, bytes]]:
    """One file of every format."""
    events = records(30)
    lines = "".join(json.dumps(event) + "\n" for event in events).encode()
    people = [{"$distinct_id": i, "$properties": {"$email": f"u{i}@example.org", "n": canary(i)}} for i in range(20)]
    page = {"page": 0, "results": people, "session_id": "x", "nested": {"a": [1]}, "status": "ok"}
    text = [
        ("events.jsonl", lines),
        ("events.json", json.dumps(events).encode()),
        ("pretty.json", json.dumps(events, indent=2).encode()),
        ("engage.json", json.dumps(page, indent=1).encode()),
        ("pages.json", (json.dumps(page) + "\n").encode() * 3),
        ("one.har", json.dumps({"log": {"entries": events[:3]}}, indent=2).encode()),
        ("people.csv", _csv()),
        ("people.tsv", _csv("\t", "")),
        ("people.txt", _csv(";").replace(b"\n", b"\r\n")),
        ("wide.csv", _csv().decode().encode("utf-16")),
        ("notes.txt", "\n".join(f"Dear {canary(i)}, all is well." for i in range(30)).encode()),
    ]
    packed = [
        ("x.parquet", _parquet()),
        ("y.parquet", _parquet(compression="gzip", version="2.6", data_page_version="2.0", use_dictionary=False)),
        ("x.arrow", _arrow(False)),
        ("y.arrow", _arrow(True)),
        ("x.zip", _zip({"a/people.csv": _csv(), "events.jsonl": lines, "b.zip": _zip({"x.parquet": _parquet()})})),
        ("x.tar", _tar({"people.csv": _csv(), "events.json.gz": gzip.compress(json.dumps(events).encode())})),
        ("x.tgz", gzip.compress(_tar({"people.csv": _csv(), "events.jsonl": lines}))),
        ("events.jsonl.gz", gzip.compress(lines)),
        ("events.jsonl.zst", zstandard.compress(lines)),
        ("people.csv.xz", lzma.compress(_csv())),
        ("people.csv.bz2", bz2.compress(_csv())),
    ]
    return text + packed


SPECIAL = [
    *(b'"', b"\\", b"\n", b"\r", b"\0", b",", b";", b"{", b"}", b"[", b"]", b'""', b'\\"', b"null", b'","', b"},{"),
    *(b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\\u0000", b"\\ud800", b"1e999", b"NaN"),
    *(b"PK\x03\x04", b"PAR1", b"\x1f\x8b\x08", b"ARROW1", b"ustar", b"[" * 300, b'{"a":' * 300, b"9" * 400),
    *(b"\x00" * 600, b" " * 3000, b"a" * 70_000, b'"' * 1001),
]


def _flip(data: bytearray, at: int, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 4, 30))):
        if data:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def _splice(data: bytearray, at: int, dice: random.Random) -> None:
    _, other = dice.choice(seeds())
    begin = dice.randrange(len(other))
    data[at:at] = other[begin : begin + dice.randrange(2000)]


def _truncate(data: bytearray, at: int, dice: random.Random) -> None:
    del data[at:]


def _cut_out(data: bytearray, at: int, dice: random.Random) -> None:
    del data[at : at + dice.randrange(200)]


def _behead(data: bytearray, at: int, dice: random.Random) -> None:
    del data[: dice.randrange(300)]


def _special(data: bytearray, at: int, dice: random.Random) -> None:
    data[at:at] = dice.choice(SPECIAL)


def _overwrite(data: bytearray, at: int, dice: random.Random) -> None:
    data[at : at + 4] = dice.randbytes(4)


def _repeat(data: bytearray, at: int, dice: random.Random) -> None:
    data[at:at] = bytes(data[at : at + dice.randrange(3000)]) * dice.choice((1, 1, 5))


CHANGES = (_flip, _splice, _truncate, _cut_out, _behead, _special, _overwrite, _repeat)


def mutated(number: int) -> tuple[str, bytes]:
    """The file of one case."""
    dice = random.Random(number)
    name, content = dice.choice(seeds())
    data = bytearray(content)
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        dice.choice(CHANGES)(data, dice.randrange(len(data) + 1), dice)
    if dice.random() < 0.2:
        name = dice.choice(seeds())[0]
    return name, bytes(data)


def check(number: int, census: Callable[..., Any], folder: Path) -> None:
    name, content = mutated(number)
    path = folder / name
    path.write_bytes(content)
    begun = time.monotonic()
    found = census(path, limits=LIMITS)
    assert time.monotonic() - begun < SLOWEST, "too slow"
    path.unlink()
    # What stands between the members of a damaged container, or in a damaged page, may be out of reach.
    options = [dict(split.options) for split in found.plan.splits]
    packed = any(one["layers"] for one in options) or bool(found.plan.troubles)
    # In UTF-16 a lost byte turns every letter after it into another one.
    packed |= any(one.get("encoding", "utf-8") != "utf-8" for one in options)
    if not packed and not {member.format for member in found.plan.members} & {"arrow", "parquet"}:
        seen = found.everything() + " ".join(path for _, path in found.values).encode()
        lost = [word for word in set(CANARY.findall(content)) if word not in seen]
        assert not lost, f"{len(lost)} planted words are lost: {lost[:3]}"


@pytest.mark.fuzz
@pytest.mark.parametrize("group", [0] if ONLY else range(GROUPS))
def test_mutations(group: int, census: Callable[..., Any], tmp_path: Path) -> None:
    numbers = [int(ONLY)] if ONLY else range(group, CASES, GROUPS)
    for number in numbers:
        try:
            check(number, census, tmp_path)
        except Exception as error:
            raise AssertionError(f"case {number} ({mutated(number)[0]})") from error
