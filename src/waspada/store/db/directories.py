"""Account directories of a case: our own list of accounts, needed again whenever an assessment is repeated.

Kept under WASPADA_HOME/directories/<case_id>/, 0600, encrypted when the case is, and gone with the case. For reading,
an encrypted one is decrypted into memory only.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from django.conf import settings

from waspada.core.errors import BadInput, CannotWrite, NothingReadable
from waspada.readers.age import decrypt, encrypt
from waspada.store.case.folder import CaseFolder
from waspada.store.db.models import Case

MOST: Final = 2 << 30
"""Bytes; of an encrypted case it is held in memory while it is encrypted or read."""
_SUFFIX: Final = re.compile(r"(\.(csv|tsv|txt|parquet|pq|json|ndjson|jsonl))(\.gz)?$", re.IGNORECASE)
_NAME: Final = re.compile(r"[0-9a-f]{64}(\.[a-z]{2,8}){1,2}(\.age)?")


def keep(case: Case, opened: CaseFolder, name: str, chunks: Iterable[bytes]) -> str:
    """Keep one; what names it from now on: its SHA-256 and ending. The same list is kept once.

    Raises:
        BadInput: another kind of file, or too large.
        CannotWrite: no space or no rights.
    """
    ending = _SUFFIX.search(name)
    if ending is None:
        raise BadInput("the directory is no list we know", hint="Give CSV, TSV, Parquet, NDJSON or JSON.")
    whole, held = hashlib.sha256(), bytearray()
    failed = ""
    try:
        with _arriving(_folder(case)) as path, path.open("wb") as file:
            for chunk in _limited(chunks):
                whole.update(chunk)
                if opened.encrypted:
                    held += chunk
                else:
                    file.write(chunk)
            if opened.encrypted:
                file.write(encrypt(bytes(held), opened.recipient))
            file.flush()
            os.fsync(file.fileno())
            kept = whole.hexdigest() + ending.group(0).lower() + (".age" if opened.encrypted else "")
            path.rename(path.with_name(kept))
            return kept
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    raise CannotWrite(f"the directory could not be kept: {failed}")


@contextlib.contextmanager
def readable(case: Case, opened: CaseFolder, kept: str) -> Iterator[Path]:
    """A path to read it from, while inside.

    Raises:
        NothingReadable: it is not there.
        Locked: the key of the case was not given.
    """
    path = _folder(case) / kept
    if not _NAME.fullmatch(kept) or not path.is_file():
        raise NothingReadable("the account directory of this case is not there", hint="Give it again.")
    if not kept.endswith(".age"):
        yield path
        return
    content = decrypt(path.read_bytes(), opened.unlocked())
    with contextlib.ExitStack() as held:
        handle = os.memfd_create("directory", os.MFD_CLOEXEC)
        held.callback(os.close, handle)
        with os.fdopen(os.dup(handle), "wb") as memory:
            memory.write(content)
        place = Path(held.enter_context(tempfile.TemporaryDirectory()))
        link = place / f"directory{''.join(Path(kept.removesuffix('.age')).suffixes)}"
        link.symlink_to(f"/proc/{os.getpid()}/fd/{handle}")
        yield link


def purge(case: Case) -> None:
    """Destroy them. Raises CannotWrite: they are still there."""
    failed = ""
    try:
        shutil.rmtree(_folder(case))
    except FileNotFoundError:
        return
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    if failed:
        raise CannotWrite(f"the directories of the case could not be destroyed: {failed}")


@contextlib.contextmanager
def _arriving(folder: Path) -> Iterator[Path]:
    """A new file beside the others, gone again unless it was given its own name."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix="arriving-")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _limited(chunks: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST:
            raise BadInput("the directory is larger than 2 GB", hint="Leave out columns that are not needed.")
        yield chunk


def _folder(case: Case) -> Path:
    return Path(settings.HOME) / "directories" / str(case.pk)
