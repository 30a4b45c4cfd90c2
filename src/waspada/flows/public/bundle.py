"""The bundle that the public server runs over: the statement, sealed letters, the keyed look-up table, and its queue.

```
bundle/
  bundle.json    which version counts, with SHA-256 and size of each file; replaced last, so a version is whole or none
  queue.pub      age public key, to which what people ask is encrypted
  v-<version>/   site/, codes.bin, members.bin
  queue/         what people asked; see `queue`
  fetch/         lists under single-use links; see `fetches`
  state/         what the server counts: from how many networks a code was looked up, by keyed hashes
```

Nothing in it is personal or names a case to somebody who has neither a code, nor a link, nor the key.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from waspada.core.errors import BadInput, CannotWrite, EvidenceAltered, NothingReadable
from waspada.flows.public import letters as sealed_letters
from waspada.flows.public import members as sealed_members
from waspada.flows.public import site as statement
from waspada.flows.public.keys import Keys
from waspada.flows.public.letters import Shown
from waspada.flows.public.members import Facts
from waspada.flows.public.queue import waiting
from waspada.flows.public.table import Writer

FORMAT: Final = "waspada-public/1"
POINTER: Final = "bundle.json"
QUEUE_KEY: Final = "queue.pub"
QUEUE: Final = "queue"
FETCH: Final = "fetch"
STATE: Final = "state"
SITE: Final = "site"
CODES: Final = "codes.bin"
MEMBERS: Final = "members.bin"
_LOCK: Final = ".lock"
_TRIES: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Who publishes; it stands on every page and in every answer."""

    company: str
    contact: str
    """Address or telephone number for people who need a person."""
    address: str
    """Where the public side is reached: `https://notice.example.org`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A version that is whole."""

    root: Path
    version: str
    about: About
    queue_key: str
    files: Mapping[str, Mapping[str, Any]]
    """SHA-256 and bytes by path: `site/index.html`, `codes.bin`."""

    @property
    def folder(self) -> Path:
        """Of this version."""
        return self.root / f"v-{self.version}"


def export(
    place: Path,
    *,
    site: Path,
    letters: Iterable[Shown],
    members: Iterable[tuple[str, Facts]],
    keys: Keys,
    about: About,
    now: float,
) -> Bundle:
    """Make the bundle, or a new version of it beside the old one; a server that runs over it takes the new one up.

    Letters and members are taken one by one: memory does not grow with them.

    Args:
        members: address and facts; of one address that stands twice the later counts.

    Raises:
        BadInput: a letter, a row or a file may not be published.
        CannotWrite: no space, no rights, or another export is at work.
    """
    _check(about)
    version = secrets.token_hex(8)
    with _our_errors(), _alone(place):
        _same_key(place, keys)
        _sweep(place, keep=_versions(place))
        with tempfile.TemporaryDirectory(prefix=".new-", dir=place) as made:
            new = Path(made) / "version"
            files = _site(site, new / SITE)
            files[CODES] = _letters(letters, Path(made), new / CODES)
            files[MEMBERS] = _members(members, keys, Path(made), new / MEMBERS)
            _synced(new)
            new.rename(place / f"v-{version}")
        for name in (QUEUE, FETCH, STATE):
            (place / name).mkdir(exist_ok=True)
        _replace(place / QUEUE_KEY, f"{keys.identity.recipient}\n")
        pointer = {
            "format": FORMAT,
            "version": version,
            "made": datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds"),
            "about": asdict(about),
            "queue_key": keys.identity.recipient,
            "files": files,
        }
        before = _versions(place)
        _replace(place / POINTER, json.dumps(pointer, ensure_ascii=False, indent=1))
        _sweep(place, keep=before | {version})  # who just read the old pointer finds its files
    return load(place)


def load(place: Path) -> Bundle:
    """The version that counts.

    Raises:
        NothingReadable: there is no bundle.
        EvidenceAltered: files are missing, cut off, or not of this version.
    """
    for _ in range(_TRIES):
        found = _pointed(place)
        if found.folder.is_dir():
            return found
    raise EvidenceAltered("the version that bundle.json names is gone", hint="Export the bundle again.")


