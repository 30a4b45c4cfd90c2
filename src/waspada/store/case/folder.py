"""A case folder: opened once, then only added to.

`case.json` says what it is, `key` (or `key.age`) is behind its person ids, `custody.ndjson` is its log. With
encryption, everything personal is encrypted to the one age identity whose public half stands in `case.json`; the
identity is in a key file of the user's, or in `identity.age` behind a passphrase.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from waspada.core.custody import Action, Entry, parse
from waspada.core.errors import BadInput, CannotWrite, EvidenceAltered, Locked, NothingReadable
from waspada.core.person_key import KEY_BYTES, new_key
from waspada.readers.age import Identity, decrypt, encrypt
from waspada.readers.sealed import unlock
from waspada.store.case.log import NAME as LOG
from waspada.store.case.log import Log

SCHEMA: Final = "waspada/case/1"
_FACTS: Final = "case.json"
_TOLD: Final = ("case_id", "title", "vendor")
_KEY, _SEALED_KEY, _IDENTITY = "key", "key.age", "identity.age"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFolder:
    """One case, opened. See `flows.case.ports.Case`."""

    path: Path
    case_id: str
    title: str
    vendor: str
    recipient: str
    """Public half of the age identity; empty: not encrypted."""
    custody: Log
    identity: Identity | None = field(default=None, repr=False)
    """None where it is not encrypted, or still locked."""

    @property
    def encrypted(self) -> bool:
        """See `Case`."""
        return bool(self.recipient)

    def key(self) -> bytes:
        """See `Case`. Raises Locked without the identity, EvidenceAltered when the key is gone or not whole."""
        identity = self.unlocked() if self.encrypted else None
        key = b""
        with contextlib.suppress(OSError):
            key = (self.path / (_SEALED_KEY if identity else _KEY)).read_bytes()
        if key and identity:
            key = decrypt(key, identity)
        if len(key) != KEY_BYTES:
            raise EvidenceAltered("the key of the case is missing or damaged")
        return key

    def open_seal(self) -> None:
        """See `Case`."""
        unlock(self.unlocked() if self.encrypted else None)

    @property
    def behind_passphrase(self) -> bool:
        """Whether a passphrase opens it."""
        return self.encrypted and (self.path / _IDENTITY).exists()

    def unlocked(self) -> Identity:
        """The identity. Raises Locked when it was not given."""
        if self.identity is None:
            raise Locked("the case is encrypted, and its key was not given")
        return self.identity


def create(
    path: Path,
    *,
    title: str,
    vendor: str,
    actor: str,
    clock: Callable[[], float],
    identity: Identity | None = None,
    passphrase: str = "",
    case_id: str = "",
    reason: str = "",
) -> CaseFolder:
    """Make the folder of a new case and write the first entry of its log: whole, or nothing of it.

    Args:
        reason: why the case is opened.
        identity: encrypt to it; with a `passphrase` it is kept in the folder, behind that.

    Raises:
        BadInput: the folder holds something already.
        CannotWrite: no rights or no space.
    """
    case_id = case_id or uuid7(clock())
    key, made, failed = new_key(), list[Path](), ""
    facts = {
        "schema": SCHEMA,
        "case_id": case_id,
        "title": title,
        "vendor": vendor,
        "recipient": identity.recipient if identity else "",
    }
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise BadInput("the folder for the case is not empty", hint="Name a folder that does not exist yet.")
        path.chmod(0o700)
        if identity and passphrase:
            _private(path / _IDENTITY, identity.behind(passphrase), made)
        sealed = encrypt(key, identity.recipient) if identity else key
        _private(path / (_SEALED_KEY if identity else _KEY), sealed, made)
        made.append(path / LOG)
        opened = {name: value for name, value in facts.items() if name != "schema"} | {"key": _of(key)}
        Log(path, clock).append(Action.OPEN, actor=actor, reason=reason, data=opened)
        # Last: a folder with this file is a whole case.
        _private(path / _FACTS, (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode(), made)
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    except CannotWrite as error:
        failed = str(error)
    if failed:
        for file in made:
            file.unlink(missing_ok=True)
        raise CannotWrite(f"the case folder could not be made: {failed}")
    return load(path, clock=clock, identity=identity)


def load(
    path: Path,
    *,
    clock: Callable[[], float],
    identity: Identity | None = None,
    passphrase: str = "",
    home: Path | None = None,
) -> CaseFolder:
    """Open a case folder.

    Args:
        home: WASPADA_HOME, where entries wait while the folder is on read-only media.

    Raises:
        NothingReadable: there is no case in it.
        EvidenceAltered: `case.json` does not say what the first entry of the log says.
        Locked: the passphrase, or the identity, is not that of this case, or a passphrase does not open it at all.
    """
    facts: Any = None
    with contextlib.suppress(OSError, ValueError):
        facts = json.loads((path / _FACTS).read_text(encoding="utf-8"))
    if not isinstance(facts, dict) or facts.get("schema") != SCHEMA or not {*_TOLD} <= facts.keys():
        raise NothingReadable(
            f"there is no case in the folder {path.name}", hint="Open one first: waspada case open FOLDER --vendor NAME"
        )
    recipient = str(facts.get("recipient", ""))
    _as_opened(path, facts)
    if recipient and identity is None and passphrase:
        identity = Identity.from_behind(_behind(path), passphrase)
    if recipient and identity is not None and identity.recipient != recipient:
        raise Locked("the key is not that of this case")
    return CaseFolder(
        path=path,
        case_id=str(facts["case_id"]),
        title=str(facts["title"]),
        vendor=str(facts["vendor"]),
        recipient=recipient,
        custody=Log(path, clock, home=home),
        identity=identity if recipient else None,
    )


def uuid7(seconds: float) -> str:
    """A UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds, the rest random."""
    random = secrets.randbits(74)
    number = int(seconds * 1000) << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    return str(uuid.UUID(int=number))


def _as_opened(path: Path, facts: Mapping[str, Any]) -> None:
    """Without this, whoever empties `recipient` would have the next hand-over sealed in the clear."""
    first: Entry | None = None
    with contextlib.suppress(OSError, ValueError), (path / LOG).open("rb") as file:
        first = parse(file.readline().rstrip(b"\n"))
    if first is None:
        return  # who reads the log says where it is broken
    if any(facts.get(name, "") != first.data.get(name, "") for name in (*_TOLD, "recipient")):
        raise EvidenceAltered("case.json was altered: it does not say what the first entry of the log says")


def _behind(path: Path) -> bytes:
    content = b""
    with contextlib.suppress(OSError):
        content = (path / _IDENTITY).read_bytes()
    if not content:
        raise Locked("the case is not behind a passphrase", hint="It was opened with a key file: give it --key-file.")
    return content


def _private(path: Path, content: bytes, made: list[Path]) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        made.append(path)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _of(key: bytes) -> str:
    """Tells whether a key is this case's, and nothing more."""
    return blake2b(key, digest_size=16, person=b"waspada.case.key").hexdigest()
