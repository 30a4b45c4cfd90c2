"""age: what is encrypted opens with its own key, whole, and every other way ends in one clear error."""

from __future__ import annotations

import pytest

from waspada.core.errors import EvidenceAltered, Locked
from waspada.readers.age import Identity, decrypt, encrypt

SECRET = b"row of a person " * 40


def test_what_was_encrypted_comes_back() -> None:
    one = Identity.new()
    stored = encrypt(SECRET, one.recipient)
    assert SECRET[:16] not in stored
    assert decrypt(stored, one) == SECRET
    assert decrypt(encrypt(b"", one.recipient), one) == b""


def test_every_changed_byte_and_every_cut_is_noticed() -> None:
    one = Identity.new()
    stored = encrypt(SECRET, one.recipient)
    broken = [stored[:place] + bytes([stored[place] ^ 1]) + stored[place + 1 :] for place in range(len(stored))]
    broken += [stored[:length] for length in range(len(stored))]
    opened = 0
    for content in broken:
        with pytest.raises(Locked) as caught:
            decrypt(content, one)
        opened += caught.value.__context__ is not None
    assert len(broken) == 2 * len(stored)
    assert not opened, "the library's own text came through"


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(Locked, match="does not decrypt"):
        decrypt(encrypt(SECRET, Identity.new().recipient), Identity.new())


def test_a_key_file_is_read_as_age_keygen_writes_it() -> None:
    one = Identity.new()
    assert Identity.read(one.file()) == one
    assert Identity.read(f"# created: 2025-11-25\r\n# public key: x\r\n  {one.secret}  \r\n") == one
    assert Identity.read(one.secret.lower()).recipient == one.recipient
    assert one.recipient in one.file()


@pytest.mark.parametrize("text", ["", "AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1QQQQ\n", "# AGE-SECRET-KEY-1", "age1abc"])
def test_a_file_without_a_key_is_said_so(text: str) -> None:
    with pytest.raises(Locked, match="holds no age identity"):
        Identity.read(text)


def test_a_passphrase_keeps_the_key() -> None:
    one = Identity.new()
    kept = one.behind("kata sandi ☂")
    assert one.secret.encode() not in kept
    assert Identity.from_behind(kept, "kata sandi ☂") == one
    for content, phrase in ((kept, "kata sandi"), (b"", "x"), (b"not age", "x"), (encrypt(b"x", one.recipient), "x")):
        with pytest.raises(Locked, match="passphrase is wrong"):
            Identity.from_behind(content, phrase)


def test_a_damaged_recipient_is_never_written_to() -> None:
    for recipient in ("", "age1", "age1qqqq"):
        with pytest.raises(EvidenceAltered, match="public key"):
            encrypt(SECRET, recipient)


def test_the_secret_is_not_in_the_repr() -> None:
    one = Identity.new()
    assert one.secret not in repr(one)
    assert "AGE-SECRET-KEY" not in repr(one)