def checked(found: Bundle) -> Bundle:
    """The same, after every file was read and compared with its hash. Raises EvidenceAltered."""
    for name, row in found.files.items():
        digest = ""
        with contextlib.suppress(OSError), (found.folder / name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != row["sha256"]:
            raise EvidenceAltered("a file of the bundle is not what was exported", hint="Export the bundle again.")
    return found


def _pointed(place: Path) -> Bundle:
    try:
        content = json.loads((place / POINTER).read_bytes())
    except OSError:
        content = None
    except ValueError:
        content = {}
    if content is None:
        raise NothingReadable("there is no bundle: it has no bundle.json")
    try:
        if content["format"] != FORMAT:
            content = {}
        return Bundle(
            root=place,
            version=content["version"],
            about=About(**content["about"]),
            queue_key=content["queue_key"],
            files=content["files"],
        )
    except (KeyError, TypeError):
        pass
    raise EvidenceAltered("bundle.json is damaged, or of a later version", hint="Export the bundle again.")


def _same_key(place: Path, keys: Keys) -> None:
    """Another key may come only when nothing waits that it could not open."""
    before: Bundle | None = None
    with contextlib.suppress(NothingReadable, EvidenceAltered):
        before = _pointed(place)
    if before and before.queue_key != keys.identity.recipient and waiting(place / QUEUE):
        hint = "Run `waspada public drain` with the old key first, or export with the old key."
        raise BadInput("questions wait that only the key of the last export opens", hint=hint)


def _check(about: About) -> None:
    if not about.address.startswith(("https://", "http://127.0.0.1", "http://localhost")) or " " in about.address:
        raise BadInput("the address of the public side is none", hint="For example: https://notice.example.org")
    if not about.company.strip() or not about.contact.strip():
        raise BadInput("company and contact are needed", hint="People must see who publishes, and reach a person.")


def _site(site: Path, to: Path) -> dict[str, dict[str, object]]:
    rows: dict[str, dict[str, object]] = {}
    for name, content in statement.files(site):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes(content)
        rows[f"{SITE}/{name}"] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    return rows


def _letters(letters: Iterable[Shown], scratch: Path, to: Path) -> dict[str, object]:
    with tempfile.TemporaryDirectory(dir=scratch) as work:
        writer = Writer(Path(work), sealed_letters.SIZES, sealed_letters.LEAST)
        for letter in letters:
            sealed_letters.add(letter, writer)
        return writer.write(to)


def _members(members: Iterable[tuple[str, Facts]], keys: Keys, scratch: Path, to: Path) -> dict[str, object]:
    with tempfile.TemporaryDirectory(dir=scratch) as work:
        writer = Writer(Path(work), sealed_members.SIZES, sealed_members.LEAST)
        for address, facts in members:
            sealed_members.add(address, facts, keys, writer)
        return writer.write(to, later_counts=True)


def _versions(place: Path) -> set[str]:
    """Which version counts, if any."""
    with contextlib.suppress(NothingReadable, EvidenceAltered):
        return {_pointed(place).version}
    return set()


def _sweep(place: Path, keep: Iterable[str]) -> None:
    """Take away what no server needs any more, and what an export that was killed left."""
    names = {f"v-{version}" for version in keep}
    for path in place.iterdir():
        if path.name.startswith(("v-", ".new-")) and path.name not in names:
            shutil.rmtree(path, ignore_errors=True)


def _replace(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    _sync(path.parent)


def _synced(folder: Path) -> None:
    """On disk, before anything points at it; the tables are already."""
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _alone(place: Path) -> Iterator[None]:
    place.mkdir(parents=True, exist_ok=True)
    with (place / _LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file = None  # type: ignore[assignment]
        if file is None:
            raise CannotWrite("another export is at work on this bundle", hint="Wait for it, then try again.")
        yield


@contextlib.contextmanager
def _our_errors() -> Iterator[None]:
    reason = ""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "input/output error").lower()
    if reason:
        raise CannotWrite(f"the bundle could not be written: {reason}")
