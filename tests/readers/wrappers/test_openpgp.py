"""OpenPGP messages as GnuPG writes them, and broken ones."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pysequoia
import pytest

from waspada.core.errors import Locked
from waspada.readers.limits import MIB, Limits
from waspada.readers.unwrap import wrapper_of
from waspada.readers.wrapper import Secrets

Run = Callable[..., Any]
SECRET = "correct horse"


@pytest.fixture
def key(tmp_path: Path, tool: Run, files: dict[str, bytes]) -> bytes:
    """A secret key of GnuPG, locked."""
    (tmp_path / "gnupg").mkdir(mode=0o700)
    quiet = ["gpg", "--batch", "--yes", "--quiet", "--pinentry-mode", "loopback", "--passphrase", SECRET]
    tool(*quiet, "--quick-gen-key", "case@example.org", "default", "default", "never")
    tool(*quiet, "--output", tmp_path / "key", "--export-secret-keys", "case@example.org")
    tool("gpgconf", "--kill", "all")
    return (tmp_path / "key").read_bytes()


@pytest.mark.needs("gpg")
@pytest.mark.parametrize("armour", [[], ["--armor"]])
def test_a_message_to_a_key(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path, key: bytes, armour: list[str]
) -> None:
    gpg = ["gpg", "--batch", "--quiet", "--trust-model", "always", "--recipient", "case@example.org", *armour]
    tool(*gpg, "--output", tmp_path / "b.txt.pgp", "--encrypt", "b.txt")
    tool("gpgconf", "--kill", "all")
    found = unwrap(tmp_path / "b.txt.pgp", Secrets(openpgp_key=key, openpgp_passphrase=SECRET))
    assert found.kind == "openpgp"
    assert found.contents == {"b.txt": files["b.txt"]}
    assert found.troubles == ()
    for secrets in (
        Secrets(),
        Secrets(password="wrong"),
        Secrets(openpgp_key=key),
        Secrets(openpgp_key=key, openpgp_passphrase="wrong"),
        Secrets(openpgp_key=b"junk"),
        Secrets(openpgp_key=bytes(pysequoia.Tsk.generate("other@example.org"))),
    ):
        with pytest.raises(Locked) as caught:
            unwrap(tmp_path / "b.txt.pgp", secrets)
        assert caught.value.__context__ is None
        assert "wrong" not in str(caught.value).replace("is wrong or missing", "")


@pytest.mark.needs("gpg")
@pytest.mark.parametrize("armour", [[], ["--armor"]])
def test_a_message_with_a_password(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path, armour: list[str]
) -> None:
    (tmp_path / "gnupg").mkdir(mode=0o700)
    gpg = ["gpg", "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", SECRET, *armour]
    tool(*gpg, "--output", tmp_path / "a.gpg", "--symmetric", "a.bin")
    tool("gpgconf", "--kill", "all")
    assert unwrap(tmp_path / "a.gpg", Secrets(password=SECRET)).contents == {"a": files["a.bin"]}
    with pytest.raises(Locked):
        unwrap(tmp_path / "a.gpg", Secrets(password="wrong"))
    data = bytearray((tmp_path / "a.gpg").read_bytes())
    (tmp_path / "a.gpg").write_bytes(data[:-2000])
    assert list(unwrap(tmp_path / "a.gpg", Secrets(password=SECRET)).problems) == ["a"]


def test_a_large_message_comes_in_pieces_and_a_change_at_its_end_is_named(unwrap: Run, tmp_path: Path) -> None:
    content = random.Random(5).randbytes(60 * MIB)
    data = bytearray(pysequoia.encrypt(content, passwords=[SECRET], armor=False))
    path = tmp_path / "x.pgp"
    path.write_bytes(data)
    found = unwrap(path, Secrets(password=SECRET))
    assert found.contents == {"x": content}
    assert found.largest <= MIB
    data[-100] ^= 1
    path.write_bytes(data)
    found = unwrap(path, Secrets(password=SECRET))
    assert "damaged" in found.problems["x"]


def test_a_bomb_is_stopped_and_named(unwrap: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.pgp"
    path.write_bytes(pysequoia.encrypt(bytes(80 * MIB), passwords=[SECRET], armor=False))
    found = unwrap(path, Secrets(password=SECRET), Limits(unpacked_bytes=10 * MIB))
    assert found.problems == {"x": "it unpacks to more than the limit; reading stopped here"}
    assert len(found.contents["x"]) <= 10 * MIB


@pytest.mark.parametrize(
    "head",
    [b"\x85\x01\x0c\x09" + bytes(20), b"\x8c\x0d\x04\x63\x03" + bytes(20), b"\x89" + bytes(20), b"id,email\n" * 9, b""],
)
def test_what_is_no_message(head: bytes) -> None:
    assert wrapper_of(head, "x.pgp") == ""
