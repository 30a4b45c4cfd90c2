"""A case folder as one file: a plain tar that is the same, byte for byte, whenever the case is the same.

Nothing is compressed, so nothing can unfold: a reader never writes more than it was sent. Each header is exactly the
one that we would write (GNU tar, no owner, no time); paths ascend; the last member is a manifest with the SHA-256 of
every other. What is encrypted in the folder stays encrypted.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from waspada.core.custody import Action
from waspada.core.errors import BadInput, CannotWrite, EvidenceAltered, Refused
from waspada.store.case.folder import CaseFolder
from waspada.store.case.locks import exclusive
from waspada.store.case.log import NAME as LOG
from waspada.store.case.verify import verify

SCHEMA: Final = "waspada/bundle/1"
MANIFEST: Final = "manifest.json"
CASE: Final = "case/"
_CLOSED: Final = ("sealed", "runs")
"""Written once, then read-only."""
_UNFINISHED: Final = (".approving", ".publishing", ".running", ".sealing")
_BLOCK: Final = 512
_PIECE: Final = 1 << 20
_MOST_FILES: Final = 2_000_000
_LONGEST: Final = 4096
"""Bytes of a path."""
LARGEST: Final = 256 << 20
"""Bytes of a member that is read into memory."""
_HINT: Final = "Nothing of it was kept. Fetch the bundle again, and compare its SHA-256 with the sender's."


class Readable(Protocol):
    """A bundle on its way in."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; nothing at the end. Raises OSError when it breaks off."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a bundle: where it lies, or what it holds."""

    name: str
    content: Path | bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A bundle that was read, and holds."""

    case_id: str
    folder: Path
    """The case, not yet in its place."""
    files: Mapping[str, Path]
    """What else came, by its path."""
    sha256: str
    """Of the whole bundle."""


def pack(opened: CaseFolder, more: Sequence[Piece] = (), *, where: str, actor: str, reason: str) -> Iterator[bytes]:
    """The bundle of a case as it stands now. That it leaves is put on record, behind what is in it.

    Args:
        more: what else belongs to it.
        where: where it goes, for the log.

    Raises (before the first byte):
        BadInput: no reason, or the folder holds what is no file.
        Refused: evidence was left in place, where no bundle reaches it.
        CannotWrite: somebody is just writing into it, or the entry could not be written.
    """
    if not reason.strip():
        raise BadInput("a bundle needs a reason", hint="It stands in the log with your name.")
    if _elsewhere(opened.path):
        raise Refused("a hand-over of this case was left in place, outside of it", hint="Seal it into the case first.")
    pieces = sorted([*_frozen(opened.path), *more], key=lambda one: os.fsencode(one.name))
    data = {"what": "the whole case, as a bundle", "where": where, "files": {}}
    opened.custody.append(Action.EXPORT, actor=actor, reason=reason, data=data)
    return _written(opened.case_id, pieces)


def unpack(stream: Readable, into: Path, *, most: int) -> Arrived:
    """Read a bundle into an empty folder, and hold it against its manifest and the case against its log.

    Args:
        most: bytes of all of it.

    Raises:
        BadInput: it is no bundle, or larger than `most`.
        EvidenceAltered: it is not what was sent.
        CannotWrite: no space or no rights.
    """
    source = _Source(stream, most)
    failed, clash = "", False
    try:
        rows, said = _members(source, into)
    except (FileExistsError, NotADirectoryError):
        clash = True
    except OSError as error:
        failed = (error.strerror or "it broke off").lower()
    if clash:
        raise _altered("two of its files have one place")
    if failed:
        raise CannotWrite(f"the bundle could not be read or written: {failed}", hint="Nothing of it was kept.")
    case_id = _checked(rows, said)
    folder = into / CASE.rstrip("/")
    if _elsewhere(folder):  # before `verify`, which would follow the path
        raise BadInput("a hand-over of this bundle lies outside of it", hint="Seal it into the case, then bundle it.")
    found = verify(folder)
    if found.altered:
        wrong = found.altered[0]
        raise _altered(f"the case in it does not hold: {wrong.what}, {wrong.why}")
    if found.case_id != case_id:
        raise _altered("its manifest is of another case")
    _close(folder)
    files = {row["path"]: into / row["path"] for row in rows if not row["path"].startswith(CASE)}
    return Arrived(case_id=case_id, folder=folder, files=files, sha256=source.digest())


