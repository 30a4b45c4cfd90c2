"""Turns the deliveries of a case into proofs on disk before they are destroyed, and reads proofs against a certificate.

`notices/<version>/deliveries*.ndjson` (`….ndjson.age` in an encrypted case) becomes `proofs.ndjson` in the case folder,
and the key of the proofs lies in `WASPADA_HOME/proofs/<case_id>.key`. A second try after a crash adds to what the first
kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from waspada.core.errors import BadInput, CannotWrite, EvidenceAltered, Locked, NothingReadable
from waspada.flows.case.proofs import FILE, KEY_BYTES, Proofs, lines_of, summed, together
from waspada.readers.age import Identity, decrypt
from waspada.store.case import durable
from waspada.store.case.signing import signed_by

KEYS: Final = "proofs"
CERTIFICATE: Final = "destroyed.json"
_AGE: Final = ".age"
_CASE_KEY: Final = "key.age"
_HINT: Final = "Nothing was destroyed. Check free space and permissions of the case folder and of WASPADA_HOME."


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Kept:
    """The proofs of a destroyed case."""

    case_id: str
    lines: Sequence[str]
    public: str
    """Key of the installation that signed the certificate."""


def key_place(home: Path, case_id: str) -> Path:
    """Where the key of the proofs lies."""
    return home / KEYS / f"{case_id}.key"


def needs_key(case: Path) -> bool:
    """Whether deliveries are encrypted, so that only the key of the case turns them into proofs.

    Once an earlier try began to destroy the keys, it had kept all proofs.
    """
    return (case / _CASE_KEY).exists() and any(path.name.endswith(_AGE) for path in _deliveries(case))


def lacking(case: Path) -> bool:
    """Whether there are deliveries, and no proofs of them."""
    return not (case / FILE).exists() and any(True for _ in _deliveries(case))


def keep(case: Path, home: Path, case_id: str, identity: Identity | None) -> Proofs | None:
    """Write the proofs, on disk when this returns. None where nothing was ever delivered.

    Args:
        identity: of an encrypted case.

    Raises:
        Locked: deliveries are encrypted, and the key was not given.
        CannotWrite: nothing may be destroyed.
    """
    place = case / FILE
    if not place.exists() and not lacking(case):
        return None
    failed = ""
    try:
        lines = place.read_text(encoding="utf-8").splitlines() if place.exists() else []
        rows = list(_rows(case, identity))
        if rows:
            key = _key(key_place(home, case_id), may_make=not place.exists())
            lines = together(lines, lines_of(rows, key))
        content = "".join(f"{line}\n" for line in lines).encode()
        _replace(place, content)
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    if failed:
        raise CannotWrite(f"the proofs of delivery could not be kept: {failed}", hint=_HINT)
    return summed(lines, hashlib.sha256(content).hexdigest())


def copy_beside(case: Path, certificate: Path) -> None:
    """The proofs into the folder of a certificate that lies elsewhere. Raises CannotWrite."""
    place, failed = certificate.parent / FILE, ""
    try:
        if (case / FILE).exists() and place.resolve() != (case / FILE).resolve():
            content = (case / FILE).read_bytes()
            if not place.exists() or place.read_bytes() != content:
                with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    file.write(content)
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    if failed:
        raise CannotWrite(
            f"the proofs could not be copied beside the certificate: {failed}",
            hint=f"They are kept in the case folder: copy {FILE} by hand.",
        )


def read(where: Path) -> Kept:
    """The proofs beside a certificate, checked against it.

    Args:
        where: a case folder, or the file of its certificate.

    Raises:
        NothingReadable: there is no certificate, or no proofs beside it.
        BadInput: nothing was delivered from this case.
        EvidenceAltered: certificate or proofs are not as they were signed.
    """
    place = where / CERTIFICATE if where.is_dir() else where
    whole: Any = None
    with contextlib.suppress(OSError, ValueError):
        whole = json.loads(place.read_text(encoding="utf-8"))
    if not isinstance(whole, dict) or not isinstance(whole.get("certificate"), dict):
        raise NothingReadable(
            "there is no certificate of destruction",
            hint="Name the case folder after its destruction, or the file given to --certificate.",
        )
    content = whole["certificate"]
    signed = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    if not signed_by(str(whole.get("public_key")), str(whole.get("signature")), signed):
        raise EvidenceAltered("the certificate is not as it was signed")
    if not content.get("proofs"):
        raise BadInput("nothing was delivered from this case: its certificate names no proofs", hint="")
    proofs: bytes | None = None
    with contextlib.suppress(OSError):
        proofs = (place.parent / FILE).read_bytes()
    if proofs is None:
        raise NothingReadable(f"{FILE} does not lie beside the certificate", hint="It stays in the case folder.")
    if hashlib.sha256(proofs).hexdigest() != content["proofs"]["sha256"]:
        raise EvidenceAltered(f"{FILE} is not the one that the certificate names")
    return Kept(case_id=str(content["case_id"]), lines=proofs.decode().splitlines(), public=str(whole["public_key"]))


def key_in(path: Path) -> bytes:
    """The key of the proofs. Raises Locked."""
    text = ""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        text = path.read_text(encoding="ascii").strip()
    key = b""
    with contextlib.suppress(ValueError):
        key = bytes.fromhex(text)
    if len(key) != KEY_BYTES:
        raise Locked(
            "the key of the proofs is not here, or is damaged",
            hint="It was written to WASPADA_HOME/proofs/ of the installation that destroyed the case: --proof-key FILE",
        )
    return key


def _deliveries(case: Path) -> Iterator[Path]:
    if (case / "notices").is_symlink():
        return  # what it leads to is not of this case
    found = (path for path in (case / "notices").glob("*/deliveries*") if path.is_file() and not path.is_symlink())
    yield from sorted(path for path in found if path.name.removesuffix(_AGE).endswith(".ndjson"))


def _rows(case: Path, identity: Identity | None) -> Iterator[bytes]:
    for path in _deliveries(case):
        content = path.read_bytes()
        if content.startswith(b"\0"):
            continue  # an earlier try began to overwrite it, so it had kept the proofs of all its rows
        if path.name.endswith(_AGE):
            if identity is None and not needs_key(case):
                continue
            if identity is None:
                raise Locked("the deliveries of this case are encrypted, and its key was not given")
            content = decrypt(content, identity)
        yield from (line for line in content.split(b"\n") if line.strip())


def _key(path: Path, *, may_make: bool) -> bytes:
    if path.exists() or not may_make:
        return key_in(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = secrets.token_bytes(KEY_BYTES)
    durable.write(path, key.hex().encode() + b"\n")
    durable.sync(path.parent)
    return key


def _replace(place: Path, content: bytes) -> None:
    part = place.with_name(f".{place.name}.part")
    part.unlink(missing_ok=True)
    durable.write(part, content)
    os.replace(part, place)
    durable.sync(place.parent)
