"""What an anchor shows: a cut tail, a chain written anew, and that somebody touched the anchor."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.store.case.sealed_case import (
    ENTRIES,
    FILES,
    altered,
    anchor,
    lengthen,
    lines_of,
    new_case,
    rewritten,
    sealed_case,
    write_lines,
)

from waspada.core.custody import entry, line, parse
from waspada.core.errors import BadInput
from waspada.store.case.altered import Altered
from waspada.store.case.anchor import export
from waspada.store.case.folder import CaseFolder
from waspada.store.case.verify import verify


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def case(tmp_path: Path, request: pytest.FixtureRequest) -> CaseFolder:
    return sealed_case(tmp_path / "case", entries=ENTRIES, files=FILES, encrypted=request.param)


class TestAnchors:
    def test_a_cut_tail_is_found_by_every_anchor_behind_it(self, case: CaseFolder, tmp_path: Path) -> None:
        kept, lines = anchor(case, tmp_path / "kept.json"), lines_of(case)
        for left in range(3, ENTRIES):
            write_lines(case, lines[:left])
            assert altered(case) == []
            where = f"{left + 1}-{ENTRIES}" if left + 1 < ENTRIES else str(ENTRIES)
            assert altered(case, kept) == [Altered("tail", "custody.ndjson", where, "cut")]
            assert [one.fits for one in verify(case.path, anchors=[kept]).anchors] == [False]

    def test_a_chain_written_anew_is_found_and_placed_between_anchors(self, case: CaseFolder, tmp_path: Path) -> None:
        lines = lines_of(case)
        write_lines(case, lines[:5])
        early = anchor(case, tmp_path / "early.json")
        write_lines(case, lines)
        late = anchor(case, tmp_path / "late.json")
        anew, last = lines[:7], parse(lines[6][:-1])
        for old in lines[7:]:
            one = parse(old[:-1])
            last = entry(last, time=one.time, actor="nobody", action=one.action, data=one.data)
            anew.append(line(last) + b"\n")
        write_lines(case, anew)
        assert altered(case) == []
        assert altered(case, late, early) == [Altered("entry", "custody.ndjson", "6-12", "rewritten")]
        assert altered(case, early) == []

    def test_the_last_entry_written_anew_shows_only_against_an_anchor(self, case: CaseFolder, tmp_path: Path) -> None:
        kept, lines = anchor(case, tmp_path / "kept.json"), lines_of(case)
        write_lines(case, [*lines[:-1], rewritten(lines[-1], value="other")])
        assert altered(case) == []
        assert altered(case, kept) == [Altered("entry", "custody.ndjson", "1-12", "rewritten")]

    def test_what_the_log_shows_by_itself_an_anchor_does_not_repeat(self, case: CaseFolder, tmp_path: Path) -> None:
        kept, lines = anchor(case, tmp_path / "kept.json"), lines_of(case)
        write_lines(case, [*lines[:-1], lines[-1].replace(b"dewi", b"budi")])
        assert altered(case, kept) == [Altered("entry", "custody.ndjson", "12", "changed")]
        write_lines(case, [*lines[:-1], lines[-1][:-9]])
        assert altered(case, kept) == [Altered("tail", "custody.ndjson", "12", "unfinished")]

    def test_an_anchor_in_the_case_is_used_and_guarded(self, case: CaseFolder) -> None:
        exported = export(case, actor="dewi", time="2025-11-25T14:02:00.000Z")
        lengthen(case, ENTRIES + 5)
        assert altered(case) == []
        content, lines = exported.file.read_bytes(), lines_of(case)
        exported.file.write_bytes(content.replace(b"14:02", b"15:02"))
        assert altered(case) == [Altered("anchor", "anchors/000012.json", "", "changed")]
        exported.file.write_bytes(b"x")
        assert altered(case) == [Altered("anchor", "anchors/000012.json", "", "changed")]
        exported.file.unlink()
        assert altered(case) == [Altered("anchor", "anchors/000012.json", "", "missing")]
        exported.file.write_bytes(content)
        write_lines(case, lines[:10])
        assert altered(case) == [Altered("tail", "custody.ndjson", "11-12", "cut")]

    def test_an_anchor_of_another_case(self, case: CaseFolder, tmp_path: Path) -> None:
        other = anchor(new_case(tmp_path / "other"), tmp_path / "other.json")
        with pytest.raises(BadInput, match="another case"):
            verify(case.path, anchors=[other])
        (case.path / "anchors").mkdir()
        shutil.copy(other, case.path / "anchors" / "000001.json")
        (case.path / "anchors" / "000002.json").write_text("{}")
        assert altered(case) == [
            Altered("anchor", "anchors/000001.json", "", "unfitting"),
            Altered("anchor", "anchors/000002.json", "", "unfitting"),
        ]
