"""7-Zip archives as 7z writes them, and broken ones."""

from __future__ import annotations

import random
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from waspada.core.errors import Locked
from waspada.readers.limits import MIB, Limits
from waspada.readers.wrapper import Secrets

pytestmark = pytest.mark.needs("7z")
Run = Callable[..., Any]
SECRET = "correct horse"
RIGHT = Secrets(password=SECRET)


@pytest.mark.parametrize(
    "options",
    [
        [], [f"-p{SECRET}"], [f"-p{SECRET}", "-mhe=on"], [f"-p{SECRET}", "-mx=0"], [f"-p{SECRET}", "-ms=off"],
        ["-m0=deflate"], ["-m0=bzip2"], ["-m0=lzma"], [f"-p{SECRET}", "-m0=bcj", "-m1=lzma2"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_7_zip_writes(unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path, options: list[str]) -> None:
    tool("7z", "a", *options, tmp_path / "x.7z", ".")
    found = unwrap(tmp_path / "x.7z", RIGHT)
    assert found.kind == "7z"
    assert found.contents == files
    assert found.troubles == ()
    assert found.largest <= MIB


@pytest.mark.parametrize("options", [[], ["-mhe=on"], ["-mx=0"], ["-ms=off"]], ids=" ".join)
@pytest.mark.parametrize("password", ["", "wrong"])
def test_a_wrong_password_is_locked_and_never_shown(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path, options: list[str], password: str
) -> None:
    tool("7z", "a", f"-p{SECRET}", *options, tmp_path / "x.7z", ".")
    with pytest.raises(Locked) as caught:
        unwrap(tmp_path / "x.7z", Secrets(password=password))
    assert caught.value.__context__ is None
    assert "horse" not in str(caught.value)


def test_a_damaged_member_is_named_and_what_cannot_be_reached_too(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "x.7z"
    tool("7z", "a", "-ms=off", path, "a.bin", "b.txt", "d/c.txt")
    data = bytearray(path.read_bytes())
    data[150_000] ^= 1
    path.write_bytes(data)
    found = unwrap(path)
    assert list(found.problems) == ["a.bin"]
    assert found.contents["b.txt"] == files["b.txt"]
    solid = tmp_path / "s.7z"
    tool("7z", "a", "-mqs=off", solid, "a.bin", "b.txt", "d/c.txt")
    data = bytearray(solid.read_bytes())
    data[150_000] ^= 1
    solid.write_bytes(data)
    found = unwrap(solid)
    assert [item.name for item in found.troubles] == ["a.bin", "b.txt", "d/c.txt"]


@pytest.mark.parametrize("keep", [20, 40, 1000, -10])
def test_a_cut_archive_is_named(unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path, keep: int) -> None:
    path = tmp_path / "x.7z"
    tool("7z", "a", path, ".")
    path.write_bytes(path.read_bytes()[:keep])
    found = unwrap(path)
    assert found.contents == {}
    assert [item.name for item in found.troubles] == ["x.7z"]
    assert "cut off" in found.troubles[0].reason


def test_every_flipped_byte_ends_in_words_never_in_a_traceback(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "x.7z"
    tool("7z", "a", path, "b.txt", "d/c.txt", "empty.txt")
    whole, rng = path.read_bytes(), random.Random(3)
    for _ in range(150):
        data = bytearray(whole)
        data[rng.randrange(6, len(data))] ^= 1 << rng.randrange(8)
        path.write_bytes(data)
        found = unwrap(path)
        same = {name: content for name, content in found.contents.items() if files.get(name) == content}
        assert found.troubles or set(same) == {"b.txt", "d/c.txt", "empty.txt"} or len(same) >= 2


def test_a_bomb_is_stopped_and_named(unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "members" / "zeros").write_bytes(bytes(256 * MIB))
    tool("7z", "a", tmp_path / "x.7z", "zeros")
    found = unwrap(tmp_path / "x.7z", limits=Limits(ratio_from=16 * MIB))
    assert "times its size" in found.problems["zeros"]
    assert len(found.contents["zeros"]) <= 16 * MIB


def test_a_member_of_300_mib_takes_little_memory(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path
) -> None:
    from waspada.readers.unwrap import open_wrapper

    rng = random.Random(1)
    with open(tmp_path / "members" / "big", "wb") as big:
        for _ in range(300):
            big.write(rng.randbytes(MIB // 4) * 4)
    tool("7z", "a", "-mx=1", f"-p{SECRET}", tmp_path / "x.7z", "big")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (content,) = (sum(map(len, one.chunks)) for one in open_wrapper(tmp_path / "x.7z", "7z", RIGHT))
    assert content == 300 * MIB
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10 < 120


def test_ten_thousand_members_and_hostile_names(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "members" / "many"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"{number}.txt").write_bytes(b"%d" % number)
    tool("7z", "a", f"-p{SECRET}", tmp_path / "x.7z", "many")
    found = unwrap(tmp_path / "x.7z", RIGHT)
    assert len(found.contents) == 10_000
    assert found.contents["many/77.txt"] == b"77"


@pytest.mark.parametrize("method", ["ppmd", "deflate64"])
def test_what_a_crash_could_come_from_is_refused_by_name(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path, method: str
) -> None:
    tool("7z", "a", f"-m0={method}", tmp_path / "x.7z", "b.txt")
    found = unwrap(tmp_path / "x.7z")
    assert [item.name for item in found.troubles] == ["b.txt"]
    assert "unpack it with 7-Zip" in found.troubles[0].reason
