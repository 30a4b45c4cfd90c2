"""Nothing personal is left in the case folder or the work folders, and what counts as evidence of it stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from waspada.core.errors import CannotWrite
from waspada.core.progress import Silent
from waspada.store.case.destroy import destroy
from waspada.store.case.runs import RunFolder
from waspada.store.case.vault import Vault, Writer

CANARIES = [f"canary-{number:04}-of-somebody" for number in range(1000)]


def filled(case: Path, work: Path) -> None:
    """A case whose evidence, results, keys and work hold all canaries."""
    text = "\n".join(CANARIES).encode()
    with Vault(case, "").handover({}) as writer:
        writer.store("0001", "leak.txt", [text])
        writer.finish({})
        writer.promised = True
        writer.keep()
    Writer(case / "sealed" / ".sealing-0002", 2, "").store("0001", "half.txt", [text])
    out = work / "results"
    for name in ("share/manifest.json", "share/assessment.json", "restricted/people.csv"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(text if name.startswith("restricted") else b"{}")
    RunFolder(case, "").take(out).keep()
    RunFolder(case, "").take(out)
    (case / "key").write_bytes(b"k" * 32)
    (case / "custody.ndjson").write_text("{}\n")


def readable(folder: Path) -> set[str]:
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes().decode("utf-8", "replace")
            found |= {canary for canary in CANARIES if canary in content}
    return found


def test_a_thousand_canaries_are_gone(tmp_path: Path) -> None:
    case, work = tmp_path / "case", tmp_path / "work"
    filled(case, work)
    assert readable(tmp_path) == set(CANARIES)
    gone = destroy(case, [work], Silent())
    assert readable(tmp_path) == set()
    assert gone.files == 11
    left = sorted(path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file())
    assert left == ["custody.ndjson", "runs/0001/share/assessment.json", "runs/0001/share/manifest.json"]
    assert not work.exists()
    assert sorted(path.name for path in (case / "runs").iterdir()) == ["0001"]


def test_content_is_overwritten_before_it_goes(tmp_path: Path) -> None:
    case, work = tmp_path / "case", tmp_path / "work"
    filled(case, work)
    evidence = case / "sealed/0001/0001/leak.txt"
    other = tmp_path / "same-blocks"
    os.link(evidence, other)
    destroy(case, [work], Silent())
    assert other.read_bytes() == bytes(other.stat().st_size)


def test_it_may_be_run_again(tmp_path: Path) -> None:
    case, work = tmp_path / "case", tmp_path / "work"
    filled(case, work)
    destroy(case, [work], Silent())
    assert destroy(case, [work], Silent()).files == 0


def test_links_are_removed_and_not_followed(tmp_path: Path) -> None:
    case, work = tmp_path / "case", tmp_path / "work"
    filled(case, work)
    elsewhere = tmp_path / "mine.txt"
    elsewhere.write_text("not ours")
    (work / "link").symlink_to(elsewhere)
    destroy(case, [work], Silent())
    assert elsewhere.read_text() == "not ours"


def test_what_cannot_be_destroyed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case, work = tmp_path / "case", tmp_path / "work"
    filled(case, work)

    def refused(self: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(CannotWrite, match="operation not permitted"):
        destroy(case, [work], Silent())
