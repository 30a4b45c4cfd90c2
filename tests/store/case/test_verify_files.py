"""Every file of a case against what the log says of it: segments, hand-overs, runs, the case's own files."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from random import Random

import pytest
from tests.store.case.sealed_case import (
    ENTRIES,
    FILES,
    altered,
    flipped,
    lines_of,
    name,
    new_case,
    rewritten,
    run,
    seal,
    sealed_case,
    segments,
    sha256,
    whole,
    write_lines,
)

from waspada.core.custody import Action
from waspada.store.case.altered import Altered
from waspada.store.case.compare import BLOCK
from waspada.store.case.folder import CaseFolder


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def case(tmp_path: Path, request: pytest.FixtureRequest) -> CaseFolder:
    return sealed_case(tmp_path / "case", entries=ENTRIES, files=FILES, encrypted=request.param)


def test_every_segment_is_named_when_a_byte_of_it_changes(case: CaseFolder) -> None:
    for path in segments(case):
        content, mode = path.read_bytes(), path.stat().st_mode
        path.write_bytes(flipped(content, Random(1))[0])
        assert altered(case) == [Altered("segment", name(case, path), whole(path), "changed")]
        path.write_bytes(content)
        path.unlink()
        assert altered(case) == [Altered("segment", name(case, path), "", "missing")]
        path.write_bytes(content)
        path.chmod(mode)
    assert altered(case) == []


def test_in_a_large_segment_the_block_is_named(tmp_path: Path) -> None:
    content = os.urandom(1 << 16) * 40
    case = sealed_case(tmp_path / "case", entries=3, files={"big.ndjson": content})
    path = segments(case)[0]
    with path.open("r+b") as file:
        file.seek(BLOCK + 4711)
        file.write(b"\x00" if content[BLOCK + 4711] else b"\x01")
    assert altered(case) == [Altered("segment", name(case, path), f"{BLOCK}-{2 * BLOCK - 1}", "changed")]


def test_a_hand_over_that_was_changed_or_taken_away_is_named_first(case: CaseFolder) -> None:
    path = case.path / "sealed" / "0001" / "handover.json"
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"number": 1', b'"number": 2', 1))
    assert altered(case) == [Altered("handover", "sealed/0001/handover.json", whole(path), "changed")]
    path.write_bytes(content.replace(b'"sha256": "', b'"sha256": "0', 1))
    assert altered(case)[0] == Altered("handover", "sealed/0001/handover.json", whole(path), "changed")
    path.write_bytes(b"\xff")
    assert altered(case) == [Altered("handover", "sealed/0001/handover.json", "0-0", "changed")]
    path.unlink()
    assert altered(case) == [Altered("handover", "sealed/0001/handover.json", "", "missing")]
    shutil.rmtree(path.parent)
    assert altered(case) == [Altered("handover", "sealed/0001/handover.json", "", "missing")]


@pytest.mark.parametrize("outside", ["../../key", "/etc/passwd", "a/../../../x", "", "a\0b"])
def test_a_hand_over_cannot_lead_out_of_its_folder(case: CaseFolder, outside: str) -> None:
    path = case.path / "sealed" / "0001" / "handover.json"
    content = json.loads(path.read_bytes())
    content["files"][0]["segments"][0]["name"] = outside
    path.write_text(json.dumps(content))
    found = altered(case)
    assert [one.what for one in found] == ["handover", "segment", "file"]
    assert (found[1].name, found[1].why) == ("sealed/0001/handover.json", "unfitting")
    assert (found[2].name, found[2].why) == (name(case, segments(case)[0]), "added")


@pytest.mark.parametrize("content", ['{"files": 5}', '{"files": [5, {"segments": {"a": 1}, "contents": "x"}]}', "[]"])
def test_a_hand_over_that_makes_no_sense_is_altered_not_a_crash(case: CaseFolder, content: str) -> None:
    (case.path / "sealed" / "0001" / "handover.json").write_text(content)
    assert altered(case)[0].what == "handover"


def test_what_was_put_in_is_named(case: CaseFolder) -> None:
    (case.path / "sealed" / "0001" / "0001" / "more.csv").write_text("x")
    (case.path / "sealed" / "0001" / "elsewhere").symlink_to(case.path)
    (case.path / "sealed" / "0007").mkdir()
    (case.path / "sealed" / ".sealing-0002").mkdir()
    assert altered(case) == [
        Altered("file", "sealed/0001/elsewhere", "", "added"),
        Altered("file", "sealed/0001/0001/more.csv", "", "added"),
        Altered("handover", "sealed/0007", "", "unsealed"),
    ]


def test_a_segment_behind_a_link_is_no_segment(case: CaseFolder, tmp_path: Path) -> None:
    path = segments(case)[0]
    path.rename(tmp_path / "moved")
    path.symlink_to(tmp_path / "moved")
    assert altered(case) == [Altered("segment", name(case, path), "", "unreadable")]


def test_files_left_in_place_are_compared(tmp_path: Path) -> None:
    case, outside = new_case(tmp_path / "case"), tmp_path / "left.csv"
    outside.write_bytes(b"id\n1\n")
    seal(case, FILES, in_place={"left.csv": outside})
    assert altered(case) == []
    outside.write_bytes(b"id\n2\n")
    assert altered(case) == [Altered("file", str(outside), "0-4", "changed")]
    outside.unlink()
    assert altered(case) == [Altered("file", str(outside), "", "missing")]


def test_contents_of_a_wrapper_are_compared(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    seal(case, FILES)
    handover = case.path / "sealed" / "0001" / "handover.json"
    content = json.loads(handover.read_bytes())
    content["files"][0]["contents"] = [content["files"].pop(1)]
    handover.write_text(json.dumps(content))
    lines = lines_of(case)
    write_lines(case, [lines[0], rewritten(lines[1], sha256=sha256(handover.read_bytes()))])
    assert altered(case) == []
    segments(case)[1].write_bytes(b"x")
    assert altered(case) == [
        Altered("segment", "sealed/0001/0002/people.csv", f"0-{len(FILES['people.csv']) - 1}", "changed")
    ]


def test_a_hand_over_whose_name_a_crash_prevented_is_compared_where_it_is(case: CaseFolder) -> None:
    (case.path / "sealed" / "0001").rename(case.path / "sealed" / ".sealing-0001")
    (case.path / "runs" / "0001").rename(case.path / "runs" / ".running-0001")
    assert altered(case) == []


class TestRuns:
    def outputs(self, case: CaseFolder) -> list[Path]:
        return sorted(path for path in (case.path / "runs").rglob("*") if path.is_file())

    def test_every_output_is_named(self, case: CaseFolder) -> None:
        assert len(self.outputs(case)) == 3
        for path in self.outputs(case):
            content = path.read_bytes()
            path.write_bytes(flipped(content, Random(3))[0])
            assert altered(case)[0] == Altered("run", name(case, path), whole(path), "changed")
            path.unlink()
            assert altered(case)[0] == Altered("run", name(case, path), "", "missing")
            path.write_bytes(content)
        assert altered(case) == []

    def test_a_manifest_cannot_lead_out_of_its_folder(self, case: CaseFolder) -> None:
        manifest = case.path / "runs" / "0001" / "share" / "manifest.json"
        manifest.write_text(json.dumps({"outputs": [{"path": "../../../key", "bytes": 1, "sha256": ""}]}))
        found = altered(case)
        assert found[0] == Altered("run", "runs/0001/share/manifest.json", whole(manifest), "changed")
        assert [(one.name, one.why) for one in found[1:2]] == [("runs/0001/share/manifest.json", "unfitting")]

    def test_what_is_no_output_is_left_alone(self, case: CaseFolder) -> None:
        (case.path / "runs" / "0001" / "share" / "run.json").write_text("{}")
        assert altered(case) == []

    def test_two_runs_are_both_compared(self, case: CaseFolder) -> None:
        run(case, 2, {"share/report.html": b"<p>"})
        (case.path / "runs" / "0002" / "share" / "report.html").write_bytes(b"<b>")
        assert altered(case) == [Altered("run", "runs/0002/share/report.html", "0-2", "changed")]


class TestOwnFiles:
    @pytest.mark.parametrize("fact", ["case_id", "title", "vendor", "recipient"])
    def test_the_facts_of_the_case_are_those_of_its_opening(self, case: CaseFolder, fact: str) -> None:
        facts = json.loads((case.path / "case.json").read_text())
        (case.path / "case.json").write_text(json.dumps({**facts, fact: "other"}))
        assert Altered("file", "case.json", "", "changed") in altered(case)

    def test_a_case_without_its_facts_is_verified_all_the_same(self, case: CaseFolder) -> None:
        (case.path / "case.json").unlink()
        assert altered(case)[0] == Altered("file", "case.json", "", "missing")

    def test_the_key_is_that_of_the_opening(self, tmp_path: Path) -> None:
        case = new_case(tmp_path / "case")
        (case.path / "key").write_bytes(bytes(32))
        assert altered(case) == [Altered("file", "key", "0-31", "changed")]
        (case.path / "key").unlink()
        assert altered(case) == [Altered("file", "key", "", "missing")]

    def test_a_line_that_was_set_aside_is_still_kept(self, case: CaseFolder) -> None:
        lines = lines_of(case)
        write_lines(case, [*lines, b'{"action":"fa'])
        assert altered(case) == [Altered("tail", "custody.ndjson", str(ENTRIES + 1), "unfinished")]
        case.custody.append(Action.FACT, actor="dewi", data={})
        assert altered(case) == []
        (case.path / "custody.torn").write_bytes(b'{"action":"fb\n')
        assert altered(case) == [Altered("file", "custody.torn", "", "changed")]
        (case.path / "custody.torn").unlink()
        assert altered(case) == [Altered("file", "custody.torn", "", "missing")]


class TestDestroyed:
    @pytest.fixture
    def destroyed(self, case: CaseFolder) -> CaseFolder:
        case.custody.append(Action.DESTROY, actor="dewi", data={"phase": "begin"})
        shutil.rmtree(case.path / "sealed")
        shutil.rmtree(case.path / "runs" / "0001" / "restricted")
        (case.path / "key").unlink(missing_ok=True)
        (case.path / "key.age").unlink(missing_ok=True)
        return case

    def test_what_was_destroyed_may_be_gone(self, destroyed: CaseFolder) -> None:
        assert altered(destroyed) == []

    def test_what_stays_is_still_compared(self, destroyed: CaseFolder) -> None:
        path = destroyed.path / "runs" / "0001" / "share" / "assessment.json"
        path.write_bytes(b"[]\n")
        assert altered(destroyed) == [Altered("run", "runs/0001/share/assessment.json", "0-2", "changed")]
        path.unlink()
        assert altered(destroyed) == [Altered("run", "runs/0001/share/assessment.json", "", "missing")]
