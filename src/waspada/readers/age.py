"""age (https://age-encryption.org/v1): the one file that imports pyrage.

Evidence is encrypted in segments, each a whole age file of at most 64 MiB, so that any part decrypts and verifies alone
and nothing larger is ever in memory or on disk in the clear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from queue import Full, Queue
from threading import Event, Thread
from typing import BinaryIO

import pyrage

from waspada.core.errors import EvidenceAltered, Locked

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Identity:
    """A secret key of age, X25519."""

    secret: str = field(repr=False)

    @classmethod
    def new(cls) -> Identity:
        """Make one."""
        return cls(str(pyrage.x25519.Identity.generate()))

    @classmethod
    def read(cls, text: str) -> Identity:
        """From a key file as `age-keygen` writes it. Raises Locked when there is none in it."""
        for line in text.splitlines():
            if line.strip().upper().startswith("AGE-SECRET-KEY-1"):
                one = cls(line.strip())
                if one._valid():
                    return one
        raise Locked("the key file holds no age identity")

    @classmethod
    def from_behind(cls, content: bytes, passphrase: str) -> Identity:
        """What `behind` gave. Raises Locked when the passphrase is wrong."""
        try:
            one = cls(pyrage.passphrase.decrypt(content, passphrase).decode())
            if one._valid():
                return one
        except (pyrage.DecryptError, UnicodeDecodeError):
            pass
        raise Locked("the passphrase is wrong")

    def file(self) -> str:
        """Itself as `age-keygen` writes it."""
        return f"# public key: {self.recipient}\n{self.secret}\n"

    @property
    def recipient(self) -> str:
        """Its public half."""
        return str(pyrage.x25519.Identity.from_str(self.secret).to_public())

    def behind(self, passphrase: str) -> bytes:
        """Itself, encrypted with a passphrase (scrypt)."""
        return bytes(pyrage.passphrase.encrypt(self.secret.encode(), passphrase))

    def _valid(self) -> bool:
        try:
            pyrage.x25519.Identity.from_str(self.secret)
        except pyrage.IdentityError:
            return False
        return True


def encrypt(content: bytes, recipient: str) -> bytes:
    """One age file to one recipient. Raises EvidenceAltered when it is none: the case was opened with one."""
    to: pyrage.x25519.Recipient | None = None
    try:
        to = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError:
        to = None
    if to is None:
        raise EvidenceAltered("the public key of the case is damaged")
    return bytes(pyrage.encrypt(content, [to]))


def decrypt(content: bytes, identity: Identity) -> bytes:
    """The content. Raises Locked when the identity is wrong or a byte was changed."""
    try:
        return bytes(pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(identity.secret)]))
    except pyrage.DecryptError:
        pass
    raise Locked("it does not decrypt with this key: the key is another one, or it was altered")


def decrypt_stream(file: BinaryIO, identities: Sequence[Identity]) -> Iterator[bytes]:
    """The content of a file of any size, armoured or not, in pieces; each was verified before it comes.

    Raises:
        Locked: none of the identities opens it.
        ValueError: it is damaged or was cut off, from here on.
    """
    keys = [pyrage.x25519.Identity.from_str(one.secret) for one in identities]
    sink = _Sink()
    worker = Thread(target=sink.fill, args=(file, keys), daemon=True)
    worker.start()
    try:
        while piece := sink.queue.get():
            yield piece
    finally:
        sink.stopped.set()
        worker.join()
    if sink.locked:
        raise Locked("none of the age keys given opens it")
    if sink.problem:
        raise ValueError("it is damaged or was cut off")


def decrypt_passphrase(content: bytes, passphrase: str) -> bytes:
    """The content of a file that was locked with a passphrase; the library does it only whole.

    Raises:
        Locked: the passphrase is wrong, or opening it would take far longer than is usual.
        ValueError: it is damaged or was cut off.
    """
    text = ""
    try:
        return bytes(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError as error:
        text = str(error)
    if text.startswith("Decryption failed") or "work" in text.lower():
        raise Locked("the passphrase of the age file is wrong")
    raise ValueError("it is damaged or was cut off")


class _Sink:
    """Takes what the library writes, a little ahead of who reads."""

    def __init__(self) -> None:
        self.queue: Queue[bytes] = Queue(4)
        self.stopped = Event()
        self.locked = False
        self.problem = True
        self._buffer = bytearray()

    def fill(self, file: BinaryIO, keys: list[pyrage.x25519.Identity]) -> None:
        """Decrypt to the end; runs in a thread of its own."""
        try:
            pyrage.decrypt_io(file, self, keys)
            self.problem = False
        except pyrage.DecryptError as error:
            self.locked = "No matching keys" in str(error)
        except (OSError, ValueError, _Stopped):
            pass
        finally:
            if self._buffer:
                self._put(bytes(self._buffer))
            self._put(b"")

    def write(self, data: bytes) -> int:
        """As a file does."""
        self._buffer += data
        if len(self._buffer) >= _PIECE:
            if not self._put(bytes(self._buffer)):
                raise _Stopped
            self._buffer.clear()
        return len(data)

    def flush(self) -> None:
        """As a file does."""

    def _put(self, data: bytes) -> bool:
        while not self.stopped.is_set():
            try:
                self.queue.put(data, timeout=0.1)
            except Full:
                continue
            return True
        return False


class _Stopped(Exception):
    """Nobody reads any more."""
