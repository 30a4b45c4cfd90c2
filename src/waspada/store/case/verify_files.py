"""Compares what lies in a case folder with what the log and the hand-overs say: hand-overs, runs, the case's own files.

Needs no key: everything is compared as it is stored. After a destruction what is gone may be gone; what is there must
still be what it was.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from waspada.core.custody import Entry
from waspada.core.progress import Progress
from waspada.store.case.altered import Altered, Why
from waspada.store.case.compare import difference
from waspada.store.case.log import TORN

SEALED, RUNS, HANDOVER, MANIFEST = "sealed", "runs", "handover.json", "share/manifest.json"
_UNFINISHED: Final = {SEALED: ".sealing", RUNS: ".running"}
_FACTS: Final = ("case_id", "title", "vendor", "recipient")
_LARGEST: Final = 256 << 20
"""Bytes of a JSON file that is read whole."""


def own_files(case: Path, opened: Entry | None, *, destroyed: bool) -> Iterator[Altered]:
    """`case.json` and `key` against the first entry. Without it nothing is known of them."""
    if opened is None:
        return
    facts = _json(case / "case.json")
    if facts is None or any(facts.get(name) != opened.data[name] for name in _FACTS if name in opened.data):
        yield Altered("file", "case.json", "", "changed" if (case / "case.json").exists() else "missing")
    key = case / "key"
    if "key" not in opened.data or (facts or {}).get("recipient"):
        return
    if not key.is_file():
        if not destroyed:
            yield Altered("file", "key", "", "missing")
        return
    content = key.read_bytes()
    if hashlib.blake2b(content, digest_size=16, person=b"waspada.case.key").hexdigest() != opened.data["key"]:
        yield Altered("file", "key", f"0-{max(1, len(content)) - 1}", "changed")


def torn(case: Path, entries: Sequence[Entry]) -> Iterator[Altered]:
    """Every line that was set aside is still kept."""
    kept: set[str] = set()
    if entries and (case / TORN).is_file():
        kept = {hashlib.sha256(line).hexdigest() for line in (case / TORN).read_bytes().split(b"\n")}
    for one in entries:
        if one.data.get("sha256") not in kept:
            yield Altered("file", TORN, "", "changed" if kept else "missing")


def handovers(case: Path, seals: Sequence[Entry], progress: Progress, *, destroyed: bool) -> Iterator[Altered]:
    """Every hand-over against its entry, then those that no entry knows."""
    known = {_number(one.data.get("handover")) for one in seals}
    for one in seals:
        yield from _Handover(case, one, progress, destroyed=destroyed).altered()
    folder = case / SEALED
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in known and not path.name.startswith("."):
            yield Altered("handover", f"{SEALED}/{path.name}", "", "unsealed")


class _Handover:
    """One hand-over."""

    def __init__(self, case: Path, sealed: Entry, progress: Progress, *, destroyed: bool) -> None:
        self._name = f"{SEALED}/{_number(sealed.data.get('handover'))}"
        self._folder = _base(case, SEALED, _number(sealed.data.get("handover")))
        self._sealed, self._progress, self._destroyed = sealed, progress, destroyed
        self._named = {HANDOVER}

    def altered(self) -> Iterator[Altered]:
        path = self._folder / HANDOVER
        if not path.exists():
            if not self._destroyed:
                yield Altered("handover", f"{self._name}/{HANDOVER}", "", "missing")
            return
        size = path.lstat().st_size
        found = difference(path, size, self._sealed.data.get("sha256"), None, self._progress)
        if found:
            yield Altered("handover", f"{self._name}/{HANDOVER}", *found)
        content = _json(path)
        if content is not None:
            yield from self._files(content)
            yield from self._added()

    def _files(self, content: Mapping[str, Any]) -> Iterator[Altered]:
        for file in _rows(content, "files"):
            if file.get("in_place"):
                found = _in_place(file, self._progress)
                if found and not (self._destroyed and found.why == "missing"):
                    yield found
            for held in (file, *_rows(file, "contents")):
                for segment in _rows(held, "segments"):
                    yield from self._segment(segment)

    def _segment(self, segment: Mapping[str, Any]) -> Iterator[Altered]:
        name = str(segment.get("name", ""))
        self._named.add(name)
        if not _inside(name):
            yield Altered("segment", f"{self._name}/{HANDOVER}", "", "unfitting")
            return
        size, digest, blocks = segment.get("bytes"), segment.get("sha256"), segment.get("blocks")
        found = difference(self._folder / name, size, digest, blocks, self._progress)
        if found and not (self._destroyed and found[1] == "missing"):
            yield Altered("segment", f"{self._name}/{name}", *found)

    def _added(self) -> Iterator[Altered]:
        for root, folders, files in os.walk(self._folder):
            folders.sort()
            linked = [name for name in folders if os.path.islink(os.path.join(root, name))]
            for name in sorted([*files, *linked]):
                path = Path(root, name).relative_to(self._folder).as_posix()
                if path not in self._named:
                    yield Altered("file", f"{self._name}/{path}", "", "added")


def runs(case: Path, finished: Sequence[Entry], progress: Progress, *, destroyed: bool) -> Iterator[Altered]:
    """The manifest of every run against its entry, and every output against the manifest, or as it was stored."""
    for one in finished:
        number = _number(one.data.get("run"))
        folder = _base(case, RUNS, number)
        stored = {str(name): digest for name, digest in dict(one.data.get("stored") or {}).items()}
        manifest = folder / MANIFEST
        expected = {name: (None, digest) for name, digest in stored.items()}
        if f"{MANIFEST}.age" not in stored:
            expected[MANIFEST] = (None, one.data.get("outputs"))
            for row in _rows(_json(manifest) or {}, "outputs"):
                name = str(row.get("path", ""))
                if name not in stored and f"{name}.age" not in stored:
                    expected[name] = (row.get("bytes"), row.get("sha256"))
        for name in sorted(expected, key=lambda name: (name != MANIFEST, name)):
            size, digest = expected[name]
            found = _output(folder, name, size, digest, progress)
            if found and not (destroyed and found[1] == "missing" and name.startswith("restricted/")):
                yield Altered("run", f"{RUNS}/{number}/{name if _inside(name) else MANIFEST}", *found)


def _output(folder: Path, name: str, size: object, digest: object, progress: Progress) -> tuple[str, Why] | None:
    if not _inside(name):
        return "", "unfitting"
    path = folder / name
    if size is None and path.exists():
        size = path.lstat().st_size
    return difference(path, size, digest, None, progress)


def _in_place(file: Mapping[str, Any], progress: Progress) -> Altered | None:
    path = str(file["in_place"])
    found = difference(Path(path), file.get("bytes"), file.get("sha256"), file.get("blocks"), progress, links=True)
    return Altered("file", path, *found) if found else None


def _base(case: Path, kind: str, number: str) -> Path:
    """The folder; or the one that a crash kept from getting its name after its entry was written."""
    folder, unfinished = case / kind / number, case / kind / f"{_UNFINISHED[kind]}-{number}"
    return unfinished if unfinished.is_dir() and not folder.exists() else folder


def _number(value: object) -> str:
    """Four digits, or what names no folder of ours."""
    return f"{value:04}" if type(value) is int and value > 0 else "unknown"


def _inside(name: str) -> bool:
    """Whether a name stays in its folder: it was read from a file that somebody may have changed."""
    path = PurePosixPath(name)
    return bool(name) and "\0" not in name and not path.is_absolute() and ".." not in path.parts


def _rows(content: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    rows = content.get(key)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _json(path: Path) -> dict[str, Any] | None:
    content: Any = None
    try:
        if path.is_file() and path.stat().st_size <= _LARGEST:
            content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        content = None
    return content if isinstance(content, dict) else None
