"""age files as `age` writes them, and broken ones."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest

from waspada.core.errors import Locked
from waspada.readers.age import Identity
from waspada.readers.limits import MIB
from waspada.readers.unwrap import wrapper_of
from waspada.readers.wrapper import Secrets
from waspada.readers.wrappers import age_file

Run = Callable[..., Any]


@pytest.mark.needs("age")
@pytest.mark.parametrize("armour", [[], ["-a"]])
def test_what_age_writes(unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path, armour: list[str]) -> None:
    key = Identity.new()
    tool("age", *armour, "-r", key.recipient, "-o", tmp_path / "b.txt.age", "b.txt")
    found = unwrap(tmp_path / "b.txt.age", Secrets(identities=(Identity.new(), key)))
    assert found.kind == "age"
    assert found.contents == {"b.txt": files["b.txt"]}
    for secrets in (Secrets(), Secrets(password="x"), Secrets(identities=(Identity.new(),))):
        with pytest.raises(Locked):
            unwrap(tmp_path / "b.txt.age", secrets)


def test_a_large_file_comes_in_pieces(unwrap: Run, tmp_path: Path) -> None:
    key, content = Identity.new(), random.Random(2).randbytes(9 * MIB + 5)
    path = tmp_path / "x.age"
    path.write_bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(key.recipient)]))
    found = unwrap(path, Secrets(identities=(key,)))
    assert found.contents == {"x": content}
    assert found.largest < 2 * MIB
    data = bytearray(path.read_bytes())
    data[5 * MIB] ^= 1
    path.write_bytes(data)
    found = unwrap(path, Secrets(identities=(key,)))
    assert found.problems == {"x": "it is damaged or was cut off"}
    assert content.startswith(found.contents["x"])
    assert len(found.contents["x"]) > 4 * MIB
    path.write_bytes(data[: 2 * MIB])
    assert list(unwrap(path, Secrets(identities=(key,))).problems) == ["x"]


def test_a_passphrase(unwrap: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.csv.age"
    sealed = pyrage.passphrase.encrypt(b"id,email\n", "correct horse")
    path.write_bytes(sealed)
    found = unwrap(path, Secrets(password="correct horse"))
    assert found.kind == "age-passphrase"
    assert found.contents == {"list.csv": b"id,email\n"}
    for password in ("", "wrong"):
        with pytest.raises(Locked) as caught:
            unwrap(path, Secrets(password=password))
        assert caught.value.__context__ is None
    path.write_bytes(sealed[:-3])
    assert list(unwrap(path, Secrets(password="correct horse")).problems) == ["list.csv"]
    monkeypatch.setattr(age_file, "WHOLE", 10)
    assert "in memory" in unwrap(path, Secrets(password="correct horse")).problems["list.csv"]


@pytest.mark.parametrize(
    "head", [b"", b"age-encryption.org/v2\n", b"-----BEGIN AGE ENCRYPTED FILE-----\n!!!!\n", b"x" * 99]
)
def test_what_is_no_age_file(head: bytes) -> None:
    assert wrapper_of(head, "x.age") == ""
