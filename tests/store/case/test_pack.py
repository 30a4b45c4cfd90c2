"""A case as one file: the same bytes for the same case, and nothing but what was sent comes out of it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from pathlib import Path

import pytest

from waspada.core.errors import BadInput, EvidenceAltered, Refused
from waspada.core.progress import Silent
from waspada.flows.case.arrive import Arriving, seal_arriving
from waspada.flows.case.seal import About
from waspada.readers.age import Identity
from waspada.store.case import folder, pack
from waspada.store.case.folder import CaseFolder
from waspada.store.case.vault import Vault
from waspada.store.case.verify import verify

NOW = 1_772_000_000.0
MOST = 10 << 20
LONG = "n" * 180 + "é.csv"


def made(path: Path, *, encrypted: bool = False) -> CaseFolder:
    """A case with one hand-over of two files, one with a name that fits no short header."""
    identity = Identity.new() if encrypted else None
    case = folder.create(path, title="March", vendor="Acme", actor="alice", clock=lambda: NOW, identity=identity)
    files = [Arriving("a.csv", iter([b"id\n1\n"])), Arriving(LONG, iter([b"x" * 70_000]))]
    about = About(
        origin="vendor",
        handed_over_by="Acme",
        received_by="alice",
        received="2026-02-25T00:00:00Z",
        channel="call",
        reference="",
    )
    seal_arriving(case, Vault(case.path, case.recipient), files, about, actor="alice", progress=Silent())
    return case


def packed(case: CaseFolder) -> bytes:
    return b"".join(pack.pack(case, where="there", actor="alice", reason="to counsel"))


def unpacked(content: bytes, into: Path) -> pack.Arrived:
    into.mkdir()
    return pack.unpack(io.BytesIO(content), into, most=MOST)


def again(members: list[tuple[str, bytes]], case_id: str = "") -> bytes:
    """A bundle written by somebody who knows the form."""
    rows = [{"path": name, "bytes": len(held), "sha256": hashlib.sha256(held).hexdigest()} for name, held in members]
    manifest = pack._json({"schema": pack.SCHEMA, "case_id": case_id, "files": rows})
    parts = [pack._header(name, len(held)) + held + pack._padding(len(held)) for name, held in members]
    end = pack._header(pack.MANIFEST, len(manifest)) + manifest + pack._padding(len(manifest)) + bytes(1024)
    return b"".join(parts) + end


def members_of(content: bytes) -> list[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        found = [(one.name, tar.extractfile(one).read()) for one in tar]  # type: ignore[union-attr]
    return [(name, held) for name, held in found if name != pack.MANIFEST]


@pytest.mark.parametrize("encrypted", [False, True])
def test_out_in_and_out_again_is_the_same(tmp_path: Path, encrypted: bool) -> None:
    case = made(tmp_path / "case", encrypted=encrypted)
    first = packed(case)
    arrived = unpacked(first, tmp_path / "there")
    assert arrived.case_id == case.case_id
    assert arrived.sha256 == hashlib.sha256(first).hexdigest()
    assert verify(arrived.folder).altered == ()
    assert packed(folder.load(arrived.folder, clock=lambda: NOW + 5)) == first
    assert packed(case) != first, "the entry about the first bundle stands in the second"
    if encrypted:
        assert b"x" * 100 not in first


def test_what_was_read_only_is_so_again_and_tar_reads_it(tmp_path: Path) -> None:
    content = packed(made(tmp_path / "case"))
    arrived = unpacked(content, tmp_path / "there")
    sealed = arrived.folder / "sealed" / "0001"
    assert oct(sealed.stat().st_mode)[-3:] == "500"
    assert {oct(path.stat().st_mode)[-3:] for path in sealed.rglob("*") if path.is_file()} == {"400"}
    names = [name for name, _ in members_of(content)]
    assert names == sorted(names, key=os.fsencode)
    assert any(name.endswith(LONG) for name in names)
    pack.remove(tmp_path / "there")
    assert not (tmp_path / "there").exists()


def test_every_changed_byte_and_every_cut_is_found(tmp_path: Path) -> None:
    content = packed(made(tmp_path / "case"))
    for number, place in enumerate(range(0, len(content), max(1, len(content) // 60))):
        spoiled = bytearray(content)
        spoiled[place] ^= 1
        with pytest.raises((EvidenceAltered, BadInput)):
            unpacked(bytes(spoiled), tmp_path / f"spoiled{number}")
    for number, size in enumerate((0, 511, 512, 5000, len(content) - 1024, len(content) - 1)):
        with pytest.raises((EvidenceAltered, BadInput)):
            unpacked(content[:size], tmp_path / f"cut{number}")
    with pytest.raises(EvidenceAltered, match="behind its end"):
        unpacked(content + b"\0", tmp_path / "more")


@pytest.mark.parametrize(
    "name",
    ["../out", "case/../../out", "/out", "case//out", "case/./out", "case/..", "case/" + "y" * 300, "a/\udcff/../z"],
)
def test_no_path_leads_out(tmp_path: Path, name: str) -> None:
    with pytest.raises(EvidenceAltered):
        unpacked(again([(name, b"x")]), tmp_path / "there")
    assert not (tmp_path / "out").exists()


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    for number, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE, b"S", b"x")):
        info = tarfile.TarInfo("case/x")
        info.type, info.linkname, info.size = kind, "/etc/passwd", 0
        with pytest.raises(EvidenceAltered, match="header"):
            unpacked(info.tobuf(tarfile.GNU_FORMAT) + bytes(1024), tmp_path / f"t{number}")


def test_bounds_hold(tmp_path: Path) -> None:
    content = packed(made(tmp_path / "case"))
    (tmp_path / "there").mkdir()
    with pytest.raises(BadInput, match="larger"):
        pack.unpack(io.BytesIO(content), tmp_path / "there", most=len(content) - 1)
    huge = pack._header("case/x", 1 << 40) + b"x" * 1024
    with pytest.raises(EvidenceAltered, match="ends before"):
        unpacked(huge, tmp_path / "huge")
    with pytest.raises(EvidenceAltered, match="too large"):
        unpacked(again([("case/x", b"")])[:512] + pack._header(pack.MANIFEST, 1 << 40), tmp_path / "manifest")


def test_order_doubles_and_clashes(tmp_path: Path) -> None:
    for number, names in enumerate((("case/b", "case/a"), ("case/a", "case/a"), ("case/a", "case/a/b"))):
        with pytest.raises(EvidenceAltered):
            unpacked(again([(name, b"x") for name in names]), tmp_path / f"order{number}")


def test_a_manifest_made_anew_does_not_hide_what_the_log_says(tmp_path: Path) -> None:
    case = made(tmp_path / "case")
    members = members_of(packed(case))
    forged = [(name, held.replace(b"id\n1\n", b"id\n2\n")) for name, held in members]
    assert forged != members
    with pytest.raises(EvidenceAltered, match="does not hold"):
        unpacked(again(forged, case.case_id), tmp_path / "forged")
    with pytest.raises(EvidenceAltered, match="another case"):
        unpacked(again(members, "someone-else"), tmp_path / "other")


def test_files_left_in_place_belong_into_the_case_first(tmp_path: Path) -> None:
    case = made(tmp_path / "case")
    members = members_of(packed(case))
    outside = [
        (name, json.dumps({"files": [{"in_place": "/dev/zero"}]}).encode() if name.endswith("handover.json") else held)
        for name, held in members
    ]
    with pytest.raises(BadInput, match="outside"):
        unpacked(again(outside, case.case_id), tmp_path / "there")
    handover = case.path / "sealed" / "0001" / "handover.json"
    handover.chmod(0o600)
    handover.write_text(json.dumps({"files": [{"in_place": "/dev/zero"}]}))
    with pytest.raises(Refused, match="left in place"):
        packed(case)


def test_links_and_missing_reasons_are_refused(tmp_path: Path) -> None:
    case = made(tmp_path / "case")
    with pytest.raises(BadInput, match="reason"):
        pack.pack(case, where="there", actor="alice", reason=" ")
    (case.path / "link").symlink_to("/etc/passwd")
    with pytest.raises(BadInput, match="no file"):
        packed(case)