def remove(folder: Path) -> None:
    """Take away what was unpacked, also what is read-only."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)


def _frozen(folder: Path) -> list[Piece]:
    """Every file of a case at one moment: nobody seals or keeps a run while they are listed, and the log is read once;
    what is listed was written once and changes no more."""
    with ExitStack() as held:
        if os.access(folder, os.W_OK):
            for name in _CLOSED:
                held.enter_context(exclusive(folder / name, f"writing into {name} of this case"))
        with (folder / LOG).open("rb") as log:
            fcntl.flock(log, fcntl.LOCK_SH)
            entries = log.read()
        found = [Piece(CASE + name, path) for name, path in _files(folder) if name != LOG]
    return [*found, Piece(CASE + LOG, entries)]


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(_UNFINISHED)]
        for name in files:
            path = Path(root) / name
            if path.is_symlink() or not path.is_file():
                raise BadInput("the case folder holds what is no file", hint="Look for links and pipes in it.")
            yield path.relative_to(folder).as_posix(), path


def _written(case_id: str, pieces: Sequence[Piece]) -> Iterator[bytes]:
    rows = []
    for one in pieces:
        size = len(one.content) if isinstance(one.content, bytes) else one.content.stat().st_size
        yield _header(one.name, size)
        digest, read = hashlib.sha256(), 0
        for piece in _pieces(one.content):
            digest.update(piece)
            read += len(piece)
            yield piece
        if read != size:
            raise EvidenceAltered("a file of the case changed while it was read")
        yield _padding(size)
        rows.append({"path": one.name, "bytes": size, "sha256": digest.hexdigest()})
    manifest = _json({"schema": SCHEMA, "case_id": case_id, "files": rows})
    yield _header(MANIFEST, len(manifest)) + manifest + _padding(len(manifest)) + bytes(2 * _BLOCK)


def _pieces(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _json(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mtime = size, 0
    info.mode = 0o400 if name.removeprefix(CASE).partition("/")[0] in _CLOSED else 0o600
    return info.tobuf(tarfile.GNU_FORMAT, "utf-8", "surrogateescape")


def _padding(size: int) -> bytes:
    return bytes(-size % _BLOCK)


class _Source:
    """The bytes of a bundle, counted and hashed."""

    def __init__(self, stream: Readable, most: int) -> None:
        self._stream, self._left = stream, most
        self._sha256 = hashlib.sha256()

    def some(self, size: int) -> bytes:
        """At most so many; nothing at the end."""
        piece = self._stream.read(min(size, _PIECE))
        self._left -= len(piece)
        if self._left < 0:
            raise BadInput("the bundle is larger than is taken here", hint="Take it in on the server's command line.")
        self._sha256.update(piece)
        return piece

    def exactly(self, size: int, *, or_less: bool = False) -> bytes:
        """So many."""
        held = bytearray()
        while len(held) < size:
            piece = self.some(size - len(held))
            if not piece and or_less:
                break
            if not piece:
                raise _altered("it ends before its end")
            held += piece
        return bytes(held)

    def digest(self) -> str:
        """Of all that was read."""
        return self._sha256.hexdigest()


def _members(source: _Source, into: Path) -> tuple[list[dict[str, Any]], bytes]:
    """Write every member but the manifest; what each was, and the manifest."""
    rows: list[dict[str, Any]] = []
    while len(rows) < _MOST_FILES:
        name, size = _next(source, first=not rows)
        if name == MANIFEST:
            if size > LARGEST:
                raise _altered("its manifest is too large")
            said = source.exactly(size)
            end = source.exactly(-size % _BLOCK + 2 * _BLOCK)
            if any(end) or source.some(1):
                raise _altered("something stands behind its end")
            return rows, said
        before = os.fsencode(rows[-1]["path"]) if rows else b""
        if os.fsencode(name) <= before:
            raise _altered("its files are not in their order")
        rows.append({"path": name, "bytes": size, "sha256": _kept(source, into / name, size)})
        if any(source.exactly(-size % _BLOCK)):
            raise _altered("something stands between two files")
    raise _altered("it holds too many files")


def _next(source: _Source, *, first: bool) -> tuple[str, int]:
    """Path and size of the next member, whose header must be the one that we write."""
    block = source.exactly(_BLOCK, or_less=first)
    info = _parsed(block, first=first)
    name, read = info.name, block
    if info.type == tarfile.GNUTYPE_LONGNAME:
        if not 0 < info.size <= _LONGEST:
            raise _altered("a path in it is too long")
        rest = source.exactly(info.size + -info.size % _BLOCK)
        name = rest[: info.size].rstrip(b"\0").decode("utf-8", "surrogateescape")
        block = source.exactly(_BLOCK)
        info, read = _parsed(block, first=False), read + rest + block
    if read != _header(name, info.size):
        raise _altered("a header in it is not as we write them")
    if name != MANIFEST and not _safe(name):
        raise _altered("a path in it leads elsewhere")
    return name, info.size


def _parsed(block: bytes, *, first: bool) -> tarfile.TarInfo:
    found: tarfile.TarInfo | None = None
    try:
        found = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        found = None
    if found is None and first:
        raise BadInput("this is no bundle of a case", hint="Make one: waspada case bundle CASE FILE")
    if found is None:
        raise _altered("a header in it is broken")
    return found


def _safe(name: str) -> bool:
    """A plain path below the folder; nothing that a system could take for another one."""
    parts = name.split("/")
    return "\0" not in name and all(part not in ("", ".", "..") and len(os.fsencode(part)) <= 255 for part in parts)


def _kept(source: _Source, path: Path, size: int) -> str:
    """Write one file, new; its SHA-256."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), size
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        while left:
            piece = source.some(left)
            if not piece:
                raise _altered("it ends before its end")
            digest.update(piece)
            file.write(piece)
            left -= len(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _checked(rows: list[dict[str, Any]], said: bytes) -> str:
    """The case id of the manifest, when it names exactly what came."""
    manifest: Any = None
    try:
        manifest = json.loads(said)
    except (ValueError, RecursionError):
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        raise _altered("its manifest is none that we know")
    if manifest.get("files") != rows or _json(manifest) != said:
        raise _altered("a file in it is not what its manifest says")
    return str(manifest.get("case_id"))


def _elsewhere(folder: Path) -> bool:
    """Whether files of a hand-over lie where its row says, and not in the case."""
    for path in (folder / "sealed").glob("*/handover.json"):
        found: Any = None
        with contextlib.suppress(OSError, ValueError, RecursionError):
            found = json.loads(path.read_bytes()) if path.stat().st_size <= LARGEST else None
        rows = found.get("files") if isinstance(found, dict) else None
        if not isinstance(rows, list) or any(isinstance(row, dict) and row.get("in_place") for row in rows):
            return True
    return False


def _close(folder: Path) -> None:
    """Read-only again, as sealing and keeping a run left it."""
    for name in _CLOSED:
        for path in sorted((folder / name).glob("*/**/*"), reverse=True):
            path.chmod(0o500 if path.is_dir() else 0o400)
        for path in (folder / name).glob("*"):
            path.chmod(0o500)


def _altered(why: str) -> EvidenceAltered:
    return EvidenceAltered(f"the bundle was altered: {why}", hint=_HINT)
