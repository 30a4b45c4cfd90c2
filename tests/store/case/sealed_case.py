"""A case as the commands leave it: a long log, a hand-over plain or encrypted, a run, an anchor."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from random import Random
from typing import Any

from waspada.core.custody import Action, Entry, entry, line, parse
from waspada.readers.age import Identity, encrypt
from waspada.store.case.altered import Altered
from waspada.store.case.anchor import Anchor, document
from waspada.store.case.compare import BLOCK
from waspada.store.case.folder import CaseFolder, create
from waspada.store.case.log import NAME
from waspada.store.case.verify import verify

NOW = 1_764_079_320.0
TIME = "2025-11-25T14:02:00Z"
FILES = {"events.ndjson": b'{"event": "signup"}\n' * 9, "people.csv": b"id,email\n1,ani@example.org\n"}
ENTRIES = 12


def clock() -> float:
    return NOW


def new_case(path: Path, identity: Identity | None = None) -> CaseFolder:
    return create(path, title="Vendor", vendor="Vendor", actor="dewi", clock=clock, identity=identity)


def sealed_case(path: Path, *, entries: int, files: dict[str, bytes], encrypted: bool = False) -> CaseFolder:
    """A case with one hand-over and one run, and a log of so many entries whose last is a fact."""
    identity = Identity.new() if encrypted else None
    case = new_case(path, identity)
    seal(case, files)
    run(case)
    lengthen(case, entries)
    return case


def seal(case: CaseFolder, files: dict[str, bytes], number: int = 1, in_place: dict[str, Path] | None = None) -> None:
    folder = case.path / "sealed" / f"{number:04}"
    rows: list[dict[str, Any]] = []
    for at, (name, content) in enumerate(files.items(), 1):
        stored = encrypt(content, case.recipient) if case.encrypted else content
        place = f"{at:04}/000001-of-000001.age" if case.encrypted else f"{at:04}/{name}"
        (folder / place).parent.mkdir(parents=True)
        (folder / place).write_bytes(stored)
        blocks = [sha256(stored[start : start + BLOCK]) for start in range(0, len(stored), BLOCK)]
        plain = {"bytes": len(content), "sha256": sha256(content)}
        segment = {"name": place, "bytes": len(stored), "sha256": sha256(stored), "blocks": blocks}
        segment |= {"plain_bytes": len(content), "plain_sha256": sha256(content)}
        rows.append({"number": at, "name": name, **plain, "wrapper": "", "segments": [segment], "in_place": ""})
    for name, path in (in_place or {}).items():
        content = path.read_bytes()
        plain = {"bytes": len(content), "sha256": sha256(content)}
        rows.append({"number": 0, "name": name, **plain, "wrapper": "", "segments": [], "in_place": str(path)})
    folder.mkdir(parents=True, exist_ok=True)
    written = json.dumps({"schema": "waspada/handover/1", "number": number, "files": rows}, indent=1).encode() + b"\n"
    (folder / "handover.json").write_bytes(written)
    told = [{name: row[name] for name in ("name", "bytes", "sha256")} for row in rows]
    case.custody.append(Action.SEAL, actor="dewi", data={"handover": number, "sha256": sha256(written), "files": told})


def run(case: CaseFolder, number: int = 1, outputs: dict[str, bytes] | None = None) -> None:
    folder = case.path / "runs" / f"{number:04}"
    plain = outputs or {"share/assessment.json": b"{}\n", "restricted/people.csv": b"person_id\nabc\n"}
    stored = {}
    rows = [{"path": name, "sha256": sha256(content), "bytes": len(content)} for name, content in plain.items()]
    manifest = json.dumps({"schema": "waspada/manifest/1", "outputs": rows}).encode()
    for name, content in {**plain, "share/manifest.json": manifest}.items():
        closed = case.encrypted and name.startswith("restricted/")
        target = folder / (f"{name}.age" if closed else name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(encrypt(content, case.recipient) if closed else content)
        stored[str(target.relative_to(folder))] = sha256(target.read_bytes())
    data = {"run": number, "handovers": [1], "outputs": sha256(manifest)}
    case.custody.append(Action.RUN, actor="dewi", data=data | ({"stored": stored} if case.encrypted else {}))


def lengthen(case: CaseFolder, entries: int) -> None:
    """Add facts until there are so many entries, in one write: 1,000 syncs to disk would be most of the test."""
    path = case.path / NAME
    last = parse(path.read_bytes().splitlines()[-1])
    lines = []
    while last.number < entries:
        data = {"fact": "note", "value": f"number {last.number}", "status": "confirmed"}
        last = entry(last, time=TIME, actor="dewi", action=Action.FACT, data=data)
        lines.append(line(last) + b"\n")
    with path.open("ab") as file:
        file.write(b"".join(lines))


def anchor(case: CaseFolder, path: Path) -> Path:
    """The head, as an anchor that was carried away."""
    head = case.custody.entries()[-1]
    path.write_bytes(document(Anchor(case_id=case.case_id, number=head.number, digest=head.digest, time=TIME)))
    return path


def lines_of(case: CaseFolder) -> list[bytes]:
    return (case.path / NAME).read_bytes().splitlines(keepends=True)


def write_lines(case: CaseFolder, lines: list[bytes]) -> None:
    (case.path / NAME).write_bytes(b"".join(lines))


def rewritten(one: bytes, before: Entry | None = None, **data: Any) -> bytes:
    """The line with other content and a digest that fits it, as somebody would who knows how."""
    old = parse(one.removesuffix(b"\n"))
    fields = {name: getattr(old, name) for name in ("number", "time", "actor", "action", "reason", "previous")}
    fields |= {"action": str(old.action), "data": {**old.data, **data}}
    if before is not None:
        fields["previous"] = before.digest
    plain = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    fields["digest"] = sha256(plain)
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def flipped(content: bytes, random: Random) -> tuple[bytes, int]:
    """One byte changed, and where."""
    at = random.randrange(len(content))
    changed = bytearray(content)
    changed[at] ^= random.randrange(1, 256)
    return bytes(changed), at


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def altered(case: CaseFolder, *anchors: Path) -> list[Altered]:
    return list(verify(case.path, anchors=anchors).altered)


def segments(case: CaseFolder) -> list[Path]:
    return sorted(path for path in (case.path / "sealed").rglob("*") if path.is_file() and path.name != "handover.json")


def name(case: CaseFolder, path: Path) -> str:
    return path.relative_to(case.path).as_posix()


def whole(path: Path) -> str:
    return f"0-{path.stat().st_size - 1}"
